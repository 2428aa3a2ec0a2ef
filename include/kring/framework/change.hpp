// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kring/framework/detail/numerators.hpp"
#include "kring/framework/evidence.hpp"
#include "kring/framework/judge.hpp"
#include "kring/framework/norms.hpp"

namespace kring::framework {

/// What a change asks: levels that standards would have to move (or unknowns to become known), and people whose result
/// would have to be another. Changes are ordered by levels first: counts alone are the smaller change.
struct Effort {
  std::int64_t levels = 0;
  std::int64_t people = 0;
  auto operator<=>(const Effort&) const = default;
  /// Adds what another move asks.
  Effort& operator+=(const Effort& other) noexcept {
    levels += other.levels;
    people += other.people;
    return *this;
  }
};

/// One input that moves.
struct Move {
  std::size_t input = 0;    ///< Place among the inputs of the framework.
  Finding from{};           ///< Where it stands.
  Level to = 0;             ///< Where it would have to stand.
  std::int64_t people = 0;  ///< Indicators with counts: how many more, or fewer below 0, in the numerator; else 0.
};

/// Change: moves that together give a judgement another level.
struct Change {
  Level outcome = 0;
  Effort effort{};
  std::vector<Move> moves{};
};

namespace detail {

inline constexpr Effort impossible{std::numeric_limits<std::int64_t>::max() / 4, 0};

// What it takes to move each input of one row to each level.
class Moves {
 public:
  Moves(const Evidence& evidence, std::size_t row) : evidence_(evidence), row_(row) {}

  [[nodiscard]] std::optional<Move> to(std::size_t input, Level level) const {
    const Finding now = evidence_.findings.get(input, row_);
    Move move{input, now, level, 0};
    if (!now.applies) return {};
    if (!evidence_.has_counts(input, row_) || now.levels.empty()) return move;
    const auto norms = norms_on(evidence_.framework, input, evidence_.education[row_], evidence_.on);
    const std::int64_t denominator = evidence_.denominator[input][row_];
    const Run run = numerators_at(evidence_.framework, input, norms, denominator)[level];
    if (run.empty()) return {};
    move.people = way_to(run, evidence_.numerator[input][row_]);
    return move;
  }

  [[nodiscard]] static Effort effort(const Move& move) {
    if (move.people != 0) return {0, std::abs(move.people)};
    const LevelSet from = move.from.levels;
    const bool possible = from.empty() || from.contains(move.to);
    const int nearest = possible ? move.to : (move.to < from.worst() ? from.worst() : from.best());
    // What is not known must become known, and what cannot be must move besides.
    return {(from.size() == 1 ? 0 : 1) + std::abs(static_cast<int>(move.to) - nearest), 0};
  }

 private:
  const Evidence& evidence_;
  std::size_t row_;
};

// One way through a judgement's diagram, with what it asks so far and the inputs it moves.
struct Way {
  Effort effort{};
  std::uint32_t moved = 0;  // one bit an input of the judgement
  std::vector<Move> moves{};
};

// The smallest changes of one row, judgement by judgement: those that rest on others build on theirs.
class ChangeSearch {
 public:
  ChangeSearch(const Evidence& evidence, const Judged& judged, std::size_t row)
      : evidence_(evidence), judged_(judged), row_(row), moves_(evidence, row) {
    for (std::size_t j = 0; j < evidence.framework.judgements(); ++j) found_.push_back(search(j));
  }

  // For each level of a judgement the changes that give it, the smallest first; of those that move more inputs than
  // another one does, none.
  [[nodiscard]] const std::vector<std::vector<Way>>& of(std::size_t judgement) const { return found_[judgement]; }

 private:
  static constexpr std::size_t most_inputs_apart = 8;

  // The nodes that what is known leaves open, and the inputs moved so far.
  using Situation = std::pair<std::vector<std::int32_t>, std::uint32_t>;
  using Situations = std::map<Situation, Way>;

  [[nodiscard]] Finding now(const InputRef& input) const {
    if (!input.is_judgement) return evidence_.findings.get(input.place, row_);
    return as_finding(judged_.at(input.place, row_), evidence_.framework.resolved().judgements[input.place].reach);
  }

  // The moves that bring an input to a level, with what they ask; nothing where there is no way.
  [[nodiscard]] std::optional<Way> step(const InputRef& input, Level level) const {
    if (input.is_judgement) {
      const auto& ways = found_[input.place][level];
      return ways.empty() ? std::nullopt : std::optional(ways.front());
    }
    const auto move = moves_.to(input.place, level);
    if (!move) return {};
    return Way{Moves::effort(*move), 0, {*move}};
  }

  [[nodiscard]] std::vector<std::pair<Level, Way>> steps(const InputRef& input, const Domain& domain) const {
    const Finding stays = now(input);
    std::vector<std::pair<Level, Way>> result;
    if (!stays.applies) return result;
    for (Level level = 0; level < most_levels; ++level) {
      if (!domain.levels.contains(level) || stays.levels == LevelSet::only(level)) continue;
      if (auto way = step(input, level)) result.emplace_back(level, std::move(*way));
    }
    return result;
  }

  [[nodiscard]] std::vector<std::vector<Way>> search(std::size_t j) const {
    const ResolvedTable& table = evidence_.framework.resolved().judgements[j];
    const bool apart = table.inputs.size() <= most_inputs_apart;
    Situations situations{{{{0}, 0}, Way{}}};
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      const Finding stays = now(table.inputs[i]);
      const auto ways = steps(table.inputs[i], table.diagram.domain(i));
      Situations next;
      for (const auto& [situation, way] : situations) {
        const auto& [nodes, moved] = situation;
        keep(next, {children_of(table.diagram, i, nodes, stays), moved}, way);
        for (const auto& [level, more] : ways) {
          const std::uint32_t with_this = apart ? moved | 1U << i : 0;
          keep(next, {children_of(table.diagram, i, nodes, Finding::at(level)), with_this}, joined(way, more));
        }
      }
      situations = std::move(next);
    }
    return by_level(table, situations);
  }

  [[nodiscard]] static Way joined(Way way, const Way& more) {
    way.effort += more.effort;
    way.moves.insert(way.moves.end(), more.moves.begin(), more.moves.end());
    return way;
  }

  static void keep(Situations& situations, Situation situation, Way way) {
    way.moved = situation.second;
    const auto [found, is_new] = situations.try_emplace(std::move(situation), way);
    if (!is_new && way.effort < found->second.effort) found->second = std::move(way);
  }

  [[nodiscard]] static std::vector<std::vector<Way>> by_level(const ResolvedTable& table,
                                                              const Situations& situations) {
    std::vector<std::vector<Way>> levels(most_levels);
    for (const auto& [situation, way] : situations) {
      const End end = combined(table.diagram, situation.first);
      if (end.settled()) levels[end.levels.worst()].push_back(way);
    }
    for (auto& ways : levels) {
      std::stable_sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.effort < b.effort; });
      std::vector<Way> kept;
      for (Way& way : ways) {
        const bool more_than_another =
            std::any_of(kept.begin(), kept.end(), [&](const Way& other) { return (other.moved & ~way.moved) == 0; });
        if (!more_than_another) kept.push_back(std::move(way));
      }
      ways = std::move(kept);
    }
    return levels;
  }

  const Evidence& evidence_;
  const Judged& judged_;
  std::size_t row_;
  Moves moves_;
  std::vector<std::vector<std::vector<Way>>> found_;  // by judgement, by level
};

}  // namespace detail

/// The changes that give one row another level on a judgement, by level, the smallest first. Of changes that move the
/// same inputs the smallest stands there; one that moves more inputs than another smaller one is left out. Denominators
/// stay as they are. Where two judgements share an input, each counts its moves for itself.
[[nodiscard]] inline std::vector<Change> changes(const Evidence& evidence, const Judged& judged, std::size_t judgement,
                                                 std::size_t row) {
  const Outcome& now = judged.at(judgement, row);
  std::vector<Change> result;
  if (now.state == State::not_applicable) return result;
  const detail::ChangeSearch search(evidence, judged, row);
  for (Level level = 0; level < most_levels; ++level) {
    if (now.state == State::judged && now.levels.contains(level)) continue;
    for (const detail::Way& way : search.of(judgement)[level]) result.push_back({level, way.effort, way.moves});
  }
  return result;
}

}  // namespace kring::framework
