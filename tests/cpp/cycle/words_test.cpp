// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/words.hpp"

#include <gtest/gtest.h>

#include <set>

#include "dossiers.hpp"
#include "kring/cycle/loops.hpp"
#include "kring/cycle/norm_test.hpp"
#include "kring/cycle/step_counts.hpp"

namespace {

using namespace support;

template <class Enum>
class Vocabulary : public testing::Test {};

using Vocabularies = testing::Types<Answer, cy::Confidence, UnitKind, cy::Standing, Phase, cy::Author, cy::NormLevel,
                                    cy::Direction, cy::ValueState, cy::Progress, Role, cy::Part, LinkKind, cy::Basis,
                                    cy::Item, cy::Audience, cy::Reading, cy::Flaw, cy::NormState, cy::Step>;
TYPED_TEST_SUITE(Vocabulary, Vocabularies);

TYPED_TEST(Vocabulary, gives_back_every_word_it_writes) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < cy::words_of<TypeParam>.size(); ++i) {
    const auto value = static_cast<TypeParam>(i);
    EXPECT_EQ(cy::find_word<TypeParam>(cy::word(value)), value);
    EXPECT_TRUE(seen.insert(cy::word(value)).second) << "two enumerators share the word " << cy::word(value);
  }
  EXPECT_FALSE(seen.empty());
}

TYPED_TEST(Vocabulary, knows_no_other_words) {
  for (const char* other : {"unheard_of", " ", "True", "strict ", "Norm"}) {
    EXPECT_EQ(cy::find_word<TypeParam>(other), std::nullopt) << other;
  }
}

// The words of the tables (design.md, section 4), written out a second time.
TEST(Words, are_those_of_the_tables) {
  EXPECT_EQ(cy::find_word<Phase>("judgement"), Phase::judgement);
  EXPECT_EQ(cy::find_word<cy::Audience>("public"), cy::Audience::general_public);
  EXPECT_EQ(cy::find_word<cy::Author>(""), cy::Author::not_stated);
  EXPECT_EQ(cy::find_word<Answer>("false"), Answer::no);
  EXPECT_EQ(cy::find_word<cy::Item>("follow_up"), cy::Item::follow_up);
  EXPECT_EQ(cy::find_word<cy::Item>(""), std::nullopt);
}

TEST(Words, say_whose_a_record_is_and_who_judges) {
  for (std::size_t i = 0; i < cy::words_of<cy::Author>.size(); ++i) {
    const auto by = static_cast<cy::Author>(i);
    EXPECT_EQ(cy::is_own(by), by != cy::Author::supervisor && by != cy::Author::ministry) << cy::word(by);
  }
  EXPECT_TRUE(cy::is_judging(cy::Part::judging) && cy::is_judging(cy::Part::author));
  EXPECT_FALSE(cy::is_judging(cy::Part::not_stated) || cy::is_judging(cy::Part::consulted) ||
               cy::is_judging(cy::Part::consenting));
  EXPECT_TRUE(cy::is_internal(Role::staff) && cy::is_internal(Role::student));
  EXPECT_FALSE(cy::is_internal(Role::alumnus) || cy::is_internal(Role::supervisor));
}

TEST(Flaws, are_a_set_written_in_a_fixed_order) {
  cy::Flaws flaws;
  EXPECT_TRUE(flaws.empty());
  EXPECT_EQ(text(flaws), "");
  flaws.add(cy::Flaw::coded_link);
  flaws.add(cy::Flaw::undated);
  flaws.add(cy::Flaw::unsound, false);
  EXPECT_EQ(text(flaws), "undated|coded_link");
  EXPECT_FALSE(flaws.certain());
  EXPECT_FALSE(passes(flaws, cy::Reading::strict));
  EXPECT_TRUE(passes(flaws, cy::Reading::lenient));
  flaws.add(cy::Flaw::unsound);
  EXPECT_FALSE(passes(flaws, cy::Reading::lenient));
  EXPECT_TRUE(passes(flaws, cy::Reading::by_links));
}

}  // namespace
