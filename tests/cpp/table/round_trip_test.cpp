// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "arrow_arrays.hpp"
#include "kring/table.hpp"

namespace {

using namespace kring::table;
using arrow_arrays::bytes;
using arrow_arrays::Field;
using arrow_arrays::Part;
using testing::ElementsAre;
using testing::HasSubstr;

const Field results{
    "+s", "", {{"l", "n", {}, nullptr}, {"+l", "lists", {{"i", "item", {}, nullptr}}, nullptr}}, nullptr};

// A record of three rows of which the last two count; the nested column is carried along.
Part record(std::int64_t first) {
  const Part numbers{3, 0, 0, {{}, bytes<std::int64_t>({first, first + 1, first + 2})}, {}, nullptr};
  const Part items{4, 0, 0, {{}, bytes<std::int32_t>({1, 2, 3, 4})}, {}, nullptr};
  const Part lists{3, 0, 0, {{}, bytes<std::int32_t>({0, 1, 2, 4})}, {items}, nullptr};
  return {2, 0, 1, {{}}, {numbers, lists}, nullptr};
}

TEST(RoundTrip, every_structure_is_released_once_and_only_after_its_last_use) {
  {
    auto stream = arrow_arrays::stream(results, {record(10), record(20)});
    auto table = import_stream(stream, "results");
    EXPECT_EQ(stream.release, nullptr);
    auto out = export_stream(table);
    table = Table("empty");
    ArrowArray first{};
    ASSERT_EQ(out.get()->get_next(out.get(), &first), 0);
    ArrowArray child = *first.children[1];  // a consumer may move a child out and release it after its parent
    first.children[1]->release = nullptr;
    first.release(&first);
    EXPECT_EQ(child.offset, 1);
    EXPECT_EQ(static_cast<const std::int32_t*>(child.children[0]->buffers[1])[3], 4);
    child.release(&child);
  }
  EXPECT_EQ(arrow_arrays::live_arrays, 0);
  EXPECT_EQ(arrow_arrays::live_schemas, 0);
}

TEST(RoundTrip, buffers_of_unknown_types_come_out_where_they_went_in) {
  auto stream = arrow_arrays::stream(results, {record(10), record(20)});
  const auto table = import_stream(stream, "results");
  const auto* before = table.column("lists").chunks()[1].array->buffers[1];
  auto out = export_stream(table.renamed("lists", "extra"));
  const auto again = import_stream(*out.get(), "results");
  EXPECT_EQ(again.column("extra").chunks()[1].array->buffers[1], before);
  EXPECT_THAT(integers(again, "n").values(), ElementsAre(11, 12, 21, 22));
}

TEST(RoundTrip, columns_with_other_chunks_are_sliced_without_copying) {
  auto stream = arrow_arrays::stream(results, {record(10), record(20)});
  const IntegerColumn added({1, 2, 3, 4});
  const std::vector<Column> more{make_column("more", added), make_missing_column("nothing", 4)};
  auto out = export_stream(import_stream(stream, "results").with(more));
  const auto again = import_stream(*out.get(), "results");
  ASSERT_EQ(again.column("more").chunks().size(), 2U);
  EXPECT_EQ(again.column("more").chunks()[1].start(), 2);
  EXPECT_EQ(again.column("more").chunks()[1].array->buffers[1], added.values().data());
  EXPECT_THAT(integers(again, "more").values(), ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(again.column("nothing").chunks()[1].array->null_count, 2);
}

TEST(RoundTrip, a_table_without_rows_keeps_its_columns) {
  auto stream = arrow_arrays::stream(results, {});
  auto out = export_stream(import_stream(stream, "results"));
  const auto again = import_stream(*out.get(), "results");
  EXPECT_EQ(again.num_rows(), 0);
  EXPECT_EQ(again.columns().size(), 2U);
  EXPECT_EQ(integers(again, "n").size(), 0U);
}

TEST(Import, a_stream_is_read_once) {
  auto stream = arrow_arrays::stream(results, {record(10)});
  (void)import_stream(stream, "results");
  EXPECT_THAT([&] { (void)import_stream(stream, "results"); },
              testing::ThrowsMessage<kring::InvalidTable>(HasSubstr("was read before")));
}

TEST(Import, the_error_of_a_producer_is_told_and_nothing_leaks) {
  auto stream = arrow_arrays::stream(results, {record(10)}, 5);
  EXPECT_THAT([&] { (void)import_stream(stream, "results"); },
              testing::ThrowsMessage<kring::InvalidTable>(HasSubstr("could not give the data: the disk is full")));
  EXPECT_EQ(arrow_arrays::live_arrays, 0);
}

TEST(Import, a_single_column_is_no_table) {
  auto stream = arrow_arrays::stream({"l", "", {}, nullptr}, {});
  EXPECT_THAT([&] { (void)import_stream(stream, "results"); },
              testing::ThrowsMessage<kring::InvalidTable>(HasSubstr("found a single column of whole numbers (int64)")));
}

TEST(Import, broken_records_are_refused) {
  auto shorter = record(10);
  shorter.children[0].length = 2;
  auto negative = record(10);
  negative.length = -1;
  auto fewer = record(10);
  fewer.children.pop_back();
  auto absent = record(10);
  absent.null_count = 1;
  absent.buffers = {{0b010}};  // of rows 1 and 2 the second is missing
  for (const auto& part : {shorter, negative, fewer, absent}) {
    auto stream = arrow_arrays::stream(results, {part});
    EXPECT_THROW((void)import_stream(stream, "results"), kring::InvalidTable);
  }
  EXPECT_EQ(arrow_arrays::live_arrays, 0);
}

TEST(Table, names_are_unique_and_lengths_equal) {
  const auto column = [](const char* name, std::vector<std::int64_t> values) {
    return make_column(name, IntegerColumn(std::move(values)));
  };
  EXPECT_THROW(Table("results", {column("a", {1}), column("a", {2})}), kring::InvalidTable);
  EXPECT_THROW(Table("results", {column("a", {1}), column("b", {2, 3})}), kring::InvalidTable);
  const Table table("results", {column("a", {1}), column("b", {2})});
  EXPECT_EQ(table.select(std::vector<std::string>{"b"}).num_rows(), 1);
  EXPECT_THROW((void)table.select(std::vector<std::string>{"c"}), kring::InvalidTable);
}

}  // namespace
