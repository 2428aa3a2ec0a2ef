// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>

#include "kring/framework/detail/verifier.hpp"
#include "kring/framework/flaw.hpp"
#include "kring/framework/framework.hpp"

namespace kring::framework {

/// Looks at every input of every judgement of a framework, by its decision diagram: exact at any size.
[[nodiscard]] inline Verification verify(const Framework& framework) {
  Verification result;
  for (std::size_t j = 0; j < framework.judgements(); ++j) detail::Verifier(framework, j, result).run();
  return result;
}

}  // namespace kring::framework
