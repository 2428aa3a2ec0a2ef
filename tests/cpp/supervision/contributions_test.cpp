// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

#include "boards.hpp"

namespace {

using namespace kring::supervision;
using kring::test::any_board;
using kring::test::band;
using kring::test::board;
using kring::test::proposal;
using testing::DoubleNear;
using testing::ElementsAre;

// methods.md 11.15, the printed digits.
TEST(Contributions, are_those_of_the_worked_example) {
  const Criteria x = board(.50, .82, .35, .55, .12);
  const Contributions bands = band_contributions(proposal(), x, proposal().reference);
  const auto near = [](double value) { return DoubleNear(value, 5e-7); };
  EXPECT_THAT(bands.criteria, ElementsAre(Criterion::ambition, Criterion::visibility, Criterion::traceability,
                                          Criterion::reliability, Criterion::risk));
  EXPECT_THAT(bands.values, ElementsAre(near(1.0 / 3), near(0), near(4.0 / 3), near(1.0 / 3), near(0)));
  EXPECT_EQ(bands.value - bands.reference, 2);
  const auto qualities = quality_contributions(proposal(), x, proposal().reference);
  ASSERT_TRUE(qualities);
  EXPECT_THAT(qualities->values, ElementsAre(near(-.033333), near(.027500), near(-.127083), near(-.014583), near(0)));
  EXPECT_NEAR(qualities->value - qualities->reference, -.1475, 1e-12);
}

TEST(Contributions, to_Q_are_none_where_Q_is_unknown) {
  const Criteria x = board(std::nan(""), .82, .35, .55, .12);
  EXPECT_FALSE(quality_contributions(proposal(), x, proposal().reference));
  EXPECT_EQ(band_contributions(proposal(), x, proposal().reference).value, 3);
}

// The values by brute force: the mean over all orders in which criteria are taken from the board.
std::vector<double> by_permutations(const Criteria& own, const Criteria& other) {
  std::vector<Criterion> players;
  for (std::size_t c = 0; c < criteria_count; ++c) {
    if (own.has(static_cast<Criterion>(c))) players.push_back(static_cast<Criterion>(c));
  }
  Criteria start;
  for (const Criterion one : players) {
    const bool named = other.has(one);
    const bool low = one == Criterion::reliability_low;
    const bool upper = one == Criterion::risk_upper;
    start.set(one, named   ? other[one]
                   : low   ? other[Criterion::reliability]
                   : upper ? other[Criterion::risk]
                           : own[one]);
  }
  std::vector<std::size_t> order(players.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<double> sums(players.size(), 0.0);
  double orders = 0;
  do {
    Criteria mixed = start;
    std::int32_t before = band(mixed);
    for (const std::size_t next : order) {
      mixed.set(players[next], own[players[next]]);
      const std::int32_t after = band(mixed);
      sums[next] += after - before;
      before = after;
    }
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  for (double& sum : sums) sum /= orders;
  return sums;
}

RC_GTEST_PROP(Contributions, are_the_mean_over_all_orders, ()) {
  const Criteria drawn = any_board();
  Criteria own;
  // At most seven, so that all 5,040 orders can be gone through.
  int players = 0;
  for (std::size_t c = 0; c < criteria_count; ++c) {
    const auto criterion = static_cast<Criterion>(c);
    const bool taken = drawn.has(criterion) && criterion != Criterion::risk_secure && players < 7;
    if (taken) own.set(criterion, drawn[criterion]), ++players;
  }
  const Contributions found = band_contributions(proposal(), own, proposal().reference);
  const auto expected = by_permutations(own, proposal().reference);
  RC_ASSERT(found.values.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) RC_ASSERT(std::abs(found.values[i] - expected[i]) < 1e-9);
}

RC_GTEST_PROP(Contributions, add_up_to_the_difference, ()) {
  const Criteria own = any_board();
  const Criteria other = any_board();
  const Contributions found = band_contributions(proposal(), own, other);
  const double sum = std::accumulate(found.values.begin(), found.values.end(), 0.0);
  RC_ASSERT(std::abs(sum - (found.value - found.reference)) < 1e-9);
  RC_ASSERT(found.value == band(own));
  if (const auto q = quality_contributions(proposal(), own, other)) {
    const double total = std::accumulate(q->values.begin(), q->values.end(), 0.0);
    RC_ASSERT(std::abs(total - (q->value - q->reference)) < 1e-9);
  }
}

}  // namespace
