// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table/check.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using kring::table::Faults;
using kring::table::FaultyRows;

TEST(Faults, nothing_is_thrown_when_nothing_is_wrong) {
  Faults faults("results");
  faults.add("numerator", "negative", {}, "counts of 0 or more");
  EXPECT_TRUE(faults.empty());
  EXPECT_NO_THROW(faults.raise());
}

TEST(Faults, a_fault_names_table_column_first_five_rows_and_what_to_do) {
  FaultyRows rows;
  for (int row = 0; row < 7; ++row) rows.add(row * 2, [&] { return std::to_string(-row); });
  Faults faults("results");
  faults.add("numerator", "negative", rows, "counts of 0 or more");
  EXPECT_EQ(faults.text(),
            "table 'results', column 'numerator': 7 rows are negative: row 0 (0), row 2 (-1), row 4 (-2), row 6 (-3), "
            "row 8 (-4), ...; expected counts of 0 or more; correct or remove these rows");
}

TEST(Faults, all_faults_are_told_at_once) {
  FaultyRows one;
  one.add(4, [] { return "-2"; });
  Faults faults("units");
  faults.add("students", "negative", one, "counts of 0 or more", "correct this row");
  faults.add_column("name", "holds dates", "text", "convert the column");
  faults.add_table("no rows");
  try {
    faults.raise();
    FAIL() << "nothing was thrown";
  } catch (const kring::InvalidTable& error) {
    EXPECT_EQ(
        std::string(error.what()),
        "table 'units' has 3 faults:\n"
        "- table 'units', column 'students': 1 row is negative: row 4 (-2); expected counts of 0 or more; correct "
        "this row\n"
        "- table 'units', column 'name': holds dates; expected text; convert the column\n"
        "- table 'units': no rows");
  }
}

}  // namespace
