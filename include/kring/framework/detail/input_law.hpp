// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "kring/core/parallel.hpp"
#include "kring/framework/evidence.hpp"
#include "kring/framework/norms.hpp"
#include "kring/statistics/beta_binomial.hpp"

namespace kring::framework {

/// Where the prior of a unit's indicators came from.
enum class Prior : std::uint8_t {
  none,     ///< No share of the unit is uncertain.
  peers,    ///< The other units at its level of education.
  jeffreys  ///< Nobody, for one indicator or more: Beta(1/2, 1/2). Too few peers, or no spread among them to learn
            ///< from.
};

namespace detail {

// How likely an input is to show each symbol.
using SymbolLaw = std::array<double, symbols>;

// The laws of all inputs of all rows: posterior of the share where there are counts, certain elsewhere.
class InputLaws {
 public:
  InputLaws(const Evidence& evidence, std::int64_t minimum_peers, unsigned threads, std::vector<Prior>& prior)
      : evidence_(evidence),
        framework_(evidence.framework),
        minimum_peers_(minimum_peers),
        threads_(threads),
        prior_(prior) {
    laws_.resize(framework_.inputs() * evidence.size());
    sets_.resize(framework_.inputs() * evidence.size());
    for (std::size_t input = 0; input < framework_.inputs(); ++input) add_input(input);
  }

  [[nodiscard]] const SymbolLaw& law(std::size_t input, std::size_t row) const noexcept {
    return laws_[input * evidence_.size() + row];
  }
  // The set an input is known as, where it is neither one level nor unknown.
  [[nodiscard]] LevelSet set(std::size_t input, std::size_t row) const noexcept {
    return sets_[input * evidence_.size() + row];
  }

 private:
  void add_input(std::size_t input) {
    std::map<EducationLevel, std::vector<std::size_t>> groups;
    for (std::size_t row = 0; row < evidence_.size(); ++row) {
      const Finding finding = evidence_.findings.get(input, row);
      const bool uncertain = evidence_.has_counts(input, row) && finding.levels.size() == 1;
      if (uncertain && evidence_.education[row] != no_judgement) {
        groups[evidence_.education[row]].push_back(row);
      } else {
        add_certain(input, row, finding);
      }
    }
    for (const auto& [education, rows] : groups) add_group(input, education, rows);
  }

  void add_certain(std::size_t input, std::size_t row, const Finding& finding) {
    SymbolLaw& law = laws_[input * evidence_.size() + row];
    if (!finding.applies) {
      law[not_applicable_symbol] = 1;
    } else if (finding.levels.size() == 1) {
      law[finding.levels.worst()] = 1;
    } else {
      law[unknown_symbol] = 1;
      sets_[input * evidence_.size() + row] = finding.levels;
    }
  }

  // The rows are in order of unit names, so that the fit does not depend on the order of the table.
  void add_group(std::size_t input, EducationLevel education, std::vector<std::size_t> rows) {
    std::sort(rows.begin(), rows.end(),
              [&](std::size_t a, std::size_t b) { return evidence_.name(a) < evidence_.name(b); });
    std::vector<std::int64_t> events;
    std::vector<std::int64_t> trials;
    for (const std::size_t row : rows) {
      events.push_back(evidence_.numerator[input][row]);
      trials.push_back(evidence_.denominator[input][row]);
    }
    // A spread of 0 is learnt from few peers easily, and would make every share as certain as that of all together.
    statistics::BetaBinomialFit fit;
    if (static_cast<std::int64_t>(rows.size()) >= minimum_peers_) fit = statistics::fit_beta_binomial(events, trials);
    const bool peers = fit.overdispersed && fit.alpha > 0;
    if (!peers) fit = {0.5, 0.5, 0.5, 0, true};
    const auto norms = norms_on(framework_, input, education, evidence_.on);
    for_each_part(rows.size(), threads_, [&](std::size_t begin, std::size_t end) {
      for (std::size_t k = begin; k < end; ++k) {
        laws_[input * evidence_.size() + rows[k]] = posterior(input, norms, fit, events[k], trials[k]);
      }
    });
    for (const std::size_t row : rows) prior_[row] = std::max(prior_[row], peers ? Prior::peers : Prior::jeffreys);
  }

  // Probability of each level: that of the true share between its norm and the next.
  [[nodiscard]] SymbolLaw posterior(std::size_t input, const std::vector<const Norm*>& norms,
                                    const statistics::BetaBinomialFit& fit, std::int64_t events,
                                    std::int64_t trials) const {
    SymbolLaw law{};
    double above = 1;  // that the true share meets the norm of the level at hand
    Level level = 0;
    for (const Norm* norm : norms) {
      const double bar = norm->threshold / 10'000.0;
      const bool inside = norm->threshold > 0 && norm->threshold < 10'000;
      const double below =
          inside ? statistics::probability_below(fit, events, trials, bar) : (norm->threshold == 0 ? 0 : 1);
      const double meets = norm->direction == Direction::higher ? 1 - below : below;
      law[level] = std::max(0.0, above - meets);
      above = meets;
      level = *framework_.input_scale(input).find(norm->reaches);
    }
    law[level] = above;
    return law;
  }

  const Evidence& evidence_;
  const Framework& framework_;
  std::int64_t minimum_peers_;
  unsigned threads_;
  std::vector<Prior>& prior_;
  std::vector<SymbolLaw> laws_;
  std::vector<LevelSet> sets_;
};

}  // namespace detail

}  // namespace kring::framework
