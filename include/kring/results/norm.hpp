// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "kring/core/share.hpp"
#include "kring/results/indicator.hpp"

namespace kring::results {

/// Norm (norm): the share an indicator should reach, or stay under where lower is better, as whole ten-thousandths.
struct Norm {
  TenThousandths threshold;
  Direction direction;
};

/// Whether a share meets a norm, compared exactly; equality meets it, in either direction.
[[nodiscard]] constexpr bool meets(const Share& share, const Norm& norm) noexcept {
  const int order = compare(share, norm.threshold);
  return norm.direction == Direction::higher ? order >= 0 : order <= 0;
}

}  // namespace kring::results
