// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "boards.hpp"

namespace {

using namespace kring::supervision;
using kring::test::any_board;
using kring::test::band;
using kring::test::best;
using kring::test::board;
using kring::test::proposal;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

Decision decided(const Criteria& of, std::optional<std::int32_t> previous = {}) {
  return decide(proposal(), measured(proposal(), of), previous);
}

// methods.md 11.15: x = (A .50, V .82, T .35, R .55, E .12) has Q .4525 and band 3, because T < .40; the reference
// (.60, .60, .60, .60, .05) has band 1.
TEST(Band, is_that_of_the_worked_example) {
  const Criteria x = board(.50, .82, .35, .55, .12);
  EXPECT_EQ(measured(proposal(), x)[static_cast<std::size_t>(Criterion::quality)], 4525);
  EXPECT_EQ(decided(x).band, 3);
  EXPECT_EQ(decided(x).escalation, 3);
  EXPECT_EQ(decided(x).reduction, 2);
  EXPECT_EQ(band(board(.60, .60, .60, .60, .05)), 1);
  EXPECT_EQ(band(proposal().reference), 1);
}

// methods.md 5.2, every line of it.
TEST(Band, follows_every_gate_of_the_proposal) {
  EXPECT_EQ(band(best()), 0);
  EXPECT_EQ(band(best().set(Criterion::open_breach, 1)), 4);
  EXPECT_EQ(band(best().set(Criterion::risk, .30)), 4);
  EXPECT_EQ(band(best().set(Criterion::risk, .15)), 3);
  EXPECT_EQ(band(board(.2, .2, .2, .2, .15)), 4);
  EXPECT_EQ(band(board(.2, .2, .2, .2, .10)), 3);
  EXPECT_EQ(band(board(.5, .5, .5, .5, .10)), 2);
  EXPECT_EQ(band(best().set(Criterion::reliability_low, .49).set(Criterion::verified, 3)), 3);
  EXPECT_EQ(band(best().set(Criterion::reliability_low, .49).set(Criterion::verified, 2)), 2);
  EXPECT_EQ(band(best().set(Criterion::reliability_low, .74)), 1);
  EXPECT_EQ(band(best().set(Criterion::risk_upper, .10)), 1);
  EXPECT_EQ(band(best().set(Criterion::independent_expert, 0)), 1);
  EXPECT_EQ(band(best().set(Criterion::stakeholders, 0)), 1);
  EXPECT_EQ(band(best().set(Criterion::cycles_at_low_band, 1)), 1);
  EXPECT_EQ(band(best().set(Criterion::risk_upper, .20).set(Criterion::risk_secure, .80)), 1);
  EXPECT_EQ(band(best().set(Criterion::risk_upper, .20).set(Criterion::risk_secure, .79)), 2);
  EXPECT_EQ(band(best().set(Criterion::risk_upper, .15)), 2);
}

// Grounds of the law beside quality and breaches; by the profile file.
TEST(Band, rests_on_professionalism_and_finances_where_they_are_known) {
  EXPECT_EQ(band(best().set(Criterion::professionalism, 1).set(Criterion::finance_signal, 0)), 0);
  EXPECT_EQ(band(best().set(Criterion::professionalism, nothing).set(Criterion::finance_signal, nothing)), 0);
  EXPECT_EQ(band(best().set(Criterion::professionalism, 0)), 3);
  EXPECT_EQ(band(best().set(Criterion::finance_signal, 1)), 2);
  EXPECT_EQ(band(board(.5, .5, .5, .5, .10).set(Criterion::finance_signal, 1)), 2);
  EXPECT_EQ(band(board(.2, .2, .2, .2, .10).set(Criterion::finance_signal, 1)), 3);
}

TEST(Band, takes_equality_as_meeting_a_limit_after_one_rounding) {
  EXPECT_EQ(band(board(.6, .6, .4, .6, .1)), 2);
  EXPECT_EQ(band(board(.6, .6, .39995, .6, .1)), 2);   // rounds to .4000
  EXPECT_EQ(band(board(.6, .6, .399949, .6, .1)), 3);  // rounds to .3999
  EXPECT_EQ(steps(.45249999999999996), 4525);
  EXPECT_EQ(steps(.00005), 1);
  EXPECT_EQ(steps(-.00005), -1);
  EXPECT_EQ(steps(nothing), not_known);
}

RC_GTEST_PROP(Band, rounds_as_the_standard_library_does, ()) {
  const double value = *rc::gen::inRange(-2'000'000, 2'000'000) / 1e6 + *rc::gen::element(0.0, 1e-17, 5e-12, -5e-12);
  RC_ASSERT(steps(value) == std::llround(value * 10000.0));
}

TEST(Band, rests_on_nothing_that_is_unknown) {
  EXPECT_EQ(decided(board(nothing, nothing, nothing, nothing, nothing)).band, 2);
  EXPECT_EQ(decided(board(nothing, .9, .9, .9, .0)).band, 2);
  EXPECT_EQ(decided(board(nothing, .9, .3, .9, .0)).band, 3);
  EXPECT_EQ(decided(board(.9, .9, .9, .9, nothing)).band, 2);
  EXPECT_EQ(decided(board(.9, .9, .9, .9, .05).set(Criterion::reliability_low, nothing)).band, 2);
  EXPECT_EQ(decided(board(.9, .9, .9, .9, .05).set(Criterion::risk_upper, nothing)).band, 2);
}

TEST(Band, comes_down_only_past_the_limits_by_the_hysteresis) {
  EXPECT_EQ(band(board(.6, .6, .6, .6, .05), 2), 2);
  EXPECT_TRUE(decided(board(.6, .6, .6, .6, .05), 2).held);
  EXPECT_EQ(band(board(.63, .63, .63, .63, .05), 2), 1);
  EXPECT_EQ(band(board(.60, .60, .42, .60, .05), 3), 3);
  EXPECT_EQ(band(board(.60, .60, .43, .60, .05), 3), 2);
  EXPECT_EQ(band(board(.6, .6, .6, .6, .13), 3), 3);
  EXPECT_EQ(band(board(.6, .6, .6, .6, .1199), 3), 2);
  EXPECT_EQ(band(board(.6, .6, .6, .6, .05), 0), 1);  // up at once
  EXPECT_EQ(band(board(.6, .6, .6, .6, .05), 1), 1);
  EXPECT_EQ(band(board(1, 1, 1, 1, 0), 4), 1);  // as far as it goes
}

TEST(Band, of_a_board_that_was_not_examined_is_the_basis_whatever_it_shows) {
  const Advice good = advise(proposal(), "i", best(), {}, "reconstruction");
  EXPECT_EQ(good.decision.band, 2);
  EXPECT_EQ(good.state, AdviceState::not_examined);
  EXPECT_EQ(good.reason, "reconstruction");
  EXPECT_EQ(advise(proposal(), "i", board(0, 0, 0, 0, 0), {}, "no_records").decision.band, 2);
  EXPECT_EQ(advise(proposal(), "i", board(1, 1, 1, 1, .30), {}, "no_records").decision.band, 4);
  const Advice dark = advise(proposal(), "i", board(.9, .9, .9, .9, nothing));
  EXPECT_EQ(dark.state, AdviceState::undetermined);
  EXPECT_EQ(dark.reason, "no_risk");
  EXPECT_EQ(advise(proposal(), "i", board(nothing, .9, .9, .9, nothing)).reason, "no_quality|no_risk");
  EXPECT_EQ(advise(proposal(), "i", best()).state, AdviceState::advised);
}

// methods.md 6, axiom M: a million single improvements, no violation.
TEST(Band, never_rises_with_a_better_criterion) {
  std::uint64_t state = 2026;
  const auto draw = [&state](std::uint32_t size) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>((state >> 33) % size);
  };
  std::int64_t improved = 0;
  std::int64_t lower = 0;
  while (improved < 1'000'000) {
    Criteria of;
    for (std::size_t c = 0; c < criteria_count; ++c) {
      const auto criterion = static_cast<Criterion>(c);
      const bool base = criterion <= Criterion::reliability || criterion == Criterion::risk;
      if (criterion == Criterion::quality || (!base && draw(2) == 0)) continue;
      of.set(criterion, is_flag(criterion) ? draw(2) : (is_share(criterion) ? draw(1001) / 1000.0 : draw(5)));
    }
    const auto criterion = static_cast<Criterion>(draw(criteria_count));
    if (!of.has(criterion) || better(criterion) == Better::neither) continue;
    Criteria then = of;
    const double value = of[criterion];
    const double most = is_share(criterion) || is_flag(criterion) ? 1.0 : 5.0;
    const double way = (draw(1000) + 1) / 1000.0;
    then.set(criterion, better(criterion) == Better::lower ? value * (1 - way) : value + (most - value) * way);
    const std::optional<std::int32_t> previous = draw(2) == 0 ? std::nullopt : std::optional<std::int32_t>(draw(5));
    const std::int32_t before = band(of, previous);
    const std::int32_t after = band(then, previous);
    ASSERT_LE(after, before) << kring::cycle::word(criterion) << " " << value << " -> " << then[criterion];
    lower += after < before ? 1 : 0;
    ++improved;
  }
  EXPECT_GT(lower, 10'000);
}

RC_GTEST_PROP(Band, never_falls_with_a_higher_band_before, ()) {
  const Criteria of = any_board();
  for (std::int32_t previous = 1; previous < 5; ++previous) {
    RC_ASSERT(band(of, previous - 1) <= band(of, previous));
    RC_ASSERT(band(of) <= band(of, previous));
    RC_ASSERT(band(of, previous) <= std::max(band(of), previous));
  }
}

RC_GTEST_PROP(Band, of_draws_is_that_of_each_draw_for_any_number_of_threads, ()) {
  const Criteria shape = any_board();
  const auto size = static_cast<std::size_t>(*rc::gen::inRange(0, 1500));
  std::vector<std::vector<double>> columns(criteria_count);
  DrawColumns spans{};
  for (std::size_t c = 0; c < criteria_count; ++c) {
    const auto criterion = static_cast<Criterion>(c);
    if (!shape.has(criterion)) continue;
    for (std::size_t i = 0; i < size; ++i) {
      columns[c].push_back(i % 7 == c % 7 ? shape[criterion] : static_cast<double>((i * 31 + c * 17) % 101) / 100.0);
    }
    spans[c] = columns[c];
  }
  std::vector<std::int8_t> one(size);
  std::vector<std::int8_t> four(size);
  bands_of_draws(proposal(), spans, one, 1);
  bands_of_draws(proposal(), spans, four, 4);
  RC_ASSERT(one == four);
  for (std::size_t i = 0; i < size; ++i) {
    Criteria draw;
    for (std::size_t c = 0; c < criteria_count; ++c) {
      if (shape.has(static_cast<Criterion>(c))) draw.set(static_cast<Criterion>(c), columns[c][i]);
    }
    RC_ASSERT(one[i] == band(draw));
  }
  const auto shares = band_shares(proposal(), one);
  RC_ASSERT(shares.empty() == (size == 0));
}

}  // namespace
