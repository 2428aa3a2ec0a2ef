// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace kring::statistics {

/// A closed interval of real numbers, lower <= upper: what an estimate leaves open.
struct Interval {
  double lower;
  double upper;

  /// Whether a value lies in the interval, the ends included.
  [[nodiscard]] constexpr bool contains(double value) const noexcept { return lower <= value && value <= upper; }

  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};

}  // namespace kring::statistics
