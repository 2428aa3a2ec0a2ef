// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "kring/cycle/phase.hpp"

namespace kring::cycle {

/// Kind of link. The first seven run along the story, from the earlier step to the later. baseline_of ties a
/// measurement to the norm it preceded (nulmeting), feedback_on a consultation to what it is about; judged_against and
/// draws_on point from what rests to what it rests on.
enum class LinkKind : std::uint8_t {
  specified_by,
  measured_by,
  weighed_in,
  concludes,
  leads_to,
  checked_by,
  renews,
  baseline_of,
  feedback_on,
  judged_against,
  draws_on
};
/// The words of a kind of link.
template <>
inline constexpr std::array<std::string_view, 11> words_of<LinkKind> = {
    "specified_by", "measured_by", "weighed_in",  "concludes",      "leads_to", "checked_by",
    "renews",       "baseline_of", "feedback_on", "judged_against", "draws_on"};

/// What a link rests on: the text ties the two, they are about the same indicator, or a coder ties them. Not stated
/// counts as stated: who writes a link without a basis states it.
enum class Basis : std::uint8_t { not_stated, stated, same_indicator, coded };
/// The words of a basis.
template <>
inline constexpr std::array<std::string_view, 4> words_of<Basis> = {"", "stated", "same_indicator", "coded"};

/// Link (verband) between two records, by their identifiers.
struct Link {
  std::string from{};
  std::string to{};
  LinkKind kind = LinkKind::specified_by;
  Basis basis = Basis::not_stated;
  Confidence confidence = Confidence::not_stated;
};

/// A pair of phases that a kind of link may tie.
struct LegalPair {
  LinkKind kind;
  Phase from;
  Phase to;
};

/// Every pair of phases that may be linked. Source: the pairs that occur in three dossiers coded from public documents;
/// feedback on a norm, a measurement and an effect is added, since feedback is asked for at every step (Kamerstukken
/// 31524 nr. 482, 16 December 2020).
inline constexpr std::array<LegalPair, 27> legal_pairs = {{
    {LinkKind::specified_by, Phase::ambition, Phase::norm},
    {LinkKind::measured_by, Phase::norm, Phase::measurement},
    {LinkKind::weighed_in, Phase::measurement, Phase::evaluation},
    {LinkKind::concludes, Phase::evaluation, Phase::judgement},
    {LinkKind::leads_to, Phase::ambition, Phase::action},
    {LinkKind::leads_to, Phase::evaluation, Phase::action},
    {LinkKind::leads_to, Phase::judgement, Phase::action},
    {LinkKind::checked_by, Phase::action, Phase::effect},
    {LinkKind::renews, Phase::effect, Phase::ambition},
    {LinkKind::baseline_of, Phase::measurement, Phase::norm},
    {LinkKind::feedback_on, Phase::feedback, Phase::ambition},
    {LinkKind::feedback_on, Phase::feedback, Phase::norm},
    {LinkKind::feedback_on, Phase::feedback, Phase::measurement},
    {LinkKind::feedback_on, Phase::feedback, Phase::evaluation},
    {LinkKind::feedback_on, Phase::feedback, Phase::judgement},
    {LinkKind::feedback_on, Phase::feedback, Phase::action},
    {LinkKind::feedback_on, Phase::feedback, Phase::effect},
    {LinkKind::judged_against, Phase::judgement, Phase::norm},
    {LinkKind::draws_on, Phase::ambition, Phase::ambition},
    {LinkKind::draws_on, Phase::ambition, Phase::evaluation},
    {LinkKind::draws_on, Phase::evaluation, Phase::ambition},
    {LinkKind::draws_on, Phase::evaluation, Phase::norm},
    {LinkKind::draws_on, Phase::evaluation, Phase::judgement},
    {LinkKind::draws_on, Phase::judgement, Phase::judgement},
    {LinkKind::draws_on, Phase::judgement, Phase::effect},
    {LinkKind::draws_on, Phase::action, Phase::action},
    {LinkKind::draws_on, Phase::effect, Phase::measurement},
}};

/// True when a link of this kind may tie records of these phases.
[[nodiscard]] constexpr bool is_legal(LinkKind kind, Phase from, Phase to) noexcept {
  for (const LegalPair& pair : legal_pairs) {
    if (pair.kind == kind && pair.from == from && pair.to == to) return true;
  }
  return false;
}

/// The pairs that a kind of link may tie, for messages: "ambition to norm".
[[nodiscard]] inline std::string legal_pairs_of(LinkKind kind) {
  std::string text;
  for (const LegalPair& pair : legal_pairs) {
    if (pair.kind != kind) continue;
    text += (text.empty() ? "" : ", ") + std::string(word(pair.from)) + " to " + std::string(word(pair.to));
  }
  return text;
}

/// True when a link points from what rests to what it rests on, against the story.
[[nodiscard]] constexpr bool points_back(LinkKind kind) noexcept {
  return kind == LinkKind::judged_against || kind == LinkKind::draws_on;
}

}  // namespace kring::cycle
