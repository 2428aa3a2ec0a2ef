// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/format/terms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using kring::InvalidRule;
using kring::UnknownIdentifier;
using kring::results::Status;
using kring::supervision::Terms;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

const std::string catalogue(kring::catalog::term_text("supervision-2026"));

Terms read(const std::string& text) { return kring::format::read_terms(text, "mine.toml"); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

// "line 12": where a text stands in the catalogue's file.
std::string line_of(const std::string& text) {
  const auto at = catalogue.find(text);
  EXPECT_NE(at, std::string::npos) << text;
  const auto lines = std::count(catalogue.begin(), catalogue.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  return "mine.toml, line " + std::to_string(lines + 1);
}

template <class Matcher>
void expect_refused(const std::string& text, Matcher message) {
  EXPECT_THAT([&] { (void)read(text); }, ThrowsMessage<InvalidRule>(message));
}

const kring::supervision::Term& term(const Terms& terms, const std::string& id) {
  return kring::detail::find_by_name(terms.terms, id, &kring::supervision::Term::id, "term", "");
}

TEST(TermsFile, of_the_catalogue_is_read_as_any_other) {
  const Terms terms = kring::format::catalog_terms("supervision-2026");
  EXPECT_EQ(terms.id, "supervision-2026");
  EXPECT_EQ(terms.digest, read(catalogue).digest);
  EXPECT_EQ(terms.digest.size(), 64U);
  EXPECT_EQ(term(terms, "draft").at_most.fixed, (kring::supervision::Duration{0, 42}));
  EXPECT_EQ(term(terms, "four_yearly").at_most.fixed, (kring::supervision::Duration{48, 0}));
  EXPECT_TRUE(term(terms, "recovery").at_most.stated);
  EXPECT_THAT([] { (void)kring::format::catalog_terms("supervision-2025"); },
              ThrowsMessage<UnknownIdentifier>(HasSubstr("supervision-2026")));
}

// Only what was read at its keeper, in wording that holds for vocational education, is official: the two pages of the
// inspectorate on mbo. Law texts were read in older versions, and frameworks of other sectors.
TEST(TermsFile, of_the_catalogue_calls_official_what_was_read_at_its_keeper) {
  std::vector<std::string> official;
  for (const auto& one : read(catalogue).terms) {
    if (one.citation.status == Status::official) official.push_back(one.id);
    EXPECT_FALSE(one.citation.article.empty());
    EXPECT_FALSE(one.citation.text_of.empty());
  }
  EXPECT_THAT(official, ElementsAre("four_yearly", "yearly_analysis"));
  for (const auto& ladder : read(catalogue).ladders) {
    for (const auto& rung : ladder.rungs) EXPECT_NE(rung.citation.status, Status::official) << rung.id;
  }
}

TEST(TermsFile, shows_a_conflict_from_both_sides) {
  const std::string text = replaced(catalogue, "conflicts_with = [\"publication_week_3\"]\n", "");
  const Terms terms = read(text);
  EXPECT_EQ(term(terms, "publication_week_5").conflicts.size(), 1U);
  EXPECT_EQ(term(terms, "publication_week_3").conflicts.size(), 1U);
  EXPECT_EQ(read(catalogue).terms.size(), terms.terms.size());
}

TEST(TermsFile, has_a_digest_of_what_it_says) {
  const std::string digest = read(catalogue).digest;
  EXPECT_EQ(read("# a comment\n" + replaced(catalogue, "name_en = \"draft report\"", "name_en = \"draft\"")).digest,
            digest);
  EXPECT_NE(read(replaced(catalogue, "at_most = \"P6W\"", "at_most = \"P5W\"")).digest, digest);
  EXPECT_NE(read(replaced(catalogue, "each = true\n", "")).digest, digest);
}

TEST(TermsFile, names_the_line_of_a_fault) {
  expect_refused(replaced(catalogue, "at_most = \"P6W\"", "at_most = \"6 weeks\""),
                 AllOf(HasSubstr(line_of("at_most = \"P6W\"")), HasSubstr("'6 weeks'"), HasSubstr("P3M")));
  expect_refused(replaced(catalogue, "starts_from = [\"draft_report\"]", "starts_from = [\"draft_reprot\"]"),
                 AllOf(HasSubstr(line_of("starts_from = [\"draft_report\"]")),
                       HasSubstr("unknown event 'draft_reprot'"), HasSubstr("did you mean 'draft_report'?")));
  expect_refused(replaced(catalogue, "at_most = \"P3W\"", "at_mots = \"P3W\""),
                 AllOf(HasSubstr(line_of("at_most = \"P3W\"")), HasSubstr("unknown field of a term 'at_mots'"),
                       HasSubstr("term 'reaction' has neither at_least nor at_most")));
}

TEST(TermsFile, tells_every_fault_at_once) {
  std::string text = replaced(catalogue, "format = 1", "format = 2");
  text = replaced(text, "status = \"official\"", "status = \"sure\"");
  text = replaced(text, "of = \"programme\"\nname_en = \"ladder", "of = \"school\"\nname_en = \"ladder");
  expect_refused(text, AllOf(HasSubstr("the terms has"), HasSubstr("format is not 1"),
                             HasSubstr("unknown status 'sure'"), HasSubstr("unknown of 'school'")));
}

TEST(TermsFile, refuses_rows_that_contradict_themselves) {
  expect_refused(replaced(catalogue, "at_least = \"P4W1D\"", "at_least = \"P6W\""),
                 HasSubstr("at_most of term 'publication_week_5' is shorter than its at_least"));
  expect_refused(replaced(catalogue, "conflicts_with = [\"publication_week_3\"]", "conflicts_with = [\"draft\"]"),
                 HasSubstr("conflicts with 'draft', which is of another step"));
  expect_refused(replaced(catalogue, "id = \"reaction\"\nstep", "id = \"draft\"\nstep"),
                 HasSubstr("id 'draft' stands in more than one term"));
  expect_refused(replaced(catalogue, "url = \"https://wetten.overheid.nl/BWBR0013800\"\nstatus", "status"),
                 HasSubstr("without a url"));
  expect_refused(replaced(catalogue, "floor = true\nat_most = \"P4Y\"", "floor = true\nat_least = \"P4Y\""),
                 HasSubstr("is a floor without at_most"));
  expect_refused(replaced(catalogue, "sufficient = [\"sufficient\", \"good\"]", "sufficient = [\"good\", \"weak\"]"),
                 HasSubstr("'weak' is sufficient and insufficient"));
  expect_refused(replaced(catalogue, "of = \"programme\"\nname_en = \"ladder", "of = \"board\"\nname_en = \"ladder"),
                 HasSubstr("expected one of each"));
}

}  // namespace
