// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kring/framework/scale.hpp"
#include "kring/quality/detail/coverage_meter.hpp"
#include "kring/quality/quality.hpp"
#include "kring/quality/requirement.hpp"

namespace kring::quality {

/// One finding of a coverage framework on a unit, or on one aspect of it.
struct CoverageFinding {
  std::int32_t unit = 0;
  std::string aspect{};
  std::size_t requirement = 0;  ///< Its place among the requirements.
  Covered covered{};
};

/// Looks at every requirement for a unit. What an account does not show is none; what a reconstruction does not show is
/// unknown, because its documents may not speak of it.
[[nodiscard]] inline std::vector<CoverageFinding> cover(const Evidence& evidence, const Profile& profile,
                                                        const Coverage& coverage, std::int32_t unit) {
  const Parts parts = gather(evidence, profile, cycle::Reading::strict, unit);
  const bool account = evidence.dossier.standing(unit) == cycle::Standing::account;
  std::vector<std::optional<std::string>> scopes;
  if (!coverage.per_aspect) scopes.emplace_back();
  for (const auto& aspect : parts.ambition.aspects) {
    if (coverage.per_aspect) scopes.emplace_back(aspect.name);
  }
  std::vector<CoverageFinding> found;
  for (const auto& scope : scopes) {
    const detail::CoverageMeter meter(evidence, profile, parts, unit, scope);
    for (std::size_t i = 0; i < coverage.requirements.size(); ++i) {
      CoverageFinding finding{unit, scope.value_or(""), i, meter.look(coverage.requirements[i])};
      Extent& extent = finding.covered.extent;
      if (account && extent == Extent::unknown) extent = Extent::none;
      if (!account && extent == Extent::none) extent = Extent::unknown;
      found.push_back(std::move(finding));
    }
  }
  return found;
}

/// The level of a scale that an extent stands for: none the worst, all the best, some the middle; where a scale has no
/// middle, some is the worst for an account, and not known for a reconstruction, which may not show the rest.
[[nodiscard]] inline std::optional<framework::Level> level_of(Extent extent, const framework::Scale& scale,
                                                              cycle::Standing standing) {
  if (extent == Extent::unknown) return {};
  const bool has_middle = scale.size() > 2;
  if (extent == Extent::some && !has_middle && standing == cycle::Standing::reconstruction) return {};
  const auto best = static_cast<framework::Level>(scale.size() - 1);
  if (extent == Extent::all) return best;
  return static_cast<framework::Level>(extent == Extent::none ? 0 : best / 2);
}

}  // namespace kring::quality
