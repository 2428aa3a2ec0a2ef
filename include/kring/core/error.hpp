// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <stdexcept>
#include <string>

namespace kring {

/// A single value outside its range: a negative count, a confidence of 1.2. Python: kring.InvalidValue, a ValueError.
class InvalidValue : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// A name that is not known: an indicator, a unit, a group. Python: kring.UnknownIdentifier, a LookupError.
class UnknownIdentifier : public std::out_of_range {
 public:
  using std::out_of_range::out_of_range;
};

/// A date or school year that cannot be read or lies outside what is known. Python: kring.InvalidPeriod, a ValueError.
class InvalidPeriod : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// A table that breaks its contract; the message names table, column and rows. Python: kring.InvalidTable, a
/// ValueError.
class InvalidTable : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// A rule or catalogue row that cannot be used. Python: kring.InvalidRule, a ValueError.
class InvalidRule : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// A quality cycle (kwaliteitskring) whose links contradict each other. Python: kring.BrokenCycle, a ValueError.
class BrokenCycle : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// A plan that no assignment can satisfy. Python: kring.InfeasiblePlan, a RuntimeError.
class InfeasiblePlan : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace kring
