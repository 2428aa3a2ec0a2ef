// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace kring::risk {

/// Cases of which a score was known, and of which some were verified.
struct Cases {
  std::vector<double> score{};           ///< Higher is riskier.
  std::vector<std::uint8_t> verified{};  ///< 1 where the outcome is known.
  std::vector<std::uint8_t> outcome{};   ///< 1 where it was insufficient; not read where not verified.
  std::vector<double> weight{};          ///< 1 / probability of having been chosen for verification; 1 without any.
  std::vector<double> day{};  ///< When each case was looked at, as it was done; empty where that is not known.
};

/// The choices of a backtest.
struct BacktestOptions {
  std::vector<double> capacity{};  ///< Shares of all cases that can be looked at, above 0 and at most 1.
  double confidence = 0.95;        ///< Of the intervals.
  std::uint32_t draws = 1000;      ///< Bootstrap samples.
  std::uint64_t seed = 2026;       ///< Of the bootstrap.
  unsigned threads = 1;            ///< 0 means every hardware thread; the numbers do not depend on it.
};

/// A number with its interval; NaN where it does not exist.
struct Estimate {
  double value = std::numeric_limits<double>::quiet_NaN();
  double lower = std::numeric_limits<double>::quiet_NaN();
  double upper = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace kring::risk
