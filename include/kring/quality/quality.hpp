// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "kring/core/parallel.hpp"
#include "kring/quality/ambition.hpp"
#include "kring/quality/ambition_score.hpp"
#include "kring/quality/evidence.hpp"
#include "kring/quality/min_blend.hpp"
#include "kring/quality/profile.hpp"
#include "kring/quality/reliability.hpp"
#include "kring/quality/traceability.hpp"
#include "kring/quality/visibility.hpp"

namespace kring::quality {

/// Everything the scores of one unit are made of, in one reading.
struct Parts {
  AmbitionParts ambition{};
  VisibilityParts visibility{};
  TraceabilityParts traceability{};
  ReliabilityParts reliability{};
};

/// The assurance score (score van de kwaliteitszorg) of one unit: the four properties, and Q.
struct Scores {
  AmbitionScore ambition{};
  VisibilityScore visibility{};
  TraceabilityScore traceability{};
  ReliabilityScore reliability{};
  std::optional<double> quality{};  ///< Q; nothing where A or R is not there.
};

/// Whether a unit has scores. Undetermined: some property has none. Not examined: nothing that the board stands for was
/// looked at, which is not zero.
enum class QualityState : std::uint8_t { scored, undetermined, not_examined };
/// Why a unit has no Q.
enum class QualityReason : std::uint8_t { none, no_judgement, no_ambition, reconstruction, no_records };

}  // namespace kring::quality

namespace kring::cycle {

/// The words of a state of quality.
template <>
inline constexpr std::array<std::string_view, 3> words_of<quality::QualityState> = {"scored", "undetermined",
                                                                                    "not_examined"};
/// The words of a reason.
template <>
inline constexpr std::array<std::string_view, 5> words_of<quality::QualityReason> = {"", "no_judgement", "no_ambition",
                                                                                     "reconstruction", "no_records"};

}  // namespace kring::cycle

namespace kring::quality {

/// The scores of one unit in both readings.
struct UnitQuality {
  std::int32_t unit = 0;
  QualityState state = QualityState::not_examined;
  QualityReason reason = QualityReason::none;
  Scores strict{};
  Scores lenient{};  ///< An upper value: never below the strict reading.
};

/// Gathers what the scores of a unit are made of.
[[nodiscard]] inline Parts gather(const Evidence& evidence, const Profile& profile, cycle::Reading reading,
                                  std::int32_t unit) {
  return {ambition_parts(evidence, profile, reading, unit), visibility_parts(evidence, profile, reading, unit),
          traceability_parts(evidence, profile, reading, unit), reliability_parts(evidence, profile, reading, unit)};
}

/// The scores that parts give: a pure function, so that what would change can be asked by changing a part.
/// Q = MinBlend(A, V, T, R) with the weights of the profile.
[[nodiscard]] inline Scores score(const Parts& parts, const Profile& profile) {
  Scores scores{ambition_score(parts.ambition, profile), visibility_score(parts.visibility, profile),
                traceability_score(parts.traceability), reliability_score(parts.reliability, profile), std::nullopt};
  if (!scores.ambition.score || !scores.reliability.point) return scores;
  const std::array<double, 4> values = {*scores.ambition.score, scores.visibility.score, scores.traceability.score,
                                        *scores.reliability.point};
  scores.quality = detail::blended(values, profile.weights, profile.blend);
  return scores;
}

namespace detail {

[[nodiscard]] inline std::optional<double> larger(const std::optional<double>& a, const std::optional<double>& b) {
  return a && b ? std::max(*a, *b) : (a ? a : b);
}

// Reading leniently adds records as well as evidence; what it costs elsewhere must not make it the lower value.
inline void lift(Scores& lenient, const Scores& strict, const Profile& profile) {
  lenient.ambition.score = larger(lenient.ambition.score, strict.ambition.score);
  lenient.visibility.score = std::max(lenient.visibility.score, strict.visibility.score);
  lenient.traceability.score = std::max(lenient.traceability.score, strict.traceability.score);
  lenient.reliability.point = larger(lenient.reliability.point, strict.reliability.point);
  lenient.reliability.low = larger(lenient.reliability.low, strict.reliability.low);
  if (!lenient.ambition.score || !lenient.reliability.point) return;
  const std::array<double, 4> values = {*lenient.ambition.score, lenient.visibility.score, lenient.traceability.score,
                                        *lenient.reliability.point};
  lenient.quality = blended(values, profile.weights, profile.blend);
}

}  // namespace detail

namespace detail {

[[nodiscard]] inline bool has_own_records(const Evidence& evidence, std::int32_t unit) {
  return std::ranges::any_of(evidence.records_within(unit),
                             [&](std::uint32_t row) { return cycle::is_own(evidence.dossier.records().by[row]); });
}

}  // namespace detail

/// Assesses one unit by its own records and those of the units below it; without any, whatever others wrote down of it,
/// it has no account of itself and is not examined. A unit whose records are a reconstruction has
/// scores that say how far its documents reach; they are none of the board's, and it is not examined.
[[nodiscard]] inline UnitQuality assess(const Evidence& evidence, const Profile& profile, std::int32_t unit) {
  UnitQuality result{unit};
  const bool reconstructed = evidence.dossier.standing(unit) == cycle::Standing::reconstruction;
  if (evidence.records_within(unit).empty() || !(reconstructed || detail::has_own_records(evidence, unit))) {
    result.reason = QualityReason::no_records;
    return result;
  }
  result.strict = score(gather(evidence, profile, cycle::Reading::strict, unit), profile);
  result.lenient = score(gather(evidence, profile, cycle::Reading::lenient, unit), profile);
  detail::lift(result.lenient, result.strict, profile);
  if (reconstructed) {
    result.reason = QualityReason::reconstruction;
  } else if (result.strict.quality) {
    result.state = QualityState::scored;
  } else {
    result.state = QualityState::undetermined;
    result.reason = result.strict.reliability.point ? QualityReason::no_ambition : QualityReason::no_judgement;
  }
  return result;
}

/// Assesses every unit of a kind, in the order of their rows.
/// @param threads 0 means every hardware thread; the scores do not depend on it.
[[nodiscard]] inline std::vector<UnitQuality> assess_all(const Evidence& evidence, const Profile& profile,
                                                         cycle::UnitKind kind, unsigned threads = 1) {
  std::vector<UnitQuality> all;
  const auto& units = evidence.dossier.units();
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].kind == kind) all.push_back({static_cast<std::int32_t>(i)});
  }
  for_each_part(all.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) all[i] = assess(evidence, profile, all[i].unit);
  });
  return all;
}

}  // namespace kring::quality
