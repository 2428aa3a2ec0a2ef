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
#include "kring/supervision/detail/levers.hpp"

namespace kring::supervision::detail {

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
    return minimal();
  }

 private:
  struct Found {
    Measured levers;
    std::size_t branch;
  };

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

  // The places of A, V, T and R.
  using Four = std::array<Steps, 4>;

  // Raises Q by A, V, T and R: all ways of which no part can be left out.
  void raise(const Measured& levers, Steps quality) {
    const Measured then = moved(profile_, board_, levers);
    const Four start = {then[0], then[1], then[2], then[3]};
    ++branch_;
    if (quality == 0 || reaches(start, quality)) return keep(levers);
    std::array<std::vector<Steps>, 4> ladders;
    for (std::size_t i = 0; i < ladders.size(); ++i) ladders[i] = ladder(start, i);
    climb(levers, start, start, quality, ladders, {}, 0);
  }

  [[nodiscard]] bool reaches(const Four& places, Steps quality) const {
    std::array<double, 4> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = places[i] == now_[i] ? board_.values[i] : value_of(places[i]);
    }
    const Steps reached = steps(quality_of(profile_, values));
    return reached != not_known && reached >= quality;
  }

  // The values a property may move to: where it stands, the limits of the profile above it, and multiples of the step.
  [[nodiscard]] std::vector<Steps> ladder(const Four& start, std::size_t property) const {
    const Steps from = start[property];
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

  void climb(const Measured& levers, const Four& start, Four places, Steps quality,
             const std::array<std::vector<Steps>, 4>& ladders, std::array<std::size_t, 4> rungs, std::size_t property) {
    if (property + 1 < ladders.size()) {
      for (std::size_t rung = 0; rung < ladders[property].size(); ++rung) {
        places[property] = ladders[property][rung];
        rungs[property] = rung;
        climb(levers, start, places, quality, ladders, rungs, property + 1);
      }
      return;
    }
    // The last property: its first rung that is high enough.
    const auto& last = ladders[property];
    const auto found = std::ranges::partition_point(last, [&](Steps rung) {
      places[property] = rung;
      return !reaches(places, quality);
    });
    if (found == last.end()) return;
    places[property] = *found;
    for (std::size_t i = 0; i < property; ++i) {
      if (rungs[i] == 0) continue;
      Four less = places;
      less[i] = ladders[i][rungs[i] - 1];
      if (reaches(less, quality)) return;
    }
    Measured then = levers;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i] != start[i]) then[i] = places[i];
    }
    keep(then);
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

  void keep(Measured levers) {
    leave_out_what_follows(levers);
    found_.push_back({levers, branch_});
  }

  // Those of one branch are minimal beside each other already.
  [[nodiscard]] std::vector<Measured> minimal() {
    std::ranges::sort(found_, {}, &Found::levers);
    const auto same = std::ranges::unique(found_, {}, &Found::levers);
    found_.erase(same.begin(), same.end());
    std::vector<Measured> all;
    for (const Found& one : found_) {
      const Measured then = moved(profile_, board_, one.levers);
      const auto less = [&](const Found& other) { return other.branch != one.branch && within(other.levers, then); };
      const bool enough = decide_with_margin(profile_, then, margin_).band <= band_;
      if (enough && std::ranges::none_of(found_, less)) all.push_back(one.levers);
    }
    return all;
  }

  const Profile& profile_;
  const Criteria& board_;
  std::int32_t band_;
  Steps step_;
  Steps margin_;
  Measured now_;
  std::vector<Found> found_;
  std::size_t branch_ = 0;
};

}  // namespace kring::supervision::detail
