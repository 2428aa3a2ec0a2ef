// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/supervision/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "boards.hpp"

namespace {

using namespace kring::supervision;
using kring::test::proposal;
using testing::ElementsAre;

std::vector<std::string> flaws(const Profile& profile) {
  std::vector<std::string> all;
  for (const Flaw& flaw : verify(profile).flaws) {
    std::string text(kring::cycle::word(flaw.kind));
    if (!flaw.gate.empty()) text += " " + flaw.gate;
    if (flaw.kind == FlawKind::unused_band) text += " " + std::to_string(flaw.band);
    if (flaw.kind == FlawKind::not_monotone) text += " " + std::string(kring::cycle::word(flaw.criterion));
    all.push_back(text);
  }
  return all;
}

// By hand, values between limits: A 3, V 3, T 4 and unknown, R_low 4 and unknown, Q 3, E 3, and two each of risk_upper,
// risk_secure, open_breach, verified, cycles, expert, stakeholders, finance, professionalism: 3 * 3 * 5 * 5 * 3 * 3 *
// 2^9.
TEST(Verification, finds_nothing_wrong_with_the_proposal_on_every_board_it_tells_apart) {
  const Verification found = verify(proposal());
  EXPECT_TRUE(found.sound());
  EXPECT_EQ(found.boards, 1'036'800);
  EXPECT_GT(found.pairs, 1'000'000);
}

TEST(Verification, finds_a_gate_that_looks_at_the_wrong_side) {
  Profile profile = proposal();
  profile.escalations[4].when[0].at_least = true;  // untraceable: T at least .40
  const auto found = flaws(profile);
  EXPECT_THAT(found, testing::Contains("not_monotone traceability"));
  const Verification all = verify(profile);
  const auto pair = std::ranges::find(all.flaws, FlawKind::not_monotone, &Flaw::kind);
  EXPECT_LT(pair->band, pair->better_band);
  EXPECT_EQ(decide(profile, pair->worse).band, pair->band);
  EXPECT_EQ(decide(profile, pair->better).band, pair->better_band);
}

TEST(Verification, finds_gates_that_decide_nothing) {
  Profile profile = proposal();
  profile.escalations.push_back({"twice", 3, "", "", {{Criterion::traceability, false, 3000}}});
  EXPECT_THAT(flaws(profile), ElementsAre("dead_gate twice"));
  profile = proposal();
  profile.escalations.push_back({"floor", 2, "", "", {{Criterion::traceability, false, 3000}}});
  EXPECT_THAT(flaws(profile), ElementsAre("dead_gate floor"));
}

TEST(Verification, finds_bands_that_nobody_has) {
  Profile profile = proposal();
  profile.bands.push_back({"six", "zes"});
  EXPECT_THAT(flaws(profile), ElementsAre("unused_band 5"));
}

}  // namespace
