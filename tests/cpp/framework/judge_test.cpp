// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/framework/judge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "frameworks.hpp"
#include "kring/format/toml.hpp"

namespace {

using namespace support;
using fw::EducationLevel;
using fw::Reason;
using fw::State;
using kring::InvalidPeriod;
using kring::InvalidValue;
using kring::UnknownIdentifier;
using testing::HasSubstr;
using testing::ThrowsMessage;

const fw::Framework& studiesucces() {
  static const fw::Framework f = kring::format::catalog_framework("studiesucces-2024");
  return f;
}

struct Columns {
  std::vector<std::int64_t> numerator[3];
  std::vector<std::int64_t> denominator[3];
  std::vector<EducationLevel> level;
};

Columns made_up(std::size_t units, unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::int64_t n) { return std::uniform_int_distribution<std::int64_t>(0, n - 1)(random); };
  Columns columns;
  for (std::size_t i = 0; i < units; ++i) {
    columns.level.push_back(below(20) == 0 ? fw::no_judgement : static_cast<EducationLevel>(below(3)));
    for (int k = 0; k < 3; ++k) {
      const std::int64_t n = below(60);
      columns.denominator[k].push_back(n);
      columns.numerator[k].push_back(below(n + 1));
    }
  }
  return columns;
}

fw::Judged judged(const Columns& columns, unsigned threads) {
  fw::Findings findings(studiesucces(), columns.level.size());
  for (std::size_t k = 0; k < 3; ++k) {
    fw::find_levels(findings, k, {columns.numerator[k], columns.denominator[k]}, columns.level, {}, threads);
  }
  return fw::judge(findings, columns.level, threads);
}

TEST(Judge, gives_columns_what_it_gives_one_unit) {
  const Columns columns = made_up(20'000, 1);
  const fw::Judged all = judged(columns, 1);
  for (std::size_t i = 0; i < columns.level.size(); ++i) {
    if (columns.level[i] == fw::no_judgement) {
      ASSERT_EQ(all.at(0, i).state, State::not_applicable);
      continue;
    }
    std::vector<fw::Finding> findings;
    for (std::size_t k = 0; k < 3; ++k) {
      const auto norms = fw::norms_on(studiesucces(), k, columns.level[i], {});
      findings.push_back(fw::find_level(studiesucces(), k, norms, columns.numerator[k][i], columns.denominator[k][i]));
    }
    ASSERT_EQ(all.at(0, i), fw::judge(studiesucces(), findings)[0]) << "unit " << i;
  }
}

TEST(Judge, gives_the_same_for_any_number_of_threads) {
  const Columns columns = made_up(10'000, 2);
  EXPECT_EQ(judged(columns, 1).outcomes, judged(columns, 7).outcomes);
}

// The published rule, written out anew: at least two of three, high by annual or diploma result, what is unknown.
std::string by_hand(const int (&level)[3]) {
  int known = 0;
  int enough = 0;
  for (const int l : level) {
    known += l >= 0;
    enough += l >= 1;
  }
  if (known < 2) return "undetermined";
  if (known == 2) return enough == 2 ? "sufficient" : (enough == 0 ? "insufficient" : "undetermined");
  if (enough == 3 && (level[0] == 2 || level[1] == 2)) return "high";
  return enough >= 2 ? "sufficient" : "insufficient";
}

TEST(Judge, follows_the_published_table_of_study_success_over_its_whole_input) {
  for (int a = -1; a < 3; ++a) {
    for (int b = -1; b < 3; ++b) {
      for (int c = -1; c < 2; ++c) {
        const int levels[3] = {a, b, c};
        std::vector<fw::Finding> findings;
        for (const int l : levels) {
          findings.push_back(l < 0 ? fw::Finding::unknown(Reason::missing)
                                   : fw::Finding::at(static_cast<fw::Level>(l)));
        }
        const fw::Outcome outcome = fw::judge(studiesucces(), findings)[0];
        const std::string word = outcome.state == State::judged
                                     ? studiesucces().judgement_scale(0).levels[outcome.levels.worst()]
                                     : std::string(text(outcome.state));
        EXPECT_EQ(word, by_hand(levels)) << a << b << c;
      }
    }
  }
}

// A better figure never gives a worse outcome.
RC_GTEST_PROP(Judge, is_monotone_in_every_numerator, ()) {
  const auto level = static_cast<EducationLevel>(*rc::gen::inRange(0, 3));
  std::vector<fw::Finding> before;
  std::vector<fw::Finding> after;
  for (std::size_t k = 0; k < 3; ++k) {
    const std::int64_t n = *rc::gen::inRange<std::int64_t>(13, 200);
    const std::int64_t r = *rc::gen::inRange<std::int64_t>(1, n - 1);
    const std::int64_t more = *rc::gen::inRange<std::int64_t>(r, n);
    const auto norms = fw::norms_on(studiesucces(), k, level, {});
    before.push_back(fw::find_level(studiesucces(), k, norms, r, n));
    after.push_back(fw::find_level(studiesucces(), k, norms, more, n));
  }
  const auto worse = fw::judge(studiesucces(), before)[0];
  const auto better = fw::judge(studiesucces(), after)[0];
  RC_ASSERT(worse.state == State::judged && better.state == State::judged);
  RC_ASSERT(better.levels.worst() >= worse.levels.worst());
}

TEST(Judge, handles_sets_in_columns_as_in_one_unit) {
  const fw::Framework f = kring::format::catalog_framework("process-area-2017");
  const fw::LevelSet at_least_sufficient(0b110);
  std::vector<std::vector<fw::Finding>> units;
  for (unsigned code = 0; code < 5 * 5 * 5 * 5; ++code) {
    auto& unit = units.emplace_back();
    unsigned rest = code;
    for (int i = 0; i < 4; ++i, rest /= 5) {
      const unsigned which = rest % 5;
      if (which < 3) unit.push_back(fw::Finding::at(static_cast<fw::Level>(which)));
      if (which == 3) unit.push_back(fw::Finding::unknown(Reason::not_examined));
      if (which == 4) unit.push_back({at_least_sufficient, {}, true});
    }
  }
  fw::Findings findings(f, units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    for (std::size_t i = 0; i < 4; ++i) findings.set(i, u, units[u][i]);
  }
  const fw::Judged all = fw::judge(findings);
  for (std::size_t u = 0; u < units.size(); ++u) ASSERT_EQ(all.at(0, u), fw::judge(f, units[u])[0]) << "unit " << u;
}

TEST(Judge, handles_nested_judgements_in_columns_as_in_one_unit) {
  const fw::Framework f = kring::format::catalog_framework("bounded-compensation-2003");
  std::mt19937 random(3);
  std::vector<std::vector<fw::Finding>> units(3000);
  fw::Findings findings(f, units.size());
  for (std::size_t u = 0; u < units.size(); ++u) {
    for (std::size_t i = 0; i < f.inputs(); ++i) {
      const std::size_t size = f.input_scale(i).size();
      const unsigned which = std::uniform_int_distribution<unsigned>(0, static_cast<unsigned>(size) + 1)(random);
      if (which < size) units[u].push_back(fw::Finding::at(static_cast<fw::Level>(which)));
      if (which == size) units[u].push_back(fw::Finding::unknown(Reason::not_examined));
      if (which == size + 1) units[u].push_back({fw::LevelSet(0b1100), {}, true});
      findings.set(i, u, units[u].back());
    }
  }
  const fw::Judged all = fw::judge(findings, {}, 2);
  for (std::size_t u = 0; u < units.size(); ++u) {
    const auto one = fw::judge(f, units[u]);
    for (std::size_t j = 0; j < one.size(); ++j) ASSERT_EQ(all.at(j, u), one[j]) << "unit " << u << " judgement " << j;
  }
}

TEST(Judge, compares_with_norms_exactly_at_the_largest_counts) {
  // 67 percent of 1e12 is 670,000,000,000: one student fewer lies below the norm of level 2.
  const auto norms = fw::norms_on(studiesucces(), 0, 0, {});
  EXPECT_EQ(fw::find_level(studiesucces(), 0, norms, 670'000'000'000, 1'000'000'000'000), fw::Finding::at(1));
  EXPECT_EQ(fw::find_level(studiesucces(), 0, norms, 669'999'999'999, 1'000'000'000'000), fw::Finding::at(0));
  fw::Findings findings(studiesucces(), 2);
  const std::vector<std::int64_t> numerator = {670'000'000'000, 669'999'999'999};
  const std::vector<std::int64_t> denominator(2, 1'000'000'000'000);
  const std::vector<EducationLevel> level(2, 0);
  fw::find_levels(findings, 0, {numerator, denominator}, level, {});
  EXPECT_EQ(findings.get(0, 0), fw::Finding::at(1));
  EXPECT_EQ(findings.get(0, 1), fw::Finding::at(0));
}

TEST(Judge, refuses_counts_that_cannot_be_and_names_the_unit) {
  fw::Findings findings(studiesucces(), 2);
  const std::vector<std::int64_t> numerator = {3, 9};
  const std::vector<std::int64_t> denominator = {20, 8};
  const std::vector<EducationLevel> level(2, 0);
  EXPECT_THAT([&] { fw::find_levels(findings, 0, {numerator, denominator}, level, {}); },
              ThrowsMessage<InvalidValue>(HasSubstr("unit 1 has 9 of 8 on 'annual_result'")));
  EXPECT_THROW(fw::find_levels(findings, 0, {numerator, denominator}, {}, {}), InvalidValue);
}

TEST(Norms, outside_their_validity_are_an_error_that_names_the_days) {
  const auto day = kring::Period::parse("2020-01-01").last();
  EXPECT_THAT(
      [&] { (void)fw::norms_on(studiesucces(), 0, 1, day); },
      ThrowsMessage<InvalidPeriod>(AllOf(HasSubstr("norm 'annual_result' for level 3 has no value for 'sufficient'"),
                                         HasSubstr("2020-01-01"), HasSubstr("from 2024-05-31"))));
}

TEST(Norms, know_the_levels_of_education_of_their_framework) {
  EXPECT_EQ(fw::education_level(studiesucces(), "3"), 1);
  EXPECT_EQ(fw::education_level(studiesucces(), "1"), fw::no_judgement);
  EXPECT_THAT([&] { (void)fw::education_level(studiesucces(), "mbo-3"); },
              ThrowsMessage<UnknownIdentifier>(HasSubstr("expected one of 1, 2, 3, 4")));
}

// Targets of early leaving differ by year: domain figures of cedanl/vsv_analysis, 3.6% in 2016/17 and 3.5% in 2017/18.
TEST(Norms, of_a_school_year_are_those_of_its_days) {
  const fw::Framework f = kring::format::catalog_framework("early-leaving-targets");
  const auto level = fw::education_level(f, "3");
  EXPECT_EQ(fw::norms_on(f, 0, level, kring::Period::parse("2016/17").last())[0]->threshold, 360);
  EXPECT_EQ(fw::norms_on(f, 0, level, kring::Period::parse("2017-08-01").last())[0]->threshold, 350);
  EXPECT_EQ(fw::norms_on(f, 0, level, {})[0]->threshold, 360);  // the latest, 2024/25
}

}  // namespace
