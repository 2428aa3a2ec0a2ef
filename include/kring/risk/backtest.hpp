// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/parallel.hpp"
#include "kring/detail/check_inputs.hpp"
#include "kring/risk/cases.hpp"
#include "kring/risk/detail/backtest_metrics.hpp"

namespace kring::risk {

/// What a score has been worth.
struct Backtest {
  std::int64_t cases = 0;
  std::int64_t verified = 0;
  std::int64_t insufficient = 0;   ///< Verified cases that were insufficient, unweighted.
  bool probabilities = false;      ///< Whether all scores lie within [0, 1] and are read as probabilities.
  Estimate base_rate{};            ///< Weighted share that is insufficient.
  Estimate auc{};                  ///< P(score of an insufficient case above that of another), ties for a half.
  Estimate brier{};                ///< Mean squared distance of probability and outcome.
  Estimate skill{};                ///< 1 - brier / brier of giving everybody the base rate; 0 is no skill.
  Estimate intercept{};            ///< Of the logistic line of outcomes on the logit of the score, or on the score.
  Estimate slope{};                ///< Of that line; 1 where probabilities are calibrated, below 1 where too extreme.
  Estimate days_earlier{};         ///< How much earlier insufficient cases come in the order of the scores, on average.
  std::vector<Estimate> recall{};  ///< For each capacity: share of what is insufficient that is looked at.
  std::vector<Estimate> lift{};    ///< recall / capacity; 1 is chance.
  std::vector<Estimate> precision{};  ///< Share of what is looked at that is insufficient.
};

namespace detail {

inline void check(const Cases& cases, const BacktestOptions& options) {
  if (cases.score.empty()) throw InvalidValue("there are no cases: expected at least one score");
  kring::detail::require_moderate("scores", cases.score);
  kring::detail::require_same_size("verified", cases.verified.size(), cases.score.size());
  kring::detail::require_same_size("outcomes", cases.outcome.size(), cases.score.size());
  kring::detail::require_same_size("weights", cases.weight.size(), cases.score.size());
  if (!cases.day.empty()) kring::detail::require_same_size("days", cases.day.size(), cases.score.size());
  kring::detail::require_moderate("days", cases.day);
  for (std::size_t i = 0; i < cases.weight.size(); ++i) {
    if (!(cases.weight[i] > 0.0 && cases.weight[i] <= 1e12)) {
      kring::detail::refuse("weights", i, cases.weight[i], "give 1 / (probability of having been chosen)");
    }
    if (cases.verified[i] != 0 && cases.outcome[i] > 1) {
      kring::detail::refuse("outcomes", i, static_cast<int>(cases.outcome[i]), "give 1 for insufficient, 0 for not");
    }
  }
  for (std::size_t i = 0; i < options.capacity.size(); ++i) {
    const double share = options.capacity[i];
    if (!(share > 0.0 && share <= 1.0)) kring::detail::refuse("capacity", i, share, "give a share above 0, at most 1");
  }
  kring::detail::require_inside_unit("confidence", options.confidence);
  if (options.draws < 100 || options.draws > 1'000'000) {
    kring::detail::refuse("draws", kring::detail::no_index, options.draws, "give 100 to 1000000 bootstrap samples");
  }
}

// Every metric of every bootstrap sample, one row a sample.
[[nodiscard]] inline std::vector<double> bootstrap(const Scored& s, const BacktestOptions& options,
                                                   std::size_t metrics) {
  std::vector<double> drawn(options.draws * metrics);
  const PhiloxKey key = philox_key(options.seed);
  for_each_part(options.draws, options.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<double> weight(s.weight.size());
    for (std::size_t draw = begin; draw < end; ++draw) {
      resample(s, static_cast<std::uint32_t>(draw), key, weight);
      measure(s, weight, std::span(drawn).subspan(draw * metrics, metrics));
    }
  });
  return drawn;
}

}  // namespace detail

/// What a score has been worth against verified outcomes: how much of what is insufficient the highest scores hold, and
/// how far probabilities can be taken at their word. Verified cases weigh 1 / (probability of having been chosen), so
/// that a random sample stands for all; cases chosen because their score was high cannot tell what a low score is
/// worth. At capacity c the highest scores are looked at, up to c of all cases (of the weight of the sample where no
/// unverified case is given); equal scores on the border are taken for the part that fits. Days earlier: the days on
/// which cases were looked at are given out anew, the first to the highest score, equal scores sharing the mean of
/// theirs. Intervals are percentiles of bootstrap samples of the verified cases, with the list of who is looked at as
/// it is; none where more than half of the samples lack the number. Without verified cases every number is NaN. The
/// order of cases and the number of threads do not matter.
/// @throws InvalidValue without cases, for numbers that are not finite or out of range, or lengths that differ.
/// Sources: Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2; Cox 1958, doi:10.1093/biomet/45.3-4.562;
/// Efron 1979, doi:10.1214/aos/1176344552.
[[nodiscard]] inline Backtest backtest(const Cases& cases, const BacktestOptions& options) {
  detail::check(cases, options);
  Backtest result;
  result.cases = static_cast<std::int64_t>(cases.score.size());
  const detail::Scored s = detail::scored(cases, options);
  result.probabilities = s.probabilities;
  result.verified = static_cast<std::int64_t>(s.score.size());
  result.insufficient = std::count(s.outcome.begin(), s.outcome.end(), std::uint8_t{1});
  const std::size_t metrics = detail::single_metrics + 2 * options.capacity.size();
  result.recall.resize(options.capacity.size());
  result.lift.resize(options.capacity.size());
  result.precision.resize(options.capacity.size());
  if (result.verified == 0) return result;
  std::vector<double> values(metrics);
  detail::measure(s, s.weight, values);
  const std::vector<double> drawn = detail::bootstrap(s, options, metrics);
  const auto estimate = [&](std::size_t metric) {
    std::vector<double> column(options.draws);
    for (std::size_t draw = 0; draw < column.size(); ++draw) column[draw] = drawn[draw * metrics + metric];
    return detail::interval(values[metric], std::move(column), options.confidence);
  };
  Estimate* const singles[] = {&result.base_rate, &result.auc,   &result.brier,       &result.skill,
                               &result.intercept, &result.slope, &result.days_earlier};
  for (std::size_t metric = 0; metric < detail::single_metrics; ++metric) *singles[metric] = estimate(metric);
  for (std::size_t c = 0; c < options.capacity.size(); ++c) {
    const Estimate recall = estimate(detail::single_metrics + 2 * c);
    const double share = options.capacity[c];
    result.recall[c] = recall;
    result.lift[c] = {recall.value / share, recall.lower / share, recall.upper / share};
    result.precision[c] = estimate(detail::single_metrics + 2 * c + 1);
  }
  return result;
}

}  // namespace kring::risk
