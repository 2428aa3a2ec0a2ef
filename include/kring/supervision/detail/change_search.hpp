// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "kring/supervision/band.hpp"

namespace kring::supervision::detail {

[[nodiscard]] constexpr std::size_t at(Criterion criterion) noexcept { return static_cast<std::size_t>(criterion); }

// The criterion whose value decides: where one was not given, the one it is taken from.
[[nodiscard]] constexpr Criterion lever_of(const Criteria& board, Criterion criterion) noexcept {
  if (criterion == Criterion::reliability_low && !board.has(criterion)) return Criterion::reliability;
  if (criterion == Criterion::risk_secure && !board.has(criterion)) criterion = Criterion::risk_upper;
  if (criterion == Criterion::risk_upper && !board.has(criterion)) return Criterion::risk;
  return criterion;
}

// True for a criterion that a board can move: Q follows from others, and what was verified is neither good nor bad.
[[nodiscard]] constexpr bool is_lever(const Criteria& board, Criterion criterion) noexcept {
  return criterion != Criterion::quality && better(criterion) != Better::neither &&
         lever_of(board, criterion) == criterion;
}

// All criteria once levers stand where they are put. R is never taken below its low value, nor E above its upper one:
// raising the low value takes R along, and lowering R the low value. What a board shows otherwise is left as it is.
[[nodiscard]] inline Measured moved(const Profile& profile, const Criteria& board, const Measured& levers) {
  const Measured now = measured(profile, board);
  Measured then = levers;
  const auto pull = [&](Criterion point, Criterion bound, bool point_is_higher) {
    Steps& p = then[at(point)];
    Steps& b = then[at(bound)];
    if (!board.has(bound)) {
      b = p;
    } else if (p != not_known && b != not_known && (point_is_higher ? p < b : p > b)) {
      if (b != now[at(bound)]) {
        p = b;
      } else if (now[at(point)] != not_known && (point_is_higher ? p < now[at(point)] : p > now[at(point)])) {
        b = p;
      }
    }
  };
  pull(Criterion::reliability, Criterion::reliability_low, true);
  pull(Criterion::risk, Criterion::risk_upper, false);
  if (!board.has(Criterion::risk_secure)) {
    const Steps upper = then[at(Criterion::risk_upper)];
    then[at(Criterion::risk_secure)] = upper == not_known ? not_known : (upper < profile.risk_limit ? full : 0);
  }
  std::array<double, 4> values{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = then[i] == now[i] ? board.values[i] : value_of(then[i]);
  }
  then[at(Criterion::quality)] = steps(quality_of(profile, values));
  return then;
}

[[nodiscard]] inline std::int32_t band_of(const Profile& profile, const Criteria& board, const Measured& levers,
                                          Steps margin = 0) {
  return decide_with_margin(profile, moved(profile, board, levers), margin).band;
}

// The next value below a limit.
[[nodiscard]] constexpr Steps below(Criterion criterion, Steps limit) noexcept {
  return limit - (is_share(criterion) ? 1 : full);
}

// Finds all minimal changes to a band of at most the one asked for.
class ChangeSearch {
 public:
  ChangeSearch(const Profile& profile, const Criteria& board, std::int32_t band, Steps step, Steps margin)
      : profile_(profile), board_(board), band_(band), step_(step), margin_(margin), now_(measured(profile, board)) {}

  [[nodiscard]] std::vector<Measured> find() {
    if (band_ >= profile_.basis) avoid(now_, 0, 0);
    for (const Gate& gate : profile_.reductions) {
      if (gate.band > band_ || band_ >= profile_.basis) continue;
      Measured levers = now_;
      Steps quality = 0;
      for (const Condition& one : gate.when) {
        const Steps limit = limit_of(one, false, margin_);
        bring(levers, quality, one.criterion, one.at_least, one.at_least ? limit : below(one.criterion, limit));
      }
      avoid(levers, quality, 0);
    }
    keep_minimal();
    return std::move(found_);
  }

 private:
  // Moves a criterion to at least, or at most, a value. Q is only noted, since there are several ways to raise it.
  void bring(Measured& levers, Steps& quality, Criterion criterion, bool up, Steps to) const {
    if (criterion == Criterion::quality) {
      quality = std::max(quality, to);
      return;
    }
    const Criterion lever = lever_of(board_, criterion);
    // Surely below the limit, of a risk that is known: below it.
    if (criterion == Criterion::risk_secure && lever != criterion) up = false, to = profile_.risk_limit - 1;
    Steps& value = levers[at(lever)];
    if (value == not_known) {
      value = to;
    } else {
      value = up ? std::max(value, to) : std::min(value, to);
    }
  }

  // Breaks every reason for more supervision than asked for, one after the other, by each of its conditions in turn.
  void avoid(const Measured& levers, Steps quality, std::size_t from) {
    Measured then = moved(profile_, board_, levers);
    Steps& reached = then[at(Criterion::quality)];
    if (reached != not_known) reached = std::max(reached, quality);
    for (std::size_t i = from; i < profile_.escalations.size(); ++i) {
      const Gate& gate = profile_.escalations[i];
      if (gate.band <= band_ || !holds(then, gate, true, margin_)) continue;
      for (const Condition& one : gate.when) {
        if (better(one.criterion) == Better::neither) continue;
        Measured more = levers;
        Steps needed = quality;
        const Steps limit = limit_of(one, true, margin_);
        bring(more, needed, one.criterion, !one.at_least, one.at_least ? below(one.criterion, limit) : limit);
        avoid(more, needed, i + 1);
      }
      return;
    }
    raise(levers, quality);
  }

  // Raises Q by A, V, T and R: all ways of which no part can be left out.
  void raise(const Measured& levers, Steps quality) {
    if (reaches(levers, quality)) return found_.push_back(levers);
    std::array<std::vector<Steps>, 4> ladders;
    for (std::size_t i = 0; i < ladders.size(); ++i) ladders[i] = ladder(levers, i);
    climb(levers, quality, ladders, {}, 0);
  }

  [[nodiscard]] bool reaches(const Measured& levers, Steps quality) const {
    if (quality == 0) return true;
    const Steps now = moved(profile_, board_, levers)[at(Criterion::quality)];
    return now != not_known && now >= quality;
  }

  // The values a property may move to: where it stands, the limits of the profile above it, and multiples of the step.
  [[nodiscard]] std::vector<Steps> ladder(const Measured& levers, std::size_t property) const {
    const Steps from = levers[property];
    std::vector<Steps> rungs{from == not_known ? 0 : from};
    if (profile_.weights[property] == 0.0) return {from};
    for (Steps rung = step_; rung < full + step_; rung += step_) rungs.push_back(std::min(rung, full));
    for (const auto* gates : {&profile_.escalations, &profile_.reductions}) {
      for (const Gate& gate : *gates) {
        for (const Condition& one : gate.when) {
          if (at(lever_of(board_, one.criterion)) == property)
            rungs.push_back(limit_of(one, gates == &profile_.escalations, margin_));
        }
      }
    }
    std::erase_if(rungs, [least = rungs.front()](Steps rung) { return rung < least; });
    std::ranges::sort(rungs);
    rungs.erase(std::unique(rungs.begin(), rungs.end()), rungs.end());
    return rungs;
  }

  void climb(Measured levers, Steps quality, const std::array<std::vector<Steps>, 4>& ladders,
             std::array<std::size_t, 4> rungs, std::size_t property) {
    if (property + 1 < ladders.size()) {
      for (std::size_t rung = 0; rung < ladders[property].size(); ++rung) {
        levers[property] = ladders[property][rung];
        rungs[property] = rung;
        climb(levers, quality, ladders, rungs, property + 1);
      }
      return;
    }
    // The last property: its first rung that is high enough.
    const auto& last = ladders[property];
    const auto found = std::ranges::partition_point(last, [&](Steps rung) {
      levers[property] = rung;
      return !reaches(levers, quality);
    });
    if (found == last.end()) return;
    levers[property] = *found;
    for (std::size_t i = 0; i < property; ++i) {
      if (rungs[i] == 0) continue;
      Measured less = levers;
      less[i] = ladders[i][rungs[i] - 1];
      if (reaches(less, quality)) return;
    }
    found_.push_back(levers);
  }

  // True when one change goes nowhere further than another.
  [[nodiscard]] bool within(const Measured& less, const Measured& more) const {
    for (std::size_t c = 0; c < criteria_count; ++c) {
      if (less[c] == more[c] || less[c] == now_[c]) continue;
      if (more[c] == now_[c] || more[c] == not_known) return false;
      if (better(static_cast<Criterion>(c)) == Better::lower ? less[c] < more[c] : less[c] > more[c]) return false;
    }
    return true;
  }

  // A point that goes along with its bound anyway is no change of its own.
  void leave_out_what_follows(Measured& levers) const {
    for (const Criterion point : {Criterion::reliability, Criterion::risk}) {
      Measured less = levers;
      less[at(point)] = now_[at(point)];
      if (moved(profile_, board_, less) == moved(profile_, board_, levers)) levers = less;
    }
  }

  void keep_minimal() {
    for (Measured& one : found_) leave_out_what_follows(one);
    std::ranges::sort(found_);
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    std::vector<Measured> minimal;
    for (const Measured& one : found_) {
      const Measured then = moved(profile_, board_, one);
      const auto less = [&](const Measured& other) { return other != one && within(other, then); };
      const bool enough = band_of(profile_, board_, one, margin_) <= band_;
      if (enough && std::ranges::none_of(found_, less)) minimal.push_back(one);
    }
    found_ = std::move(minimal);
  }

  const Profile& profile_;
  const Criteria& board_;
  std::int32_t band_;
  Steps step_;
  Steps margin_;
  Measured now_;
  std::vector<Measured> found_;
};

}  // namespace kring::supervision::detail
