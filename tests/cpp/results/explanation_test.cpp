// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/results/explanation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kring/catalog.hpp"
#include "kring/results/compare.hpp"
#include "results_table.hpp"

namespace {

using kring::Language;
using kring::results::Comparison;
using kring::results::explain;
using kring::results::Observations;
using kring_test::row;
using testing::HasSubstr;

[[nodiscard]] Observations nine_units() {
  Observations rows;
  for (int i = 0; i < 7; ++i) rows.add(row("u" + std::to_string(i), 2017, 600 + i, 1000));
  rows.add(row("low", 2017, 100, 1000));
  rows.add(row("none", 2017, 0, 0));
  return rows;
}

[[nodiscard]] std::string said(std::size_t unit, Language language) {
  const Observations rows = nine_units();
  kring::results::ComparisonOptions options;
  options.winsorised_share = 0.2;
  const Comparison comparison = kring::results::compare(rows, kring::catalog::indicators(), options);
  return explain(rows, comparison, unit, kring::catalog::indicators(), language);
}

TEST(Explanation, states_counts_share_group_and_outcome) {
  const std::string text = said(7, Language::english);
  EXPECT_THAT(text, HasSubstr("100 of 1,000, 10.0%"));
  EXPECT_THAT(text, HasSubstr("(8 units)"));
  EXPECT_THAT(text, HasSubstr("It stands out: lower"));
  EXPECT_THAT(text, HasSubstr("unfavourable"));
}

TEST(Explanation, the_dutch_text_uses_dutch_numbers) {
  const std::string text = said(7, Language::dutch);
  EXPECT_THAT(text, HasSubstr("100 van 1.000, 10,0%"));
  EXPECT_THAT(text, HasSubstr("ongunstig"));
}

TEST(Explanation, a_window_is_named_by_its_first_and_last_school_year) {
  Observations rows = nine_units();
  rows.window_years.assign(rows.size(), 3);
  const Comparison comparison = kring::results::compare(rows, kring::catalog::indicators());
  EXPECT_THAT(explain(rows, comparison, 0, kring::catalog::indicators(), Language::english),
              HasSubstr("2015/16-2017/18: 600 of 1,000"));
}

TEST(Explanation, what_is_as_expected_is_said_so) {
  EXPECT_THAT(said(0, Language::english), HasSubstr("It does not stand out"));
  EXPECT_THAT(said(0, Language::dutch), HasSubstr("valt niet op"));
}

TEST(Explanation, no_statement_comes_with_its_reason) {
  EXPECT_THAT(said(8, Language::english), HasSubstr("No statement: the figure is missing."));
  EXPECT_THAT(said(8, Language::dutch), HasSubstr("Geen uitspraak: het cijfer ontbreekt."));
}

}  // namespace
