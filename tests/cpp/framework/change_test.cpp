// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/framework/change.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "frameworks.hpp"
#include "kring/format/toml.hpp"
#include "kring/framework/change_words.hpp"
#include "kring/framework/margin.hpp"

namespace {

using namespace support;

const fw::Framework& studiesucces() {
  static const fw::Framework f = kring::format::catalog_framework("studiesucces-2024");
  return f;
}

using Shares = std::vector<std::pair<std::int64_t, std::int64_t>>;  // denominator 0: missing

fw::Evidence evidence_of(const Shares& shares, fw::EducationLevel level) {
  fw::Evidence evidence(studiesucces(), 1);
  evidence.education[0] = level;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i].second != 0) fw::set_counts(evidence, i, 0, shares[i].first, shares[i].second);
  }
  return evidence;
}

fw::Outcome judged(const Shares& shares, fw::EducationLevel level) {
  const fw::Evidence evidence = evidence_of(shares, level);
  return fw::judge(evidence.findings, evidence.education).at(0, 0);
}

// Fewest people whose result must change to reach an outcome that `wanted` accepts, by trying every numerator.
template <class Wanted>
std::int64_t by_trying(const Shares& shares, fw::EducationLevel level, Wanted wanted) {
  std::int64_t best = std::numeric_limits<std::int64_t>::max();
  Shares tried = shares;
  for (std::int64_t a = 0; a <= shares[0].second; ++a) {
    for (std::int64_t b = 0; b <= shares[1].second; ++b) {
      for (std::int64_t c = 0; c <= shares[2].second; ++c) {
        const std::int64_t people =
            std::abs(a - shares[0].first) + std::abs(b - shares[1].first) + std::abs(c - shares[2].first);
        if (people >= best) continue;
        tried[0].first = a, tried[1].first = b, tried[2].first = c;
        if (wanted(judged(tried, level))) best = people;
      }
    }
  }
  return best;
}

TEST(Change, is_the_smallest_there_is_when_every_numerator_is_tried) {
  std::mt19937 random(5);
  const auto below = [&](std::int64_t n) { return std::uniform_int_distribution<std::int64_t>(0, n - 1)(random); };
  int compared = 0;
  for (int round = 0; round < 25; ++round) {
    Shares shares;
    for (int k = 0; k < 3; ++k) {
      const std::int64_t n = 12 + below(8);
      shares.emplace_back(1 + below(n - 1), n);
    }
    const auto level = static_cast<fw::EducationLevel>(below(3));
    const fw::Evidence evidence = evidence_of(shares, level);
    const fw::Judged now = fw::judge(evidence.findings, evidence.education);
    if (now.at(0, 0).state != fw::State::judged) continue;
    std::int64_t cheapest[3] = {-1, -1, -1};
    for (const fw::Change& change : fw::changes(evidence, now, 0, 0)) {
      if (change.effort.levels == 0 && cheapest[change.outcome] < 0) cheapest[change.outcome] = change.effort.people;
    }
    for (fw::Level target = 0; target < 3; ++target) {
      if (now.at(0, 0).levels.contains(target)) continue;
      EXPECT_EQ(cheapest[target], by_trying(shares, level, [&](const fw::Outcome& o) {
                  return o.state == fw::State::judged && o.levels.worst() == target;
                }));
      ++compared;
    }
    const fw::Margins margins = fw::margins(evidence, now);
    EXPECT_EQ(margins.at(0, 0).people, by_trying(shares, level, [&](const fw::Outcome& o) {
                return o.state == fw::State::judged && !(o.levels == now.at(0, 0).levels);
              }));
  }
  EXPECT_GT(compared, 30);
}

TEST(Change, makes_the_outcome_it_promises_and_one_person_fewer_does_not) {
  std::mt19937 random(6);
  const auto below = [&](std::int64_t n) { return std::uniform_int_distribution<std::int64_t>(0, n - 1)(random); };
  for (int round = 0; round < 300; ++round) {
    Shares shares;
    for (int k = 0; k < 3; ++k) {
      const std::int64_t n = 12 + below(400);
      shares.emplace_back(1 + below(n - 1), n);
    }
    const fw::Evidence evidence = evidence_of(shares, 1);
    const fw::Judged now = fw::judge(evidence.findings, evidence.education);
    for (const fw::Change& change : fw::changes(evidence, now, 0, 0)) {
      Shares after = shares;
      for (const fw::Move& move : change.moves) after[move.input].first += move.people;
      const fw::Outcome outcome = judged(after, 1);
      ASSERT_EQ(outcome.levels, fw::LevelSet::only(change.outcome));
      for (const fw::Move& move : change.moves) {
        Shares less = after;
        less[move.input].first -= move.people > 0 ? 1 : -1;
        EXPECT_FALSE(judged(less, 1).levels == fw::LevelSet::only(change.outcome));
      }
    }
  }
}

TEST(Change, is_said_in_the_words_of_the_indicator) {
  const fw::Evidence evidence = evidence_of({{66, 100}, {69, 100}, {90, 100}}, 1);
  const fw::Judged now = fw::judge(evidence.findings, evidence.education);
  const auto changes = fw::changes(evidence, now, 0, 0);
  ASSERT_FALSE(changes.empty());
  EXPECT_EQ(words(studiesucces(), changes[0], kring::Language::english),
            "diploma result to sufficient: 1 more diploma");
  EXPECT_EQ(words(studiesucces(), changes[1], kring::Language::dutch),
            "jaarresultaat naar voldoende: 2 meer diploma's");
}

TEST(Change, of_an_unknown_input_is_that_it_becomes_known) {
  const fw::Evidence evidence = evidence_of({{70, 100}, {60, 100}, {0, 0}}, 1);
  const fw::Judged now = fw::judge(evidence.findings, evidence.education);
  EXPECT_EQ(now.at(0, 0).state, fw::State::undetermined);
  bool settles = false;
  for (const fw::Change& change : fw::changes(evidence, now, 0, 0)) {
    settles = settles || (change.outcome == 1 && change.effort == fw::Effort{1, 0} && change.moves[0].input == 2);
  }
  EXPECT_TRUE(settles);
  EXPECT_FALSE(fw::margins(evidence, now).has(0, 0));
}

TEST(Change, counts_levels_of_standards_through_nested_judgements) {
  const fw::Framework f = kring::format::catalog_framework("bounded-compensation-2003");
  fw::Evidence evidence(f, 1);
  const fw::Level sufficient = *f.input_scale(0).find("sufficient");
  for (std::size_t i = 0; i < f.inputs(); ++i) evidence.findings.set(i, 0, fw::Finding::at(sufficient));
  const fw::Judged now = fw::judge(evidence.findings);
  const auto changes = fw::changes(evidence, now, f.main(), 0);
  ASSERT_FALSE(changes.empty());
  EXPECT_EQ(changes[0].effort, (fw::Effort{1, 0}));  // one facet one level down breaks its subject, and so the whole
  EXPECT_EQ(fw::margins(evidence, now).at(f.main(), 0), (fw::Effort{1, 0}));
}

// Programme content alone makes the area sufficient: that didactics is known as a set only does not matter.
TEST(Change, leaves_a_set_of_levels_as_it_is_where_any_of_them_will_do) {
  const fw::Framework f = kring::format::catalog_framework("process-area-2017");
  fw::Evidence evidence(f, 1);
  const auto set = [&](const char* id, const fw::Finding& finding) { evidence.findings.set(f.input(id), 0, finding); };
  set("didactics", {fw::LevelSet(0b110), {}, true});
  set("work_placement", fw::Finding::at(1));
  set("guidance", fw::Finding::at(0));
  set("programme_content", fw::Finding::at(0));
  const fw::Judged now = fw::judge(evidence.findings);
  EXPECT_EQ(now.at(0, 0).levels, fw::LevelSet::only(0));
  const auto changes = fw::changes(evidence, now, 0, 0);
  ASSERT_FALSE(changes.empty());
  EXPECT_EQ(changes[0].effort, (fw::Effort{1, 0}));
  EXPECT_EQ(changes[0].moves.size(), 1U);
  EXPECT_EQ(fw::margins(evidence, now).at(0, 0), (fw::Effort{1, 0}));
}

}  // namespace
