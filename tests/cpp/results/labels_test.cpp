// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/results/labels.hpp"

#include <gtest/gtest.h>

namespace {

using kring::results::Labels;

TEST(Labels, each_name_is_kept_once) {
  Labels labels;
  for (const char* name : {"b", "a", "b"}) labels.add(name);
  EXPECT_EQ(labels.size(), 3U);
  EXPECT_EQ(labels.names().size(), 2U);
  EXPECT_EQ(labels[2], "b");
}

TEST(Labels, alphabetical_places_do_not_depend_on_the_order_of_names) {
  EXPECT_EQ(Labels({"b", "a"}, {0, 1, 0}).alphabetical(), (std::vector<std::int32_t>{1, 0, 1}));
  EXPECT_EQ(Labels({"a", "b"}, {1, 0, 1}).alphabetical(), (std::vector<std::int32_t>{1, 0, 1}));
}

TEST(Labels, a_name_given_twice_is_one_name) {
  const auto places = Labels({"a", "a"}, {0, 1}).alphabetical();
  EXPECT_EQ(places[0], places[1]);
}

TEST(Labels, an_index_outside_the_names_is_refused) {
  EXPECT_THROW(Labels({"a"}, {1}), kring::InvalidValue);
  EXPECT_THROW(Labels({"a"}, {-1}), kring::InvalidValue);
}

TEST(Labels, rows_can_be_added_to_given_names) {
  Labels labels({"a", "b"}, {1});
  labels.add("a");
  labels.add("c");
  EXPECT_EQ(labels.codes(), (std::vector<std::int32_t>{1, 0, 2}));
}

}  // namespace
