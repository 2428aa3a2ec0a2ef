// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "boards.hpp"

namespace {

using kring::InvalidRule;
using kring::UnknownIdentifier;
using kring::format::catalog_supervision_profile;
using kring::format::read_supervision_profile;
using kring::test::proposal;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

std::string text() { return std::string(kring::catalog::supervision_profile_text("proposal-2026")); }

std::string with(const std::string& before, const std::string& after) {
  std::string changed = text();
  const std::size_t place = changed.find(before);
  EXPECT_NE(place, std::string::npos) << before;
  return changed.replace(place, before.size(), after);
}

// What is said of a profile with one passage replaced.
void expect_refused(const std::string& before, const std::string& after, const testing::Matcher<std::string>& message) {
  EXPECT_THAT([&] { (void)read_supervision_profile(with(before, after), "mine.toml"); },
              ThrowsMessage<InvalidRule>(message))
      << after;
}

TEST(SupervisionProfile, is_read_as_it_is_written) {
  EXPECT_EQ(proposal().bands.size(), 5);
  EXPECT_EQ(proposal().basis, 2);
  EXPECT_EQ(proposal().hysteresis, 300);
  EXPECT_EQ(proposal().escalations.size(), 9);
  EXPECT_EQ(proposal().reductions.size(), 2);
  EXPECT_EQ(proposal().reductions[0].when.size(), 8);
  EXPECT_EQ(proposal().digest.size(), 64);
}

TEST(SupervisionProfile, names_line_and_remedy_of_each_fault) {
  expect_refused("criterion = \"open_breach\", is = true", "criterion = \"open_breech\", is = true",
                 AllOf(HasSubstr("mine.toml"), HasSubstr("line"), HasSubstr("did you mean 'open_breach'")));
  expect_refused("at_least = 0.30", "at_least = 1.30", HasSubstr("a number from 0 to 1"));
  expect_refused("at_least = 0.30", "above = 0.30", HasSubstr("above"));
  expect_refused("{ criterion = \"risk\", at_least = 0.30 }", "{ criterion = \"risk\" }",
                 HasSubstr("needs exactly one of 'at_least' and 'below'"));
  expect_refused("is = true", "at_least = 1", HasSubstr("'is', true or false"));
  expect_refused("basis = 2 ", "basis = 7 ", HasSubstr("basis is 7: expected one of the 5 bands"));
  expect_refused("blend = 0.5\nambition = 1.0\nvisibility = 1.0\ntraceability = 1.0\nreliability = 1.0",
                 "blend = 0.5\nambition = 0\nvisibility = 0\ntraceability = 0\nreliability = 0",
                 HasSubstr("the weights of quality are all 0"));
  expect_refused("risk = 4.0", "risk = -4.0", HasSubstr("a number from 0 to"));
  expect_refused("id = \"proven\"", "id = \"open_breach\"", HasSubstr("'open_breach' is there twice"));
  expect_refused("id = \"sound\"\nband = 1", "id = \"sound\"\nband = 2", HasSubstr("a band below the basis"));
  expect_refused("[reference]\nambition = 0.60", "[reference]", HasSubstr("lacks 'reference.ambition'"));
  expect_refused("{ criterion = \"quality\", below = 0.30 }",
                 "{ criterion = \"quality\", below = 0.30 }, { criterion = \"quality\", at_least = 0.30 }",
                 HasSubstr("nothing can be"));
  expect_refused("below = 0.30", "below = 0.0", HasSubstr("nothing lies below 0"));
}

TEST(SupervisionProfile, tells_all_faults_at_once) {
  std::string text = with("hysteresis = 0.03", "hysteresis = 3");
  text.replace(text.find("risk = 4.0"), 10, "risk = -1 ");
  EXPECT_THAT([&] { (void)read_supervision_profile(text, "mine.toml"); },
              ThrowsMessage<InvalidRule>(AllOf(HasSubstr("2 faults"), HasSubstr("hysteresis"), HasSubstr("risk"))));
}

TEST(SupervisionProfile, refuses_one_without_gates) {
  std::string text = with("[[escalation]]", "[[escalation]]");
  text.resize(text.find("[[escalation]]"));
  EXPECT_THAT([&] { (void)read_supervision_profile(text, "mine.toml"); },
              ThrowsMessage<InvalidRule>(AllOf(HasSubstr("lacks 'escalation'"), HasSubstr("lacks 'reduction'"))));
}

TEST(SupervisionProfile, of_the_catalogue_is_found_by_its_id) {
  EXPECT_THAT([] { (void)catalog_supervision_profile("proposal-2025"); },
              ThrowsMessage<UnknownIdentifier>(HasSubstr("proposal-2026")));
}

// The digest changes with every number of the file, and with no wording.
TEST(SupervisionProfile, has_a_digest_of_its_numbers_and_of_nothing_else) {
  const std::string all = text();
  const std::regex number("(=|below|least) (\\d\\.\\d+)");
  std::size_t changed = 0;
  for (auto at = std::sregex_iterator(all.begin(), all.end(), number); at != std::sregex_iterator(); ++at) {
    std::string other = all;
    const auto place = static_cast<std::size_t>(at->position(2)) + at->length(2);
    if (at->str(2)[0] == '1') continue;  // a weight of 1.0 would leave its bounds in some places
    other.insert(place, "1");
    EXPECT_NE(read_supervision_profile(other, "mine.toml").digest, proposal().digest) << at->str();
    ++changed;
  }
  EXPECT_GE(changed, 25);
  for (const char* wording :
       {"name_en = \"trust\"", "text_nl = \"de kwaliteitszorg als geheel is laag\"", "# What it takes"}) {
    std::string other = all;
    const std::size_t place = other.find(wording);
    ASSERT_NE(place, std::string::npos);
    other.insert(place + std::string(wording).size() - 1, "x");
    EXPECT_EQ(read_supervision_profile(other, "mine.toml").digest, proposal().digest) << wording;
  }
}

}  // namespace
