// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "kring/cycle/words.hpp"

namespace kring::supervision {

/// Criterion (criterium): something that supervision of a board depends on.
enum class Criterion : std::uint8_t {
  ambition,            ///< A, in [0, 1].
  visibility,          ///< V.
  traceability,        ///< T.
  reliability,         ///< R.
  reliability_low,     ///< The pessimistic value of R; R itself where none is given.
  quality,             ///< Q, from the four.
  risk,                ///< E: expected share of students in insufficient programmes.
  risk_upper,          ///< Its upper value; E itself where none is given.
  risk_secure,         ///< Probability that E lies below the limit of the profile.
  open_breach,         ///< A breach of the legal minimum is open past its term: 0 or 1.
  verified,            ///< Own verdicts that an inspector verified, a count.
  cycles_at_low_band,  ///< Cycles in a row, until the last, in a band of at most 1.
  independent_expert,  ///< An independent expert judges: 0 or 1.
  stakeholders,        ///< Stakeholders were heard and judge: 0 or 1.
  finance_signal,      ///< The finances are below a signal value: 0 or 1.
  professionalism      ///< Professionalism is safeguarded: 0 or 1.
};
/// Number of criteria.
inline constexpr std::size_t criteria_count = 16;

}  // namespace kring::supervision

namespace kring::cycle {

/// The words of a criterion.
template <>
inline constexpr std::array<std::string_view, supervision::criteria_count> words_of<supervision::Criterion> = {
    "ambition",           "visibility",   "traceability",   "reliability",
    "reliability_low",    "quality",      "risk",           "risk_upper",
    "risk_secure",        "open_breach",  "verified",       "cycles_at_low_band",
    "independent_expert", "stakeholders", "finance_signal", "professionalism"};

}  // namespace kring::cycle

namespace kring::supervision {

/// Which side of a criterion speaks for less supervision. Neither: it says how far something else may be relied on.
enum class Better : std::uint8_t { higher, lower, neither };

/// The better side of a criterion.
[[nodiscard]] constexpr Better better(Criterion criterion) noexcept {
  switch (criterion) {
    case Criterion::risk:
    case Criterion::risk_upper:
    case Criterion::open_breach:
    case Criterion::finance_signal:
      return Better::lower;
    case Criterion::verified:
      return Better::neither;
    default:
      return Better::higher;
  }
}

/// True for a criterion in [0, 1]; the others are counts, or yes or no.
[[nodiscard]] constexpr bool is_share(Criterion criterion) noexcept { return criterion <= Criterion::risk_secure; }
/// True for a criterion that is yes or no.
[[nodiscard]] constexpr bool is_flag(Criterion criterion) noexcept {
  return criterion == Criterion::open_breach || criterion >= Criterion::independent_expert;
}

/// A value in whole ten-thousandths, rounded half away from zero: limits are compared as whole numbers, so that a band
/// depends on no compiler. 0.45249999 is 0.4525, and meets a limit of 0.4525.
using Steps = std::int32_t;
/// Steps in 1.
inline constexpr Steps full = 10000;
/// What stands for a value that is not known.
inline constexpr Steps not_known = std::numeric_limits<Steps>::min();

/// A value in steps; unknown for NaN.
[[nodiscard]] inline Steps steps(double value) noexcept {
  const double scaled = value * full;
  if (std::isnan(scaled)) return not_known;
  // What std::llround does, without the call.
  const auto whole = static_cast<Steps>(scaled);
  const double rest = scaled - whole;
  return whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
}
/// The value that steps stand for; NaN for unknown.
[[nodiscard]] inline double value_of(Steps value) noexcept {
  return value == not_known ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(value) / full;
}

/// What is known of one board: a value for each criterion, and which of them were given. One that was not given is
/// taken from another (see measured()), or is unknown; one that was given may be unknown too.
struct Criteria {
  std::array<double, criteria_count> values = unknown_values();
  std::uint32_t given = 0;  ///< One bit a criterion.

  /// Gives a criterion a value; NaN is unknown.
  constexpr Criteria& set(Criterion criterion, double value) noexcept {
    values[static_cast<std::size_t>(criterion)] = value;
    given |= 1U << static_cast<unsigned>(criterion);
    return *this;
  }
  /// The value as it was given; NaN where it is unknown.
  [[nodiscard]] constexpr double operator[](Criterion criterion) const noexcept {
    return values[static_cast<std::size_t>(criterion)];
  }
  /// True when a criterion was given, known or not.
  [[nodiscard]] constexpr bool has(Criterion criterion) const noexcept {
    return (given >> static_cast<unsigned>(criterion) & 1U) != 0;
  }

 private:
  [[nodiscard]] static constexpr std::array<double, criteria_count> unknown_values() noexcept {
    std::array<double, criteria_count> all{};
    all.fill(std::numeric_limits<double>::quiet_NaN());
    return all;
  }
};

}  // namespace kring::supervision
