// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "kring/detail/checks.hpp"

// Checks of whole arrays: each throws InvalidValue at the first element that cannot be used, naming it.

namespace kring::detail {

/// Numbers whose squares do not overflow.
inline void require_moderate(const char* name, std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(std::abs(values[i]) <= 1e150)) refuse(name, i, values[i], "give finite numbers, at most 1e150 in size");
  }
}

/// Standard errors: finite and above zero, with squares that neither vanish nor overflow.
inline void require_standard_errors(const char* name, std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] >= 1e-150 && values[i] <= 1e150) continue;
    refuse(name, i, values[i], "a standard error must be above 0 (1e-150 to 1e150): leave units without one out");
  }
}

/// Standard deviations: finite, zero or above.
inline void require_standard_deviations(const char* name, std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] >= 0 && values[i] <= 1e150)) refuse(name, i, values[i], "give a standard deviation of 0 to 1e150");
  }
}

/// Probabilities, 0 and 1 included.
inline void require_probabilities(const char* name, std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!(values[i] >= 0 && values[i] <= 1)) refuse(name, i, values[i], "give a probability between 0 and 1");
  }
}

/// Counts that belong together: 0 <= events <= trials, trials at least 1.
inline void require_counts(std::span<const std::int64_t> events, std::span<const std::int64_t> trials) {
  require_same_size("trials", trials.size(), events.size());
  for (std::size_t i = 0; i < events.size(); ++i) require_counts(events[i], trials[i], i);
}

}  // namespace kring::detail
