// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/risk/programme_risk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "kring/catalog/indicators.hpp"
#include "kring/risk/risk.hpp"
#include "risk_profiles.hpp"

namespace {

using kring::Count;
using kring::InvalidValue;
using kring::SchoolYear;
using kring::Share;
using kring::results::Observations;
using kring::risk::AspectRisk;
using kring::risk::assess;
using kring::risk::combine_aspects;
using kring::risk::combine_indicators;
using kring::risk::Profile;
using kring::risk::ProgrammeReason;
using kring::risk::ProgrammeState;
using kring::risk::Risks;
using kring::risk::Sector;
using Numbers = std::vector<double>;

double below(double z) { return .5 * std::erfc(-z / std::sqrt(2.0)); }

std::vector<double> equal_correlation(std::size_t size, double rho) {
  std::vector<double> all(size * size, rho);
  for (std::size_t i = 0; i < size; ++i) all[i * size + i] = 1;
  return all;
}

TEST(ProgrammeRisk, the_published_combination_where_the_prior_is_a_half) {
  // methods.md 11.5: z -1.5, -1.2, -.8 with rho .4 give -1.5062 and p .0660; as standing below 0, P is 1 - p.
  const Numbers p = {below(1.5), below(1.2), below(.8)};
  EXPECT_NEAR(combine_indicators(p, Numbers(3, .5), equal_correlation(3, .4), Numbers(3, 1.0)), 1 - .0660, 5e-5);
  EXPECT_NEAR(combine_indicators(p, Numbers(3, .5), equal_correlation(3, 0), Numbers(3, 1.0)), below(2.0207), 5e-5);
}

TEST(ProgrammeRisk, figures_that_say_nothing_leave_the_prior) {
  EXPECT_NEAR(combine_indicators(Numbers{.1, .1}, Numbers{.1, .1}, equal_correlation(2, .4), Numbers{1, 1}), .1, 1e-12);
}

TEST(ProgrammeRisk, one_indicator_keeps_its_probability_and_perfect_copies_add_nothing) {
  EXPECT_EQ(combine_indicators(Numbers{.37}, Numbers{.1}, Numbers{1}, Numbers{2}), .37);
  EXPECT_NEAR(combine_indicators(Numbers{.37, .37}, Numbers{.1, .1}, equal_correlation(2, 1), Numbers{1, 1}), .37,
              1e-12);
}

RC_GTEST_PROP(ProgrammeRisk, a_worse_indicator_never_makes_an_aspect_safer, ()) {
  Numbers p(3), weights(3);
  for (double& one : p) one = *rc::gen::inRange(0, 1001) / 1000.0;
  for (double& one : weights) one = *rc::gen::inRange(1, 10);
  const auto rho = equal_correlation(3, *rc::gen::inRange(0, 100) / 100.0);
  const Numbers prior(3, .1);
  const double before = combine_indicators(p, prior, rho, weights);
  double& one = p[*rc::gen::inRange<std::size_t>(0, 3)];
  one += (1 - one) * *rc::gen::inRange(0, 101) / 100.0;
  RC_ASSERT(combine_indicators(p, prior, rho, weights) >= before - 1e-12);
}

AspectRisk aspect(double p, double severity = 1) {
  AspectRisk one;
  one.severity = severity;
  one.probability = p;
  one.reason = ProgrammeReason::none;
  return one;
}

TEST(ProgrammeRisk, aspects_by_the_largest_or_by_the_product) {
  const std::vector<AspectRisk> aspects = {aspect(.2), aspect(.5), AspectRisk{}};
  Profile profile = proposal();
  EXPECT_EQ(combine_aspects(aspects, profile), .5);
  profile.combination = kring::risk::Combination::product;
  EXPECT_NEAR(*combine_aspects(aspects, profile), 1 - .8 * .5, 1e-15);
  profile.exponent = .5;
  EXPECT_NEAR(*combine_aspects(aspects, profile), 1 - std::sqrt(.8 * .5), 1e-15);
  EXPECT_NEAR(*combine_aspects(std::vector{aspect(.5, 2)}, proposal()), .75, 1e-15);
  EXPECT_FALSE(combine_aspects(std::vector<AspectRisk>(2), profile).has_value());
  EXPECT_EQ(*combine_aspects(std::vector{aspect(1, 2), aspect(0)}, profile), 1);  // No compensation.
}

// Ten programmes of one board and group; programme i has r[i] of n students with a good result in each of three years.
struct World {
  Sector sector;
  Observations rows;
  Numbers norms;
};

World world(const std::vector<std::int64_t>& r, std::int64_t n, double norm = std::nan("")) {
  World made;
  const auto board = made.sector.add_board("board");
  for (std::size_t i = 0; i < r.size(); ++i) {
    const std::string name = "p" + std::to_string(10 + i);
    made.sector.add_programme({name, board, 100, false});
    for (int year = 2015; year <= 2017; ++year) {
      made.rows.add({name, "annual_result", SchoolYear(year), "g", Share(Count(r[i]), Count(n))});
      made.norms.push_back(norm);
    }
  }
  return made;
}

Risks assessed(const World& w, const Profile& profile, unsigned threads = 1, const kring::risk::Facts& facts = {}) {
  return assess(w.rows, w.norms, kring::catalog::indicators(), w.sector, facts, profile, threads);
}

const std::vector<std::int64_t> spread = {90, 85, 80, 78, 75, 72, 70, 65, 60, 30};

TEST(ProgrammeRisk, years_are_pooled_with_their_weights_and_rounded_for_the_peers_only) {
  World w = world({7, 8, 9, 10, 11, 12}, 13);
  const Risks risks = assessed(w, proposal());
  EXPECT_EQ(risks.pooled.rows.numerator[0], 17);    // 2.4 times 7 is 16.8.
  EXPECT_EQ(risks.pooled.rows.denominator[0], 31);  // 2.4 times 13 is 31.2.
  EXPECT_DOUBLE_EQ(risks.pooled.numerator[0], 16.8);
  EXPECT_DOUBLE_EQ(risks.pooled.denominator[0], 31.2);
  EXPECT_EQ(risks.pooled.years[0], 3);
}

TEST(ProgrammeRisk, the_worst_peer_is_insufficient_and_the_best_is_not) {
  const Risks risks = assessed(world(spread, 100), proposal());
  EXPECT_EQ(risks.programmes.back().state, ProgrammeState::statement);
  EXPECT_GT(*risks.programmes.back().probability, .99);
  EXPECT_LT(*risks.programmes.front().probability, .001);
  EXPECT_TRUE(risks.programmes.back().flagged);
  for (std::size_t i = 1; i < spread.size(); ++i) {  // In the order of their results.
    EXPECT_GE(*risks.programmes[i].probability, *risks.programmes[i - 1].probability) << i;
  }
  EXPECT_EQ(risks.boards[0].worst_programme, "p19");
}

TEST(ProgrammeRisk, against_a_norm_it_is_the_posterior_below_the_norm) {
  const Risks risks = assessed(world(spread, 100, .67), proposal());
  const auto& pooled = risks.pooled.rows;
  const auto fit = kring::statistics::fit_beta_binomial(pooled.numerator, pooled.denominator);
  for (std::size_t i = 0; i < spread.size(); ++i) {
    const double r = risks.pooled.numerator[i];
    const double expected =
        kring::detail::BetaLaw(fit.alpha + r, fit.beta + risks.pooled.denominator[i] - r).below(.67);
    EXPECT_NEAR(*risks.programmes[i].probability, expected, 1e-12);
  }
}

TEST(ProgrammeRisk, peers_that_do_not_differ_have_no_worst) {
  const Risks risks = assessed(world(std::vector<std::int64_t>(8, 70), 100), proposal());
  EXPECT_EQ(risks.programmes[0].probability, proposal().prevalence);
  EXPECT_EQ(risks.programmes[0].state, ProgrammeState::no_statement);
  EXPECT_EQ(risks.programmes[0].reason, ProgrammeReason::no_variation);
  const Risks by_norm = assessed(world(std::vector<std::int64_t>(8, 70), 100, .8), proposal());
  EXPECT_GT(*by_norm.programmes[0].probability, .99);  // Against a norm they are all below it.
  EXPECT_EQ(by_norm.programmes[0].state, ProgrammeState::statement);
}

TEST(ProgrammeRisk, small_numbers_small_groups_and_missing_figures_stay_apart) {
  // 2.4 times 4 is 9.6, below 10 though it rounds to it.
  EXPECT_EQ(assessed(world({1, 2, 3, 3, 2, 4}, 4), proposal()).programmes[0].reason, ProgrammeReason::too_few);
  World few = world({1, 2, 3, 3, 2, 1, 0, 3}, 3);  // 2.4 times 3 is 7 weighted students.
  EXPECT_EQ(assessed(few, proposal()).programmes[0].reason, ProgrammeReason::too_few);
  EXPECT_TRUE(assessed(few, proposal()).programmes[0].probability.has_value());
  EXPECT_EQ(assessed(world({70, 60, 20}, 100), proposal()).programmes[0].reason, ProgrammeReason::group_too_small);
  World missing = world(spread, 100);
  const auto board = missing.sector.board("board");
  missing.sector.add_programme({"q1", board, 100, false});
  missing.sector.add_programme({"q2", board, 100, false});
  missing.rows.add({"q1", "annual_result", SchoolYear(2017), "g", std::nullopt});
  missing.norms.push_back(std::nan(""));
  const Risks risks = assessed(missing, proposal());
  EXPECT_EQ(risks.programmes[10].reason, ProgrammeReason::missing);
  EXPECT_EQ(risks.programmes[11].reason, ProgrammeReason::no_results);
  EXPECT_EQ(risks.programmes[11].state, ProgrammeState::not_examined);
  EXPECT_FALSE(risks.programmes[10].probability || risks.programmes[11].probability);
  EXPECT_EQ(risks.boards[0].without_data, 2);
}

TEST(ProgrammeRisk, between_the_limits_of_certainty_nothing_is_stated) {
  Profile profile = proposal();
  profile.certain_below = 0;
  profile.certain_above = 1;
  const Risks risks = assessed(world(spread, 100), profile);
  EXPECT_EQ(risks.programmes[5].reason, ProgrammeReason::undecided);
  EXPECT_EQ(risks.boards[0].reason, kring::risk::BoardReason::no_statement);
}

TEST(ProgrammeRisk, a_judgement_in_force_is_a_fact) {
  World w = world(spread, 100);
  kring::risk::Facts facts;
  facts.on = kring::Period::parse("2025-06-01").last();
  facts.judgements = {{"p10", "very_weak", kring::risk::Verdict::insufficient, kring::Period::parse("2024-01-01"),
                       kring::Period::parse("2025-01-01").last()}};
  const Risks risks = assessed(w, proposal(), 1, facts);
  EXPECT_EQ(risks.programmes[0].probability, 1);
  EXPECT_EQ(risks.programmes[0].state, ProgrammeState::judged);
  EXPECT_EQ(risks.open_breach[0], kring::cycle::Answer::yes);
  EXPECT_EQ(risks.compliance[0], kring::risk::Compliance::breach_past_term);
  EXPECT_EQ(assessed(w, proposal()).compliance[0], kring::risk::Compliance::unknown);
  facts.judgements->clear();
  EXPECT_EQ(assessed(w, proposal(), 1, facts).open_breach[0], kring::cycle::Answer::no);
}

TEST(ProgrammeRisk, threads_and_order_do_not_matter_to_the_last_bit) {
  const World w = world(spread, 100);
  World reversed = w;
  reversed.rows = {};
  for (std::size_t i = w.rows.size(); i > 0; --i) {
    reversed.rows.add({w.rows.unit[i - 1], "annual_result", SchoolYear(w.rows.school_year[i - 1]), "g",
                       Share(Count(w.rows.numerator[i - 1]), Count(w.rows.denominator[i - 1]))});
  }
  const Risks a = assessed(w, proposal());
  const Risks b = assessed(reversed, proposal(), 8);
  for (std::size_t i = 0; i < spread.size(); ++i) EXPECT_EQ(a.programmes[i].probability, b.programmes[i].probability);
  EXPECT_EQ(a.boards[0].risk, b.boards[0].risk);
}

TEST(ProgrammeRisk, spearman_by_hand_and_drawn_towards_its_prior) {
  using kring::risk::shrunken_correlation;
  using kring::risk::spearman;
  EXPECT_DOUBLE_EQ(spearman(Numbers{1, 2, 3}, Numbers{10, 20, 15}), .5);
  EXPECT_DOUBLE_EQ(spearman(Numbers{1, 2, 2, 4}, Numbers{1, 2, 2, 4}), 1);
  EXPECT_TRUE(std::isnan(spearman(Numbers{1, 2}, Numbers{1, 2})));
  EXPECT_TRUE(std::isnan(spearman(Numbers{1, 1, 1}, Numbers{1, 2, 3})));
  EXPECT_DOUBLE_EQ(shrunken_correlation(.8, 30, .4, 10), .7);
  EXPECT_EQ(shrunken_correlation(std::nan(""), 2, .4, 10), .4);
  EXPECT_EQ(shrunken_correlation(-1, 1000, .4, 10), 0);
}

TEST(ProgrammeRisk, results_of_unknown_units_are_refused) {
  World w = world(spread, 100);
  w.rows.add({"stranger", "annual_result", SchoolYear(2017), "g", Share(Count(1), Count(2))});
  w.norms.push_back(std::nan(""));
  EXPECT_THAT([&] { (void)assessed(w, proposal()); },
              testing::ThrowsMessage<InvalidValue>(testing::HasSubstr("unit 'stranger', which is no programme")));
}

}  // namespace
