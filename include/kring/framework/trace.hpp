// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kring/framework/evidence.hpp"
#include "kring/framework/judge.hpp"
#include "kring/framework/norms.hpp"

namespace kring::framework {

/// One input of a trace: what was given, the norms it was held against, and where it stands.
struct InputStep {
  std::size_t input = 0;
  Finding finding{};
  bool counted = false;  ///< Whether the counts below are there.
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  std::vector<const Norm*> norms{};  ///< Lowest level first; empty for standards. They live as long as the framework.
};

/// One judgement of a trace: its outcome and the rules that decided.
struct JudgementStep {
  std::size_t judgement = 0;
  Outcome outcome{};
  std::vector<std::size_t> rules{};  ///< In order; several where the unknown leaves several open.
  bool may_change = false;           ///< A deciding rule says that more knowledge may change the outcome.
};

/// Trace: how one row was judged, from counts and findings to judgements, in the order of the framework's file.
struct Trace {
  std::vector<InputStep> inputs{};
  std::vector<JudgementStep> judgements{};
};

namespace detail {

[[nodiscard]] inline InputStep input_step(const Evidence& evidence, std::size_t input, std::size_t row) {
  InputStep step;
  step.input = input;
  step.finding = evidence.findings.get(input, row);
  if (!evidence.framework.definition().inputs[input].is_indicator) return step;
  const EducationLevel level = evidence.education.empty() ? EducationLevel{0} : evidence.education[row];
  if (level != no_judgement) step.norms = norms_on(evidence.framework, input, level, evidence.on);
  step.counted = evidence.has_counts(input, row);
  if (!step.counted) return step;
  step.numerator = evidence.numerator[input][row];
  step.denominator = evidence.denominator[input][row];
  return step;
}

}  // namespace detail

/// How one row was judged on one judgement.
[[nodiscard]] inline JudgementStep judgement_step(const Evidence& evidence, const Judged& judged, std::size_t j,
                                                  std::size_t row) {
  const detail::ResolvedTable& table = evidence.framework.resolved().judgements[j];
  JudgementStep step{j, judged.at(j, row), {}, false};
  const auto take = [&](const detail::End& end) {
    step.rules.assign(end.rules.begin(), end.rules.end());
    step.may_change = end.may_change;
  };
  if (step.outcome.end >= 0) {
    take(table.diagram.ends()[static_cast<std::size_t>(step.outcome.end)]);
  } else if (step.outcome.state != State::not_applicable) {
    std::vector<Finding> shown;
    for (const detail::InputRef& input : table.inputs) {
      shown.push_back(input.is_judgement
                          ? detail::as_finding(judged.at(input.place, row),
                                               evidence.framework.resolved().judgements[input.place].reach)
                          : evidence.findings.get(input.place, row));
    }
    take(detail::combined(table.diagram, detail::reached_ends(table.diagram, shown)));
  }
  return step;
}

/// How one row was judged.
[[nodiscard]] inline Trace trace(const Evidence& evidence, const Judged& judged, std::size_t row) {
  Trace result;
  for (std::size_t i = 0; i < evidence.framework.inputs(); ++i) {
    result.inputs.push_back(detail::input_step(evidence, i, row));
  }
  for (std::size_t j = 0; j < evidence.framework.judgements(); ++j) {
    result.judgements.push_back(judgement_step(evidence, judged, j, row));
  }
  return result;
}

}  // namespace kring::framework
