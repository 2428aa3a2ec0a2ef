// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"
#include "kring/quality/reliability.hpp"

namespace {

using namespace support;
using kring::quality::Evidence;

// Judgements as "identifier date verdict"; those whose identifier ends with s are of the supervisor.
Account judged(const std::vector<std::array<const char*, 3>>& judgements) {
  Account rows = account();
  for (const auto& [id, when, verdict] : judgements) {
    rows.add(id).dated(id, when).change(id, [&](cy::Record& r) {
      r.verdict = verdict;
      if (r.record.back() == 's') r.by = cy::Author::supervisor;
    });
  }
  return rows;
}

// The pairs found, as "own-theirs error".
std::string pairs(const Rows& rows) {
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2026-01-01"));
  const auto parts = kring::quality::reliability_parts(evidence, proposal(), cy::Reading::strict, dossier.unit("i"));
  std::set<std::string> all;
  for (const auto& one : parts.verified) {
    all.insert(dossier.records().id(one.own) + "-" + dossier.records().id(one.inspectors) + " " +
               std::to_string(one.error).substr(0, 3));
  }
  std::string joined;
  for (const auto& one : all) joined += (joined.empty() ? "" : ", ") + one;
  return joined;
}

TEST(VerifiedVerdicts, count_1_where_the_own_one_is_better_and_half_where_it_is_worse) {
  EXPECT_EQ(pairs(judged({{"j", "2021", "good"}, {"j_s", "2022", "insufficient"}})), "j-j_s 1.0");
  EXPECT_EQ(pairs(judged({{"j", "2021", "weak"}, {"j_s", "2022", "sufficient"}})), "j-j_s 0.5");
  EXPECT_EQ(pairs(judged({{"j", "2021", "good"}, {"j_s", "2022", "sufficient"}})), "j-j_s 0.0");
  EXPECT_EQ(pairs(judged({{"j", "2021", "weak"}, {"j_s", "2022", "very_weak"}})), "j-j_s 0.0");
}

TEST(VerifiedVerdicts, take_sets_of_levels_on_one_side_of_the_cut_only) {
  EXPECT_EQ(pairs(judged({{"j", "2021", "sufficient|good"}, {"j_s", "2022", "insufficient"}})), "j-j_s 1.0");
  EXPECT_EQ(pairs(judged({{"j", "2021", "weak|very_weak"}, {"j_s", "2022", "insufficient"}})), "j-j_s 0.0");
  EXPECT_EQ(pairs(judged({{"j", "2021", "weak|sufficient"}, {"j_s", "2022", "insufficient"}})), "");
  EXPECT_EQ(pairs(judged({{"j", "2021", "good"}, {"j_s", "2022", "insufficient|good"}})), "");
}

TEST(VerifiedVerdicts, take_levels_that_the_profile_lists_only) {
  for (const char* other : {"", "fine", "good|fine", "good|", "|good"}) {
    EXPECT_EQ(pairs(judged({{"j", "2021", other}, {"j_s", "2022", "good"}})), "") << other;
  }
}

TEST(VerifiedVerdicts, take_the_latest_own_one_that_came_before) {
  EXPECT_EQ(pairs(judged({{"j1", "2019", "good"}, {"j2", "2020", "weak"}, {"j3_s", "2021", "weak"}})), "j2-j3_s 0.0");
  EXPECT_EQ(pairs(judged({{"j1", "2020", "good"}, {"j2_s", "2020", "weak"}})), "");  // not known to be before
  EXPECT_EQ(pairs(judged({{"j1", "2021", "good"}, {"j2_s", "2020", "weak"}})), "");  // after
  EXPECT_EQ(pairs(judged({{"j1", "", "good"}, {"j2_s", "2020", "weak"}})), "");      // when is not known
  EXPECT_EQ(pairs(judged({{"j1", "2019", "good"}, {"j2_s", "", "weak"}})), "");
  // One own verdict before two of the inspectorate is verified twice.
  EXPECT_EQ(pairs(judged({{"j1", "2019", "good"}, {"j2_s", "2020", "weak"}, {"j3_s", "2021", "good"}})),
            "j1-j2_s 1.0, j1-j3_s 0.0");
  // The latest decides also where nothing can be said of it.
  EXPECT_EQ(pairs(judged({{"j1", "2019", "good"}, {"j2", "2020", "fine"}, {"j3_s", "2021", "good"}})), "");
}

TEST(VerifiedVerdicts, are_about_one_unit_and_one_aspect) {
  Account rows = judged({{"j", "2021", "good"}, {"j_s", "2022", "good"}});
  rows.record("j_s").aspect = "safety";
  EXPECT_EQ(pairs(rows), "");
  rows.record("j_s").aspect = "results";
  rows.unit("p", UnitKind::programme, "i");
  rows.record("j_s").unit = "p";
  EXPECT_EQ(pairs(rows), "");
  rows.record("j").unit = "p";
  EXPECT_EQ(pairs(rows), "j-j_s 0.0");  // below the unit asked about
}

// Axiom N: of own judgements on dates that overlap, too, the order of rows chooses none. By last and then by first day,
// as of measurements, then by identifier.
RC_GTEST_PROP(VerifiedVerdicts, do_not_depend_on_the_order_of_rows, ()) {
  std::vector<std::array<const char*, 3>> all = {{"j0_s", "2022", "good"}, {"j9_s", "2020/21", "weak"}};
  for (const char* id : {"j1", "j2", "j3", "j4"}) {
    all.push_back({id, *rc::gen::element("2020", "2020-01", "2020-12", "2019/20", "2020-06-15", ""), "good"});
  }
  const std::string before = pairs(judged(all));
  for (int times = 0; times < 5; ++times) {
    for (std::size_t i = 1; i < all.size(); ++i) std::swap(all[*rc::gen::inRange<std::size_t>(0, i + 1)], all[i]);
    RC_ASSERT(pairs(judged(all)) == before);
  }
}

}  // namespace
