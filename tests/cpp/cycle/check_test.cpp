// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;
using kring::BrokenCycle;
using kring::InvalidTable;
using kring::InvalidValue;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::ThrowsMessage;

template <class Error, class Matcher>
void expect_refused(const Rows& rows, Matcher message) {
  EXPECT_THAT([&] { (void)rows.dossier(); }, ThrowsMessage<Error>(message));
}

TEST(Check, finds_nothing_wrong_with_a_whole_cycle) {
  EXPECT_NO_THROW((void)account().story("a n m e j x f a2").link("v", "e").link("j", "n").dossier());
  EXPECT_NO_THROW((void)account().dossier());
}

TEST(Check, refuses_a_unit_that_is_there_twice) {
  expect_refused<InvalidTable>(
      account().unit("p", UnitKind::programme, "i").unit("p", UnitKind::team, "i"),
      HasSubstr("table 'units', column 'unit': 1 row is there twice: row 2 (p); expected one row a unit"));
}

TEST(Check, refuses_a_negative_number_of_students) {
  expect_refused<InvalidTable>(
      account().unit("p", UnitKind::programme, "i", -3),
      HasSubstr("column 'students': 1 row is negative: row 1 (-3); expected a number of students, 0 or more"));
  EXPECT_NO_THROW((void)account().unit("p", UnitKind::programme, "i", 0).dossier());
}

TEST(Check, refuses_units_that_lie_below_themselves) {
  expect_refused<InvalidTable>(
      account().unit("c", UnitKind::college, "d").unit("d", UnitKind::college, "c").unit("p", UnitKind::programme, "d"),
      HasSubstr("column 'parent': 3 rows are its own parent, directly or through others: row 1 (c below d), row 2 (d "
                "below c), row 3 (p below d); expected a parent higher in the tree"));
  expect_refused<InvalidTable>(account().unit("p", UnitKind::programme, "p"), HasSubstr("row 1 (p below p)"));
}

// Each below the one before it, and the first below the last: none is walked over twice.
TEST(Check, finds_a_loop_of_two_hundred_thousand_units) {
  cy::Tables tables;
  constexpr int units = 200'000;
  for (int i = 0; i < units; ++i) {
    tables.units.push_back({std::to_string(i), UnitKind::team, std::to_string((i + units - 1) % units), "", {}, {}});
  }
  EXPECT_THAT([&] { (void)cy::Dossier(std::move(tables)); },
              ThrowsMessage<InvalidTable>(AllOf(HasSubstr("200000 rows are its own parent"), HasSubstr("..."))));
}

TEST(Check, refuses_a_unit_below_one_of_a_lower_kind) {
  expect_refused<InvalidTable>(
      account().unit("p", UnitKind::programme, "i").unit("c", UnitKind::college, "p"),
      HasSubstr("1 row is below a unit of a lower kind: row 2 (college c below programme p); expected sector above "
                "institution above college above team above programme"));
  EXPECT_NO_THROW((void)account().unit("p", UnitKind::programme, "i").unit("q", UnitKind::programme, "p").dossier());
}

TEST(Check, refuses_units_with_two_tops) {
  Account two = account();
  two.unit("k", UnitKind::institution, "");
  expect_refused<InvalidTable>(two, HasSubstr("2 rows are the top of a tree of its own: row 0 (i), row 1 (k); expected "
                                              "one top for all units"));
  two.units[0].parent = "mbo";
  expect_refused<InvalidTable>(two, HasSubstr("row 0 (i), row 1 (k)"));
  two.units[1].parent = "mbo";
  EXPECT_NO_THROW((void)two.dossier());
}

TEST(Check, refuses_records_of_units_that_are_not_there) {
  expect_refused<InvalidTable>(
      account().add("a").in("nowhere").add("n"),
      HasSubstr("table 'records', column 'unit': 1 row is of a unit that is not there: row 1 (n of 'nowhere')"));
}

TEST(Check, refuses_an_action_that_is_over_before_it_begins) {
  const auto ends = [](const char* text) {
    return account().dated("x", "2023").change("x", [&](cy::Record& row) { row.end_date = date(text); });
  };
  expect_refused<InvalidTable>(
      ends("2022"), HasSubstr("column 'end_date': 1 row is over before it begins: row 0 (x ends 2022-12-31)"));
  EXPECT_NO_THROW((void)ends("2022/23").dossier());  // overlaps: which comes first is not known
}

TEST(Check, refuses_a_soundness_that_is_no_probability) {
  for (const double wrong : {-0.1, 1.5, std::nan("")}) {
    expect_refused<InvalidTable>(
        account().change("m", [&](cy::Record& row) { row.soundness = wrong; }),
        AllOf(HasSubstr("column 'soundness': 1 row is no probability"), HasSubstr("expected a number from 0 to 1")));
  }
  for (const double right : {0.0, 1.0}) {
    EXPECT_NO_THROW((void)account().change("m", [&](cy::Record& row) { row.soundness = right; }).dossier());
  }
}

TEST(Check, refuses_fields_on_records_of_another_phase) {
  const auto norm_field = [](auto change) {
    expect_refused<InvalidTable>(account().change("m", change),
                                 HasSubstr("not a norm and has norm_level, target, direction or strict: row 0 (m, "
                                           "measurement)"));
  };
  norm_field([](cy::Record& row) { row.norm_level = cy::NormLevel::own; });
  norm_field([](cy::Record& row) { row.target = 1.0; });
  norm_field([](cy::Record& row) { row.direction = cy::Direction::lower; });
  norm_field([](cy::Record& row) { row.strict = Answer::no; });
  expect_refused<InvalidTable>(account().change("e", [](cy::Record& row) { row.verdict = "good"; }),
                               HasSubstr("column 'verdict': 1 row is not a judgement and has a verdict: row 0 (e, "
                                         "evaluation)"));
}

TEST(Check, refuses_links_assessors_and_publications_that_lead_nowhere) {
  Account rows = account();
  rows.add("a").links = {{"a", "n", LinkKind::specified_by}, {"b", "a", LinkKind::draws_on}};
  rows.assessor({.record = "j"}).publication({.record = "j"});
  expect_refused<InvalidTable>(
      rows, AllOf(HasSubstr("the dossier has 4 faults"),
                  HasSubstr("table 'links', column 'from': 1 row is a record that is not there: row 1 ('b')"),
                  HasSubstr("table 'links', column 'to': 1 row is a record that is not there: row 0 ('n')"),
                  HasSubstr("table 'assessors', column 'record': 1 row is a record that is not there: row 0 ('j')"),
                  HasSubstr("table 'publications', column 'record': 1 row is a record that is not there: row 0 "
                            "('j')")));
}

TEST(Check, refuses_nobody_as_an_assessor_and_events_without_a_unit) {
  expect_refused<InvalidTable>(account().add("j").assessor({.record = "j", .count = 0}),
                               HasSubstr("column 'count': 1 row is nobody: row 0 (0); expected 1 person or more"));
  Account rows = account();
  rows.events = {{"k", "visit", {}, {}, "", ""}};
  expect_refused<InvalidTable>(rows, HasSubstr("table 'events', column 'unit': 1 row is of a unit that is not there: "
                                               "row 0 ('k')"));
}

TEST(Check, refuses_two_links_of_one_kind_between_the_same_records) {
  expect_refused<InvalidTable>(
      account().link("a", "n").link("a", "n"),
      HasSubstr("column 'to': 1 row is there twice: row 1 (a specified_by n); expected one link of a kind"));
  // One that is drawn on may also conclude: another judgement then.
  EXPECT_NO_THROW((void)account().link("e", "j").link("e", "j2", LinkKind::draws_on).dossier());
}

TEST(Check, names_a_loop_as_a_path) {
  expect_refused<BrokenCycle>(
      account().story("a n m e x f").link("f", "a"),
      AllOf(HasSubstr("column 'to': 1 row is the end of a way back to where it began: row "),
            HasSubstr("a -> n -> m -> e -> x -> f -> a"), HasSubstr("the next turn of a cycle has records of its own"),
            HasSubstr("remove a link of the loop")));
}

TEST(Check, finds_loops_of_links_that_are_turned_round_and_of_a_record_with_itself) {
  // The judgement concludes the evaluation that draws on it.
  expect_refused<BrokenCycle>(account().link("e", "j").link("e", "j", LinkKind::draws_on), HasSubstr("-> "));
  expect_refused<BrokenCycle>(account().link("a", "a"), HasSubstr("a -> a"));
  // Baseline and test of the same norm: the one measurement comes before and after it.
  expect_refused<BrokenCycle>(account().link("m", "n").link("n", "m"), HasSubstr("-> "));
}

TEST(Check, tells_of_broken_links_beside_other_faults_as_a_table_that_is_wrong) {
  const Account broken = account().link("a", "m", LinkKind::measured_by);
  expect_refused<BrokenCycle>(broken, HasSubstr("a link measured_by that cannot be"));
  Account both = broken;
  both.units.push_back({"i", UnitKind::team, "i", "", {}, {}});
  expect_refused<InvalidTable>(both, AllOf(HasSubstr("the dossier has 2 faults:\n- "), HasSubstr("there twice"),
                                           HasSubstr("a link measured_by that cannot be")));
}

TEST(Check, tells_everything_at_once) {
  Account rows = account();
  rows.unit("p", UnitKind::programme, "i", -1).unit("p", UnitKind::programme, "i").unit("k", UnitKind::team, "");
  rows.in("x9").add("a").in("i").change("m", [](cy::Record& row) { row.target = row.soundness = 2.0; });
  rows.link("a", "m", LinkKind::checked_by).assessor({.record = "m", .count = -1});
  rows.events = {{"x9", "visit", {}, {}, "", ""}};
  expect_refused<InvalidTable>(rows, AllOf(HasSubstr("the dossier has 9 faults"), HasSubstr("'students'"),
                                           HasSubstr("the top of a tree of its own"), HasSubstr("a of 'x9'"),
                                           HasSubstr("no probability"), HasSubstr("not a norm"), HasSubstr("nobody"),
                                           HasSubstr("'events'"), HasSubstr("checked_by that cannot be")));
}

TEST(Check, shows_five_rows_and_says_that_there_are_more) {
  Account rows = account();
  for (int i = 0; i < 7; ++i) rows.units.push_back({"p" + std::to_string(i), UnitKind::programme, "i", "", -1 - i, {}});
  expect_refused<InvalidTable>(rows, AllOf(HasSubstr("7 rows are negative: row 1 (-1), row 2 (-2), row 3 (-3), row 4 "
                                                     "(-4), row 5 (-5), ...;"),
                                           Not(HasSubstr("(-6)"))));
}

TEST(Check, refuses_records_without_an_identifier_or_with_one_that_is_taken) {
  cy::Records records;
  EXPECT_THAT([&] { records.add({}); }, ThrowsMessage<InvalidValue>(HasSubstr("a record has no identifier")));
  records.add({.record = "a"});
  EXPECT_THAT([&] { records.add({.record = "a"}); }, ThrowsMessage<InvalidValue>(HasSubstr("'a' is there already")));
}

// A million records in chains of four, and one link that closes a loop.
TEST(Check, finds_the_one_fault_among_a_million_records) {
  constexpr int chains = 250'000;
  cy::Tables tables = account().tables();
  const auto id = [](char phase, int chain) { return phase + std::to_string(chain); };
  for (int c = 0; c < chains; ++c) {
    for (const char phase : {'a', 'n', 'm', 'e'}) {
      tables.records.add({.record = id(phase, c), .unit = "i", .phase = Account::phase_of(std::string(1, phase))});
    }
    tables.links.add({id('a', c), id('n', c), LinkKind::specified_by}, tables.records);
    tables.links.add({id('n', c), id('m', c), LinkKind::measured_by}, tables.records);
    tables.links.add({id('m', c), id('e', c), LinkKind::weighed_in}, tables.records);
  }
  tables.links.add({"a777", "e777", LinkKind::draws_on}, tables.records);
  try {
    (void)cy::Dossier(std::move(tables));
    ADD_FAILURE() << "the loop was not found";
  } catch (const BrokenCycle& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("1 row is the end of a way back"),
                                    HasSubstr("a777 -> n777 -> m777 -> e777 -> a777"), Not(HasSubstr("faults"))));
  }
}

}  // namespace
