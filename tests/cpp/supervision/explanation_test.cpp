// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/supervision/explanation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "boards.hpp"

namespace {

using namespace kring::supervision;
using kring::Language;
using kring::test::best;
using kring::test::board;
using kring::test::proposal;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> told(const Advice& advice, Language language = Language::english) {
  return explain(proposal(), advice, language);
}

TEST(Explanation, names_each_reason_with_its_value_and_limit) {
  const auto text = told(advise(proposal(), "25XX", board(.50, .82, .35, .55, .12)));
  EXPECT_EQ(text[0], "25XX: band 3 (intensified).");
  EXPECT_EQ(
      text[1],
      "Band 3 or higher, because judgements cannot be followed from ambition to effect: traceability (T) is 0.35, "
      "below 0.40.");
  EXPECT_THAT(text, Contains(AllOf(HasSubstr("Band 1 (sufficient and transparent"),
                                   HasSubstr("ambition (A) at least 0.60 (now 0.50)"), Not(HasSubstr("visibility")))));
  EXPECT_THAT(text.back(), AllOf(HasSubstr("proposal-2026, version 2026.1"), HasSubstr("no"), HasSubstr("decision")));
}

TEST(Explanation, is_as_long_in_Dutch) {
  const Advice advice = advise(proposal(), "25XX", board(.50, .82, .35, .55, .12));
  const auto dutch = told(advice, Language::dutch);
  EXPECT_EQ(dutch.size(), told(advice).size());
  EXPECT_EQ(dutch[1],
            "Niveau 3 of hoger, want oordelen zijn niet te volgen van ambitie tot effect: navolgbaarheid (T) is 0,35, "
            "onder 0,40.");
}

TEST(Explanation, says_what_was_not_examined_and_what_is_not_known) {
  EXPECT_THAT(told(advise(proposal(), "i", best(), {}, "no_records")), Contains(HasSubstr("was not examined")));
  EXPECT_THAT(told(advise(proposal(), "i", board(.9, .9, .9, .9, std::nan("")))),
              AllOf(Contains(HasSubstr("Not everything is known")), Contains(HasSubstr("(now not known)"))));
}

TEST(Explanation, says_that_the_hysteresis_holds_a_band) {
  EXPECT_THAT(told(advise(proposal(), "i", board(.6, .6, .6, .6, .05), 2)), Contains(HasSubstr("not by 0.03")));
}

TEST(Explanation, says_that_nothing_asks_for_more_and_what_is_allowed) {
  const auto text = told(advise(proposal(), "i", best()));
  EXPECT_THAT(text, Contains("Nothing asks for more supervision."));
  EXPECT_THAT(text, Contains(HasSubstr("Band 0 is allowed")));
}

}  // namespace
