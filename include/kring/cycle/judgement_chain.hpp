// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kring/cycle/chains.hpp"
#include "kring/cycle/dossier.hpp"
#include "kring/cycle/reading.hpp"

namespace kring::cycle {

/// The chains of a dossier in all three readings.
struct ChainReadings {
  Chains strict;
  Chains lenient;
  Chains by_links;

  /// Follows the chains three times.
  explicit ChainReadings(const Dossier& dossier)
      : strict(dossier, Reading::strict), lenient(dossier, Reading::lenient), by_links(dossier, Reading::by_links) {}
};

/// The chain through one record, mostly a judgement: whether it is complete, what is missing, and one example of it.
struct JudgementChain {
  std::size_t record = 0;
  bool complete = false;  ///< In the strict reading.
  bool complete_lenient = false;
  bool complete_by_links = false;
  std::optional<Phase> missing_before{};  ///< The nearest step before it that no link leads from.
  std::optional<Phase> missing_after{};   ///< The nearest step after it that no link leads to.
  Flaws flaws{};                          ///< Of the records and links of the path.
  std::vector<std::size_t> path{};        ///< The longest story through it, the first step first.
};

namespace detail {

// The records of the longest story through a record by links; where several are as long, the one with the fewest
// unmet conditions, then the first by identifier.
class StoryPath {
 public:
  StoryPath(const Dossier& dossier, const ChainReadings& chains) : dossier_(dossier), chains_(chains) {}

  [[nodiscard]] JudgementChain through(std::size_t record) const {
    JudgementChain chain{record};
    chain.flaws = record_flaws(dossier_.records(), record);
    for (std::size_t at = record; step(at, chain, true, at);) chain.path.insert(chain.path.begin(), at);
    chain.path.push_back(record);
    for (std::size_t at = record; step(at, chain, false, at);) chain.path.push_back(at);
    return chain;
  }

 private:
  // The next record of the path, backwards or onwards; false at its end.
  bool step(std::size_t at, JudgementChain& chain, bool back, std::size_t& next) const {
    std::optional<std::size_t> best;
    std::size_t best_link = 0;
    const auto see = [&](std::size_t other, std::size_t link) {
      if (!chains_.by_links.leads(link)) return;
      if (best && !better(other, *best, back)) return;
      best = other;
      best_link = link;
    };
    if (back) {
      dossier_.graph().each_before(at, see);
    } else {
      dossier_.graph().each_after(at, see);
    }
    if (!best) return false;
    chain.flaws |= record_flaws(dossier_.records(), *best);
    chain.flaws |= link_flaws(dossier_, best_link);
    next = *best;
    return true;
  }

  [[nodiscard]] bool better(std::size_t one, std::size_t other, bool back) const {
    for (const Chains* chains : {&chains_.by_links, &chains_.lenient, &chains_.strict}) {
      const Phase a = back ? chains->earliest(one) : chains->furthest(one);
      const Phase b = back ? chains->earliest(other) : chains->furthest(other);
      if (a != b) return back ? a < b : a > b;
    }
    return dossier_.records().id(one) < dossier_.records().id(other);
  }

  const Dossier& dossier_;
  const ChainReadings& chains_;
};

}  // namespace detail

/// The chain through a record.
[[nodiscard]] inline JudgementChain chain_through(const Dossier& dossier, const ChainReadings& chains,
                                                  std::size_t record) {
  JudgementChain chain = detail::StoryPath(dossier, chains).through(record);
  chain.complete = chains.strict.complete(record);
  chain.complete_lenient = chains.lenient.complete(record);
  chain.complete_by_links = chains.by_links.complete(record);
  const bool unfit = chain.complete_by_links && !chain.complete_lenient && !chain.flaws.certain();
  chain.flaws.add(Flaw::indicator_unknown, chain.complete_lenient && !chain.complete && chain.flaws.empty());
  chain.flaws.add(Flaw::other_indicator, unfit);
  const auto earliest = static_cast<std::uint8_t>(chains.by_links.earliest(record));
  const auto furthest = static_cast<std::uint8_t>(chains.by_links.furthest(record));
  if (earliest > 0) chain.missing_before = static_cast<Phase>(earliest - 1);
  if (std::size_t{furthest} + 1 < chain_steps) chain.missing_after = static_cast<Phase>(furthest + 1);
  return chain;
}

}  // namespace kring::cycle
