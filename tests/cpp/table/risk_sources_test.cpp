// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table/risk_sources.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "kring/catalog/indicators.hpp"
#include "kring/risk/explanation.hpp"
#include "kring/table/detail/frame.hpp"
#include "kring/table/risk_table.hpp"
#include "kring/table/risk_units.hpp"
#include "risk_profiles.hpp"

namespace {

namespace risk = kring::risk;
using kring::table::Faults;
using kring::table::Table;
using testing::ElementsAre;
using testing::HasSubstr;

struct Row {
  std::string unit, kind, parent;
  std::optional<std::int64_t> students;
};

const std::vector<Row> tree = {{"mbo", "sector", "", {}},       {"a", "institution", "mbo", {}},
                               {"team", "team", "a", {}},       {"a1", "programme", "team", 30},
                               {"a2", "programme", "a", 10},    {"b", "institution", "elsewhere", 500},
                               {"c", "institution", "mbo", {}}, {"c1", "programme", "c", {}}};

Table units_table(const std::vector<Row>& rows) {
  kring::table::detail::Frame frame("units", rows.size());
  frame.text("unit", [&](std::size_t i) { return rows[i].unit; })
      .text("kind", [&](std::size_t i) { return rows[i].kind; })
      .text("parent", [&](std::size_t i) { return rows[i].parent; })
      .integer("students", [&](std::size_t i) { return rows[i].students; });
  return frame.finish();
}

risk::Sector sector_of(const Table& table) {
  Faults faults("units");
  risk::Sector sector = kring::table::read_sector(table, faults);
  faults.raise();
  return sector;
}

TEST(RiskUnits, boards_are_institutions_and_stand_for_themselves_where_they_have_no_programmes) {
  const risk::Sector sector = sector_of(units_table(tree));
  ASSERT_EQ(sector.boards().size(), 3U);
  EXPECT_THAT(sector.boards()[0].programmes, ElementsAre(0U, 1U));
  EXPECT_EQ(sector.programmes()[0].students, 30);
  EXPECT_EQ(sector.board_of("team"), 0U);
  EXPECT_FALSE(sector.board_of("mbo").has_value());
  EXPECT_FALSE(sector.programme("team").has_value());
  const auto whole = sector.programmes()[*sector.programme("b")];
  EXPECT_TRUE(whole.whole);
  EXPECT_EQ(whole.students, 500);
  EXPECT_THROW((void)sector.board("a1"), kring::UnknownIdentifier);
}

TEST(RiskUnits, without_kinds_the_tops_are_boards) {
  const std::vector<std::string> drop = {"unit", "parent"};
  const risk::Sector sector = sector_of(units_table({tree.begin() + 1, tree.begin() + 5}).select(drop));
  EXPECT_EQ(sector.boards().size(), 1U);
  EXPECT_EQ(sector.boards()[0].unit, "mbo");  // It has no row, and is the top all the same.
  EXPECT_EQ(sector.programmes().size(), 2U);
}

TEST(RiskUnits, a_programme_below_no_institution_is_refused) {
  Faults faults("units");
  (void)kring::table::read_sector(units_table({{"x", "programme", "nowhere", 3}}), faults);
  ASSERT_EQ(faults.messages().size(), 1U);
  EXPECT_THAT(faults.messages()[0], HasSubstr("1 row is below no institution: row 0 (x)"));
}

TEST(RiskSources, judgements_with_terms_of_either_form) {
  const std::vector<std::vector<std::string>> rows = {{"a1", "very_weak", "very_weak", "2024-03-01", "P1Y"},
                                                      {"a2", "exam", "sufficient|good", "2024", "2025-07-31"},
                                                      {"b", "exam", "", "2023/24", ""}};
  kring::table::detail::Frame frame("judgements", rows.size());
  const std::vector<std::string> names = {"unit", "kind", "verdict", "date", "term"};
  for (std::size_t c = 0; c < names.size(); ++c) frame.text(names[c], [&](std::size_t i) { return rows[i][c]; });
  Faults faults("judgements");
  const auto read = kring::table::read_judgements(frame.finish(), sector_of(units_table(tree)), proposal(), faults);
  faults.raise();
  ASSERT_EQ(read.size(), 3U);
  EXPECT_EQ(kring::day_text(*read[0].deadline), "2025-03-01");
  EXPECT_EQ(read[0].verdict, risk::Verdict::insufficient);
  EXPECT_EQ(kring::day_text(*read[1].deadline), "2025-07-31");
  EXPECT_EQ(read[1].verdict, risk::Verdict::sufficient);
  EXPECT_FALSE(read[2].deadline.has_value());
  EXPECT_EQ(read[2].verdict, risk::Verdict::unknown);
}

TEST(RiskTable, a_board_without_data_has_a_row_of_nothing_and_says_so_in_two_languages) {
  const risk::Sector sector = sector_of(units_table(tree));
  const risk::Profile profile = proposal();
  const risk::Risks risks = risk::assess({}, {}, kring::catalog::indicators(), sector, {}, profile);
  const Table table = kring::table::risk_table(sector, risks);
  Faults faults("risk");
  EXPECT_TRUE(kring::table::numbers(table, "risk", faults).is_missing(0));
  EXPECT_EQ(kring::table::texts(table, "state", faults)[0], "not_examined");
  EXPECT_EQ(kring::table::texts(table, "compliance", faults)[0], "unknown");
  faults.raise();
  const auto english = risk::explain(sector, risks, profile, 0, kring::Language::english);
  const auto dutch = risk::explain(sector, risks, profile, 0, kring::Language::dutch);
  EXPECT_THAT(english.front(), HasSubstr("a: There are no figures on any programme"));
  EXPECT_THAT(dutch.front(), HasSubstr("Dat is geen risico van 0."));
  EXPECT_THAT(english.back(), HasSubstr("proposal-2026 2026.1 (proposal, digest " + profile.digest.substr(0, 12)));
}

}  // namespace
