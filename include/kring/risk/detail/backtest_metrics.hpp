// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "kring/core/philox.hpp"
#include "kring/risk/cases.hpp"
#include "kring/risk/logistic.hpp"
#include "kring/statistics/overdispersion.hpp"

namespace kring::risk {

namespace detail {

// Probabilities of 0 and 1 have no logit; this far is far enough.
inline constexpr double smallest_logit_share = 1e-6;

// Verified cases by score, highest first, with what each metric needs.
struct Scored {
  std::vector<double> score{};
  std::vector<double> line{};  // What the logistic line is fitted on.
  std::vector<std::uint8_t> outcome{};
  std::vector<double> weight{};
  std::vector<double> earlier{};  // Days by which each case would have come earlier; empty where days are not known.
  std::vector<std::vector<double>> looked_at{};  // For each capacity, the part of each case that is looked at.
  bool probabilities = false;
};

// The part of every case that is looked at: whole from the highest score down, equal scores alike, so that a tie on the
// border is taken for the part that fits, which is its expectation over all orders of the tie.
[[nodiscard]] inline std::vector<double> looked_at(std::span<const double> score, std::span<const double> weight,
                                                   double capacity) {
  std::vector<std::size_t> order(score.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return score[a] != score[b] ? score[a] > score[b] : weight[a] < weight[b];
  });
  double all = 0.0;
  for (const std::size_t i : order) all += weight[i];
  double left = capacity * all;
  std::vector<double> parts(score.size(), 0.0);
  for (std::size_t begin = 0; begin < order.size() && left > 0.0;) {
    std::size_t end = begin;
    double tied = 0.0;
    for (; end < order.size() && score[order[end]] == score[order[begin]]; ++end) tied += weight[order[end]];
    const double part = capacity >= 1.0 ? 1.0 : std::min(1.0, left / tied);
    for (; begin < end; ++begin) parts[order[begin]] = part;
    left -= tied;
  }
  return parts;
}

// The days given out anew in the order of the scores: by how much each case comes earlier.
[[nodiscard]] inline std::vector<double> days_earlier(std::span<const double> score, std::span<const double> day) {
  std::vector<double> slots(day.begin(), day.end());
  std::sort(slots.begin(), slots.end());
  std::vector<std::size_t> order(score.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return score[a] > score[b]; });
  std::vector<double> earlier(score.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    double sum = 0.0;
    for (; end < order.size() && score[order[end]] == score[order[begin]]; ++end) sum += slots[end];
    const double shared = sum / static_cast<double>(end - begin);
    for (; begin < end; ++begin) earlier[order[begin]] = day[order[begin]] - shared;
  }
  return earlier;
}

[[nodiscard]] inline Scored scored(const Cases& cases, const BacktestOptions& options) {
  Scored result;
  result.probabilities =
      std::all_of(cases.score.begin(), cases.score.end(), [](double score) { return score >= 0.0 && score <= 1.0; });
  const bool all_verified =
      std::all_of(cases.verified.begin(), cases.verified.end(), [](std::uint8_t one) { return one != 0; });
  // Where there are cases that were not verified, all cases are there and each is one; a sample stands for its weight.
  const std::vector<double> size = all_verified ? cases.weight : std::vector<double>(cases.score.size(), 1.0);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < cases.score.size(); ++i) {
    if (cases.verified[i] != 0) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (cases.score[a] != cases.score[b]) return cases.score[a] > cases.score[b];
    return cases.outcome[a] != cases.outcome[b] ? cases.outcome[a] > cases.outcome[b]
                                                : cases.weight[a] < cases.weight[b];
  });
  const std::vector<double> earlier = cases.day.empty() ? std::vector<double>() : days_earlier(cases.score, cases.day);
  for (const std::size_t i : order) {
    if (!earlier.empty()) result.earlier.push_back(earlier[i]);
    const double score = cases.score[i];
    const double share = std::clamp(score, smallest_logit_share, 1.0 - smallest_logit_share);
    result.score.push_back(score);
    result.line.push_back(result.probabilities ? std::log(share / (1.0 - share)) : score);
    result.outcome.push_back(cases.outcome[i]);
    result.weight.push_back(cases.weight[i]);
  }
  for (const double capacity : options.capacity) {
    const std::vector<double> parts = looked_at(cases.score, size, capacity);
    result.looked_at.emplace_back();
    for (const std::size_t i : order) result.looked_at.back().push_back(parts[i]);
  }
  return result;
}

// Every number of a backtest in one row: base rate, auc, brier, skill, intercept, slope, days earlier, then recall and
// precision of each capacity.
inline constexpr std::size_t single_metrics = 7;

// P(score of an insufficient case above that of a sufficient one), ties for a half.
[[nodiscard]] inline double weighted_auc(const Scored& s, std::span<const double> weight, double bad, double good) {
  double above = 0.0;  // Weight of sufficient cases with a higher score.
  double lost = 0.0;
  for (std::size_t begin = 0; begin < s.score.size();) {
    double tied_bad = 0.0;
    double tied_good = 0.0;
    std::size_t end = begin;
    for (; end < s.score.size() && s.score[end] == s.score[begin]; ++end) {
      (s.outcome[end] != 0 ? tied_bad : tied_good) += weight[end];
    }
    lost += tied_bad * (above + 0.5 * tied_good);
    above += tied_good;
    begin = end;
  }
  return 1.0 - lost / (bad * good);
}

inline void measure(const Scored& s, std::span<const double> weight, std::span<double> out) {
  std::fill(out.begin(), out.end(), std::numeric_limits<double>::quiet_NaN());
  double bad = 0.0, good = 0.0, squares = 0.0;
  for (std::size_t i = 0; i < s.score.size(); ++i) {
    const double distance = s.score[i] - (s.outcome[i] != 0 ? 1.0 : 0.0);
    (s.outcome[i] != 0 ? bad : good) += weight[i];
    squares += weight[i] * distance * distance;
  }
  const double all = bad + good;
  if (all == 0.0) return;
  const double rate = bad / all;
  out[0] = rate;
  if (bad > 0.0 && good > 0.0) out[1] = weighted_auc(s, weight, bad, good);
  if (s.probabilities) out[2] = squares / all;
  if (s.probabilities && bad > 0.0 && good > 0.0) out[3] = 1.0 - squares / all / (rate * (1.0 - rate));
  const LogisticFit fit = fit_logistic(s.line, s.outcome, weight);
  out[4] = fit.intercept;
  out[5] = fit.slope;
  if (!s.earlier.empty() && bad > 0.0) {
    double gained = 0.0;
    for (std::size_t i = 0; i < s.earlier.size(); ++i) gained += s.outcome[i] != 0 ? weight[i] * s.earlier[i] : 0.0;
    out[6] = gained / bad;
  }
  for (std::size_t c = 0; c < s.looked_at.size(); ++c) {
    double found = 0.0, seen = 0.0;
    for (std::size_t i = 0; i < s.score.size(); ++i) {
      const double part = weight[i] * s.looked_at[c][i];
      seen += part;
      if (s.outcome[i] != 0) found += part;
    }
    if (bad > 0.0) out[single_metrics + 2 * c] = found / bad;
    if (seen > 0.0) out[single_metrics + 2 * c + 1] = found / seen;
  }
}

// One bootstrap sample: how often each case is drawn, times its weight. Four cases from one block of Philox.
inline void resample(const Scored& s, std::uint32_t draw, PhiloxKey key, std::span<double> weight) {
  constexpr std::uint32_t stream = 0x62747374;
  std::fill(weight.begin(), weight.end(), 0.0);
  PhiloxBlock words{};
  for (std::size_t i = 0; i < weight.size(); ++i) {
    if (i % 4 == 0) words = philox({draw, static_cast<std::uint32_t>(i / 4), stream, 0}, key);
    const auto place = static_cast<std::size_t>((std::uint64_t{words[i % 4]} * weight.size()) >> 32U);
    weight[place] += s.weight[place];
  }
}

[[nodiscard]] inline Estimate interval(double value, std::vector<double> drawn, double confidence) {
  Estimate result;
  result.value = value;
  const std::size_t draws = drawn.size();
  std::erase_if(drawn, [](double one) { return std::isnan(one); });
  // Where most samples have no such number, those that do are no fair picture of it.
  if (std::isnan(value) || drawn.size() * 2 <= draws) return result;
  std::sort(drawn.begin(), drawn.end());
  result.lower = kring::detail::sorted_quantile(drawn, 0.5 * (1.0 - confidence));
  result.upper = kring::detail::sorted_quantile(drawn, 0.5 * (1.0 + confidence));
  return result;
}

}  // namespace detail

}  // namespace kring::risk
