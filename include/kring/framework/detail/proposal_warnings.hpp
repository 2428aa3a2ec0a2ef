// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "kring/core/language.hpp"
#include "kring/framework/trace.hpp"
#include "kring/framework/words.hpp"

namespace kring::framework::detail {

// One warning for each row that decided here and that nobody published.
[[nodiscard]] inline std::vector<std::string> proposal_warnings(const Framework& framework, const Trace& trace,
                                                                Language language) {
  const Definition& d = framework.definition();
  std::vector<std::string> what;
  for (const JudgementStep& step : trace.judgements) {
    const DecisionTable& table = d.judgements[step.judgement];
    for (const std::size_t rule : step.rules) {
      if (table.rules[rule].origin.status == Status::proposal) {
        what.push_back(either(language, "rule ", "regel ") + table.rules[rule].id + either(language, " of ", " van ") +
                       name(framework, table.id, language));
      }
    }
  }
  for (const InputStep& step : trace.inputs) {
    const bool proposed = std::any_of(step.norms.begin(), step.norms.end(),
                                      [](const Norm* norm) { return norm->origin.status == Status::proposal; });
    const Input& input = d.inputs[step.input];
    if (proposed)
      what.push_back(either(language, "the norm of ", "de norm van ") + name(framework, input.id, language));
    if (input.origin.status == Status::proposal) what.push_back(name(framework, input.id, language));
  }
  if (what.empty()) return {};
  return {either(language, "Warning: a proposal that nobody published, for ",
                 "Let op: een voorstel dat niemand heeft gepubliceerd, voor ") +
          and_list(what, language) + "."};
}

}  // namespace kring::framework::detail
