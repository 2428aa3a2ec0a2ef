// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "framework.hpp"

#include <pybind11/stl.h>

#include <string>
#include <vector>

#include "bindings.hpp"
#include "kring/catalog.hpp"
#include "kring/format/decision_model.hpp"
#include "kring/format/definition_json.hpp"
#include "kring/format/toml.hpp"
#include "kring/framework.hpp"

namespace {

using kring::framework::Flaw;
using kring::framework::Framework;

std::string symbol_word(const Framework& f, std::size_t judgement, std::size_t input, std::uint8_t symbol) {
  namespace detail = kring::framework::detail;
  if (symbol == detail::unknown_symbol) return "unknown";
  if (symbol == detail::not_applicable_symbol) return "not_applicable";
  const detail::InputRef& ref = f.resolved().judgements[judgement].inputs[input];
  return (ref.is_judgement ? f.judgement_scale(ref.place) : f.input_scale(ref.place)).levels[symbol];
}

py::object example(const Framework& f, const Flaw& flaw, const std::vector<std::uint8_t>& symbols) {
  if (symbols.empty()) return py::none();
  py::dict shown;
  const auto& inputs = f.definition().judgements[flaw.judgement].inputs;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    shown[py::str(inputs[i])] = symbol_word(f, flaw.judgement, i, symbols[i]);
  }
  return shown;
}

py::dict flaw_row(const Framework& f, const Flaw& flaw) {
  using kring::framework::FlawKind;
  const auto& table = f.definition().judgements[flaw.judgement];
  const bool of_rule = flaw.kind == FlawKind::unreachable || flaw.kind == FlawKind::empty_scores;
  py::dict row;
  row["kind"] = text(flaw.kind);
  row["judgement"] = table.id;
  row["count"] = flaw.count;
  row["rule"] = of_rule ? py::object(py::str(table.rules[flaw.rule].id)) : py::none();
  row["input"] = flaw.kind == FlawKind::without_effect ? py::object(py::str(table.inputs[flaw.input])) : py::none();
  row["example"] = example(f, flaw, flaw.from);
  row["better"] = flaw.from == flaw.to ? py::none() : example(f, flaw, flaw.to);
  row["en"] = words(f, flaw, kring::Language::english);
  row["nl"] = words(f, flaw, kring::Language::dutch);
  return row;
}

py::dict verify(const Framework& f) {
  kring::framework::Verification found;
  {
    const py::gil_scoped_release unlock;
    found = kring::framework::verify(f);
  }
  py::list flaws;
  for (const Flaw& flaw : found.flaws) flaws.append(flaw_row(f, flaw));
  py::dict checked;
  for (std::size_t j = 0; j < f.judgements(); ++j) {
    checked[py::str(f.definition().judgements[j].id)] = py::dict(
        py::arg("inputs") = found.checked[j].inputs, py::arg("comparable_pairs") = found.checked[j].comparable_pairs,
        py::arg("monotonicity_violations") = found.checked[j].violations);
  }
  return py::dict(py::arg("flaws") = flaws, py::arg("checked") = checked);
}

py::list catalogue() {
  py::list ids;
  for (const auto& one : kring::catalog::frameworks()) ids.append(one.id);
  return ids;
}

}  // namespace

void bind_framework(py::module_& m) {
  py::class_<Framework> framework(m, "Framework");
  framework
      .def_static(
          "read",
          [](const std::string& text, const std::string& file) { return kring::format::read_framework(text, file); },
          py::arg("text"), py::arg("file"))
      .def("with_extremes_assessed", &kring::framework::with_extremes_assessed)
      .def_property_readonly("digest", &Framework::digest)
      .def("definition", [](const Framework& f) { return kring::format::definition_json(f).dump(); })
      .def("verify", &verify)
      .def("zen", [](const Framework& f) { return kring::format::zen_model(f).dump(2); })
      .def("dmn", [](const Framework& f) { return kring::format::dmn_model(f); });
  bind_judging(framework);
  bind_judgements(m);
  m.def("framework_ids", &catalogue);
  m.def("framework_text", [](const std::string& id) { return kring::catalog::framework_text(id); }, py::arg("id"));
  m.def("day_of", [](const std::string& text) { return kring::Period::parse(text).last(); }, py::arg("text"));
}
