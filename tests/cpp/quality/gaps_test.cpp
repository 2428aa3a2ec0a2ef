// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/quality/gaps.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;
using kring::UnknownIdentifier;
using kring::quality::Evidence;
using kring::quality::Gap;
using kring::quality::Property;
using kring::quality::Scores;
using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr const char* today = "2024-03-01";

struct Found {
  Scores scores;
  std::vector<Gap> gaps;
};

Found found(const Rows& rows) {
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day(today));
  const auto parts = kring::quality::gather(evidence, proposal(), cy::Reading::strict, dossier.unit("i"));
  return {score(parts, proposal()), kring::quality::gaps(parts, dossier.records(), proposal())};
}

double property(const Scores& scores, Property property) {
  return kring::quality::detail::property_of(scores, property);
}

TEST(Gaps, are_none_where_nothing_is_lacking) { EXPECT_TRUE(found(whole_account()).gaps.empty()); }

// Something is taken away from an account that lacks nothing: the one gap is named, and to mend it gains what it cost.
void expect_gap(const Rows& less, const char* id, Property of) {
  SCOPED_TRACE(id);
  const Found before = found(whole_account());
  const Found after = found(less);
  ASSERT_FALSE(after.gaps.empty());
  const auto gap = std::ranges::find(after.gaps, id, [](const Gap& one) { return one.id(); });
  ASSERT_NE(gap, after.gaps.end());
  EXPECT_EQ(gap->property, of);
  EXPECT_NEAR(gap->gain, property(before.scores, of) - property(after.scores, of), 1e-12);
  EXPECT_GT(gap->gain, 0.0);
  if (after.gaps.size() == 1) {
    EXPECT_NEAR(gap->quality_gain.value(), *before.scores.quality - *after.scores.quality, 1e-12);
  }
}

Rows without_links(LinkKind kind) {
  Account rows = whole_account();
  std::erase_if(rows.links, [&](const auto& link) { return link.kind == kind; });
  return rows;
}

TEST(Gaps, of_ambition_gain_what_they_cost) {
  const auto nobody = [](cy::Record& r) { r.owner.clear(); };
  expect_gap(whole_account().change("a", nobody), "step:results:ambition", Property::ambition);
  expect_gap(whole_account().change("x", nobody), "step:results:improvement", Property::ambition);
  expect_gap(whole_account().dated("m", "2023-01"), "step:results:monitoring", Property::ambition);
  expect_gap(whole_account().change("n", [](cy::Record& r) { r.norm_level = cy::NormLevel::sector; }),
             "own_norm:results", Property::ambition);
  expect_gap(without_links(LinkKind::judged_against), "whole", Property::ambition);
  expect_gap(without_links(LinkKind::draws_on), "drawn_on", Property::ambition);
}

TEST(Gaps, of_visibility_gain_what_they_cost) {
  for (const auto& [record, kind] : {std::pair("j", "publication:"), {"j_p", "programme_publication:"}}) {
    for (const auto item : {cy::Item::process, cy::Item::result, cy::Item::follow_up}) {
      Account rows = whole_account();
      std::erase_if(rows.publications, [&](const auto& p) {
        return p.record == record && p.item == item && p.audience != cy::Audience::alumni;
      });
      expect_gap(rows, (kind + std::string(word(item))).c_str(), Property::visibility);
    }
  }
}

TEST(Gaps, of_traceability_gain_what_they_cost) {
  Account rows = whole_account();
  std::erase_if(rows.links, [](const auto& link) { return link.from == "j" && link.to == "x"; });
  expect_gap(rows, "chain:j", Property::traceability);
  // An audit that found a record unsound half of the time costs both judgements half, each its share.
  const Found audited = found(whole_account().change("m", [](cy::Record& r) { r.soundness = 0.5; }));
  EXPECT_NEAR(audited.scores.traceability.score, 0.5, 1e-12);
  ASSERT_EQ(audited.gaps.size(), 2U);
  for (const Gap& gap : audited.gaps) EXPECT_NEAR(gap.gain, 0.25, 1e-12);
}

TEST(Gaps, of_reliability_gain_what_they_cost) {
  Account rows = whole_account();
  std::erase_if(rows.assessors, [](const auto& a) { return a.role == Role::expert || a.role == Role::peer; });
  // Without peers gate c is not met either: mending one of the two gains the rest of the other's cap only.
  for (const char* id : {"expert", "stakeholders"}) {
    const Found both = found(rows);
    EXPECT_TRUE(std::ranges::any_of(both.gaps, [&](const Gap& gap) { return gap.id() == id; })) << id;
  }
  // The expert in another part: nobody independent judges but the peers, who say nothing of their ties.
  Account consulted = whole_account();
  for (auto& a : consulted.assessors) {
    if (a.role == Role::peer) a.last_tie = {};
  }
  std::erase_if(consulted.assessors, [](const auto& a) { return a.role == Role::expert; });
  expect_gap(consulted, "expert", Property::reliability);
  Account quiet = whole_account();
  for (auto& a : quiet.assessors) {
    if (a.role != Role::student && a.role != Role::expert) a.part = cy::Part::consulted;
  }
  const Found few = found(quiet);
  EXPECT_EQ(few.gaps.size(), 1U);
  EXPECT_EQ(few.gaps[0].id(), "stakeholders");
}

TEST(Gaps, tell_the_record_that_comes_furthest_and_what_it_lacks) {
  const Account rows = whole_account().change("x", [](cy::Record& r) { r.owner.clear(); });
  const Gap gap = found(rows).gaps.at(0);
  EXPECT_EQ(rows.records[gap.record.value()].record, "x");
  EXPECT_EQ(kring::quality::text(gap.missing), "owner");
  EXPECT_EQ(gap.programmes, 1U);
}

TEST(Gaps, of_what_is_not_due_are_none) {
  Account rows = account().add("a").change("n", [](cy::Record& r) { r.target_date = date("2030"); });
  for (const Gap& gap : found(rows).gaps) {
    EXPECT_THAT(gap.id(), testing::Not(testing::HasSubstr("improvement")));
    EXPECT_THAT(gap.id(), testing::Not(testing::HasSubstr("monitoring")));
  }
}

TEST(WhatIf, refuses_a_gap_that_is_not_there_and_names_the_nearest) {
  const cy::Dossier dossier = account().add("a j").dossier();
  const Evidence evidence(dossier, day(today));
  const auto parts = kring::quality::gather(evidence, proposal(), cy::Reading::strict, 0);
  EXPECT_THAT([&] { (void)kring::quality::what_if(parts, dossier.records(), proposal(), {"publication:folow_up"}); },
              ThrowsMessage<UnknownIdentifier>(HasSubstr("did you mean 'publication:follow_up'?")));
  EXPECT_THAT([&] { (void)kring::quality::what_if(parts, dossier.records(), proposal(), {"expert", "zzz"}); },
              ThrowsMessage<UnknownIdentifier>(HasSubstr("there is no gap 'zzz'")));
}

TEST(WhatIf, mends_several_gaps_together) {
  const cy::Dossier dossier = account().add("a j").dossier();
  const Evidence evidence(dossier, day(today));
  const auto parts = kring::quality::gather(evidence, proposal(), cy::Reading::strict, 0);
  std::vector<std::string> all;
  for (const Gap& gap : kring::quality::gaps(parts, dossier.records(), proposal())) all.push_back(gap.id());
  const Scores then = kring::quality::what_if(parts, dossier.records(), proposal(), all);
  EXPECT_NEAR(then.ambition.score.value(), 1.0, 1e-15);
  EXPECT_EQ(then.visibility.score, 1.0);
  EXPECT_EQ(then.traceability.score, 1.0);
  EXPECT_EQ(then.reliability.cap, 1.0);
  EXPECT_EQ(kring::quality::what_if(parts, dossier.records(), proposal(), {}).quality,
            kring::quality::score(parts, proposal()).quality);
}

// To mend the gap named gives the gain stated, no gain is negative, the most gainful comes first, and no two share a
// name.
RC_GTEST_PROP(Gaps, gain_what_they_state, ()) {
  const Rows rows = *any_rows();
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day(*rc::gen::element("2020-01-01", "2022-03-01", "2024-03-01")));
  const auto parts = kring::quality::gather(evidence, proposal(), cy::Reading::strict, dossier.unit("i"));
  const Scores now = score(parts, proposal());
  const auto all = kring::quality::gaps(parts, dossier.records(), proposal());
  std::set<std::string> ids;
  double last = 2.0;
  for (const Gap& gap : all) {
    RC_ASSERT(ids.insert(gap.id()).second);
    RC_ASSERT(gap.gain >= -1e-12);
    const double gain = gap.quality_gain.value_or(0.0);
    RC_ASSERT(gain <= last + 1e-12);
    last = gain;
    const Scores then = kring::quality::what_if(parts, dossier.records(), proposal(), {gap.id()});
    RC_ASSERT(std::abs(property(then, gap.property) - property(now, gap.property) - gap.gain) < 1e-12);
    RC_ASSERT(gap.quality_gain.has_value() == (now.quality && then.quality));
    if (gap.quality_gain) RC_ASSERT(std::abs(*then.quality - *now.quality - gain) < 1e-12);
  }
}

}  // namespace
