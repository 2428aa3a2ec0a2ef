// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "kring/core/count.hpp"
#include "kring/core/error.hpp"

namespace kring {

/// Share (aandeel): one count out of another, kept as the two counts it came from, so that shares can be summed over
/// years and compared with a norm without rounding.
class Share {
 public:
  /// @throws InvalidValue when the denominator is 0 or smaller than the numerator.
  constexpr Share(Count numerator, Count denominator) : numerator_(numerator), denominator_(denominator) {
    if (denominator.number() == 0) throw InvalidValue("a share has denominator 0: a share of nothing has no value");
    if (numerator > denominator) {
      throw InvalidValue("a share is " + std::to_string(numerator.number()) + " out of " +
                         std::to_string(denominator.number()) + ": expected a numerator of at most the denominator");
    }
  }

  /// How many had the property.
  [[nodiscard]] constexpr Count numerator() const noexcept { return numerator_; }

  /// Out of how many.
  [[nodiscard]] constexpr Count denominator() const noexcept { return denominator_; }

  /// numerator / denominator as the nearest double, in [0, 1]; for showing, never for comparing with a norm.
  [[nodiscard]] constexpr double value() const noexcept {
    return static_cast<double>(numerator_.number()) / static_cast<double>(denominator_.number());
  }

  /// Equal counts; 1 of 2 and 2 of 4 are different shares, because they say different things about certainty.
  bool operator==(const Share&) const = default;

 private:
  Count numerator_;
  Count denominator_;
};

/// A share written as whole ten-thousandths, so that 67 percent is 6700 and 2.75 percent is 275: the exact form of a
/// norm.
class TenThousandths {
 public:
  /// @throws InvalidValue outside 0 to 10,000.
  constexpr explicit TenThousandths(std::int64_t number) : number_(number) {
    if (number < 0 || number > 10'000) {
      throw InvalidValue("a share is " + std::to_string(number) + " ten-thousandths: expected 0 to 10000");
    }
  }

  /// The number of ten-thousandths.
  [[nodiscard]] constexpr std::int64_t number() const noexcept { return number_; }

  auto operator<=>(const TenThousandths&) const = default;

 private:
  std::int64_t number_;
};

namespace detail {

// -1, 0 or 1 as a * b is less than, equal to or greater than c * d, for factors of 0 or more, without overflow.
[[nodiscard]] constexpr int compare_products(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d) noexcept {
  const auto product = [](std::int64_t x, std::int64_t y) {
    const auto ux = static_cast<std::uint64_t>(x);
    const auto uy = static_cast<std::uint64_t>(y);
    const std::uint64_t low = (ux & 0xffffffffU) * uy;  // y is at most 10,000 in every call, so this fits
    const std::uint64_t high = (ux >> 32U) * uy + (low >> 32U);
    return std::pair{high, low & 0xffffffffU};
  };
  const auto left = product(a, b);
  const auto right = product(c, d);
  return left < right ? -1 : (right < left ? 1 : 0);
}

}  // namespace detail

/// Compares a share with a norm exactly: 10,000 * numerator against norm * denominator, in whole numbers.
/// @returns -1 when the share lies below the norm, 0 when it equals it, 1 when it lies above.
[[nodiscard]] constexpr int compare(const Share& share, TenThousandths norm) noexcept {
  return detail::compare_products(share.numerator().number(), 10'000, share.denominator().number(), norm.number());
}

}  // namespace kring
