// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>

#include "kring/core/language.hpp"
#include "kring/framework/detail/trace_words.hpp"
#include "kring/framework/evidence.hpp"
#include "kring/framework/trace.hpp"

namespace kring::framework {

/// Puts the trace of one row into words.
[[nodiscard]] inline Explanation explain(const Evidence& evidence, const Trace& trace, std::size_t row,
                                         Language language) {
  return detail::TraceWords(evidence, trace, row, language).explain();
}

}  // namespace kring::framework
