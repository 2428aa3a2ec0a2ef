// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table/results_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "kring/table/builder.hpp"

namespace {

using kring::table::Faults;
using kring::table::IntegerColumn;
using kring::table::make_column;
using kring::table::read_observations;
using kring::table::Table;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

using Texts = std::vector<const char*>;

[[nodiscard]] kring::table::Column text_column(const std::string& name, const Texts& texts) {
  kring::table::TextBuilder builder;
  for (const char* text : texts) text == nullptr ? builder.add_missing() : builder.add(text);
  return builder.finish(name);
}

struct Rows {
  Texts unit = {"00GT", "25LH"};
  Texts indicator = {"annual_result", "annual_result"};
  Texts school_year = {"2017/18", "2017/18"};
  std::vector<std::int64_t> numerator = {5, 6};
  std::vector<std::int64_t> denominator = {10, 10};
  Texts group = {"ROC", "ROC"};

  [[nodiscard]] Table table() const {
    return Table("results",
                 {text_column("unit", unit), text_column("indicator", indicator),
                  text_column("school_year", school_year), make_column("numerator", IntegerColumn(numerator)),
                  make_column("denominator", IntegerColumn(denominator)), text_column("group", group)});
  }
};

const std::vector<std::string> by_group = {"group"};

[[nodiscard]] std::vector<std::string> faults_of(const Rows& rows) {
  Faults faults("results");
  (void)read_observations(rows.table(), by_group, faults);
  return faults.messages();
}

TEST(ResultsTable, a_good_table_becomes_observations) {
  const auto rows = read_observations(Rows{}.table(), by_group);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows.unit[0], "00GT");
  EXPECT_EQ(rows.school_year[1], 2017);
  EXPECT_EQ(rows.numerator[1], 6);
  EXPECT_EQ(rows.level[0], "");
  EXPECT_EQ(rows.complete[0], 1);
}

TEST(ResultsTable, each_fault_names_table_column_and_row) {
  Rows rows;
  rows.numerator = {5, -6};
  EXPECT_THAT(faults_of(rows),
              ElementsAre(AllOf(HasSubstr("'results'"), HasSubstr("'numerator'"), HasSubstr("row 1 (-6)"))));
  rows = {};
  rows.numerator = {5, 11};
  EXPECT_THAT(faults_of(rows), ElementsAre(AllOf(HasSubstr("'numerator'"), HasSubstr("row 1 (11 of 10)"))));
  rows = {};
  rows.school_year = {"2017/18", "2017/19"};
  EXPECT_THAT(faults_of(rows), ElementsAre(AllOf(HasSubstr("'school_year'"), HasSubstr("row 1 ('2017/19')"))));
  rows = {};
  rows.group = {nullptr, "ROC"};
  EXPECT_THAT(faults_of(rows), ElementsAre(AllOf(HasSubstr("'group'"), HasSubstr("row 0 (null)"))));
  rows = {};
  rows.unit = {"", "25LH"};
  EXPECT_THAT(faults_of(rows), ElementsAre(AllOf(HasSubstr("'unit'"), HasSubstr("row 0 ('')"))));
}

TEST(ResultsTable, a_repeated_key_is_a_fault_whatever_the_order_of_rows) {
  Rows rows;
  rows.unit = {"25LH", "25LH"};
  EXPECT_THAT(faults_of(rows), ElementsAre(AllOf(HasSubstr("there twice"), HasSubstr("row 1 (25LH"))));
  rows.school_year = {"2017/18", "2016/17"};
  EXPECT_TRUE(faults_of(rows).empty());
}

TEST(ResultsTable, all_faults_are_told_at_once) {
  Rows rows;
  rows.numerator = {-5, 6};
  rows.denominator = {10, -1};
  rows.group = {nullptr, nullptr};
  EXPECT_EQ(faults_of(rows).size(), 3U);
  EXPECT_THROW((void)read_observations(rows.table(), by_group), kring::InvalidTable);
}

TEST(ResultsTable, a_missing_column_is_named_with_the_columns_there_are) {
  Faults faults("results");
  (void)read_observations(Table("results", {text_column("unit", {"a"})}), by_group, faults);
  EXPECT_THAT(faults.text(), AllOf(HasSubstr("'numerator' is missing"), HasSubstr("unit")));
}

TEST(ResultsTable, no_rows_is_a_fault) {
  const Rows empty{{}, {}, {}, {}, {}, {}};
  EXPECT_THAT(faults_of(empty), ElementsAre(HasSubstr("no rows")));
}

TEST(ResultsTable, groups_of_several_columns_are_joined) {
  const std::vector<std::string> groups = {"group", "unit"};
  EXPECT_EQ(read_observations(Rows{}.table(), groups).group[1], "ROC / 25LH");
  EXPECT_EQ(read_observations(Rows{}.table(), {}).group[1], "all");
}

}  // namespace
