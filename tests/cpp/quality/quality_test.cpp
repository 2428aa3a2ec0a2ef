// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/quality/quality.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numbers>

#include "dossiers.hpp"
#include "kring/format/profile.hpp"

const kring::quality::Profile& support::proposal() {
  static const kring::quality::Profile profile = kring::format::catalog_profile("proposal-2026");
  return profile;
}

namespace {

using namespace support;
using kring::quality::Evidence;
using kring::quality::QualityReason;
using kring::quality::QualityState;
using kring::quality::UnitQuality;

UnitQuality assessed(const Rows& rows, const char* unit = "i") {
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2024-03-01"));
  return kring::quality::assess(evidence, proposal(), dossier.unit(unit));
}

// A = V = T = 1, R = 1/2 + asin(sqrt(1.75/2.4)) / pi of five independent raters; Q = 1/2 R + 1/2 (3 + R)/4.
TEST(Quality, blends_the_four_properties) {
  const UnitQuality found = assessed(whole_account());
  const double r = 0.5 + std::asin(std::sqrt(1.75 / 2.4)) / std::numbers::pi;
  EXPECT_EQ(found.state, QualityState::scored);
  EXPECT_EQ(found.reason, QualityReason::none);
  EXPECT_NEAR(found.strict.ambition.score.value(), 1.0, 1e-15);
  EXPECT_EQ(found.strict.visibility.score, 1.0);
  EXPECT_EQ(found.strict.traceability.score, 1.0);
  EXPECT_NEAR(found.strict.reliability.point.value(), r, 1e-12);
  EXPECT_NEAR(found.strict.quality.value(), 0.5 * r + 0.5 * (3 + r) / 4, 1e-12);
  EXPECT_EQ(found.lenient.quality, found.strict.quality);
}

TEST(Quality, has_no_examination_without_records) {
  Account rows = whole_account().unit("k", UnitKind::college, "i");
  const UnitQuality found = assessed(rows, "k");
  EXPECT_EQ(found.state, QualityState::not_examined);
  EXPECT_EQ(found.reason, QualityReason::no_records);
  EXPECT_EQ(found.strict.quality, std::nullopt);
}

TEST(Quality, has_no_examination_where_others_coded_the_records) {
  Account rows = whole_account();
  rows.units[0].standing = cy::Standing::reconstruction;
  EXPECT_EQ(assessed(rows).state, QualityState::not_examined);
  EXPECT_EQ(assessed(rows).reason, QualityReason::reconstruction);
  EXPECT_TRUE(assessed(rows).strict.quality.has_value());  // how far the documents reach
  EXPECT_EQ(assessed(rows, "p").state, QualityState::not_examined);
  rows.units[1].standing = cy::Standing::account;
  EXPECT_NE(assessed(rows, "p").state, QualityState::not_examined);
}

TEST(Quality, is_undetermined_without_own_judgements) {
  const UnitQuality none = assessed(account().story("a n m e x f"));
  EXPECT_EQ(none.state, QualityState::undetermined);
  EXPECT_EQ(none.reason, QualityReason::no_judgement);
  EXPECT_EQ(none.strict.quality, std::nullopt);
  EXPECT_EQ(none.strict.traceability.score, 0.0);
  EXPECT_TRUE(none.strict.ambition.score.has_value());
  // Those of the inspectorate are none of its own.
  const UnitQuality theirs = assessed(account().change("j", [](cy::Record& r) { r.by = cy::Author::supervisor; }));
  EXPECT_EQ(theirs.state, QualityState::not_examined);
  EXPECT_EQ(theirs.reason, QualityReason::no_records);
}

TEST(Quality, is_undetermined_without_a_step_that_is_due) {
  kring::quality::Profile profile = proposal();
  profile.ambition.own_norms = profile.ambition.whole = profile.ambition.drawn_on = 0;
  profile.ambition.step_weights = {0, 0, 0, 0, 1};
  Account rows = account().add("n j").change("n", [](cy::Record& r) { r.target_date = date("2025"); });
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2024-03-01"));
  const UnitQuality found = kring::quality::assess(evidence, profile, 0);
  EXPECT_EQ(found.state, QualityState::undetermined);
  EXPECT_EQ(found.reason, QualityReason::no_ambition);
}

TEST(Quality, assesses_every_unit_of_a_kind_in_the_order_of_rows) {
  Account rows = whole_account().unit("q", UnitKind::programme, "i", 5).unit("c", UnitKind::college, "i");
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2024-03-01"));
  const auto programmes = kring::quality::assess_all(evidence, proposal(), UnitKind::programme);
  ASSERT_EQ(programmes.size(), 2U);
  EXPECT_EQ(programmes[0].unit, 1);
  EXPECT_EQ(programmes[1].unit, 2);
  EXPECT_EQ(programmes[1].reason, QualityReason::no_records);
  EXPECT_TRUE(kring::quality::assess_all(evidence, proposal(), UnitKind::team).empty());
}

TEST(Quality, of_a_unit_rests_on_its_own_records_and_those_below_it) {
  Account rows = whole_account().unit("c", UnitKind::college, "i").in("c").add("a9");
  EXPECT_EQ(assessed(rows, "c").strict.traceability.has_judgements, false);
  EXPECT_EQ(assessed(rows, "p").strict.traceability.score, 1.0);
}

// The lenient value is an upper one, of every property and of Q.
RC_GTEST_PROP(Quality, is_never_lower_when_read_leniently, ()) {
  const Rows rows = *any_rows();
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2024-03-01"));
  const auto below = [](const std::optional<double>& strict, const std::optional<double>& lenient) {
    return !strict || (lenient && *strict <= *lenient);
  };
  for (std::int32_t unit = 0; unit < static_cast<std::int32_t>(rows.units.size()); ++unit) {
    const UnitQuality found = kring::quality::assess(evidence, proposal(), unit);
    RC_ASSERT(below(found.strict.ambition.score, found.lenient.ambition.score));
    RC_ASSERT(found.strict.visibility.score <= found.lenient.visibility.score);
    RC_ASSERT(found.strict.traceability.score <= found.lenient.traceability.score);
    RC_ASSERT(below(found.strict.reliability.point, found.lenient.reliability.point));
    RC_ASSERT(below(found.strict.reliability.low, found.lenient.reliability.low));
    RC_ASSERT(below(found.strict.quality, found.lenient.quality));
  }
}

// Every score lies in [0, 1], and the pessimistic R is not above R.
RC_GTEST_PROP(Quality, lies_between_0_and_1, ()) {
  const Rows rows = *any_rows();
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2022-03-01"));
  const UnitQuality found = kring::quality::assess(evidence, proposal(), dossier.unit("i"));
  for (const auto* scores : {&found.strict, &found.lenient}) {
    for (const auto& one :
         {scores->ambition.score, std::optional(scores->visibility.score), std::optional(scores->traceability.score),
          scores->reliability.point, scores->reliability.low, scores->quality}) {
      RC_ASSERT(!one || (*one >= 0.0 && *one <= 1.0));
    }
  }
  const auto& r = found.strict.reliability;
  if (r.point) RC_ASSERT(*r.low <= *r.point + 1e-12);
}

}  // namespace
