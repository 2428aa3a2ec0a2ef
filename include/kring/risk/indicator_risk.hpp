// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "kring/core/parallel.hpp"
#include "kring/detail/beta_law.hpp"
#include "kring/detail/normal_quantile.hpp"
#include "kring/detail/peer_counts.hpp"
#include "kring/results/compare.hpp"
#include "kring/risk/pooled.hpp"
#include "kring/risk/profile.hpp"

namespace kring::risk {

/// What the peers and the counts of a unit say of one indicator, one place a row of the pooled counts; NaN where there
/// are no counts.
struct IndicatorRisks {
  results::Comparison comparison{};   ///< With its peers, on the pooled counts.
  std::vector<double> probability{};  ///< That the true share lies on the bad side of the cut.
  std::vector<double> prior{};        ///< The same of a peer of which nothing is known.
  std::vector<double> cut{};          ///< The norm, or the share that `prevalence` of the peers lie beyond.
  std::vector<double> evidence{};     ///< What the counts add to the prior, in standard normal units; positive is good.
};

namespace detail {

// Beyond this a probability says no more: its normal quantile stays within 8 standard deviations.
inline constexpr double smallest_probability = 1e-15;

/// The standing that a probability of being insufficient stands for: Phi^-1(1 - P), high is good.
[[nodiscard]] inline double standing(double probability) {
  return kring::detail::normal_upper_quantile(
      std::clamp(probability, smallest_probability, 1.0 - smallest_probability));
}

[[nodiscard]] inline double within_shares(double share) { return std::clamp(share, 1e-300, 1.0 - 1e-15); }

// The law of the true shares of one group of peers, and what it says of each of them.
class PeerLaw {
 public:
  PeerLaw(const kring::detail::PeerCounts& peers, results::Direction direction, double prevalence)
      : alike_(peers.all_events == 0 || peers.all_events == peers.all_trials),
        posteriors_(peers, alike_ ? statistics::BetaBinomialFit{} : fit(peers)),
        direction_(direction),
        prevalence_(prevalence) {
    alike_ = alike_ || posteriors_.common;
    if (alike_) return;
    const kring::detail::TailLevel tail{prevalence, std::log(prevalence),
                                        -kring::detail::normal_upper_quantile(prevalence)};
    const kring::detail::BetaLaw law(posteriors_.alpha, posteriors_.beta);
    cut_ = within_shares(higher() ? law.lower_quantile(tail) : law.upper_quantile(tail));
  }

  // Fills the row of one unit; a norm that is NaN is none.
  void place(std::size_t row, double events, double trials, double norm, IndicatorRisks& risks) const {
    if (std::isnan(norm) && alike_) {  // Peers who do not differ have no worst among them.
      risks.probability[row] = risks.prior[row] = prevalence_;
      risks.evidence[row] = 0.0;
      return;
    }
    risks.cut[row] = std::isnan(norm) ? cut_ : norm;
    const double cut = within_shares(risks.cut[row]);
    risks.prior[row] = std::isnan(norm) ? prevalence_ : beyond(cut, posteriors_.alpha, posteriors_.beta);
    risks.probability[row] = posteriors_.common
                                 ? beyond(cut, posteriors_.alpha, posteriors_.beta)
                                 : beyond(cut, posteriors_.alpha + events, posteriors_.beta + (trials - events));
    risks.evidence[row] = standing(risks.probability[row]) - standing(risks.prior[row]);
  }

 private:
  [[nodiscard]] static statistics::BetaBinomialFit fit(const kring::detail::PeerCounts& peers) {
    return statistics::fit_beta_binomial(peers.events, peers.trials);
  }
  [[nodiscard]] bool higher() const noexcept { return direction_ == results::Direction::higher; }
  [[nodiscard]] double beyond(double cut, double a, double b) const {
    const kring::detail::BetaLaw law(a, b);
    return std::clamp(higher() ? law.below(cut) : law.above(cut), 0.0, 1.0);
  }

  bool alike_;
  kring::detail::Posteriors posteriors_;
  results::Direction direction_;
  double prevalence_;
  double cut_ = std::numeric_limits<double>::quiet_NaN();
};

[[nodiscard]] inline results::ComparisonOptions comparison_options(const Profile& profile, unsigned threads) {
  results::ComparisonOptions options;
  options.false_discovery_rate = profile.false_discovery_rate;
  options.winsorised_share = profile.winsorised_share;
  options.minimum_trials = profile.minimum_students;
  options.minimum_units = profile.minimum_units;
  options.rank_draws = 0;
  options.threads = threads;
  return options;
}

}  // namespace detail

/// The risk that each indicator shows: P(true share on the bad side of the cut | counts, peers), from the beta-binomial
/// posterior of each group of peers. The cut is the norm where one is given, else the share beyond which `prevalence`
/// of the peers lie, so that before the counts are seen the probability is the prevalence. Where peers do not differ
/// beyond chance there is no worst of them: without a norm it stays the prevalence. The comparison beside it says what
/// may be stated (too few students, too few peers, nobody differs) and who is flagged.
/// @throws InvalidValue and UnknownIdentifier as results::compare() does.
[[nodiscard]] inline IndicatorRisks indicator_risks(const Pooled& pooled,
                                                    std::span<const results::Indicator> indicators,
                                                    const Profile& profile, unsigned threads = 1) {
  const results::Observations& rows = pooled.rows;
  IndicatorRisks risks;
  risks.comparison = results::compare(rows, indicators, detail::comparison_options(profile, threads));
  for (auto* column : {&risks.probability, &risks.prior, &risks.cut, &risks.evidence}) {
    column->assign(rows.size(), std::numeric_limits<double>::quiet_NaN());
  }
  const results::PeerGroups groups = results::peer_groups(rows);
  for_each_part(groups.size(), threads, [&](std::size_t begin, std::size_t end) {
    kring::detail::PeerCounts peers;
    for (std::size_t group = begin; group < end; ++group) {
      peers.gather(rows, groups[group]);
      if (peers.size() == 0) continue;
      const auto direction = results::find_indicator(indicators, rows.indicator[peers.rows.front()]).direction;
      const detail::PeerLaw law(peers, direction, profile.prevalence);
      for (std::size_t i = 0; i < peers.size(); ++i) {
        const std::size_t row = peers.rows[i];
        law.place(row, pooled.numerator[row], pooled.denominator[row], pooled.norm[row], risks);
      }
    }
  });
  return risks;
}

}  // namespace kring::risk
