// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <pybind11/stl.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "framework.hpp"
#include "kring/core/school_year.hpp"
#include "kring/format/json.hpp"
#include "kring/framework.hpp"
#include "kring/table/evidence_table.hpp"
#include "kring/table/judgement_table.hpp"
#include "kring/table/roll_up_table.hpp"

namespace {

namespace framework = kring::framework;
using framework::Evidence;
using framework::Framework;
using kring::table::Table;

// Judgements together with what they rest on.
struct Judgements {
  Evidence evidence;
  framework::Judged judged;

  explicit Judgements(Evidence given, unsigned threads = 1)
      : evidence(std::move(given)), judged(framework::judge(evidence.findings, evidence.education, threads)) {}
};

kring::Language language_of(const std::string& language) {
  if (language == "en") return kring::Language::english;
  if (language == "nl") return kring::Language::dutch;
  throw kring::InvalidValue("language is '" + language + "': expected 'en' or 'nl'");
}

framework::EvidenceOptions options_of(const std::optional<std::string>& school_year,
                                      const std::optional<kring::Day>& on, unsigned threads) {
  framework::EvidenceOptions options;
  if (school_year) options.school_year = kring::SchoolYear::parse(*school_year).first_year();
  options.on = on;
  options.threads = threads;
  return options;
}

std::shared_ptr<Judgements> judge(const Framework& f, const std::optional<Table>& results,
                                  const std::optional<Table>& findings, const std::optional<std::string>& school_year,
                                  std::optional<kring::Day> on, unsigned threads) {
  const py::gil_scoped_release unlock;
  const auto options = options_of(school_year, on, threads);
  return std::make_shared<Judgements>(
      kring::table::read_evidence(f, results ? &*results : nullptr, findings ? &*findings : nullptr, options), threads);
}

// One unit from a mapping of inputs to what is known of them.
class OneUnit {
 public:
  OneUnit(const Framework& f, std::optional<kring::Day> on) : f_(f), evidence_(f, 1) { evidence_.on = on; }

  std::shared_ptr<Judgements> judge(const py::dict& given) {
    read_level(given);
    for (const auto& [key, value] : given) {
      const std::string name = text("a name of the mapping", key);
      if (name == "unit") {
        evidence_.names = {text("unit", value)};
      } else if (name != "level") {
        read(f_.input(name), value);
      }
    }
    return std::make_shared<Judgements>(std::move(evidence_));
  }

 private:
  [[nodiscard]] static std::string text(const char* what, const py::handle& value) {
    if (py::isinstance<py::str>(value)) return py::cast<std::string>(value);
    throw kring::InvalidValue(std::string(what) + " is " + py::cast<std::string>(py::repr(value)) + ": expected text");
  }

  void read_level(const py::dict& given) {
    if (f_.definition().levels.empty() && !given.contains("level")) return;
    if (f_.definition().levels.empty()) {
      throw kring::InvalidValue("a level of education is given: framework '" + f_.definition().id + "' has none");
    }
    const std::string level = given.contains("level") ? py::cast<std::string>(py::str(given["level"])) : "";
    evidence_.education[0] = framework::education_level(f_, level);
  }

  void read(std::size_t input, const py::handle& value) {
    if (value.is_none())
      return evidence_.findings.set(input, 0, framework::Finding::unknown(framework::Reason::missing));
    if (py::isinstance<py::str>(value)) return read_word(input, py::cast<std::string>(value));
    read_share(input, value);
  }

  void read_word(std::size_t input, const std::string& word) {
    const auto finding = kring::table::detail::verdict_of(f_, input, word);
    if (!finding || word.empty()) {
      throw kring::InvalidValue("'" + id(input) + "' is '" + word + "': expected a level (" + listed_levels(input) +
                                "), several joined by '|', or a word for a state such as not_examined");
    }
    evidence_.findings.set(input, 0, *finding);
  }

  // The levels that can occur, separated by commas.
  [[nodiscard]] std::string listed_levels(std::size_t input) const {
    std::vector<std::string> levels;
    for (framework::Level level = 0; level < f_.input_scale(input).size(); ++level) {
      if (f_.input_levels(input).contains(level)) levels.push_back(f_.input_scale(input).levels[level]);
    }
    return framework::detail::listed(levels);
  }

  void read_share(std::size_t input, const py::handle& value) {
    const bool pair = py::isinstance<py::sequence>(value) && py::len(value) == 2;
    if (!pair || !f_.definition().inputs[input].is_indicator) {
      throw kring::InvalidValue("'" + id(input) + "' is " + py::cast<std::string>(py::repr(value)) + ": expected " +
                                (f_.definition().inputs[input].is_indicator ? "(numerator, denominator), None or a word"
                                                                            : "a level or a word for a state"));
    }
    const auto pair_of = py::reinterpret_borrow<py::sequence>(value);
    framework::set_counts(evidence_, input, 0, whole(input, pair_of[0]), whole(input, pair_of[1]));
  }

  [[nodiscard]] std::int64_t whole(std::size_t input, const py::object& number) const {
    if (PyIndex_Check(number.ptr()) != 0 && !py::isinstance<py::bool_>(number)) {
      const auto index = py::reinterpret_steal<py::object>(PyNumber_Index(number.ptr()));
      const long long value = PyLong_AsLongLong(index.ptr());
      if (value != -1 || PyErr_Occurred() == nullptr) return value;
      PyErr_Clear();
      throw kring::InvalidValue("'" + id(input) + "' has " + py::cast<std::string>(py::str(number)) +
                                " as a count: expected at most 1000000000000 (10^12)");
    }
    throw kring::InvalidValue("'" + id(input) + "' has " + py::cast<std::string>(py::repr(number)) +
                              " as a count: expected whole numbers");
  }

  [[nodiscard]] const std::string& id(std::size_t input) const { return f_.definition().inputs[input].id; }

  const Framework& f_;
  Evidence evidence_;
};

void check_row(const Judgements& j, std::size_t row) {
  if (row >= j.evidence.size()) throw kring::InvalidValue("row " + std::to_string(row) + " is not in the judgements");
}

py::tuple explain(const Judgements& j, std::size_t row, const std::string& language) {
  check_row(j, row);
  const auto steps = framework::trace(j.evidence, j.judged, row);
  const auto explanation = framework::explain(j.evidence, steps, row, language_of(language));
  py::list tree;
  for (const auto& line : explanation.tree) tree.append(py::make_tuple(line.depth, line.text));
  return py::make_tuple(explanation.sentences, tree);
}

std::string changes(const Judgements& j, std::size_t row, const std::string& judgement) {
  check_row(j, row);
  const Framework& f = j.evidence.framework;
  const std::size_t place = judgement.empty() ? f.main() : f.judgement(judgement);
  return kring::format::changes_json(f, place, framework::changes(j.evidence, j.judged, place, row)).dump();
}

py::tuple outcome(const Judgements& j, std::size_t row) {
  check_row(j, row);
  const Framework& f = j.evidence.framework;
  const auto& o = j.judged.at(f.main(), row);
  const auto& scale = f.judgement_scale(f.main());
  const bool judged = o.state == framework::State::judged;
  const auto steps = framework::judgement_step(j.evidence, j.judged, f.main(), row);
  const auto& rules = f.definition().judgements[f.main()].rules;
  std::vector<std::string> ids;
  for (const std::size_t rule : steps.rules) ids.push_back(rules[rule].id);
  return py::make_tuple(judged ? std::string_view(scale.levels[o.levels.worst()]) : text(o.state), text(o.state),
                        text(o.reasons), ids, scale.text(o.levels));
}

Table findings(const Judgements& j, const std::string& judgement, const std::string& standard) {
  return kring::table::findings_of(j.evidence, j.judged, j.evidence.framework.judgement(judgement), standard);
}

Table results(const Judgements& j, const Table& parents, const std::string& judgement, const std::string& at_or_above,
              const std::string& indicator) {
  const std::size_t place = j.evidence.framework.judgement(judgement);
  const framework::Scale& scale = j.evidence.framework.judgement_scale(place);
  const auto level = scale.find(at_or_above);
  if (!level) throw kring::UnknownIdentifier(framework::detail::unknown_name("level", at_or_above, scale.levels));
  return kring::table::results_of(j.evidence, j.judged, place, *level, parents, indicator);
}

Table probabilities(const Judgements& j, std::uint32_t draws, std::uint64_t seed, std::int64_t minimum_peers,
                    unsigned threads) {
  const py::gil_scoped_release unlock;
  const framework::ProbabilityOptions options{draws, seed, minimum_peers, threads};
  return kring::table::probability_table(j.evidence, framework::probabilities(j.evidence, options));
}

// Outcomes straight from arrays; see framework/judge_counts.hpp.
py::array_t<std::int8_t> judge_counts(const Framework& f,
                                      const py::array_t<std::uint8_t, py::array::c_style>& education,
                                      const std::vector<std::tuple<std::string, Integers, Integers>>& counts,
                                      std::optional<kring::Day> on, unsigned threads) {
  const auto levels = view<std::uint8_t>(education);
  py::array_t<std::int8_t> codes(static_cast<py::ssize_t>(levels.size()));
  std::vector<framework::IndicatorCounts> columns;
  for (const auto& [name, numerator, denominator] : counts) {
    columns.emplace_back(f.input(name),
                         framework::Counts{view<std::int64_t>(numerator), view<std::int64_t>(denominator)});
  }
  const std::span<std::int8_t> out{codes.mutable_data(), levels.size()};
  const py::gil_scoped_release unlock;
  framework::judge_counts(f, columns, levels, on, out, threads);
  return codes;
}

}  // namespace

void bind_judging(py::class_<Framework>& framework_class) {
  framework_class
      .def("judge", &judge, py::arg("results"), py::arg("findings"), py::arg("school_year"), py::arg("on"),
           py::arg("threads"))
      .def(
          "judge_one",
          [](const Framework& f, const py::dict& given, std::optional<kring::Day> on) {
            return OneUnit(f, on).judge(given);
          },
          py::arg("given"), py::arg("on"))
      .def("judge_counts", &judge_counts, py::arg("education"), py::arg("counts"), py::arg("on"), py::arg("threads"));
}

void bind_judgements(py::module_& m) {
  py::class_<Judgements, std::shared_ptr<Judgements>>(m, "Judgements")
      .def("__len__", [](const Judgements& j) { return j.evidence.size(); })
      .def(
          "table",
          [](const Judgements& j, unsigned threads) {
            const py::gil_scoped_release unlock;
            return kring::table::judgement_table(j.evidence, j.judged,
                                                 framework::margins(j.evidence, j.judged, threads));
          },
          py::arg("threads"))
      .def("findings", &findings, py::arg("judgement"), py::arg("standard"))
      .def("results", &results, py::arg("parents"), py::arg("judgement"), py::arg("at_or_above"), py::arg("indicator"))
      .def(
          "unit", [](const Judgements& j, std::size_t row) { return check_row(j, row), j.evidence.name(row); },
          py::arg("row"))
      .def(
          "level", [](const Judgements& j, std::size_t row) { return check_row(j, row), j.evidence.level(row); },
          py::arg("row"))
      .def("outcome", &outcome, py::arg("row"))
      .def("explain", &explain, py::arg("row"), py::arg("language"))
      .def(
          "json",
          [](const Judgements& j, std::size_t row) {
            return check_row(j, row), kring::format::judgement_json(j.evidence, j.judged, row).dump();
          },
          py::arg("row"))
      .def("changes", &changes, py::arg("row"), py::arg("judgement"))
      .def("probabilities", &probabilities, py::arg("draws"), py::arg("seed"), py::arg("minimum_peers"),
           py::arg("threads"));
}
