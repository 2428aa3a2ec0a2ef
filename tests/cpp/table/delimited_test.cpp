// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table/delimited.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace {

using kring::table::delimited_shape;
using testing::ElementsAre;

std::string refusal(const std::string& text) {
  try {
    (void)delimited_shape(text, ',');
  } catch (const kring::InvalidTable& error) {
    return error.what();
  }
  return "accepted";
}

TEST(DelimitedShape, names_rows_and_leading_zeros_are_told) {
  const auto shape = delimited_shape("unit,\"code, old\",share,zero\r\n01AA,\"007\",0.5,0\r\n\"a\nb\",7,1,0\r\n", ',');
  EXPECT_THAT(shape.names, ElementsAre("unit", "code, old", "share", "zero"));
  EXPECT_THAT(shape.leading_zeros, ElementsAre(true, true, false, false));
  EXPECT_EQ(shape.rows, 2);
}

TEST(DelimitedShape, a_last_line_without_an_end_is_a_row) { EXPECT_EQ(delimited_shape("a;b\n1;2\n3;", ';').rows, 2); }

TEST(DelimitedShape, lines_are_counted_inside_quoted_fields) {
  EXPECT_EQ(refusal("a,b\n\"1\n\"\"2\"\"\",3\n4\n"),
            "1 line is not a row: line 4 has 1 field; expected 2 fields in every line, as in the first; correct or "
            "remove these lines");
  EXPECT_EQ(refusal("a\n1\n\"2\n3"), "the quote that opens in line 3 is never closed; close it");
}

TEST(DelimitedShape, the_first_five_faulty_lines_are_told) {
  EXPECT_EQ(
      refusal("a,b\n\n1\n1\n1\n1\n1,2\n1,2,3\n"),
      "6 lines are not a row: line 2 is empty, line 3 has 1 field, line 4 has 1 field, line 5 has 1 field, line 6 "
      "has 1 field, ...; expected 2 fields in every line, as in the first; correct or remove these lines");
}

}  // namespace
