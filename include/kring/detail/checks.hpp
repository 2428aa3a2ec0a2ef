// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <sstream>
#include <string>

#include "kring/core/error.hpp"

namespace kring::detail {

/// The index of a value that does not come from an array.
inline constexpr std::size_t no_index = std::numeric_limits<std::size_t>::max();

/// The largest number of trials: up to here the accuracy of tails and quantiles was checked.
inline constexpr std::int64_t largest_trials = 1'000'000'000'000;

[[nodiscard]] inline std::string label(const char* name, std::size_t index) {
  return index == no_index ? std::string(name) : std::string(name) + "[" + std::to_string(index) + "]";
}

/// Throws InvalidValue: "<name>[<index>] is <found>; <advice>".
template <class Value>
[[noreturn]] void refuse(const char* name, std::size_t index, Value found, const char* advice) {
  std::ostringstream message;
  message.precision(17);
  message << label(name, index) << " is " << found << "; " << advice;
  throw InvalidValue(message.str());
}

/// @throws InvalidValue unless 1 <= trials <= largest_trials.
inline void require_trials(std::int64_t trials, std::size_t index = no_index) {
  if (trials < 1) refuse("trials", index, trials, "a share needs at least 1 trial: leave groups without trials out");
  if (trials > largest_trials) refuse("trials", index, trials, "at most 1000000000000 (10^12) trials are supported");
}

/// @throws InvalidValue unless 0 <= events <= trials and 1 <= trials <= largest_trials.
inline void require_counts(std::int64_t events, std::int64_t trials, std::size_t index = no_index) {
  require_trials(trials, index);
  if (events < 0) refuse("events", index, events, "a count cannot be negative");
  if (events > trials) {
    throw InvalidValue(label("events", index) + " is " + std::to_string(events) + ", more than " +
                       label("trials", index) + ", which is " + std::to_string(trials) +
                       "; were the two columns swapped?");
  }
}

/// @throws InvalidValue unless 0 < value < 1; NaN is refused too.
inline void require_inside_unit(const char* name, double value, std::size_t index = no_index) {
  if (!(value > 0.0 && value < 1.0)) refuse(name, index, value, "give a number strictly between 0 and 1");
}

/// A share to compare with. Below 1e-300 doubles lose digits, and no count could tell such a share from 0.
/// @throws InvalidValue unless 1e-300 <= value < 1; NaN is refused too.
inline void require_target(double value, std::size_t index = no_index) {
  require_inside_unit("target", value, index);
  if (value < 1e-300) refuse("target", index, value, "give a number of at least 1e-300; smaller is 0 to any count");
}

/// @throws InvalidValue where two arrays that belong together differ in length.
inline void require_same_size(const char* name, std::size_t size, std::size_t expected) {
  if (size != expected) {
    throw InvalidValue(std::string(name) + " has " + std::to_string(size) + " elements, expected " +
                       std::to_string(expected) + ", as many as the first argument has");
  }
}

}  // namespace kring::detail
