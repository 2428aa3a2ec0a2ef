// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/link.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "dossiers.hpp"

namespace {

using namespace support;

// The table of docs/cycle.md, section "Links", written out a second time.
const std::map<std::string, std::set<std::string>>& table_of_links() {
  static const std::map<std::string, std::set<std::string>> table = {
      {"specified_by", {"ambition to norm"}},
      {"measured_by", {"norm to measurement"}},
      {"weighed_in", {"measurement to evaluation"}},
      {"concludes", {"evaluation to judgement"}},
      {"leads_to", {"evaluation to action", "judgement to action", "ambition to action"}},
      {"checked_by", {"action to effect"}},
      {"renews", {"effect to ambition"}},
      {"baseline_of", {"measurement to norm"}},
      {"feedback_on",
       {"feedback to ambition", "feedback to norm", "feedback to measurement", "feedback to evaluation",
        "feedback to judgement", "feedback to action", "feedback to effect"}},
      {"judged_against", {"judgement to norm"}},
      {"draws_on",
       {"ambition to ambition", "ambition to evaluation", "evaluation to ambition", "evaluation to norm",
        "evaluation to judgement", "judgement to judgement", "judgement to effect", "action to action",
        "effect to measurement"}}};
  return table;
}

template <class F>
void for_each_combination(F f) {
  for (std::size_t k = 0; k < cy::words_of<LinkKind>.size(); ++k) {
    for (std::size_t p = 0; p < cy::words_of<Phase>.size(); ++p) {
      for (std::size_t q = 0; q < cy::words_of<Phase>.size(); ++q) {
        f(static_cast<LinkKind>(k), static_cast<Phase>(p), static_cast<Phase>(q));
      }
    }
  }
}

TEST(Link, ties_the_pairs_of_the_table_and_no_others) {
  int legal = 0;
  for_each_combination([&](LinkKind kind, Phase from, Phase to) {
    const std::string pair = std::string(word(from)) + " to " + std::string(word(to));
    const bool expected = table_of_links().at(std::string(word(kind))).contains(pair);
    EXPECT_EQ(cy::is_legal(kind, from, to), expected) << word(kind) << ": " << pair;
    legal += expected ? 1 : 0;
  });
  EXPECT_EQ(legal, 27);  // as many as docs/cycle.md lists
}

// 11 kinds by 8 phases by 8 phases: 704 dossiers of one link.
TEST(Link, is_refused_with_the_legal_pairs_named) {
  for_each_combination([](LinkKind kind, Phase from, Phase to) {
    Account rows = account();
    const char* letters = "anmejxfv";
    const std::string one = std::string(1, letters[static_cast<std::size_t>(from)]) + "_one";
    const std::string other = std::string(1, letters[static_cast<std::size_t>(to)]) + "_other";
    rows.link(one, other, kind);
    const auto& pairs = table_of_links().at(std::string(word(kind)));
    if (cy::is_legal(kind, from, to)) {
      EXPECT_NO_THROW((void)rows.dossier());
      return;
    }
    try {
      (void)rows.dossier();
      ADD_FAILURE() << word(kind) << " from " << word(from) << " to " << word(to) << " was accepted";
    } catch (const kring::BrokenCycle& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("a link " + std::string(word(kind)) + " that cannot be: row 0 (" +
                                                   std::string(word(from)) + " " + one + " to " +
                                                   std::string(word(to)) + " " + other + ")"));
      for (const std::string& pair : pairs) EXPECT_THAT(error.what(), testing::HasSubstr(pair));
    }
  });
}

TEST(Link, points_back_only_where_it_says_what_something_rests_on) {
  for (std::size_t k = 0; k < cy::words_of<LinkKind>.size(); ++k) {
    const auto kind = static_cast<LinkKind>(k);
    EXPECT_EQ(cy::points_back(kind), kind == LinkKind::judged_against || kind == LinkKind::draws_on);
  }
}

}  // namespace
