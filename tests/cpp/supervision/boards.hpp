// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <rapidcheck.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "kring/format/supervision_profile.hpp"
#include "kring/supervision.hpp"

namespace kring::test {

using supervision::Criteria;
using supervision::Criterion;

inline const supervision::Profile& proposal() {
  static const supervision::Profile profile = format::catalog_supervision_profile("proposal-2026");
  return profile;
}

// A board by its four properties and its risk.
inline Criteria board(double a, double v, double t, double r, double risk) {
  return Criteria()
      .set(Criterion::ambition, a)
      .set(Criterion::visibility, v)
      .set(Criterion::traceability, t)
      .set(Criterion::reliability, r)
      .set(Criterion::risk, risk);
}

// Everything a board may be asked: little risk and everything in order.
inline Criteria best() {
  return board(1, 1, 1, 1, 0)
      .set(Criterion::open_breach, 0)
      .set(Criterion::cycles_at_low_band, 2)
      .set(Criterion::independent_expert, 1)
      .set(Criterion::stakeholders, 1);
}

inline std::int32_t band(const Criteria& of, std::optional<std::int32_t> previous = {},
                         const supervision::Profile& profile = proposal()) {
  return supervision::decide(profile, supervision::measured(profile, of), previous).band;
}

// A value of a criterion: now and then unknown, else on a grid that meets limits often.
inline double any_value(Criterion criterion) {
  if (*rc::gen::inRange(0, 12) == 0) return std::numeric_limits<double>::quiet_NaN();
  if (supervision::is_flag(criterion)) return *rc::gen::inRange(0, 2);
  if (!supervision::is_share(criterion)) return *rc::gen::inRange(0, 5);
  return *rc::gen::inRange(0, 41) / 40.0;
}

inline Criteria any_board() {
  Criteria of;
  for (std::size_t c = 0; c < supervision::criteria_count; ++c) {
    const auto criterion = static_cast<Criterion>(c);
    if (criterion == Criterion::quality) continue;
    const bool base = criterion <= Criterion::reliability || criterion == Criterion::risk;
    if (base || *rc::gen::arbitrary<bool>()) of.set(criterion, any_value(criterion));
  }
  return of;
}

}  // namespace kring::test
