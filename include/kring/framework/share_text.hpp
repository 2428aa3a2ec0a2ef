// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "kring/core/language.hpp"
#include "kring/core/share.hpp"
#include "kring/framework/trace.hpp"

namespace kring::framework {

/// A norm or another number of ten-thousandths as a percentage without needless decimals: 67% and 2.75%.
[[nodiscard]] inline std::string threshold_text(std::int32_t ten_thousandths, Language language) {
  const int decimals = ten_thousandths % 100 == 0 ? 0 : (ten_thousandths % 10 == 0 ? 1 : 2);
  return decimal_text(ten_thousandths / 100.0, decimals, language) + "%";
}

/// The share of an input as a percentage with one decimal, or with as many more as it takes to be seen on its own
/// side of each norm: 67.96% where the norm is 68%, never 68.0%.
[[nodiscard]] inline std::string share_text(const InputStep& step, Language language) {
  const Share share{Count(step.numerator), Count(step.denominator)};
  const double percent = 100.0 * share.value();
  const auto tells = [&](int decimals) {
    const double unit = std::pow(10.0, decimals);
    const double shown = std::round(percent * unit) / unit;
    return std::all_of(step.norms.begin(), step.norms.end(), [&](const Norm* norm) {
      const double bar = norm->threshold / 100.0;
      const int seen = shown < bar ? -1 : (shown > bar ? 1 : 0);
      return seen == compare(share, TenThousandths(norm->threshold));
    });
  };
  int decimals = 1;
  // Twelve tell every share of at most 10^12 from every norm.
  while (decimals < 12 && !tells(decimals)) ++decimals;
  return decimal_text(percent, decimals, language) + "%";
}

}  // namespace kring::framework
