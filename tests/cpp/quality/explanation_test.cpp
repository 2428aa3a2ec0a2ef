// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/quality/explanation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;
using kring::Language;
using kring::quality::Evidence;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string explained(const Rows& rows, Language language, const char* unit = "i") {
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2024-03-01"));
  std::string all;
  for (const auto& sentence : kring::quality::explain(evidence, proposal(), dossier.unit(unit), language)) {
    all += sentence + "\n";
  }
  return all;
}

TEST(Explanation, tells_the_four_properties_and_the_profile_in_both_languages) {
  const std::string digest = proposal().digest.substr(0, 12);
  ASSERT_EQ(digest.size(), 12U);
  // Q = .5 * .8257 + .5 * 3.8257 / 4 = .8911 (quality_test.cpp).
  EXPECT_THAT(explained(whole_account(), Language::english),
              AllOf(HasSubstr("Institution: Q = 0.89 on 2024-03-01; read leniently 0.89."),
                    HasSubstr("Ambition A = 1.00: cycles of programmes 1.00 by students; own norms for 1 of 1 aspects"),
                    HasSubstr("Visibility V = 1.00"), HasSubstr("Traceability T = 1.00: 2 of 2 own judgements"),
                    HasSubstr("Reliability R = 0.83"), HasSubstr("0 verdicts verified"), Not(HasSubstr("To mend")),
                    HasSubstr("By profile proposal-2026 2026.1 (a proposal), digest " + digest + ".")));
  EXPECT_THAT(
      explained(whole_account(), Language::dutch),
      AllOf(HasSubstr("Institution: Q = 0,89 op 2024-03-01; ruim gelezen 0,89."),
            HasSubstr("Ambitie A = 1,00: kringen van opleidingen 1,00 naar studenten; eigen normen voor 1 van 1"),
            HasSubstr("Zichtbaarheid V = 1,00"), HasSubstr("Navolgbaarheid T = 1,00: 2 van 2 eigen oordelen"),
            HasSubstr("Betrouwbaarheid R = 0,83"), HasSubstr("Volgens profiel proposal-2026 2026.1 (een voorstel)"),
            HasSubstr("digest " + digest)));
}

TEST(Explanation, tells_what_to_mend_first) {
  Account rows = whole_account().change("x", [](cy::Record& r) { r.owner.clear(); });
  EXPECT_THAT(explained(rows, Language::english),
              HasSubstr("To mend: results: improvement (x) lacks an owner (gain 0."));
  EXPECT_THAT(explained(rows, Language::dutch), HasSubstr("Te herstellen: results: verbetering (x) mist een eigenaar"));
}

TEST(Explanation, says_that_not_examined_is_not_zero) {
  Account rows = whole_account().unit("c", UnitKind::college, "i");
  EXPECT_EQ(explained(rows, Language::english, "c"),
            "c: not examined, there are no records. That is not a score of zero.\n");
  EXPECT_EQ(explained(rows, Language::dutch, "c"),
            "c: niet onderzocht, er zijn geen vastleggingen. Dat is geen score van nul.\n");
  rows.standing = cy::Standing::reconstruction;
  rows.change("x", [](cy::Record& r) { r.owner.clear(); });
  EXPECT_THAT(explained(rows, Language::english),
              AllOf(HasSubstr("Institution: not examined. The records are a reconstruction from public documents"),
                    HasSubstr("Not in the documents: "), Not(HasSubstr("Q = ")), Not(HasSubstr("To mend"))));
  EXPECT_THAT(explained(rows, Language::dutch),
              AllOf(HasSubstr("niet onderzocht. De vastleggingen zijn een reconstructie"), Not(HasSubstr("Q = "))));
}

TEST(Explanation, says_that_there_is_no_score_and_which_gate_is_not_met) {
  const Account none = account().story("a n m e x f");
  EXPECT_THAT(explained(none, Language::english),
              AllOf(HasSubstr("Q = no score"), HasSubstr("R = no score"), HasSubstr("0 of 0 own judgements"),
                    HasSubstr("in its property")));
  EXPECT_THAT(explained(none, Language::dutch), AllOf(HasSubstr("Q = geen score"), HasSubstr("in de eigenschap")));
  EXPECT_THAT(explained(account().add("j"), Language::english),
              AllOf(HasSubstr("no independent expert judges: at most 0.60"),
                    HasSubstr("stakeholders not all heard and judging: at most 0.75")));
}

// Every gap of any dossier can be told in both languages, and no sentence is left unfinished.
RC_GTEST_PROP(Explanation, finds_words_for_everything, ()) {
  const Rows rows = *any_rows();
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2022-03-01"));
  for (std::int32_t unit = 0; unit < static_cast<std::int32_t>(rows.units.size()); ++unit) {
    const auto english = kring::quality::explain(evidence, proposal(), unit, Language::english);
    const auto dutch = kring::quality::explain(evidence, proposal(), unit, Language::dutch);
    RC_ASSERT(english.size() == dutch.size());
    for (std::size_t i = 0; i < english.size(); ++i) {
      RC_ASSERT(english[i].ends_with("."));
      RC_ASSERT(dutch[i].ends_with("."));
      RC_ASSERT(english[i] != dutch[i]);
    }
    const auto parts = kring::quality::gather(evidence, proposal(), cy::Reading::strict, unit);
    for (const auto& gap : kring::quality::gaps(parts, dossier.records(), proposal())) {
      RC_ASSERT(!words(gap, dossier.records(), Language::english).empty());
      RC_ASSERT(words(gap, dossier.records(), Language::english) != words(gap, dossier.records(), Language::dutch));
    }
  }
}

}  // namespace
