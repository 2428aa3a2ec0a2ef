// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/format/risk_profile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using kring::InvalidRule;
using kring::format::catalog_risk_profile;
using kring::format::read_risk_profile;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

std::string changed(std::string_view from, std::string_view to) {
  std::string text(kring::catalog::risk_profile_text("proposal-2026"));
  const auto place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

void refuses(std::string_view from, std::string_view to, std::string_view words) {
  const std::string text = changed(from, to);
  EXPECT_THAT([&] { (void)read_risk_profile(text, "mine.toml"); },
              ThrowsMessage<InvalidRule>(AllOf(HasSubstr("mine.toml, line"), HasSubstr(std::string(words)))));
}

TEST(RiskProfile, the_proposal_says_its_numbers) {
  const auto profile = catalog_risk_profile("proposal-2026");
  EXPECT_THAT(profile.year_weights, ElementsAre(1, .8, .6));
  EXPECT_EQ(profile.minimum_students, 10);
  EXPECT_EQ(profile.prevalence, .1);
  EXPECT_EQ(profile.upper_quantile, .9);
  EXPECT_EQ(name(profile.origin.status), "proposal");
  EXPECT_EQ(place_of(profile, "diploma_result").aspect, "results");
  EXPECT_EQ(place_of(profile, "satisfaction").aspect, "satisfaction");  // Not listed: an aspect of its own.
  EXPECT_EQ(profile.signals.size(), 6U);
  EXPECT_EQ(profile.digest.size(), 64U);
}

TEST(RiskProfile, the_digest_goes_with_the_numbers_and_not_with_the_words) {
  const std::string digest = catalog_risk_profile("proposal-2026").digest;
  EXPECT_EQ(read_risk_profile(changed("name_en = \"education risk", "name_en = \"risk"), "x").digest, digest);
  EXPECT_NE(read_risk_profile(changed("prior = 0.4", "prior = 0.41"), "x").digest, digest);
}

TEST(RiskProfile, refuses_what_cannot_be_and_says_where) {
  refuses("[1.0, 0.8, 0.6]", "[1.0, 0.8, 0.9]", "never rise");
  refuses("[1.0, 0.8, 0.6]", "[0.0]", "above 0 for the latest year");
  refuses("[1.0, 0.8, 0.6]", "[]", "a list of 1 to 10 weights");
  refuses("prevalence = 0.1 ", "prevalence = 0.6 ", "a number from 0.0001 to 0.5");
  refuses("certain_below = 0.2 ", "certain_below = 0.9 ", "certain_below is above certain_above");
  refuses("combination = \"largest\"", "combination = \"mean\"", "unknown combination 'mean'");
  refuses("cut = 0.5", "cat = 0.5", "did you mean 'cut'");
  refuses("early_leaving = 1.0 }", "annual_result = 1.0 }", "stands in aspect 'results' already");
  refuses("id = \"early_leaving\"", "id = \"results\"", "aspect 'results' is there twice");
  refuses("\"good\", \"high\"", "\"weak\", \"high\"", "'weak' is sufficient and insufficient");
  refuses("least = 0.2", "leest = 0.2", "lacks the field 'least'");
  refuses("minimum_years = 3", "minimum_years = 1", "2 to 100");
  refuses("format = 1", "format = 2", "expected format = 1");
}

TEST(RiskProfile, names_the_nearest_of_the_catalogue) {
  EXPECT_THAT([] { (void)catalog_risk_profile("proposal-2062"); },
              ThrowsMessage<kring::UnknownIdentifier>(HasSubstr("proposal-2026")));
}

}  // namespace
