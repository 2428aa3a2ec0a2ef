// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kring/supervision/band.hpp"

namespace kring::supervision {

/// What each criterion contributes to a difference with a reference: Shapley values. They add up to the difference.
struct Contributions {
  std::vector<Criterion> criteria{};  ///< Those that were given, in the order of the enumerators.
  std::vector<double> values{};       ///< One a criterion.
  double value = 0;                   ///< Of the board.
  double reference = 0;               ///< Of the reference.
};

namespace detail {

// The board with, criterion by criterion, its own value or that of the reference.
class Coalitions {
 public:
  Coalitions(const Profile& profile, const Criteria& board, const Criteria& reference)
      : profile_(profile), own_(board), other_(completed(board, reference)) {
    for (std::size_t c = 0; c < criteria_count; ++c) {
      const auto criterion = static_cast<Criterion>(c);
      if (board.has(criterion) && criterion != Criterion::quality) players_.push_back(criterion);
    }
    own_steps_ = measured(profile, own_);
    other_steps_ = measured(profile, other_);
    // For limits: whether the value of the board, or that of the reference, decides.
    for (std::size_t c = 0; c < criteria_count; ++c) bit_of_[c] = bit(static_cast<Criterion>(c));
    fill_qualities();
    for (const Gate& gate : profile.escalations) add(gate, escalations_);
    for (const Gate& gate : profile.reductions) add(gate, reductions_);
  }

  [[nodiscard]] const std::vector<Criterion>& players() const noexcept { return players_; }
  [[nodiscard]] std::uint32_t size() const noexcept { return 1U << players_.size(); }

  // Q of a coalition; NaN where it is unknown.
  [[nodiscard]] double quality(std::uint32_t coalition) const noexcept { return qualities_[four(coalition)]; }

  [[nodiscard]] std::int32_t band(std::uint32_t coalition) const noexcept {
    std::int32_t escalation = 0;
    for (const Masked& gate : escalations_) {
      if (gate.band > escalation && holds(gate, coalition)) escalation = gate.band;
    }
    std::int32_t reduction = profile_.basis;
    for (const Masked& gate : reductions_) {
      if (gate.band < reduction && holds(gate, coalition)) reduction = gate.band;
    }
    return std::max(escalation, reduction);
  }

 private:
  // A gate as masks: it holds unless one of own is in the coalition or one of other is not. qualities: the sixteen
  // coalitions of A, V, T, R in which its conditions on Q hold.
  struct Masked {
    std::int32_t band;
    std::uint32_t own;
    std::uint32_t other;
    std::uint32_t qualities;
    bool never;
  };

  // Criteria of the board that the reference does not name and cannot derive are the board's own.
  [[nodiscard]] static Criteria completed(const Criteria& board, Criteria reference) {
    for (const Criterion one :
         {Criterion::open_breach, Criterion::verified, Criterion::cycles_at_low_band, Criterion::independent_expert,
          Criterion::stakeholders, Criterion::finance_signal, Criterion::professionalism}) {
      if (!reference.has(one) && board.has(one)) reference.set(one, board[one]);
    }
    return reference;
  }

  // The player whose choice decides the value of a criterion; nothing where it is the same either way.
  [[nodiscard]] std::optional<std::size_t> bit(Criterion criterion) const {
    if (criterion == Criterion::reliability_low && !own_.has(criterion)) criterion = Criterion::reliability;
    if (criterion == Criterion::risk_secure && !own_.has(criterion)) criterion = Criterion::risk_upper;
    if (criterion == Criterion::risk_upper && !own_.has(criterion)) criterion = Criterion::risk;
    const auto found = std::ranges::find(players_, criterion);
    if (found == players_.end()) return {};
    return static_cast<std::size_t>(found - players_.begin());
  }

  [[nodiscard]] std::uint32_t four(std::uint32_t coalition) const noexcept {
    std::uint32_t key = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      if (bit_of_[i] && (coalition >> *bit_of_[i] & 1U) != 0) key |= 1U << i;
    }
    return key;
  }

  void fill_qualities() {
    for (std::uint32_t key = 0; key < 16; ++key) {
      std::array<double, 4> values{};
      for (std::size_t i = 0; i < 4; ++i) values[i] = (key >> i & 1U) != 0 ? own_.values[i] : other_.values[i];
      qualities_[key] = quality_of(profile_, values);
    }
  }

  void add(const Gate& gate, std::vector<Masked>& to) const {
    Masked masked{gate.band, 0, 0, 0xFFFF, false};
    for (const Condition& one : gate.when) {
      if (one.criterion == Criterion::quality) {
        for (std::uint32_t key = 0; key < 16; ++key) {
          const Steps value = steps(qualities_[key]);
          if (value == not_known || (value >= one.limit) != one.at_least) masked.qualities &= ~(1U << key);
        }
        continue;
      }
      const auto player = bit_of_[static_cast<std::size_t>(one.criterion)];
      const bool own = meets(own_steps_, one);
      const bool other = player ? meets(other_steps_, one) : own;
      if (!own && player) masked.own |= 1U << *player;
      if (!other && player) masked.other |= 1U << *player;
      if (!own && !player) masked.never = true;
    }
    to.push_back(masked);
  }

  [[nodiscard]] bool holds(const Masked& gate, std::uint32_t coalition) const noexcept {
    if (gate.never || (coalition & gate.own) != 0 || (~coalition & gate.other) != 0) return false;
    return gate.qualities == 0xFFFF || (gate.qualities >> four(coalition) & 1U) != 0;
  }

  const Profile& profile_;
  Criteria own_;
  Criteria other_;
  std::vector<Criterion> players_;
  Measured own_steps_{};
  Measured other_steps_{};
  std::array<std::optional<std::size_t>, criteria_count> bit_of_{};
  std::array<double, 16> qualities_{};
  std::vector<Masked> escalations_;
  std::vector<Masked> reductions_;
};

// Shapley values of a game over all coalitions, by its dividends: what a coalition is worth beyond its parts is shared
// alike by its members. Whole worths stay whole until they are shared.
template <class Worth, class Game>
[[nodiscard]] std::vector<double> shapley(std::size_t players, Game game) {
  std::vector<Worth> dividends(std::size_t{1} << players);
  for (std::uint32_t coalition = 0; coalition < dividends.size(); ++coalition) dividends[coalition] = game(coalition);
  for (std::size_t half = 1; half < dividends.size(); half *= 2) {
    for (std::size_t block = 0; block < dividends.size(); block += 2 * half) {
      for (std::size_t i = block; i < block + half; ++i) dividends[i + half] -= dividends[i];
    }
  }
  std::vector<std::vector<Worth>> shares(players + 1, std::vector<Worth>(players, 0));
  for (std::uint32_t coalition = 1; coalition < dividends.size(); ++coalition) {
    if (dividends[coalition] == 0) continue;
    auto& shared = shares[static_cast<std::size_t>(std::popcount(coalition))];
    for (std::uint32_t rest = coalition; rest != 0; rest &= rest - 1) {
      shared[static_cast<std::size_t>(std::countr_zero(rest))] += dividends[coalition];
    }
  }
  std::vector<double> values(players, 0.0);
  for (std::size_t size = 1; size <= players; ++size) {
    for (std::size_t i = 0; i < players; ++i) {
      values[i] += static_cast<double>(shares[size][i]) / static_cast<double>(size);
    }
  }
  return values;
}

}  // namespace detail

/// What each criterion contributes to the difference of a board's band with that of a reference, without hysteresis:
/// exact Shapley values over all coalitions. A criterion the reference does not name is taken as the board's own, or
/// derived as it is for a board. A criterion that was not given is no player: its value goes with the one it is taken
/// from.
[[nodiscard]] inline Contributions band_contributions(const Profile& profile, const Criteria& board,
                                                      const Criteria& reference) {
  const detail::Coalitions coalitions(profile, board, reference);
  Contributions result{coalitions.players()};
  result.values =
      detail::shapley<std::int32_t>(result.criteria.size(), [&](std::uint32_t s) { return coalitions.band(s); });
  result.value = coalitions.band(coalitions.size() - 1);
  result.reference = coalitions.band(0);
  return result;
}

/// The same for Q. Nothing where Q of some coalition is unknown.
[[nodiscard]] inline std::optional<Contributions> quality_contributions(const Profile& profile, const Criteria& board,
                                                                        const Criteria& reference) {
  const detail::Coalitions coalitions(profile, board, reference);
  Contributions result{coalitions.players()};
  result.values =
      detail::shapley<double>(result.criteria.size(), [&](std::uint32_t s) { return coalitions.quality(s); });
  result.value = coalitions.quality(coalitions.size() - 1);
  result.reference = coalitions.quality(0);
  for (const double one : result.values) {
    if (std::isnan(one)) return {};
  }
  return result;
}

}  // namespace kring::supervision
