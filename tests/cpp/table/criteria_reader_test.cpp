// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table/criteria_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kring/format/supervision_profile.hpp"
#include "kring/table/builder.hpp"

namespace {

using kring::InvalidTable;
using kring::supervision::Criterion;
using kring::table::Boards;
using kring::table::Column;
using kring::table::Table;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;
using Valid = std::vector<std::uint8_t>;

Column text(const char* name, const std::vector<const char*>& values) {
  kring::table::TextBuilder builder;
  for (const char* value : values) value == nullptr ? builder.add_missing() : builder.add(value);
  return builder.finish(name);
}

Column number(const std::string& name, std::vector<double> values, Valid valid = {}) {
  return kring::table::make_column(name, kring::table::NumberColumn(std::move(values), std::move(valid)));
}

Column whole(const std::string& name, std::vector<std::int64_t> values) {
  return kring::table::make_column(name, kring::table::IntegerColumn(std::move(values)));
}

std::vector<Column> four(std::vector<double> values = {.5, .6}) {
  std::vector<Column> columns = {text("unit", {"one", "two"})};
  for (const char* name : {"ambition", "visibility", "traceability", "reliability"}) {
    columns.push_back(number(name, values));
  }
  return columns;
}

Table scores(const std::vector<Column>& more = {}) {
  std::vector<Column> columns = four();
  columns.insert(columns.end(), more.begin(), more.end());
  return Table("scores", std::move(columns));
}

Boards read(const Table& table, const Table* risk = nullptr, const Table* previous = nullptr) {
  return kring::table::read_boards(kring::format::catalog_supervision_profile("proposal-2026"), table, risk, previous);
}

TEST(CriteriaReader, takes_a_column_that_is_left_out_and_an_empty_cell_apart) {
  const Boards all = read(scores({number("risk", {.1, .2}, {1, 0}), number("risk_upper", {.2, .3}, {0, 1}),
                                  text("open_breach", {"true", nullptr})}));
  EXPECT_TRUE(all.criteria[0].has(Criterion::risk_upper));
  EXPECT_TRUE(std::isnan(all.criteria[0][Criterion::risk_upper]));
  EXPECT_TRUE(std::isnan(all.criteria[1][Criterion::risk]));
  EXPECT_EQ(all.criteria[0][Criterion::open_breach], 1.0);
  EXPECT_FALSE(all.criteria[0].has(Criterion::reliability_low));
}

TEST(CriteriaReader, tells_every_fault_of_every_table) {
  const Table wrong = scores({number("risk", {1.2, -.1}), number("verified", {2.5, 1})});
  const Table before("previous", {text("unit", {"one"}), whole("band", {7})});
  EXPECT_THAT([&] { (void)read(wrong, nullptr, &before); },
              ThrowsMessage<InvalidTable>(AllOf(
                  HasSubstr("has 3 faults"), HasSubstr("column 'risk': 2 rows are outside 0 to 1: row 0 (1.2"),
                  HasSubstr("column 'verified': 1 row is no count"), HasSubstr("column 'band': 1 row is no band"))));
  EXPECT_THAT([] { (void)read(scores()); },
              ThrowsMessage<InvalidTable>(HasSubstr("table 'scores': column 'risk' is missing")));
}

TEST(CriteriaReader, takes_a_board_without_scores_as_not_examined_and_refuses_one_without_risk) {
  const Table risk("risk", {text("unit", {"two", "one", "three"}), number("risk", {.2, .1, .3})});
  const Boards all = read(scores(), &risk);
  EXPECT_THAT(all.units, testing::ElementsAre("one", "two", "three"));
  EXPECT_EQ(all.criteria[0][Criterion::risk], .1);
  EXPECT_EQ(all.not_examined[2], "no_dossier");
  const Table less("risk", {text("unit", {"two", "three"}), number("risk", {.2, .3})});
  EXPECT_THAT([&] { (void)read(scores(), &less); },
              ThrowsMessage<InvalidTable>(HasSubstr("1 row is of a unit without a risk: row 0 (one)")));
  const Table both("risk", {text("unit", {"one", "two"}), number("risk", {.2, .3}), number("ambition", {1, 1})});
  EXPECT_THAT([&] { (void)read(scores(), &both); },
              ThrowsMessage<InvalidTable>(HasSubstr("is in the table 'scores' too")));
}

TEST(CriteriaReader, refuses_a_column_that_looks_like_a_criterion) {
  EXPECT_THAT([] { (void)read(scores({number("risk", {.1, .2}), text("open_braech", {"true", nullptr})})); },
              ThrowsMessage<InvalidTable>(HasSubstr("column 'open_braech': is no criterion; expected 'open_breach'")));
  EXPECT_NO_THROW((void)read(scores({number("risk", {.1, .2}), text("name", {"One", "Two"})})));
  EXPECT_THAT([] { (void)read(scores({number("risk", {.1, .2}), whole("open_breach", {1, 0})})); },
              ThrowsMessage<InvalidTable>(HasSubstr("convert the column to booleans")));
}

TEST(CriteriaReader, says_once_that_a_band_before_is_missing) {
  const Table before("previous", {text("unit", {"one"}), whole("bnad", {1})});
  EXPECT_THAT([&] { (void)read(scores({number("risk", {0, 0})}), nullptr, &before); },
              ThrowsMessage<InvalidTable>(testing::Not(HasSubstr("faults"))));
}

TEST(CriteriaReader, refuses_a_board_twice_and_a_Q_by_other_numbers) {
  std::vector<Column> columns = four();
  columns[0] = text("unit", {"one", "one"});
  columns.push_back(number("risk", {0, 0}));
  columns.push_back(number("quality", {.5, .7}));
  EXPECT_THAT([&] { (void)read(Table("scores", columns)); },
              ThrowsMessage<InvalidTable>(AllOf(HasSubstr("there twice"), HasSubstr("not Q by this profile: row 1"))));
}

TEST(CriteriaReader, counts_one_low_band_before_as_one_cycle_where_nobody_counted) {
  const Table before("previous", {text("unit", {"two", "gone"}), whole("band", {1, 3})});
  const Boards all = read(scores({number("risk", {0, 0})}), nullptr, &before);
  EXPECT_FALSE(all.previous[0].has_value());
  EXPECT_EQ(all.previous[1], 1);
  EXPECT_EQ(all.criteria[1][Criterion::cycles_at_low_band], 1.0);
  const Table counted("previous", {text("unit", {"two"}), whole("band", {1}), whole("cycles_at_low_band", {4})});
  EXPECT_EQ(read(scores({number("risk", {0, 0})}), nullptr, &counted).criteria[1][Criterion::cycles_at_low_band], 4.0);
}

}  // namespace
