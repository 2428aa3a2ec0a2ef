// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/quality/evidence.hpp"
#include "kring/quality/profile.hpp"

namespace kring::quality {

/// An own judgement and a later one by the inspectorate on the same unit and aspect.
struct VerifiedVerdict {
  std::size_t own = 0;
  std::size_t inspectors = 0;
  double error = 0;  ///< 0 where they agree on the cut, 1 where the own one is better, else the profile's weight.
};

namespace detail {

// Which side of the cut a verdict lies on; unknown where its levels lie on both, or are not known.
[[nodiscard]] inline cycle::Answer is_sufficient(const Profile& profile, std::string_view verdict) {
  bool above = false;
  bool below = false;
  for (std::size_t from = 0; from <= verdict.size() && !verdict.empty();) {
    const std::size_t to = std::min(verdict.find('|', from), verdict.size());
    const std::string level(verdict.substr(from, to - from));
    const auto listed = [&](const std::vector<std::string>& levels) {
      return std::find(levels.begin(), levels.end(), level) != levels.end();
    };
    if (!listed(profile.reliability.sufficient) && !listed(profile.reliability.insufficient)) return {};
    (listed(profile.reliability.sufficient) ? above : below) = true;
    from = to + 1;
  }
  if (above == below) return cycle::Answer::unknown;
  return cycle::answer(above);
}

// True when one dated judgement is later than another: by last, then by first day.
[[nodiscard]] inline bool is_later(const cycle::Records& r, std::size_t one, std::size_t other) {
  const Period& a = *r.date[one];
  const Period& b = *r.date[other];
  return a.last() != b.last() ? a.last() > b.last() : a.first() > b.first();
}

// The last own judgements before one of the inspectorate, on the same unit and aspect; several when of one period.
[[nodiscard]] inline std::vector<std::size_t> last_before(const cycle::Records& r, std::size_t theirs,
                                                          const std::vector<std::size_t>& judgements) {
  std::vector<std::size_t> last;
  for (const std::size_t own : judgements) {
    const bool same =
        r.unit.codes()[own] == r.unit.codes()[theirs] && r.aspect.codes()[own] == r.aspect.codes()[theirs];
    if (!same || !cycle::is_own(r.by[own]) || !r.date[own] || !r.date[own]->before(*r.date[theirs])) continue;
    if (!last.empty() && is_later(r, last.front(), own)) continue;
    if (!last.empty() && is_later(r, own, last.front())) last.clear();
    last.push_back(own);
  }
  return last;
}

}  // namespace detail

/// Pairs the last own judgement with each later one of the inspectorate on the same unit and aspect; of several of one
/// period the one that errs most, then the first by identifier.
[[nodiscard]] inline std::vector<VerifiedVerdict> verified_verdicts(const Evidence& evidence, const Profile& profile,
                                                                    const std::vector<std::size_t>& judgements) {
  const cycle::Records& r = evidence.dossier.records();
  std::vector<VerifiedVerdict> pairs;
  for (const std::size_t theirs : judgements) {
    if (r.by[theirs] != cycle::Author::supervisor || !r.date[theirs]) continue;
    const cycle::Answer found = detail::is_sufficient(profile, r.verdict[theirs]);
    std::optional<VerifiedVerdict> worst;
    for (const std::size_t own : detail::last_before(r, theirs, judgements)) {
      const cycle::Answer ours = detail::is_sufficient(profile, r.verdict[own]);
      if (ours == cycle::Answer::unknown || found == cycle::Answer::unknown) continue;
      const double differing = ours == cycle::Answer::yes ? 1.0 : profile.reliability.pessimistic_error;
      const double error = ours == found ? 0.0 : differing;
      const bool first = worst && error == worst->error && r.id(own) < r.id(worst->own);
      if (!worst || error > worst->error || first) worst = {own, theirs, error};
    }
    if (worst) pairs.push_back(*worst);
  }
  return pairs;
}

}  // namespace kring::quality
