// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/format/profile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace {

using kring::InvalidRule;
using kring::UnknownIdentifier;
using kring::quality::Check;
using kring::quality::Profile;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

const std::string catalogue(kring::catalog::profile_text("proposal-2026"));

Profile read(const std::string& text) { return kring::format::read_profile(text, "mine.toml"); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

template <class Matcher>
void expect_refused(const std::string& text, Matcher message) {
  EXPECT_THAT([&] { (void)read(text); }, ThrowsMessage<InvalidRule>(message));
}

// The lines of the catalogue's profile.
std::vector<std::string> lines() {
  std::vector<std::string> all;
  std::istringstream text(catalogue);
  for (std::string line; std::getline(text, line);) all.push_back(line);
  return all;
}

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& line : all) text += line + "\n";
  return text;
}

// "blend" of "blend = 0.5"; nothing for comments and tables.
std::string field_of(const std::string& line) {
  const auto at = line.find(" = ");
  return at == std::string::npos || line[0] == '#' ? "" : line.substr(0, at);
}

TEST(ProfileFile, of_the_catalogue_is_read_as_any_other) {
  const Profile profile = kring::format::catalog_profile("proposal-2026");
  EXPECT_EQ(profile.id, "proposal-2026");
  EXPECT_EQ(profile.origin.status, kring::results::Status::proposal);
  EXPECT_EQ(profile.blend, 0.5);
  EXPECT_THAT(profile.weights, ElementsAre(1, 1, 1, 1));
  EXPECT_EQ(profile.ambition.programmes, 0.6);
  EXPECT_EQ(profile.ambition.recent_days, 366);
  EXPECT_TRUE(profile.ambition.aspects.empty());
  EXPECT_EQ(kring::quality::text(profile.ambition.checks[3]), "dated|feedback|against_norm|set_before");
  EXPECT_EQ(profile.visibility.half_life_years, 2.0);
  EXPECT_EQ(profile.reliability.inspector_accuracy, 0.9564);
  EXPECT_THAT(profile.reliability.independent_roles, ElementsAre(kring::cycle::Role::expert, kring::cycle::Role::peer));
  EXPECT_EQ(profile.reliability.least_judging_roles, 2);
  EXPECT_TRUE(profile.reliability.needs_declaration);
  EXPECT_EQ(profile.digest, read(catalogue).digest);
  EXPECT_EQ(profile.digest.size(), 64U);
  EXPECT_THAT([] { (void)kring::format::catalog_profile("proposal-2025"); },
              ThrowsMessage<UnknownIdentifier>(HasSubstr("proposal-2026")));
}

// Two inspectors agreed on 22 of 24 schools (Ofsted 170004, 2017): a^2 + (1 - a)^2 = 22/24.
TEST(ProfileFile, of_the_catalogue_has_the_accuracy_that_its_source_gives) {
  const double a = read(catalogue).reliability.inspector_accuracy;
  EXPECT_NEAR(a * a + (1 - a) * (1 - a), 22.0 / 24.0, 1e-4);
}

TEST(ProfileFile, has_a_digest_of_what_it_says_and_not_of_how) {
  const std::string digest = read(catalogue).digest;
  EXPECT_EQ(read("# mine\n" + catalogue).digest, digest);
  EXPECT_EQ(
      read(replaced(catalogue, "name_en = \"quality assurance, proposal of 2026\"", "name_en = \"other\"")).digest,
      digest);
  EXPECT_EQ(read(replaced(catalogue, "name_nl = \"kwal", "note_en = \"a note\"\nname_nl = \"kwal")).digest, digest);
  EXPECT_EQ(read(replaced(catalogue, "source = \"kring, after", "source = \"somebody after")).digest, digest);
  EXPECT_EQ(read(replaced(catalogue, "weight = 1.0", "weight = 1")).digest, digest);
  // The same fields in another order.
  EXPECT_EQ(read(replaced(replaced(catalogue, "traceability = 1.0\n", ""), "visibility = 1.0\n",
                          "traceability = 1.0\nvisibility = 1.0\n"))
                .digest,
            digest);
}

TEST(ProfileFile, has_another_digest_where_a_number_or_its_name_differs) {
  std::set<std::string> digests = {read(catalogue).digest};
  for (const auto& [from, to] : {std::pair("blend = 0.5", "blend = 0.25"),
                                 {"version = \"2026.1\"", "version = \"2026.2\""},
                                 {"id = \"proposal-2026\"", "id = \"mine\""},
                                 {"status = \"proposal\"", "status = \"secondary\""},
                                 {"\n[ambition.aspects]\n", "\n[ambition.aspects]\nsafety = 2\n"},
                                 {"\"owner\", \"feedback\"", "\"feedback\""},
                                 {"needs_declaration = true", "needs_declaration = false"},
                                 {"\"sufficient\", ", ""}}) {
    EXPECT_TRUE(digests.insert(read(replaced(catalogue, from, to)).digest).second) << to;
  }
}

// Every line that sets a field is left out in turn.
TEST(ProfileFile, needs_every_field) {
  const auto all = lines();
  int fields = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string field = field_of(all[i]);
    if (field.empty()) continue;
    auto less = all;
    less[i].clear();
    SCOPED_TRACE(all[i]);
    expect_refused(joined(less), AllOf(HasSubstr("mine.toml"), HasSubstr(field)));
    ++fields;
  }
  // Counted in docs/quality.md: 7 of the head, blend, 4 of Q, 16 of A, 13 of V and 18 of R.
  EXPECT_EQ(fields, 59);
}

// Every field is made a table and an empty list in turn, which none of them is.
TEST(ProfileFile, refuses_a_field_of_another_kind_with_its_line) {
  const auto all = lines();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string field = field_of(all[i]);
    if (field.empty()) continue;
    auto other = all;
    other[i] = field + " = { a = 1 }";
    SCOPED_TRACE(other[i]);
    expect_refused(joined(other), AllOf(HasSubstr("mine.toml, line " + std::to_string(i + 1)), HasSubstr(field)));
  }
}

TEST(ProfileFile, refuses_numbers_outside_their_bounds) {
  const auto refused = [](const char* from, const char* to, const char* expected) {
    expect_refused(replaced(catalogue, from, to), HasSubstr(expected));
  };
  refused("blend = 0.5", "blend = 1.5", "blend of a profile is 1.5: expected a number from 0 to 1");
  refused("half_life_years = 2.0", "half_life_years = 0", "expected a number from 0.01 to 1000");
  refused("inspector_accuracy = 0.9564", "inspector_accuracy = 0.5", "expected a number from 0.501 to 1");
  refused("low_quantile = 0.1", "low_quantile = 0", "low_quantile");
  refused("prior_strength = 4.0", "prior_strength = 0", "prior_strength");
  refused("least_judging_roles = 2", "least_judging_roles = 5", "expected 0 to 4");
  refused("own_norms = 0.2", "own_norms = -0.2", "own_norms");
  refused("recent_days = 366", "recent_days = 366.5", "recent_days");
  refused("one_rater = 0.35", "one_rater = nan", "one_rater");
}

TEST(ProfileFile, refuses_weights_that_are_all_0) {
  const auto zeros = [](const char* table, std::vector<const char*> fields) {
    std::string text = catalogue;
    const auto from = text.find(std::string("[") + table + "]");
    for (const char* field : fields) {
      const std::string line = std::string("\n") + field + " = ";
      const auto at = text.find(line, from) + line.size();
      text.replace(at, text.find_first_of(" \n", at) - at, "0.0");
    }
    return text;
  };
  expect_refused(zeros("quality", {"ambition", "visibility", "traceability", "reliability"}),
                 HasSubstr("the weights of a quality are all 0: expected one above 0"));
  expect_refused(zeros("visibility.items", {"process", "result", "follow_up"}), HasSubstr("all 0"));
  expect_refused(zeros("visibility.audiences", {"students", "alumni", "peers", "employers", "region"}),
                 HasSubstr("all 0"));
  expect_refused(zeros("visibility", {"institution", "programmes"}),
                 HasSubstr("institution and programmes are both 0"));
  expect_refused(zeros("ambition", {"programmes", "own_norms"}), HasSubstr("programmes and own_norms are both 0"));
  EXPECT_NO_THROW((void)read(zeros("quality", {"ambition", "visibility", "traceability"})));
}

TEST(ProfileFile, names_the_nearest_check_role_and_field) {
  expect_refused(replaced(catalogue, "\"measurable\"", "\"mesurable\""),
                 AllOf(HasSubstr("mine.toml, line "), HasSubstr("unknown check 'mesurable'"),
                       HasSubstr("did you mean 'measurable'?")));
  expect_refused(replaced(catalogue, "\"alumnus\"", "\"alumni\""),
                 AllOf(HasSubstr("unknown role 'alumni'"), HasSubstr("did you mean 'alumnus'?")));
  expect_refused(replaced(catalogue, "grace_years", "grace_year"), HasSubstr("did you mean 'grace_years'?"));
  expect_refused(replaced(catalogue, "status = \"proposal\"", "status = \"propsal\""),
                 HasSubstr("did you mean 'proposal'?"));
}

TEST(ProfileFile, refuses_a_level_on_both_sides_of_the_cut) {
  expect_refused(replaced(catalogue, "\"sufficient\", \"good\"", "\"sufficient\", \"weak\""),
                 HasSubstr("'weak' is sufficient and insufficient: expected one of the two"));
}

TEST(ProfileFile, tells_every_fault_at_once) {
  expect_refused(replaced(replaced(catalogue, "blend = 0.5", "blend = 2"), "half_life_years = 2.0", ""),
                 AllOf(HasSubstr("the profile has 2 faults:"), HasSubstr("blend"), HasSubstr("half_life_years")));
  expect_refused("format = ", HasSubstr("mine.toml, line 1, column"));
  expect_refused(replaced(catalogue, "format = 1", "format = 2"), HasSubstr("format is not 1"));
}

}  // namespace
