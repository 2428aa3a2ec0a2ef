// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/risk.hpp"

#include <pybind11/stl.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "indicators.hpp"
#include "kring/format/risk_profile.hpp"
#include "kring/table/risk_sources.hpp"
#include "kring/table/risk_table.hpp"
#include "kring/table/risk_units.hpp"

namespace {

namespace risk = kring::risk;
namespace table = kring::table;
using table::Faults;
using table::Table;

// The tables a risk is assessed from.
struct Sources {
  Table results;
  std::vector<std::string> groups;
  Table units;
  std::optional<Table> judgements;
  std::optional<Table> finance;
};

// The risk of a sector with what it was made of.
class AssessedRisk {
 public:
  AssessedRisk(const Sources& sources, risk::Profile profile, const std::map<std::string, std::string>& directions,
               kring::Day on, unsigned threads)
      : profile_(std::move(profile)), indicators_(known_indicators(directions, own_names_)) {
    Faults units(sources.units.name()), results(sources.results.name()), judgements("judgements"), finance("finance");
    sector_ = table::read_sector(sources.units, units);
    const auto rows = table::read_observations(sources.results, sources.groups, results);
    const auto norms = table::read_norms(sources.results, results);
    risk::Facts facts;
    facts.on = on;
    if (sources.judgements && units.empty()) {
      facts.judgements = table::read_judgements(*sources.judgements, sector_, profile_, judgements);
    }
    if (sources.finance) facts.finance = table::read_finance(*sources.finance, finance);
    raise({&units, &results, &judgements, &finance});
    risks_ = risk::assess(rows, norms, indicators_, sector_, facts, profile_, threads);
  }

  [[nodiscard]] Table frame() const { return table::risk_table(sector_, risks_); }
  [[nodiscard]] Table programmes() const { return table::programme_risk_table(sector_, risks_, profile_.cut); }
  [[nodiscard]] Table indicators() const { return table::indicator_risk_table(risks_, profile_); }
  [[nodiscard]] Table breaches() const { return table::breach_table(sector_, risks_); }
  [[nodiscard]] std::string digest() const { return risks_.indicators.comparison.digest; }

  [[nodiscard]] std::vector<std::string> explain(const std::string& unit, bool dutch) const {
    return risk::explain(sector_, risks_, profile_, sector_.board(unit),
                         dutch ? kring::Language::dutch : kring::Language::english);
  }

  [[nodiscard]] Table probability_below(std::int64_t ten_thousandths) const {
    const kring::TenThousandths limit(ten_thousandths);
    table::detail::Frame frame("risk", risks_.boards.size());
    frame.text("unit", [&](std::size_t i) { return sector_.boards()[i].unit; })
        .number("probability_below", [&](std::size_t i) -> std::optional<double> {
          if (risks_.boards[i].state == risk::BoardState::not_examined) return std::nullopt;
          return risk::probability_below(risk::exposures(sector_, risks_.programmes, i), profile_, limit);
        });
    return frame.finish();
  }

  // Empty for a board that was not examined.
  [[nodiscard]] std::vector<double> law(const std::string& unit) const {
    const std::size_t board = sector_.board(unit);
    if (risks_.boards[board].state == risk::BoardState::not_examined) return {};
    return risk::exposure_law(risk::exposures(sector_, risks_.programmes, board), profile_);
  }

 private:
  // Everything that is wrong with the tables, in one message.
  static void raise(const std::vector<const Faults*>& all) {
    std::vector<std::string> messages;
    for (const Faults* one : all) messages.insert(messages.end(), one->messages().begin(), one->messages().end());
    if (!messages.empty()) throw kring::InvalidTable(kring::all_faults("what a risk is assessed from", messages));
  }

  risk::Profile profile_;
  std::vector<std::string> own_names_;
  std::vector<kring::results::Indicator> indicators_;
  risk::Sector sector_;
  risk::Risks risks_;
};

void bind_risk_profile(py::module_& m) {
  py::class_<risk::Profile>(m, "RiskProfile")
      .def_static("read", &kring::format::read_risk_profile, py::arg("text"), py::arg("file"))
      .def_readonly("id", &risk::Profile::id)
      .def_readonly("version", &risk::Profile::version)
      .def_readonly("name_en", &risk::Profile::name_en)
      .def_readonly("name_nl", &risk::Profile::name_nl)
      .def_readonly("digest", &risk::Profile::digest)
      .def_readonly("reference", &risk::Profile::reference)
      .def_readonly("limit", &risk::Profile::limit)
      .def_readonly("minimum_years", &risk::Profile::minimum_years)
      .def_property_readonly("status", [](const risk::Profile& p) { return name(p.origin.status); })
      .def_property_readonly("source", [](const risk::Profile& p) { return p.origin.source; });
  m.def("risk_profile_ids", [] {
    std::vector<std::string> ids;
    for (const auto& one : kring::catalog::risk_profiles()) ids.emplace_back(one.id);
    return ids;
  });
  m.def(
      "risk_profile_text", [](std::string_view id) { return std::string(kring::catalog::risk_profile_text(id)); },
      py::arg("id"));
}

}  // namespace

void bind_risk(py::module_& m) {
  bind_risk_profile(m);
  const auto unlocked = py::call_guard<py::gil_scoped_release>();
  py::class_<AssessedRisk>(m, "Risk")
      .def(py::init([](Table results, std::vector<std::string> groups, Table units, std::optional<Table> judgements,
                       std::optional<Table> finance, const risk::Profile& profile,
                       const std::map<std::string, std::string>& directions, kring::Day on, unsigned threads) {
             const Sources sources{std::move(results), std::move(groups), std::move(units), std::move(judgements),
                                   std::move(finance)};
             const py::gil_scoped_release unlock;
             return std::make_unique<AssessedRisk>(sources, profile, directions, on, threads);
           }),
           py::arg("results"), py::arg("groups"), py::arg("units"), py::arg("judgements").none(true),
           py::arg("finance").none(true), py::arg("profile"), py::arg("directions"), py::arg("on"), py::arg("threads"))
      .def("frame", &AssessedRisk::frame, unlocked)
      .def("programmes", &AssessedRisk::programmes, unlocked)
      .def("indicators", &AssessedRisk::indicators, unlocked)
      .def("breaches", &AssessedRisk::breaches, unlocked)
      .def("explain", &AssessedRisk::explain, py::arg("unit"), py::arg("dutch"), unlocked)
      .def("probability_below", &AssessedRisk::probability_below, py::arg("ten_thousandths"), unlocked)
      .def(
          "law",
          [](const AssessedRisk& self, const std::string& unit) {
            const std::vector<double> law = self.law(unit);
            Doubles result(static_cast<py::ssize_t>(law.size()));
            std::copy(law.begin(), law.end(), result.mutable_data());
            return result;
          },
          py::arg("unit"))
      .def_property_readonly("digest", &AssessedRisk::digest);
}
