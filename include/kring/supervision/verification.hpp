// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/supervision/band.hpp"

namespace kring::supervision {

/// What can be wrong with the gates of a profile.
enum class FlawKind : std::uint8_t {
  not_monotone,  ///< A better criterion leads to more supervision, or a worse one to less.
  dead_gate,     ///< A gate that decides the band of no board.
  unused_band    ///< A band that no board can have.
};

}  // namespace kring::supervision

namespace kring::cycle {

/// The words of a kind of flaw.
template <>
inline constexpr std::array<std::string_view, 3> words_of<supervision::FlawKind> = {"not_monotone", "dead_gate",
                                                                                    "unused_band"};

}  // namespace kring::cycle

namespace kring::supervision {

/// One flaw of a profile, with an example where there is one.
struct Flaw {
  FlawKind kind = FlawKind::dead_gate;
  std::string gate{};                        ///< dead_gate: its id.
  std::int32_t band = 0;                     ///< unused_band: the band; not_monotone: that of the worse board.
  std::int32_t better_band = 0;              ///< not_monotone: that of the better board.
  Criterion criterion = Criterion::quality;  ///< not_monotone: the criterion in which the two differ.
  Measured worse{};                          ///< not_monotone: the worse board.
  Measured better{};                         ///< not_monotone: the better one.
};

/// The result of looking at every board that a profile tells apart.
struct Verification {
  std::vector<Flaw> flaws{};
  std::int64_t boards = 0;  ///< Combinations of what the limits tell apart, unknown among them.
  std::int64_t pairs = 0;   ///< Pairs of known boards that differ by one step of one criterion.

  /// True when nothing is wrong.
  [[nodiscard]] bool sound() const noexcept { return flaws.empty(); }
};

namespace detail {

// Goes through all combinations of what the limits of a profile tell apart.
class ProfileVerifier {
 public:
  static constexpr std::int64_t most = 20'000'000;

  explicit ProfileVerifier(const Profile& profile) : profile_(profile) {
    for (std::size_t c = 0; c < criteria_count; ++c) find_values(static_cast<Criterion>(c));
    std::int64_t size = 1;
    for (const auto& values : values_) {
      size *= static_cast<std::int64_t>(values.size());
      if (size > most) throw InvalidRule("the profile tells more than 20 million boards apart: use fewer limits");
    }
  }

  [[nodiscard]] Verification run() {
    decisive_.assign(profile_.escalations.size() + profile_.reductions.size(), false);
    used_.assign(profile_.bands.size(), false);
    used_[static_cast<std::size_t>(profile_.basis)] = true;
    Measured board{};
    visit(board, 0);
    for (std::size_t i = 0; i < decisive_.size(); ++i) {
      if (!decisive_[i]) result_.flaws.push_back({FlawKind::dead_gate, gate(i).id});
    }
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (!used_[i]) result_.flaws.push_back({FlawKind::unused_band, "", static_cast<std::int32_t>(i)});
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] const Gate& gate(std::size_t i) const {
    const std::size_t size = profile_.escalations.size();
    return i < size ? profile_.escalations[i] : profile_.reductions[i - size];
  }

  // One value between all limits, the worst first. Unknown stands behind them where gates of both kinds name a
  // criterion: elsewhere it does as the worst or the best value does.
  void find_values(Criterion criterion) {
    std::vector<Steps>& values = values_[static_cast<std::size_t>(criterion)];
    std::array<bool, 2> named{};
    for (const bool escalates : {true, false}) {
      for (const Gate& gate : escalates ? profile_.escalations : profile_.reductions) {
        for (const Condition& one : gate.when) {
          if (one.criterion != criterion) continue;
          values.push_back(one.limit);
          named[escalates ? 1 : 0] = true;
        }
      }
    }
    values.push_back(0);
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    if (better(criterion) == Better::lower) std::ranges::reverse(values);
    if (named[0] && named[1]) values.push_back(not_known);
  }

  void visit(Measured& board, std::size_t criterion) {
    if (criterion == criteria_count) return look(board);
    for (const Steps value : values_[criterion]) {
      board[criterion] = value;
      visit(board, criterion + 1);
    }
  }

  void look(const Measured& board) {
    ++result_.boards;
    const Decision decision = decide(profile_, board);
    used_[static_cast<std::size_t>(decision.band)] = true;
    note_decisive(board, decision);
    for (std::size_t c = 0; c < criteria_count; ++c) compare(board, decision.band, c);
  }

  // A gate decides where it asks for the band and the other side does not ask for as much anyway.
  void note_decisive(const Measured& board, const Decision& decision) {
    for (std::size_t i = 0; i < decisive_.size(); ++i) {
      const bool escalates = i < profile_.escalations.size();
      if (decisive_[i] || gate(i).band != decision.band) continue;
      const std::int32_t other = escalates ? decision.reduction : decision.escalation;
      const bool alone = escalates ? other < decision.band : other <= decision.band;
      decisive_[i] = alone && holds(board, gate(i), escalates) && is_needed(board, i, decision.band);
    }
  }

  // True when no gate of the same kind gives the band as well.
  [[nodiscard]] bool is_needed(const Measured& board, std::size_t which, std::int32_t band) const {
    const std::size_t size = profile_.escalations.size();
    const bool escalates = which < size;
    for (std::size_t i = escalates ? 0 : size; i < (escalates ? size : decisive_.size()); ++i) {
      if (i != which && gate(i).band == band && holds(board, gate(i), escalates)) return false;
    }
    return true;
  }

  // With the next better value of one criterion the band must not be higher.
  void compare(const Measured& board, std::int32_t band, std::size_t c) {
    const auto& values = values_[c];
    const auto place = std::ranges::find(values, board[c]);
    const bool last = values.end() - place < 2 || *(place + 1) == not_known;
    if (better(static_cast<Criterion>(c)) == Better::neither || board[c] == not_known || last) return;
    ++result_.pairs;
    Measured improved = board;
    improved[c] = *(place + 1);
    const std::int32_t after = decide(profile_, improved).band;
    if (after <= band) return;
    const auto criterion = static_cast<Criterion>(c);
    const auto known = [&](const Flaw& one) {
      return one.kind == FlawKind::not_monotone && one.criterion == criterion;
    };
    if (std::ranges::any_of(result_.flaws, known)) return;
    result_.flaws.push_back({FlawKind::not_monotone, "", band, after, criterion, board, improved});
  }

  const Profile& profile_;
  std::array<std::vector<Steps>, criteria_count> values_;
  std::vector<bool> decisive_;
  std::vector<bool> used_;
  Verification result_;
};

}  // namespace detail

/// Looks at every board that the limits of a profile tell apart, unknown values among them: whether a better criterion
/// never leads to more supervision, whether every gate decides some band, and whether every band can be had. Each board
/// has exactly one band by construction. Criteria are taken as free of each other: Q may be anything whatever A, V, T
/// and R are.
/// @throws InvalidRule for a profile that tells more than 20 million boards apart.
[[nodiscard]] inline Verification verify(const Profile& profile) { return detail::ProfileVerifier(profile).run(); }

}  // namespace kring::supervision
