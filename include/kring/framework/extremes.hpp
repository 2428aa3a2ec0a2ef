// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <utility>

#include "kring/framework/framework.hpp"

namespace kring::framework {

/// The same framework, in which shares of exactly 0 and 1 are assessed like any other. For figures of one's own, where
/// such a share is one; in files that withhold small groups it stands for a figure that was hidden. Another digest.
[[nodiscard]] inline Framework with_extremes_assessed(const Framework& framework) {
  Definition definition = framework.definition();
  for (Input& input : definition.inputs) input.suppress_extremes = false;
  return Framework(std::move(definition));
}

}  // namespace kring::framework
