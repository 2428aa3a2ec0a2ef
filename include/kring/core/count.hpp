// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "kring/core/error.hpp"

namespace kring {

/// Count (aantal): a whole number of 0 or more, such as the diplomas of a year.
class Count {
 public:
  /// @throws InvalidValue when the number is negative.
  constexpr explicit Count(std::int64_t number) : number_(number) {
    if (number < 0) throw InvalidValue("a count is " + std::to_string(number) + ": expected 0 or more");
  }

  /// The number itself.
  [[nodiscard]] constexpr std::int64_t number() const noexcept { return number_; }

  auto operator<=>(const Count&) const = default;

 private:
  std::int64_t number_;
};

}  // namespace kring
