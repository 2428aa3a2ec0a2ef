// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/risk/professionalism.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "risk_profiles.hpp"

namespace {

using kring::InvalidValue;
using kring::Period;
using kring::risk::breaches;
using kring::risk::Judgement;
using kring::risk::professionalism;
using kring::risk::Professionalism;
using kring::risk::Sector;
using kring::risk::Verdict;
using testing::ElementsAre;

// Boards a and b; p is a programme of a.
Sector two_boards() {
  Sector sector;
  const auto a = sector.add_board("a");
  sector.add_board("b");
  sector.add_programme({.unit = "p", .board = a});
  return sector;
}

Judgement judged(const char* unit, Verdict verdict, const char* date, const char* kind = "professionalism") {
  return {unit, kind, verdict, Period::parse(date)};
}

std::vector<Professionalism> on(const std::vector<Judgement>& judgements, const char* date) {
  return professionalism(judgements, two_boards(), proposal(), Period::parse(date).last());
}

TEST(Professionalism, is_unknown_without_a_judgement_and_else_what_the_latest_says) {
  EXPECT_THAT(on({}, "2025-01-01"), ElementsAre(Professionalism::unknown, Professionalism::unknown));
  const std::vector<Judgement> all = {
      judged("a", Verdict::insufficient, "2023-05-01"), judged("a", Verdict::sufficient, "2024-05-01"),
      judged("a", Verdict::unknown, "2024-06-01"), judged("b", Verdict::sufficient, "2024-05-02")};
  EXPECT_THAT(on(all, "2024-04-30"), ElementsAre(Professionalism::not_safeguarded, Professionalism::unknown));
  EXPECT_THAT(on(all, "2024-05-01"), ElementsAre(Professionalism::safeguarded, Professionalism::unknown));
  EXPECT_THAT(on(all, "2025-01-01"), ElementsAre(Professionalism::safeguarded, Professionalism::safeguarded));
}

TEST(Professionalism, of_several_kinds_is_decided_by_an_insufficient_one) {
  auto profile = proposal();
  profile.professionalism_kinds.emplace_back("quality_culture");
  const std::vector<Judgement> all = {judged("a", Verdict::insufficient, "2023-05-01", "quality_culture"),
                                      judged("a", Verdict::sufficient, "2024-05-01")};
  const auto found = professionalism(all, two_boards(), profile, Period::parse("2025-01-01").last());
  EXPECT_EQ(found[0], Professionalism::not_safeguarded);
}

TEST(Professionalism, is_no_breach_and_a_breach_says_nothing_of_it) {
  const std::vector<Judgement> all = {judged("a", Verdict::insufficient, "2023-05-01"),
                                      judged("b", Verdict::insufficient, "2023-05-01", "exam")};
  const auto open = breaches(all, proposal(), Period::parse("2025-01-01").last());
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].kind, "exam");
  EXPECT_THAT(on(all, "2025-01-01"), ElementsAre(Professionalism::not_safeguarded, Professionalism::unknown));
}

TEST(Professionalism, is_judged_of_boards_alone) {
  for (const char* unit : {"p", "nobody"}) {
    try {
      static_cast<void>(on({judged(unit, Verdict::sufficient, "2023-05-01")}, "2025-01-01"));
      FAIL();
    } catch (const InvalidValue& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("of unit '" + std::string(unit) + "', which is no board"));
    }
  }
}

TEST(Professionalism, with_contradictions_of_one_day_is_refused) {
  EXPECT_THROW(
      static_cast<void>(
          on({judged("a", Verdict::sufficient, "2023"), judged("a", Verdict::insufficient, "2023")}, "2025-01-01")),
      InvalidValue);
}

}  // namespace
