// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/results/compare.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <string>

#include "kring/catalog.hpp"
#include "kring/statistics/funnel.hpp"
#include "results_table.hpp"

namespace {

using kring::results::compare;
using kring::results::Comparison;
using kring::results::ComparisonOptions;
using kring::results::Observations;
using kring::results::Reason;
using kring::results::State;
using kring_test::row;

[[nodiscard]] Comparison compared(const Observations& rows, const ComparisonOptions& options = {}) {
  return compare(rows, kring::catalog::indicators(), options);
}

[[nodiscard]] Observations eight_units() {
  Observations rows;
  const int numerators[] = {50, 60, 70, 65, 55, 61, 58, 90};
  for (int i = 0; i < 8; ++i) rows.add(row("u" + std::to_string(i), 2017, numerators[i], 100));
  return rows;
}

// 42 institutions, 12 below and 13 above the exact 99.8% limits, 2 beyond 3.0902 after allowing for overdispersion:
// counted from the same figures with SciPy's binomial distribution.
TEST(Compare, the_sector_of_2019_shows_its_known_figures) {
  const Observations rows = kring_test::mbo_2019();
  const Comparison sector = compared(rows);
  int units = 0;
  int below = 0;
  int above = 0;
  int adjusted = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.group[i] != "ROC" || rows.indicator[i] != "annual_result" || rows.school_year[i] != 2017) continue;
    const double probabilities[] = {0.001, 0.999};
    double limits[2];
    kring::statistics::funnel_limits(std::span(&rows.denominator[i], 1), std::span(&sector.target[i], 1), probabilities,
                                     limits);
    ++units;
    below += sector.share[i] < limits[0] ? 1 : 0;
    above += sector.share[i] > limits[1] ? 1 : 0;
    adjusted += std::abs(sector.adjusted_z_score[i]) > 3.0902 ? 1 : 0;
  }
  EXPECT_EQ(units, 42);
  EXPECT_EQ(below, 12);
  EXPECT_EQ(above, 13);
  EXPECT_EQ(adjusted, 2);
}

TEST(Compare, the_bits_do_not_depend_on_threads_or_on_the_order_of_rows) {
  const Observations rows = kring_test::mbo_2019();
  ComparisonOptions options;
  options.threads = 1;
  const Comparison one = compared(rows, options);
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), std::mt19937(7));
  Observations shuffled;
  for (const std::size_t i : order) {
    const kring::Share share(kring::Count(rows.numerator[i]), kring::Count(rows.denominator[i]));
    shuffled.add({rows.unit[i], rows.indicator[i], kring::SchoolYear(rows.school_year[i]), rows.group[i], share});
  }
  for (const unsigned threads : {1U, 2U, 8U, 16U}) {
    options.threads = threads;
    const Comparison many = compared(shuffled, options);
    EXPECT_EQ(many.digest, one.digest);
    for (std::size_t i = 0; i < order.size(); ++i) {
      ASSERT_EQ(many.adjusted_z_score[i], one.adjusted_z_score[order[i]]);
      ASSERT_EQ(many.shrunken_lower[i], one.shrunken_lower[order[i]]);
      ASSERT_EQ(many.expected_rank[i], one.expected_rank[order[i]]);
      ASSERT_EQ(many.rank_upper[i], one.rank_upper[order[i]]);
      ASSERT_EQ(many.state[i], one.state[order[i]]);
    }
  }
}

TEST(Compare, a_missing_figure_changes_nothing_for_the_others) {
  Observations rows = eight_units();
  const Comparison before = compared(rows);
  rows.add(row("u9", 2017, 0, 0));
  const Comparison after = compared(rows);
  EXPECT_EQ(after.state[8], State::no_statement);
  EXPECT_EQ(after.reason[8], Reason::missing);
  EXPECT_TRUE(std::isnan(after.share[8]));
  EXPECT_TRUE(std::isnan(after.expected_rank[8]));
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(after.adjusted_z_score[i], before.adjusted_z_score[i]);
    EXPECT_EQ(after.expected_rank[i], before.expected_rank[i]);
    EXPECT_EQ(after.group_size[i], 8);
  }
}

TEST(Compare, nobody_to_count_is_too_few_and_no_share_of_zero) {
  Observations rows = eight_units();
  rows.add(row("u9", 2017, 0, 0));
  rows.counted[8] = 1;  // 0 of 0
  const Comparison result = compared(rows);
  EXPECT_EQ(result.reason[8], Reason::too_few);
  EXPECT_TRUE(std::isnan(result.share[8]));
  EXPECT_EQ(result.group_size[8], 8);
}

TEST(Compare, the_smallest_denominator_and_group_are_included) {
  Observations rows;
  for (int i = 0; i < 5; ++i) rows.add(row("u" + std::to_string(i), 2017, 4 + i, 10));
  for (const Reason reason : compared(rows).reason) EXPECT_EQ(reason, Reason::none);
  ComparisonOptions options;
  options.minimum_trials = 11;
  for (const Reason reason : compared(rows, options).reason) EXPECT_EQ(reason, Reason::too_few);
  options = {};
  options.minimum_units = 6;
  for (const Reason reason : compared(rows, options).reason) EXPECT_EQ(reason, Reason::group_too_small);
}

TEST(Compare, one_unit_alone_gets_no_statement) {
  Observations rows;
  rows.add(row("a", 2017, 7, 10));
  const Comparison result = compared(rows);
  EXPECT_EQ(result.reason[0], Reason::group_too_small);
  EXPECT_EQ(result.tau_squared[0], 0.0);
  EXPECT_DOUBLE_EQ(result.target[0], 0.7);
}

TEST(Compare, all_or_none_in_a_group_is_no_variation) {
  for (const int numerator : {0, 100}) {
    Observations rows;
    for (int i = 0; i < 8; ++i) rows.add(row("u" + std::to_string(i), 2017, numerator, 100));
    const Comparison result = compared(rows);
    EXPECT_EQ(result.reason[0], Reason::no_variation);
    EXPECT_TRUE(std::isnan(result.z_score[0]));
    EXPECT_DOUBLE_EQ(result.share[0], numerator / 100.0);
  }
}

TEST(Compare, units_that_are_all_or_nothing_keep_an_interval) {
  Observations rows;
  for (int i = 0; i < 8; ++i) rows.add(row("u" + std::to_string(i), 2017, i < 4 ? 0 : 20, 20));
  const Comparison result = compared(rows);
  for (std::size_t i = 0; i < 8; ++i) EXPECT_LT(result.shrunken_lower[i], result.shrunken_upper[i]);
}

TEST(Compare, no_more_difference_than_chance_gives_all_the_same_posterior) {
  Observations rows;
  for (int i = 0; i < 8; ++i) rows.add(row("u" + std::to_string(i), 2017, 60 + i % 2, 100));
  const Comparison result = compared(rows);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(result.tau_squared[i], 0.0);
    EXPECT_EQ(result.shrunken_lower[i], result.shrunken_lower[0]);
    EXPECT_DOUBLE_EQ(result.expected_rank[i], 4.5);
    EXPECT_EQ(result.state[i], State::as_expected);
  }
}

TEST(Compare, for_early_leaving_high_is_bad_and_the_lowest_ranks_first) {
  Observations rows;
  for (int i = 0; i < 8; ++i) rows.add(row("u" + std::to_string(i), 2017, 20 + 10 * i, 1000, "early_leaving"));
  const Comparison result = compared(rows);
  EXPECT_LT(result.expected_rank[0], result.expected_rank[7]);
  EXPECT_LT(result.probability_below[0], 0.01);
  EXPECT_GT(result.probability_below[7], 0.99);
}

TEST(Compare, more_events_never_lower_the_z_score_or_the_shrunken_share) {
  Comparison before = compared(eight_units());
  for (int numerator = 51; numerator <= 100; ++numerator) {
    Observations rows = eight_units();
    rows.numerator[0] = numerator;
    const Comparison after = compared(rows);
    EXPECT_GE(after.z_score[0], before.z_score[0]);
    EXPECT_GE(after.shrunken_share[0], before.shrunken_share[0]);
    before = after;
  }
}

TEST(Compare, another_group_does_not_matter) {
  Observations rows = eight_units();
  const Comparison alone = compared(rows);
  for (int i = 0; i < 8; ++i) {
    auto other = row("v" + std::to_string(i), 2017, 10 + i, 100);
    other.group = "h";
    rows.add(other);
  }
  const Comparison together = compared(rows);
  for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(together.adjusted_z_score[i], alone.adjusted_z_score[i]);
}

TEST(Compare, a_year_is_not_compared_with_a_window) {
  Observations rows = eight_units();
  rows.window_years[7] = 3;
  EXPECT_EQ(compared(rows).group_size[0], 7);
}

TEST(Compare, a_unit_that_stands_twice_is_refused) {
  Observations rows = eight_units();
  rows.add(row("u0", 2017, 1, 10));
  EXPECT_THROW((void)compared(rows), kring::InvalidValue);
}

TEST(Compare, an_indicator_without_a_direction_is_refused) {
  Observations rows;
  rows.add(row("a", 2017, 1, 10, "anual_result"));
  EXPECT_THROW((void)compared(rows), kring::UnknownIdentifier);
}

TEST(Compare, options_out_of_range_are_refused) {
  const auto refused = [](auto change) {
    ComparisonOptions options;
    change(options);
    EXPECT_THROW((void)compared(eight_units(), options), kring::InvalidValue);
  };
  refused([](auto& o) { o.confidence = 1.0; });
  refused([](auto& o) { o.credibility = 0.0; });
  refused([](auto& o) { o.false_discovery_rate = std::nan(""); });
  refused([](auto& o) { o.winsorised_share = 0.5; });
  refused([](auto& o) { o.minimum_trials = 0; });
  refused([](auto& o) { o.minimum_units = 1; });
  refused([](auto& o) { o.rank_draws = 1'000'001; });
}

TEST(Compare, nothing_compared_is_an_empty_comparison) { EXPECT_EQ(compared(Observations{}).size(), 0U); }

TEST(Compare, rank_intervals_can_be_left_out) {
  ComparisonOptions options;
  options.rank_draws = 0;
  const Comparison result = compared(eight_units(), options);
  EXPECT_TRUE(std::isnan(result.rank_lower[0]));
  EXPECT_FALSE(std::isnan(result.expected_rank[0]));
}

}  // namespace
