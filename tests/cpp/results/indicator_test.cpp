// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/results/indicator.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "kring/catalog/indicators.hpp"
#include "kring/core/error.hpp"

namespace {

namespace catalog = kring::catalog;
using kring::results::Direction;
using kring::results::Indicator;
using kring::results::IndicatorUnit;
using kring::results::Status;

TEST(Indicator, every_row_of_the_catalogue_is_found_by_its_id_and_only_once) {
  std::set<std::string_view> ids;
  for (const Indicator& row : catalog::indicators()) {
    EXPECT_EQ(&catalog::indicator(row.id), &row);
    EXPECT_TRUE(ids.insert(row.id).second) << row.id;
  }
  EXPECT_THAT(ids,
              testing::UnorderedElementsAre("annual_result", "diploma_result", "starters_result", "qualification_gain",
                                            "early_leaving", "satisfaction", "liquidity", "profitability", "solvency"));
}

// early_leaving counts students who leave without a starting qualification: the only one where less is good.
TEST(Indicator, only_early_leaving_is_better_when_lower) {
  for (const Indicator& row : catalog::indicators()) {
    EXPECT_EQ(row.direction == Direction::lower, row.id == "early_leaving") << row.id;
  }
}

TEST(Indicator, a_share_comes_from_counts_and_nothing_else_does) {
  for (const Indicator& row : catalog::indicators()) {
    EXPECT_EQ(row.counts, row.unit == IndicatorUnit::share) << row.id;
  }
}

// Read second-hand (a public implementation of the definitions of 31 May 2024), so never official.
TEST(Indicator, a_definition_seen_through_another_source_is_not_called_official) {
  EXPECT_EQ(catalog::indicator("annual_result").status, Status::secondary);
  EXPECT_EQ(catalog::indicator("diploma_result").status, Status::secondary);
  EXPECT_EQ(catalog::indicator("starters_result").status, Status::official);
}

TEST(Indicator, an_unknown_id_is_refused_with_the_nearest_known_one) {
  const auto message = [](std::string_view id) -> std::string {
    try {
      return std::string(catalog::indicator(id).id);
    } catch (const kring::UnknownIdentifier& error) {
      return error.what();
    }
  };
  EXPECT_THAT(message("anual_result"), testing::HasSubstr("'anual_result'"));
  EXPECT_THAT(message("anual_result"), testing::HasSubstr("nearest is 'annual_result'"));
  EXPECT_THAT(message("liquidty"), testing::HasSubstr("nearest is 'liquidity'"));
  EXPECT_THAT(message(""), testing::HasSubstr("unknown indicator ''"));
}

TEST(Indicator, is_found_in_a_list_of_your_own) {
  const Indicator own[] = {{.id = "attendance", .name_en = "attendance", .direction = Direction::higher}};
  EXPECT_EQ(kring::results::find_indicator(own, "attendance").name_en, "attendance");
  EXPECT_THROW((void)kring::results::find_indicator(own, "annual_result"), kring::UnknownIdentifier);
  EXPECT_THROW((void)kring::results::find_indicator({}, "annual_result"), kring::UnknownIdentifier);
}

// Distances counted by hand: kitten -> sitting takes two replacements and one insertion.
TEST(Indicator, edit_distance_counts_insertions_deletions_and_replacements) {
  EXPECT_EQ(kring::detail::edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(kring::detail::edit_distance("", "abc"), 3U);
  EXPECT_EQ(kring::detail::edit_distance("abc", ""), 3U);
  EXPECT_EQ(kring::detail::edit_distance("abc", "abc"), 0U);
}

TEST(Indicator, words_of_the_choices_are_those_of_the_tables) {
  static_assert(name(Direction::higher) == "higher" && name(Direction::lower) == "lower");
  static_assert(name(IndicatorUnit::share) == "share" && name(IndicatorUnit::ratio) == "ratio");
  static_assert(name(IndicatorUnit::score) == "score" && name(Status::official) == "official");
  static_assert(name(Status::secondary) == "secondary" && name(Status::proposal) == "proposal");
}

TEST(Indicator, of_your_own_is_a_proposal_until_said_otherwise) {
  constexpr Indicator own{.id = "attendance", .name_en = "attendance", .direction = Direction::higher};
  static_assert(own.status == Status::proposal);
  static_assert(own == own);
  EXPECT_NE(own, catalog::indicator("annual_result"));
}

}  // namespace
