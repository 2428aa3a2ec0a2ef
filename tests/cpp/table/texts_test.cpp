// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table/texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
    (void)texts(table, column);
  } catch (const kring::InvalidTable& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Texts, codes_follow_first_appearance_across_chunks) {
  // "GT" + "" + (missing) in the first chunk, "GT" + "AA" in the second, which starts at offset 1.
  const Part first{3, 1, 0, {{0b011}, bytes<std::int32_t>({0, 2, 2, 2}), bytes(std::string("GT"))}, {}, nullptr};
  const Part second{2, 0, 1, {{}, bytes<std::int32_t>({0, 1, 3, 5}), bytes(std::string("xGTAA"))}, {}, nullptr};
  const auto read_texts = texts(read({"u", "unit", {}, nullptr}, {first, second}), "unit");
  EXPECT_THAT(read_texts.values, ElementsAre("GT", "", "AA"));
  EXPECT_THAT(read_texts.codes, ElementsAre(0, 1, -1, 0, 2));
}

TEST(Texts, views_are_read_from_the_view_and_from_the_data_buffers) {
  std::vector<std::uint8_t> views(32, 0);
  views[0] = 4;  // "00GT" inside the view
  for (int i = 0; i < 4; ++i) views[static_cast<std::size_t>(4 + i)] = static_cast<std::uint8_t>("00GT"[i]);
  views[16] = 13;  // 13 bytes in data buffer 0 from place 1
  views[28] = 1;
  const auto data = bytes(std::string("-ROC Mondriaan"));
  const Part part{2, 0, 0, {{}, views, data, bytes<std::int64_t>({14})}, {}, nullptr};
  EXPECT_THAT(texts(read({"vu", "unit", {}, nullptr}, {part}), "unit").values, ElementsAre("00GT", "ROC Mondriaan"));
  auto outside = part;
  outside.buffers[1][28] = 2;  // one byte past the end
  EXPECT_THAT(refusal(read({"vu", "unit", {}, nullptr}, {outside}), "unit"), HasSubstr("text outside its data"));
  outside.buffers[1][24] = 1;  // a second data buffer that is not there
  EXPECT_THAT(refusal(read({"vu", "unit", {}, nullptr}, {outside}), "unit"), HasSubstr("a buffer that is not there"));
}

TEST(Texts, dictionaries_may_differ_by_chunk_and_unused_entries_get_no_code) {
  const auto type = std::make_shared<Field>(Field{"u", "", {}, nullptr});
  const auto entries = [](const std::string& text, std::int64_t nulls) {
    return std::make_shared<Part>(
        Part{3, nulls, 0, {{0b011}, bytes<std::int32_t>({0, 1, 2, 3}), bytes(text)}, {}, nullptr});
  };
  const Part first{3, 0, 0, {{}, bytes<std::uint8_t>({1, 1, 0})}, {}, entries("abc", 0)};
  const Part second{3, 0, 0, {{}, bytes<std::uint8_t>({0, 1, 2})}, {}, entries("dax", 1)};
  const auto read_texts = texts(read({"C", "group", {}, type}, {first, second}), "group");
  EXPECT_THAT(read_texts.values, ElementsAre("b", "a", "d"));
  EXPECT_THAT(read_texts.codes, ElementsAre(0, 0, 1, 2, 1, -1));
}

TEST(Texts, a_million_rows_keep_their_texts) {
  TextBuilder builder;
  std::vector<std::string> expected;
  for (std::int64_t i = 0; i < 1000000; ++i) {
    expected.push_back("unit-" + std::to_string(i * 7919 % 50000));
    builder.add(expected.back());
  }
  const auto read_texts = texts(Table("results", {builder.finish("unit")}), "unit");
  EXPECT_EQ(read_texts.values.size(), 50'000U);
  for (std::size_t i = 0; i < expected.size(); ++i) ASSERT_EQ(read_texts[i], expected[i]);
}

TEST(Texts, whole_numbers_are_refused_because_leading_zeros_may_be_lost) {
  const Table table("results", {make_column("unit", IntegerColumn({1, 2}))});
  EXPECT_EQ(
      refusal(table, "unit"),
      "table 'results', column 'unit': holds whole numbers (int64); expected text; convert the column to text and "
      "see that leading zeros are still there");
}

TEST(Texts, bytes_that_are_no_utf8_are_refused_with_their_rows) {
  TextBuilder builder;
  builder.add("Graafschap");
  builder.add("Zo\xEB");  // latin-1
  builder.add("Zo\xC3\xAB");
  EXPECT_THAT(refusal(Table("results", {builder.finish("name")}), "name"),
              HasSubstr("1 row is not in UTF-8: row 1 (bytes that are no text)"));
}

TEST(Texts, utf8_is_told_from_other_bytes) {
  // Well-formed and ill-formed sequences of Unicode 15, table 3-7.
  for (const auto* good :
       {"", "a", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(detail::is_utf8(good)) << good;
  }
  for (const auto* bad : {"\x80", "\xC0\x80", "\xC2", "\xE0\x9F\x80", "\xED\xA0\x80", "\xF0\x8F\x80\x80",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82"}) {
    EXPECT_FALSE(detail::is_utf8(bad)) << bad;
  }
}

}  // namespace
