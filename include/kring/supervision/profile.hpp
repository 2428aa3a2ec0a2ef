// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kring/framework/definition.hpp"
#include "kring/quality/min_blend.hpp"
#include "kring/supervision/criterion.hpp"

namespace kring::supervision {

/// Condition of a gate: a criterion at or above a limit, or below it. Equality meets the limit. What is unknown meets
/// no condition.
struct Condition {
  Criterion criterion = Criterion::quality;
  bool at_least = true;  ///< Else below.
  Steps limit = 0;
};

/// Gate (poort): a reason for more supervision, or for less, that holds when all of its conditions do.
struct Gate {
  std::string id{};
  std::int32_t band = 0;
  std::string text_en{};
  std::string text_nl{};
  std::vector<Condition> when{};
};

/// Profile of supervision (toezichtprofiel): bands, the gates that lead to them and every number they use, from a file
/// with its status. The band of a board is the larger of what its reasons for more ask, each alone, and of the least
/// that one of the reasons for less allows.
struct Profile {
  /// Band (toezichtniveau): the least supervision is 0.
  struct Band {
    std::string name_en{};
    std::string name_nl{};
  };

  std::string id{};
  std::string version{};
  std::string name_en{};
  std::string name_nl{};
  framework::Origin origin{};
  std::string digest{};  ///< SHA-256 of its numbers.

  std::vector<Band> bands{};
  std::int32_t basis = 0;                     ///< The band where nothing says more or less.
  Steps hysteresis = 0;                       ///< How far past a limit a board must be to come to a lower band.
  Steps risk_limit = 0;                       ///< Of which risk_secure gives the probability that E lies below.
  double blend = 0;                           ///< Of MinBlend in Q.
  std::array<double, 4> weights{};            ///< Of A, V, T, R in Q.
  Criteria reference{};                       ///< The board others are compared with.
  std::array<double, criteria_count> cost{};  ///< Of moving a criterion by 1.
  std::vector<Gate> escalations{};            ///< Reasons for more, in the order of the file.
  std::vector<Gate> reductions{};             ///< Reasons for less.
};

/// Q of A, V, T, R: MinBlend with the weights of the profile; NaN where one that has a weight is unknown.
[[nodiscard]] inline double quality_of(const Profile& profile, const std::array<double, 4>& values) noexcept {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (profile.weights[i] != 0.0 && std::isnan(values[i])) return std::numeric_limits<double>::quiet_NaN();
  }
  const auto blended = quality::detail::blended(values, profile.weights, profile.blend);
  return blended.value_or(std::numeric_limits<double>::quiet_NaN());
}

}  // namespace kring::supervision
