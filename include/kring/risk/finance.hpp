// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/cycle/words.hpp"
#include "kring/risk/profile.hpp"

namespace kring::risk {

/// How the finances of a board stand against the signal values. In order only where every part is known; not applicable
/// for a board that is not funded.
enum class FinanceState : std::uint8_t { unknown, in_order, signal, not_applicable };

}  // namespace kring::risk

namespace kring::cycle {

/// The words of the state of finances.
template <>
inline constexpr std::array<std::string_view, 4> words_of<risk::FinanceState> = {"unknown", "in_order", "signal",
                                                                                 "not_applicable"};

}  // namespace kring::cycle

namespace kring::risk {

/// One figure of a board: an indicator in a calendar year. NaN where the figure is missing.
struct FinanceFigure {
  std::string unit{};
  std::string indicator{};
  std::int64_t year = 0;
  double value = 0;
};

/// What the finances of one board show.
struct FinanceRisk {
  FinanceState state = FinanceState::unknown;
  std::vector<std::string> signals{};  ///< Parts that are below a signal value, in the order of the profile.
  std::vector<std::string> unknown{};  ///< Parts of which no signal can be worked out.
};

/// Figures of boards, found by unit, indicator and year; the years are counted back from the latest that anyone has.
class Finances {
 public:
  /// Takes figures; of those given twice the last counts, which a table does not let happen.
  explicit Finances(std::span<const FinanceFigure> figures) {
    for (const FinanceFigure& one : figures) {
      if (std::isnan(one.value)) continue;
      values_[{one.unit, one.indicator}][one.year] = one.value;
      auto [latest, is_new] = latest_.try_emplace(one.indicator, one.year);
      latest->second = std::max(latest->second, one.year);
    }
  }

  /// Holds the figures of a board against the signal values: the mean of an indicator over its last years, below its
  /// least value, is a signal; equal to it is none. A part is known where at least one of its signals can be worked out
  /// from consecutive years up to the latest one. One signal is enough for a signal; to be in order all parts must be
  /// known.
  [[nodiscard]] FinanceRisk of(const std::string& unit, const Profile& profile) const {
    FinanceRisk result;
    std::vector<std::string> parts;
    std::set<std::string> known;
    for (const Signal& signal : profile.signals) {
      if (std::find(parts.begin(), parts.end(), signal.part) == parts.end()) parts.push_back(signal.part);
      const double mean = mean_of(unit, signal);
      if (std::isnan(mean)) continue;
      known.insert(signal.part);
      const bool listed = std::find(result.signals.begin(), result.signals.end(), signal.part) != result.signals.end();
      if (mean < signal.least && !listed) result.signals.push_back(signal.part);
    }
    for (const std::string& part : parts) {
      if (!known.contains(part)) result.unknown.push_back(part);
    }
    if (!result.signals.empty()) {
      result.state = FinanceState::signal;
    } else if (result.unknown.empty() && !parts.empty()) {
      result.state = FinanceState::in_order;
    }
    return result;
  }

 private:
  // The mean over the years a signal looks at; NaN where one of them is missing.
  [[nodiscard]] double mean_of(const std::string& unit, const Signal& signal) const {
    const auto own = values_.find({unit, signal.indicator});
    const auto latest = latest_.find(signal.indicator);
    if (own == values_.end() || latest == latest_.end()) return std::nan("");
    double sum = 0.0;
    for (std::int64_t back = signal.years - 1; back >= 0; --back) {
      const auto found = own->second.find(latest->second - back);
      if (found == own->second.end()) return std::nan("");
      sum += found->second;
    }
    return sum / static_cast<double>(signal.years);
  }

  std::map<std::pair<std::string, std::string>, std::map<std::int64_t, double>> values_;
  std::map<std::string, std::int64_t> latest_;
};

}  // namespace kring::risk
