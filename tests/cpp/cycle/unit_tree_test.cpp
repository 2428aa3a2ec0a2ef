// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/unit_tree.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;

// mbo > (i > (c > p1, p2), p3), k: rows in another order than the tree, the sector last.
std::vector<cy::Unit> units() {
  return {{"p1", UnitKind::programme, "c", "", {}, {}},    {"k", UnitKind::institution, "mbo", "", {}, {}},
          {"c", UnitKind::college, "i", "", {}, {}},       {"p2", UnitKind::programme, "c", "", {}, {}},
          {"i", UnitKind::institution, "mbo", "", {}, {}}, {"p3", UnitKind::programme, "i", "", {}, {}},
          {"mbo", UnitKind::sector, "", "", {}, {}}};
}
enum Place : std::int32_t { p1, k, c, p2, i, p3, mbo };

TEST(UnitTree, puts_what_is_below_a_unit_right_behind_it) {
  const cy::UnitTree tree(units());
  std::vector<std::int32_t> order;
  for (std::int32_t place = 0; place < static_cast<std::int32_t>(tree.size()); ++place) {
    order.push_back(tree.unit_at(place));
    EXPECT_EQ(tree.place(order.back()), place);
  }
  // Siblings stand in the order of their rows: k before i, c before p3.
  EXPECT_EQ(order, (std::vector<std::int32_t>{mbo, k, i, c, p1, p2, p3}));
  EXPECT_EQ(tree.end(i), 7);
  EXPECT_EQ(tree.end(c), 6);
  EXPECT_EQ(tree.end(k), 2);
  EXPECT_EQ(tree.end(mbo), 7);
}

TEST(UnitTree, knows_parents_boards_and_the_smallest_unit_that_holds_two) {
  const cy::UnitTree tree(units());
  EXPECT_EQ(tree.parent(p1), c);
  EXPECT_EQ(tree.parent(mbo), cy::nowhere);
  EXPECT_EQ(tree.board(p1), i);
  EXPECT_EQ(tree.board(i), i);
  EXPECT_EQ(tree.board(mbo), cy::nowhere);
  EXPECT_TRUE(tree.within(p1, i) && tree.within(i, i) && tree.within(p3, mbo));
  EXPECT_FALSE(tree.within(i, p1) || tree.within(p1, k) || tree.within(p3, c));
  EXPECT_EQ(tree.smallest_common(p1, p2), c);
  EXPECT_EQ(tree.smallest_common(p1, p3), i);
  EXPECT_EQ(tree.smallest_common(p1, k), mbo);
  EXPECT_EQ(tree.smallest_common(c, p2), c);
}

TEST(UnitTree, finds_no_unit_that_holds_two_below_a_whole_without_a_row) {
  auto without = units();
  without.pop_back();
  const cy::UnitTree tree(without);
  EXPECT_EQ(tree.smallest_common(p1, k), cy::nowhere);
  EXPECT_EQ(tree.board(k), k);
}

TEST(UnitTree, is_as_deep_as_it_must_be) {
  std::vector<cy::Unit> deep = {{"0", UnitKind::programme, "", "", {}, {}}};
  for (int level = 1; level < 100'000; ++level) {
    deep.push_back({std::to_string(level), UnitKind::programme, std::to_string(level - 1), "", {}, {}});
  }
  const cy::UnitTree tree(deep);
  EXPECT_EQ(tree.end(0), 100'000);
  EXPECT_TRUE(tree.within(99'999, 0));
}

RC_GTEST_PROP(UnitTree, agrees_with_walking_up, ()) {
  const Rows rows = *any_rows();
  const cy::Dossier dossier = rows.dossier();
  const cy::UnitTree& tree = dossier.tree();
  const auto above = [&](std::int32_t unit) {
    for (std::size_t row = 0; row < rows.units.size(); ++row) {
      if (rows.units[row].unit == rows.units[static_cast<std::size_t>(unit)].parent)
        return static_cast<std::int32_t>(row);
    }
    return cy::nowhere;
  };
  for (std::int32_t a = 0; a < static_cast<std::int32_t>(tree.size()); ++a) {
    std::set<std::int32_t> up;
    std::int32_t board = cy::nowhere;
    for (std::int32_t at = a; at != cy::nowhere; at = above(at)) {
      up.insert(at);
      const bool is_board = rows.units[static_cast<std::size_t>(at)].kind == UnitKind::institution;
      if (is_board && board == cy::nowhere) board = at;
    }
    RC_ASSERT(tree.board(a) == board);
    for (std::int32_t b = 0; b < static_cast<std::int32_t>(tree.size()); ++b) {
      RC_ASSERT(tree.within(a, b) == up.contains(b));
    }
  }
}

}  // namespace
