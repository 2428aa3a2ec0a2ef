// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table/numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "arrow_arrays.hpp"
#include "kring/table/builder.hpp"
#include "kring/table/import.hpp"

namespace {

using namespace kring::table;
using arrow_arrays::bytes;
using arrow_arrays::Field;
using arrow_arrays::Part;
using arrow_arrays::read;
using testing::ElementsAre;
using testing::HasSubstr;

std::string refusal(const Table& table, const std::string& column) {
  try {
    (void)integers(table, column);
  } catch (const kring::InvalidTable& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Integers, int64_in_one_chunk_is_not_copied) {
  const IntegerColumn values({1, 2, 3});
  const Table table("results", {make_column("numerator", values)});
  EXPECT_EQ(integers(table, "numerator").values().data(), values.values().data());
}

TEST(Integers, offset_chunk_boundary_and_bitmap_are_honoured) {
  // Chunk 1: rows 1 to 3 of 10 11 12 13, bitmap 0b1011 misses place 2. Chunk 2: no bitmap, number of nulls unknown.
  const Part first{3, -1, 1, {{0b1011}, bytes<std::int32_t>({10, 11, 12, 13})}, {}, nullptr};
  const Part second{2, -1, 0, {{}, bytes<std::int32_t>({-7, 8})}, {}, nullptr};
  const auto values = integers(read({"i", "n", {}, nullptr}, {first, second}), "n");
  EXPECT_THAT(values.values(), ElementsAre(11, 0, 13, -7, 8));
  EXPECT_THAT(values.valid(), ElementsAre(1, 0, 1, 1, 1));
}

TEST(Integers, floats_are_accepted_only_when_whole) {
  const auto column = [](std::vector<double> values) {
    return Table("results", {make_column("numerator", NumberColumn(std::move(values)))});
  };
  EXPECT_THAT(integers(column({0.0, -3.0, 9007199254740992.0}), "numerator").values(),
              ElementsAre(0, -3, 9007199254740992));
  EXPECT_EQ(refusal(column({1.0, 2.5, 3.0, std::numeric_limits<double>::quiet_NaN()}), "numerator"),
            "table 'results', column 'numerator': 2 rows are not a whole number of at most 64 bits: row 1 (2.5), row 3 "
            "(nan); expected whole numbers; correct or remove these rows");
  EXPECT_THAT(refusal(column({1e300}), "numerator"), HasSubstr("row 0 (1e+300)"));
}

TEST(Integers, unsigned_numbers_beyond_the_range_are_refused_with_their_row) {
  const Part part{2, 0, 0, {{}, bytes<std::uint64_t>({7, 18446744073709551615U})}, {}, nullptr};
  EXPECT_THAT(refusal(read({"L", "n", {}, nullptr}, {part}), "n"), HasSubstr("row 1 (18446744073709551615)"));
}

TEST(Integers, decimals_without_a_fraction_are_whole_numbers) {
  // duckdb sums whole numbers into decimal(38, 0). -5 in 128 bits has every upper bit set.
  const auto part = Part{2, 0, 0, {{}, bytes<std::int64_t>({700, 0, -500, -1})}, {}, nullptr};
  EXPECT_THAT(integers(read({"d:38,2", "n", {}, nullptr}, {part}), "n").values(), ElementsAre(7, -5));
  EXPECT_THAT(numbers(read({"d:38,3", "n", {}, nullptr}, {part}), "n").values(), ElementsAre(0.7, -0.5));
  EXPECT_THAT(refusal(read({"d:38,3", "n", {}, nullptr}, {part}), "n"), HasSubstr("2 rows are not a whole number"));
  const auto huge = Part{1, 0, 0, {{}, bytes<std::int64_t>({0, 1})}, {}, nullptr};
  EXPECT_THAT(refusal(read({"d:38,0", "n", {}, nullptr}, {huge}), "n"), HasSubstr("a decimal of more than 18 digits"));
}

TEST(Integers, categories_of_numbers_are_decoded) {
  const auto dictionary = std::make_shared<Part>(Part{2, 0, 1, {{}, bytes<std::int64_t>({0, 40, 50})}, {}, nullptr});
  const Part part{4, 1, 0, {{0b1101}, bytes<std::int8_t>({1, 0, 0, 1})}, {}, dictionary};
  const auto type = std::make_shared<Field>(Field{"l", "", {}, nullptr});
  const auto values = integers(read({"c", "n", {}, type}, {part}), "n");
  EXPECT_THAT(values.values(), ElementsAre(50, 0, 40, 50));
  EXPECT_TRUE(values.is_missing(1));
}

TEST(Integers, a_column_of_no_type_is_all_missing) {
  const auto values = integers(Table("results", {make_missing_column("n", 3)}), "n");
  EXPECT_THAT(values.valid(), ElementsAre(0, 0, 0));
}

TEST(Integers, text_is_refused_with_the_rows_that_are_no_number) {
  const TextColumn texts{{0, 1, -1, 1}, {"12", "<5"}};
  EXPECT_EQ(refusal(Table("results", {make_column("n", texts)}), "n"),
            "table 'results', column 'n': 2 rows are text: row 1 ('<5'), row 3 ('<5'); expected whole numbers; leave a "
            "cell without a number empty and convert the column to numbers");
  EXPECT_THAT(refusal(Table("results", {make_column("n", TextColumn{{0}, {"12"}})}), "n"),
              HasSubstr("holds numbers written as text"));
}

TEST(Integers, other_types_and_missing_columns_are_refused_by_name) {
  const Table table("results", {make_boolean_column("flag", Values<std::uint8_t>({1, 0}))});
  EXPECT_THAT(refusal(table, "flag"), HasSubstr("column 'flag': holds booleans; expected whole numbers"));
  EXPECT_THAT(refusal(table, "numerator"), HasSubstr("column 'numerator' is missing; the table has the columns flag"));
}

TEST(Numbers, nan_and_infinity_are_refused_with_their_rows) {
  const NumberColumn values({0.5, std::numeric_limits<double>::quiet_NaN(), -std::numeric_limits<double>::infinity()});
  Faults faults("results");
  const auto read = numbers(Table("results", {make_column("value", values)}), "value", faults);
  EXPECT_THAT(faults.text(), HasSubstr("2 rows are not a finite number: row 1 (nan), row 2 (-inf)"));
  EXPECT_EQ(read.size(), 3U);
}

TEST(Numbers, broken_arrays_are_refused_and_never_read) {
  const Part no_data{2, 0, 0, {{}, {}}, {}, nullptr};
  EXPECT_THAT(refusal(read({"l", "n", {}, nullptr}, {no_data}), "n"), HasSubstr("a buffer without data"));
  const Part no_buffers{2, 0, 0, {}, {}, nullptr};
  EXPECT_THAT(refusal(read({"l", "n", {}, nullptr}, {no_buffers}), "n"), HasSubstr("too few buffers"));
  const auto dictionary = std::make_shared<Part>(Part{1, 0, 0, {{}, bytes<std::int64_t>({1})}, {}, nullptr});
  const Part outside{1, 0, 0, {{}, bytes<std::int8_t>({9})}, {}, dictionary};
  const auto type = std::make_shared<Field>(Field{"l", "", {}, nullptr});
  EXPECT_THAT(refusal(read({"c", "n", {}, type}, {outside}), "n"), HasSubstr("a category outside its list"));
}

}  // namespace
