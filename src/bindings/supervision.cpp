// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "kring/format/supervision_profile.hpp"
#include "kring/supervision.hpp"
#include "kring/table/advice_table.hpp"
#include "kring/table/criteria_reader.hpp"

namespace {

namespace cycle = kring::cycle;
namespace supervision = kring::supervision;
namespace table = kring::table;
using supervision::Advice;
using supervision::Criteria;
using supervision::Criterion;
using supervision::Profile;
using Column = py::array_t<double, py::array::c_style | py::array::forcecast>;

Criterion criterion_named(const std::string& name) {
  const auto found = cycle::find_word<Criterion>(name);
  if (found && *found != Criterion::quality) return *found;
  throw kring::InvalidValue("there is no criterion '" + name + "': expected one of " +
                            kring::framework::detail::listed(cycle::words_of<Criterion>) + ", but not quality");
}

Criteria criteria_of(const std::map<std::string, std::optional<double>>& values) {
  Criteria criteria;
  for (const auto& [name, value] : values) {
    criteria.set(criterion_named(name), value.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  return criteria;
}

// Advice on boards, with the profile it was given by.
class Advised {
 public:
  Advised(Profile profile, const table::Table& scores, const table::Table* risk, const table::Table* previous)
      : profile_(std::move(profile)) {
    table::Boards boards = table::read_boards(profile_, scores, risk, previous);
    for (std::size_t i = 0; i < boards.units.size(); ++i) {
      rows_.emplace(boards.units[i], i);
      all_.push_back(supervision::advise(profile_, std::move(boards.units[i]), boards.criteria[i], boards.previous[i],
                                         std::move(boards.not_examined[i])));
    }
  }

  [[nodiscard]] table::Table frame() const { return table::advice_table(profile_, all_); }
  [[nodiscard]] table::Table criteria() const { return table::criteria_table(profile_, all_); }
  [[nodiscard]] table::Table gates(const std::string& unit) const { return table::gate_table(profile_, of(unit)); }
  [[nodiscard]] std::vector<std::string> explain(const std::string& unit, bool dutch) const {
    return supervision::explain(profile_, of(unit), dutch ? kring::Language::dutch : kring::Language::english);
  }
  [[nodiscard]] table::Table counterfactual(const std::string& unit, std::optional<std::int32_t> band,
                                            double step) const {
    const Advice& advice = of(unit);
    std::vector<supervision::Counterfactual> all;
    const std::int32_t highest = band.value_or(advice.decision.band - 1);
    for (std::int32_t b = highest; b >= (band ? *band : 0); --b) {
      auto found = supervision::counterfactuals(profile_, advice.criteria, b, step, advice.previous);
      all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    }
    return table::counterfactual_table(all);
  }
  [[nodiscard]] table::Table warning(const std::string& unit) const {
    return table::counterfactual_table(supervision::nearest_higher(profile_, of(unit).criteria));
  }
  [[nodiscard]] std::vector<std::optional<std::int64_t>> cycles() const {
    std::vector<std::optional<std::int64_t>> counts;
    for (const Advice& one : all_) {
      const double before = one.criteria[Criterion::cycles_at_low_band];
      const bool low = one.decision.band <= 1;
      counts.push_back(low ? 1 + (std::isnan(before) ? 0 : static_cast<std::int64_t>(before)) : 0);
    }
    return counts;
  }
  [[nodiscard]] py::dict contributions(const std::string& unit, bool of_band,
                                       const std::optional<std::map<std::string, std::optional<double>>>& other) const {
    const Criteria reference = other ? criteria_of(*other) : profile_.reference;
    const Criteria& board = of(unit).criteria;
    py::dict result;
    const auto found = of_band ? std::optional(supervision::band_contributions(profile_, board, reference))
                               : supervision::quality_contributions(profile_, board, reference);
    for (std::size_t c = 0; c < supervision::criteria_count; ++c) {
      const auto criterion = static_cast<Criterion>(c);
      if (!board.has(criterion)) continue;
      const std::string name(cycle::word(criterion));
      result[py::str(name)] = py::none();
      if (!found) continue;
      const auto place = std::find(found->criteria.begin(), found->criteria.end(), criterion);
      result[py::str(name)] = found->values[static_cast<std::size_t>(place - found->criteria.begin())];
    }
    return result;
  }
  // One row a board, one column a criterion that some board has.
  [[nodiscard]] table::Table all_contributions() const {
    std::vector<supervision::Contributions> found;
    for (const Advice& one : all_) {
      found.push_back(supervision::band_contributions(profile_, one.criteria, profile_.reference));
    }
    return table::contribution_table(all_, found);
  }

 private:
  [[nodiscard]] const Advice& of(const std::string& unit) const {
    const auto found = rows_.find(unit);
    if (found != rows_.end()) return all_[found->second];
    std::vector<std::string> names;
    for (const Advice& one : all_) names.push_back(one.unit);
    throw kring::UnknownIdentifier("there is no advice on '" + unit + "': choose one of the " +
                                   std::to_string(names.size()) + " units" +
                                   kring::framework::detail::did_you_mean(unit, names));
  }

  Profile profile_;
  std::vector<Advice> all_;
  std::unordered_map<std::string, std::size_t> rows_;
};

// Columns of draws by criterion, all of one length.
py::array_t<std::int8_t> bands(const Profile& profile, const std::map<std::string, Column>& draws, unsigned threads) {
  supervision::DrawColumns columns{};
  std::optional<std::size_t> size;
  for (const auto& [name, column] : draws) {
    const auto length = static_cast<std::size_t>(column.size());
    if (column.ndim() != 1 || size.value_or(length) != length) {
      throw kring::InvalidValue("draws of '" + name + "' have " + std::to_string(length) +
                                " values: expected one list, as long as the others");
    }
    size = length;
    columns[static_cast<std::size_t>(criterion_named(name))] = {column.data(), length};
  }
  if (!size) throw kring::InvalidValue("there are no draws: expected a list of values for each criterion");
  py::array_t<std::int8_t> result(static_cast<py::ssize_t>(*size));
  const std::span<std::int8_t> out(result.mutable_data(), *size);
  const py::gil_scoped_release unlock;
  supervision::bands_of_draws(profile, columns, out, threads);
  return result;
}

py::dict row_of(const supervision::Flaw& flaw) {
  py::dict row;
  row["kind"] = std::string(cycle::word(flaw.kind));
  row["gate"] = flaw.gate;
  row["band"] = flaw.band;
  row["better_band"] = flaw.better_band;
  row["criterion"] = std::string(cycle::word(flaw.criterion));
  py::dict worse;
  py::dict better;
  for (std::size_t c = 0; c < supervision::criteria_count; ++c) {
    const auto name = py::str(std::string(cycle::word(static_cast<Criterion>(c))));
    if (flaw.kind != supervision::FlawKind::not_monotone || flaw.worse[c] == supervision::not_known) continue;
    worse[name] = supervision::value_of(flaw.worse[c]);
    better[name] = supervision::value_of(flaw.better[c]);
  }
  row["worse"] = worse;
  row["better"] = better;
  return row;
}

void bind_profile(py::module_& m) {
  py::class_<Profile>(m, "SupervisionProfile")
      .def_static(
          "read",
          [](const std::string& text, const std::string& file) {
            return kring::format::read_supervision_profile(text, file);
          },
          py::arg("text"), py::arg("file"))
      .def_readonly("id", &Profile::id)
      .def_readonly("version", &Profile::version)
      .def_readonly("name_en", &Profile::name_en)
      .def_readonly("name_nl", &Profile::name_nl)
      .def_readonly("digest", &Profile::digest)
      .def_readonly("basis", &Profile::basis)
      .def_property_readonly("risk_limit", [](const Profile& self) { return supervision::value_of(self.risk_limit); })
      .def_property_readonly("hysteresis", [](const Profile& self) { return supervision::value_of(self.hysteresis); })
      .def_property_readonly("source", [](const Profile& self) { return self.origin.source; })
      .def_property_readonly("status",
                             [](const Profile& self) { return std::string(kring::results::name(self.origin.status)); })
      .def_property_readonly("bands",
                             [](const Profile& self) {
                               std::vector<std::pair<std::string, std::string>> names;
                               for (const auto& one : self.bands) names.emplace_back(one.name_en, one.name_nl);
                               return names;
                             })
      .def_property_readonly("reference",
                             [](const Profile& self) {
                               std::map<std::string, double> values;
                               for (std::size_t c = 0; c < supervision::criteria_count; ++c) {
                                 const auto criterion = static_cast<Criterion>(c);
                                 if (!self.reference.has(criterion)) continue;
                                 values.emplace(cycle::word(criterion), self.reference[criterion]);
                               }
                               return values;
                             })
      .def("bands_of_draws", &bands, py::arg("draws"), py::arg("threads"))
      .def("verify", [](const Profile& self) {
        const supervision::Verification found = supervision::verify(self);
        std::vector<py::dict> flaws;
        for (const auto& flaw : found.flaws) flaws.push_back(row_of(flaw));
        return std::tuple(flaws, found.boards, found.pairs);
      });
  m.def("supervision_ids", [] {
    std::vector<std::string> ids;
    for (const auto& one : kring::catalog::supervision_profiles()) ids.emplace_back(one.id);
    return ids;
  });
  m.def(
      "supervision_text", [](const std::string& id) { return kring::catalog::supervision_profile_text(id); },
      py::arg("id"));
}

}  // namespace

void bind_supervision(py::module_& m) {
  bind_profile(m);
  const auto unlocked = py::call_guard<py::gil_scoped_release>();
  py::class_<Advised>(m, "Advice")
      .def(py::init<Profile, const table::Table&, const table::Table*, const table::Table*>(), py::arg("profile"),
           py::arg("scores"), py::arg("risk").none(true), py::arg("previous").none(true), unlocked)
      .def("frame", &Advised::frame, unlocked)
      .def("criteria", &Advised::criteria, unlocked)
      .def("gates", &Advised::gates, py::arg("unit"), unlocked)
      .def("explain", &Advised::explain, py::arg("unit"), py::arg("dutch"), unlocked)
      .def("counterfactual", &Advised::counterfactual, py::arg("unit"), py::arg("band"), py::arg("step"), unlocked)
      .def("warning", &Advised::warning, py::arg("unit"), unlocked)
      .def("cycles", &Advised::cycles)
      .def("contributions", &Advised::contributions, py::arg("unit"), py::arg("of_band"), py::arg("reference"))
      .def("all_contributions", &Advised::all_contributions, unlocked);
}
