// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "cycle.hpp"
#include "kring/format/coverage.hpp"
#include "kring/format/profile.hpp"
#include "kring/quality/explanation.hpp"
#include "kring/quality/gaps.hpp"
#include "kring/table/coverage_table.hpp"
#include "kring/table/part_table.hpp"
#include "kring/table/quality_table.hpp"

namespace {

namespace cycle = kring::cycle;
namespace quality = kring::quality;
namespace table = kring::table;
using quality::Profile;

// The scores of one kind of unit of a dossier, which is kept as long as they are.
class Assessed {
 public:
  Assessed(std::shared_ptr<const HeldDossier> held, Profile profile, kring::Day on, cycle::UnitKind kind,
           unsigned threads)
      : held_(std::move(held)),
        profile_(std::move(profile)),
        evidence_(held_->dossier, on),
        all_(quality::assess_all(evidence_, profile_, kind, threads)) {}

  [[nodiscard]] table::Table frame() const { return table::quality_table(held_->dossier, all_); }
  [[nodiscard]] table::Table criteria() const { return table::quality_criteria_table(held_->dossier, all_); }
  [[nodiscard]] table::Table reach() const { return table::reach_table(held_->dossier, all_); }
  [[nodiscard]] table::Table parts(const std::string& unit, bool lenient) const {
    const std::int32_t row = held_->dossier.unit(unit);
    return table::part_table(evidence_, profile_, gathered(row, lenient), row);
  }
  [[nodiscard]] table::Table gaps(const std::string& unit) const {
    const auto found = quality::gaps(gathered(held_->dossier.unit(unit), false), held_->dossier.records(), profile_);
    return table::gap_table(held_->dossier, found);
  }
  [[nodiscard]] table::Table assessors(const std::string& unit) const {
    return table::assessor_table(evidence_, profile_, held_->dossier.unit(unit));
  }
  [[nodiscard]] std::vector<std::string> explain(const std::string& unit, bool dutch) const {
    return quality::explain(evidence_, profile_, held_->dossier.unit(unit),
                            dutch ? kring::Language::dutch : kring::Language::english);
  }
  [[nodiscard]] table::Table coverage(const kring::framework::Framework& framework,
                                      const quality::Coverage& coverage) const {
    std::vector<quality::CoverageFinding> found;
    for (const quality::UnitQuality& one : all_) {
      if (one.reason == quality::QualityReason::no_records) continue;
      const auto more = quality::cover(evidence_, profile_, coverage, one.unit);
      found.insert(found.end(), more.begin(), more.end());
    }
    return table::coverage_table(held_->dossier, framework, coverage, found);
  }
  [[nodiscard]] quality::Scores what_if(const std::string& unit, const std::vector<std::string>& mended) const {
    return quality::what_if(gathered(held_->dossier.unit(unit), false), held_->dossier.records(), profile_, mended);
  }
  [[nodiscard]] quality::Scores scores(const std::string& unit, bool lenient) const {
    const std::int32_t row = held_->dossier.unit(unit);
    const quality::UnitQuality found = quality::assess(evidence_, profile_, row);
    return lenient ? found.lenient : found.strict;
  }

 private:
  [[nodiscard]] quality::Parts gathered(std::int32_t unit, bool lenient) const {
    return quality::gather(evidence_, profile_, lenient ? cycle::Reading::lenient : cycle::Reading::strict, unit);
  }

  std::shared_ptr<const HeldDossier> held_;
  Profile profile_;
  quality::Evidence evidence_;
  std::vector<quality::UnitQuality> all_;
};

py::dict row_of(const quality::Scores& s) {
  py::dict row;
  row["ambition"] = s.ambition.score;
  row["visibility"] = s.visibility.score;
  row["traceability"] = s.traceability.score;
  row["reliability"] = s.reliability.point;
  row["reliability_low"] = s.reliability.low;
  row["quality"] = s.quality;
  row["programmes"] = s.ambition.programmes;
  row["own_norms"] = s.ambition.own_norms;
  row["whole"] = s.ambition.whole;
  row["drawn_on"] = s.ambition.drawn_on;
  row["public_whole"] = s.visibility.whole;
  row["public_programmes"] = s.visibility.programmes;
  row["coverage"] = s.traceability.has_judgements ? py::object(py::float_(s.traceability.coverage)) : py::none();
  row["chain_reliability"] = s.traceability.reliability;
  row["traceability_lower"] = s.traceability.lower;
  row["traceability_upper"] = s.traceability.upper;
  row["traceability_standard_error"] = s.traceability.standard_error;
  row["panel"] = s.reliability.panel;
  row["cap"] = s.reliability.cap;
  row["agreed"] = s.reliability.agreed;
  row["failed"] = s.reliability.failed;
  row["verified"] = s.reliability.verified;
  row["without_expert"] = s.reliability.without_expert;
  row["without_stakeholders"] = s.reliability.without_stakeholders;
  return row;
}

Profile with_rater(Profile profile, std::optional<double> one_rater) {
  if (!one_rater) return profile;
  kring::detail::require_unit("rater_reliability", *one_rater);
  profile.reliability.one_rater = *one_rater;
  return profile;
}

py::list catalogue() {
  py::list ids;
  for (const auto& one : kring::catalog::profiles()) ids.append(one.id);
  return ids;
}

void bind_profile(py::module_& m) {
  py::class_<Profile>(m, "Profile")
      .def_static(
          "read",
          [](const std::string& text, const std::string& file) { return kring::format::read_profile(text, file); },
          py::arg("text"), py::arg("file"))
      .def_readonly("id", &Profile::id)
      .def_readonly("version", &Profile::version)
      .def_readonly("name_en", &Profile::name_en)
      .def_readonly("name_nl", &Profile::name_nl)
      .def_readonly("digest", &Profile::digest)
      .def_property_readonly("source", [](const Profile& self) { return self.origin.source; })
      .def_property_readonly("status",
                             [](const Profile& self) { return std::string(kring::results::name(self.origin.status)); });
  py::class_<quality::Coverage>(m, "Coverage")
      .def_static(
          "read",
          [](const std::string& text, const std::string& file) { return kring::format::read_coverage(text, file); },
          py::arg("text"), py::arg("file"))
      .def_readonly("id", &quality::Coverage::id)
      .def_readonly("version", &quality::Coverage::version)
      .def_property_readonly("source", [](const quality::Coverage& self) { return self.origin.source; })
      .def_property_readonly("status", [](const quality::Coverage& self) {
        return std::string(kring::results::name(self.origin.status));
      });
  m.def("coverage_text", [](const std::string& id) { return kring::catalog::coverage_text(id); }, py::arg("id"));
  m.def("profile_ids", &catalogue);
  m.def("profile_text", [](const std::string& id) { return kring::catalog::profile_text(id); }, py::arg("id"));
  m.def(
      "min_blend",
      [](const std::vector<double>& values, const std::vector<double>& weights, double blend) {
        return quality::min_blend(values, weights, blend);
      },
      py::arg("values"), py::arg("weights"), py::arg("blend"));
}

}  // namespace

void bind_quality(py::module_& m) {
  bind_profile(m);
  const auto unlocked = py::call_guard<py::gil_scoped_release>();
  py::class_<Assessed>(m, "Quality")
      .def(py::init([](std::shared_ptr<HeldDossier> dossier, const Profile& profile, kring::Day on,
                       const std::string& level, std::optional<double> rater_reliability, unsigned threads) {
             const auto kind = cycle::find_word<cycle::UnitKind>(level);
             if (!kind) {
               throw kring::InvalidValue("level is '" + level + "': expected one of " +
                                         kring::framework::detail::listed(cycle::words_of<cycle::UnitKind>));
             }
             const Profile used = with_rater(profile, rater_reliability);
             const py::gil_scoped_release unlock;
             return std::make_unique<Assessed>(std::move(dossier), used, on, *kind, threads);
           }),
           py::arg("dossier"), py::arg("profile"), py::arg("on"), py::arg("level"), py::arg("rater_reliability"),
           py::arg("threads"))
      .def("frame", &Assessed::frame, unlocked)
      .def("criteria", &Assessed::criteria, unlocked)
      .def("reach", &Assessed::reach, unlocked)
      .def("parts", &Assessed::parts, py::arg("unit"), py::arg("lenient"), unlocked)
      .def("gaps", &Assessed::gaps, py::arg("unit"), unlocked)
      .def("explain", &Assessed::explain, py::arg("unit"), py::arg("dutch"), unlocked)
      .def("coverage", &Assessed::coverage, py::arg("framework"), py::arg("coverage"), unlocked)
      .def("assessors", &Assessed::assessors, py::arg("unit"), unlocked)
      .def(
          "scores",
          [](const Assessed& self, const std::string& unit, bool lenient) {
            return row_of(self.scores(unit, lenient));
          },
          py::arg("unit"), py::arg("lenient"))
      .def(
          "what_if",
          [](const Assessed& self, const std::string& unit, const std::vector<std::string>& mended) {
            return row_of(self.what_if(unit, mended));
          },
          py::arg("unit"), py::arg("mended"));
}
