// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/supervision/calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "terms.hpp"

namespace {

using kring::InvalidTable;
using kring::cycle::Event;
using kring::cycle::Unit;
using kring::cycle::UnitKind;
using kring_test::calendar;
using kring_test::event;
using kring_test::Row;
using kring_test::row_of;
using kring_test::rows_of;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

// WOT 11: at least four weeks. 3 March 2025 + 28 days = 31 March 2025.
TEST(Calendar, research_comes_four_weeks_after_its_announcement) {
  const std::vector<Event> announced = {event("announcement", "2025-03-03")};
  const Row waits = row_of(calendar(announced, "2025-03-30"), "announcement");
  EXPECT_EQ(waits.state, "not_yet");
  EXPECT_EQ(waits.not_before, "2025-03-31");
  EXPECT_EQ(waits.not_after, "");
  EXPECT_EQ(row_of(calendar(announced, "2025-03-31"), "announcement").state, "open") << "the day itself is late enough";
  const auto done = [&](const std::string& day) {
    return row_of(calendar({announced[0], event("programme_research", day)}, "2025-12-31"), "announcement");
  };
  EXPECT_EQ(done("2025-03-31").on_time, true);
  EXPECT_EQ(done("2025-03-30").on_time, false) << "a day too early";
  EXPECT_EQ(done("2025-03-30").state, "done");
  EXPECT_EQ(done("2025-03").on_time, std::nullopt) << "a month says not which day";
  EXPECT_EQ(done("2025-04").on_time, true);
}

// Six weeks, three weeks, two weeks: 7 March 2025 + 42 days = 18 April; + 21 = 9 May; 2 May + 14 = 16 May.
TEST(Calendar, a_report_goes_from_draft_to_adoption) {
  std::vector<Event> events = {event("programme_research", "2025-03-05"), event("programme_research", "2025-03-07")};
  EXPECT_EQ(rows_of(calendar(events, "2025-03-08"), "draft").size(), 1U) << "the last activity counts";
  EXPECT_EQ(row_of(calendar(events, "2025-04-18"), "draft").state, "due") << "on its last day it is due";
  EXPECT_EQ(row_of(calendar(events, "2025-04-18"), "draft").not_after, "2025-04-18");
  EXPECT_EQ(row_of(calendar(events, "2025-04-19"), "draft").state, "overdue");
  EXPECT_EQ(row_of(calendar(events, "2025-04-19"), "reaction").state, "waiting");
  EXPECT_EQ(row_of(calendar(events, "2025-04-19"), "adoption").reason, "awaits_start");
  events.push_back(event("draft_report", "2025-04-18"));
  EXPECT_EQ(row_of(calendar(events, "2025-05-01"), "draft").on_time, true);
  EXPECT_EQ(row_of(calendar(events, "2025-05-01"), "reaction").not_after, "2025-05-09");
  events.push_back(event("reaction", "2025-05-02"));
  EXPECT_EQ(row_of(calendar(events, "2025-05-17"), "adoption").not_after, "2025-05-16");
  EXPECT_EQ(row_of(calendar(events, "2025-05-17"), "adoption").state, "overdue");
  EXPECT_EQ(row_of(calendar(events, "2025-05-17", false), "adoption").state, "unknown");
  EXPECT_EQ(row_of(calendar(events, "2025-05-17", false), "adoption").reason, "events_incomplete");
}

// WOT 21: the fifth week after 16 May 2025 is 14 to 20 June, days 29 to 35; the third 31 May to 6 June, days 15 to 21.
TEST(Calendar, sources_that_contradict_each_other_stand_side_by_side) {
  const auto rows = calendar({event("report_adopted", "2025-05-16")}, "2025-06-10");
  const Row fifth = row_of(rows, "publication_week_5");
  const Row third = row_of(rows, "publication_week_3");
  EXPECT_EQ(fifth.not_before, "2025-06-14");
  EXPECT_EQ(fifth.not_after, "2025-06-20");
  EXPECT_EQ(third.not_before, "2025-05-31");
  EXPECT_EQ(third.not_after, "2025-06-06");
  EXPECT_EQ(fifth.state, "not_yet");
  EXPECT_EQ(third.state, "overdue");
  EXPECT_EQ(fifth.due, "2025-05-31..2025-06-20");
  EXPECT_EQ(third.due, fifth.due);
}

TEST(Calendar, a_later_step_shows_that_an_earlier_one_is_over) {
  const auto rows =
      calendar({event("programme_research", "2025-03-07"), event("report_adopted", "2025-04-10")}, "2025-04-11");
  EXPECT_EQ(row_of(rows, "draft").state, "not_recorded");
  EXPECT_EQ(row_of(rows, "draft").on_time, std::nullopt);
}

// A month gives a range: the last day of research lies in March 2025, so six weeks end between 12 April and 12 May.
TEST(Calendar, an_event_of_which_the_day_is_not_known_gives_a_range) {
  const std::vector<Event> events = {event("programme_research", "2025-03")};
  EXPECT_EQ(row_of(calendar(events, "2025-04-12"), "draft").not_after, "2025-04-12/2025-05-12");
  EXPECT_EQ(row_of(calendar(events, "2025-04-12"), "draft").state, "due");
  EXPECT_EQ(row_of(calendar(events, "2025-04-13"), "draft").state, "unknown");
  EXPECT_EQ(row_of(calendar(events, "2025-04-13"), "draft").reason, "date_range");
  EXPECT_EQ(row_of(calendar(events, "2025-05-12"), "draft").state, "unknown");
  EXPECT_EQ(row_of(calendar(events, "2025-05-13"), "draft").state, "overdue");
  const Row undated = row_of(calendar({event("programme_research", "")}, "2025-05-13"), "draft");
  EXPECT_EQ(undated.state, "unknown");
  EXPECT_EQ(undated.reason, "start_undated");
  EXPECT_EQ(
      rows_of(calendar({event("programme_research", "2025-03-07"), event("programme_research", "")}, "2025-04-01"),
              "draft")
          .size(),
      2U)
      << "one without a date takes no other's place";
  const auto both = calendar({event("programme_research", "2025-03"), event("draft_report", "")}, "2026-01-01");
  EXPECT_EQ(row_of(both, "draft").reason, "step_undated");
  const auto overlap = calendar({event("board_research", "2016"), event("board_research", "2016-05-01")}, "2020-06-01");
  EXPECT_EQ(row_of(overlap, "four_yearly").not_after, "2020-05-01/2020-12-31") << "either may be the last";
}

TEST(Calendar, recovery_has_the_term_that_was_stated) {
  const auto with = [](const std::string& term, const std::string& on) {
    return calendar({event("recovery_assignment", "2025-02-28", "", term)}, on);
  };
  EXPECT_EQ(row_of(with("P6M", "2025-03-01"), "recovery").not_after, "2025-08-28");
  EXPECT_EQ(row_of(with("2025-09-01", "2025-09-02"), "recovery").state, "overdue");
  EXPECT_EQ(row_of(with("2025-09-01", "2025-09-01"), "recovery_research").state, "open");
  EXPECT_EQ(row_of(with("2025-09-01", "2025-08-31"), "recovery_research").state, "not_yet");
  EXPECT_EQ(row_of(with("", "2025-08-31"), "recovery").not_after, "2026-02-28") << "at most a year";
  EXPECT_EQ(row_of(with("", "2025-08-31"), "recovery_research").reason, "term_not_stated");
  EXPECT_EQ(row_of(with("P13M", "2025-08-31"), "recovery").reason, "stated_beyond_limit");
  EXPECT_EQ(row_of(with("P1Y", "2025-08-31"), "recovery").reason, "") << "a year is within the limit";
}

// WEB 6.1.4, 6.1.5: ground a one year and renewed research, grounds b and c three months; then two years.
TEST(Calendar, rights_are_withdrawn_after_a_warning_on_the_same_ground) {
  const auto rules = event("warning_rules", "2025-01-31");
  EXPECT_EQ(row_of(calendar({rules}, "2025-04-29"), "withdrawal_rules").state, "not_yet");
  EXPECT_EQ(row_of(calendar({rules}, "2025-04-30"), "withdrawal_rules").state, "open") << "April ends on the 30th";
  const auto quality = event("warning_quality", "2025-01-31");
  const auto state = [&](const std::string& date, const std::string& verdict) {
    const auto rows = calendar({quality, event("recovery_research", date, verdict)}, "2026-06-01");
    return row_of(rows, "withdrawal_quality").state;
  };
  EXPECT_EQ(row_of(calendar({quality}, "2026-01-30"), "withdrawal_quality").state, "not_yet");
  EXPECT_EQ(row_of(calendar({quality}, "2026-01-31"), "withdrawal_quality").reason, "needs_insufficient");
  EXPECT_EQ(state("2026-02-10", "insufficient"), "open");
  EXPECT_EQ(state("2026-02-10", "sufficient|good"), "waiting");
  EXPECT_EQ(state("2026-02-10", "insufficient|sufficient"), "waiting") << "not known on which side";
  EXPECT_EQ(state("2026-01-31", "insufficient"), "open") << "on the first day the term is over";
  EXPECT_EQ(state("2026-01-30", "insufficient"), "waiting");
  EXPECT_EQ(state("2025-06-10", "insufficient"), "waiting") << "too early to be the renewed research";
  EXPECT_EQ(state("2026-01", "insufficient"), "unknown");
  EXPECT_EQ(row_of(calendar({event("rights_withdrawn", "2024-02-29")}, "2026-02-27"), "rights_returned").state,
            "not_yet");
  EXPECT_EQ(row_of(calendar({event("rights_withdrawn", "2024-02-29")}, "2026-02-28"), "rights_returned").state, "open");
}

// A floor: research half a year after a warning is not the recovery research that comes after a year.
TEST(Calendar, recovery_research_that_comes_too_early_is_still_to_come) {
  const auto warned = event("warning_rules", "2025-01-31");
  const auto state = [&](const std::string& research) {
    return row_of(calendar({warned, event("recovery_research", research)}, "2026-03-01"),
                  "recovery_research_after_warning");
  };
  EXPECT_EQ(state("2025-07-31").state, "open");
  EXPECT_EQ(state("2026-01-30").state, "open");
  EXPECT_EQ(state("2026-01-31").state, "done");
  EXPECT_EQ(state("2026-01").state, "done");
  EXPECT_EQ(state("2026-01").on_time, std::nullopt) << "which day of January is not known";
}

TEST(Calendar, a_warning_without_its_ground_opens_nothing) {
  const auto rows = calendar({event("warning", "2025-01-31")}, "2025-06-01");
  EXPECT_EQ(row_of(rows, "withdrawal_rules").state, "unknown");
  EXPECT_EQ(row_of(rows, "withdrawal_rules").reason, "ground_not_stated");
  EXPECT_EQ(row_of(rows, "withdrawal_quality").state, "not_yet") << "a year has not passed on any ground";
  EXPECT_EQ(row_of(rows, "recovery_research_after_warning").not_before, "2026-01-31");
}

TEST(Calendar, floors_stand_for_every_board) {
  const std::vector<Unit> units = {{"u", UnitKind::institution, {}, "u", {}, {}},
                                   {"p", UnitKind::programme, "u", "p", {}, {}}};
  const auto none = calendar({}, "2025-06-01", true, units);
  ASSERT_EQ(none.size(), 2U) << "none for the programme";
  EXPECT_EQ(row_of(none, "four_yearly").reason, "never_recorded");
  EXPECT_EQ(row_of(none, "yearly_analysis").state, "unknown");
  const std::vector<Event> twice = {event("board_research", "2017-05-01"), event("board_research", "2021-05-02")};
  const auto rows = rows_of(calendar(twice, "2025-05-02", true, units), "four_yearly");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].on_time, false) << "a day late";
  EXPECT_EQ(rows[1].state, "due");
  EXPECT_EQ(row_of(calendar({twice[1]}, "2025-05-03"), "four_yearly").state, "overdue");
}

TEST(Calendar, of_an_earlier_day_does_not_know_what_came_later) {
  const std::vector<Event> events = {event("programme_research", "2025-03-07"), event("draft_report", "2025-05-20")};
  EXPECT_EQ(row_of(calendar(events, "2025-05-01"), "draft").state, "overdue");
  EXPECT_EQ(row_of(calendar(events, "2025-05-20"), "draft").on_time, false);
  EXPECT_TRUE(calendar(events, "2025-03-06").empty());
}

TEST(Calendar, tells_every_fault_of_the_events_at_once) {
  const std::vector<Unit> units = {{"p", UnitKind::programme, {}, "p", {}, {}}};
  const std::vector<Event> events = {
      event("anouncement", "2025-01-01", "", "", "p"), event("board_research", "2025-01-01", "", "", "p"),
      event("recovery_assignment", "2025-01-01", "", "a year", "p"),
      event("recovery_assignment", "2025-01-01", "", "2024", "p"), event("talk", "2025-01-01", "", "", "q")};
  EXPECT_THAT([&] { (void)calendar(events, "2025-06-01", true, units); },
              ThrowsMessage<InvalidTable>(AllOf(
                  HasSubstr("5 faults"), HasSubstr("row 0 ('anouncement')"), HasSubstr("did you mean 'announcement'?"),
                  HasSubstr("row 1 ('board_research' of p, which is a programme)"), HasSubstr("row 2 ('a year')"),
                  HasSubstr("row 3 (2024, the event 2025-01-01)"), HasSubstr("row 4 ('q')"))));
}

TEST(Calendar, refuses_a_report_that_is_adopted_before_its_draft) {
  const auto adopted = event("report_adopted", "2025-02-01");
  const auto draft = event("draft_report", "2025-03-01");
  EXPECT_THAT([&] { (void)calendar({draft, adopted}, "2025-06-01"); },
              ThrowsMessage<InvalidTable>(HasSubstr("table 'events', column 'date': 1 row is out of order: row 1 "
                                                    "(report_adopted of u on 2025-02-01, before draft_report on "
                                                    "2025-03-01 in row 0)")));
  EXPECT_NO_THROW((void)calendar({draft, adopted, event("board_research", "2025-02-10")}, "2025-06-01"))
      << "research began a new round";
  EXPECT_NO_THROW((void)calendar({event("draft_report", "2025-02"), adopted}, "2025-06-01")) << "may be in order";
  EXPECT_NO_THROW((void)calendar({draft, event("report_adopted", "2025-03-01")}, "2025-06-01")) << "one day";
}

TEST(Calendar, begins_a_new_round_of_a_report_with_a_new_draft) {
  const std::vector<Event> first = {event("draft_report", "2021-01-01"), event("report_published", "2021-03-01")};
  EXPECT_NO_THROW((void)calendar(
      {first[0], first[1], event("draft_report", "2025-01-01"), event("report_adopted", "2025-02-01")}, "2025-06-01"));
  EXPECT_THAT([&] { (void)calendar({first[0], first[1], event("report_adopted", "2021-04-01")}, "2025-06-01"); },
              ThrowsMessage<InvalidTable>(HasSubstr("report_published of u on 2021-03-01, before report_adopted")));
}

TEST(Calendar, reads_a_verdict_of_several_levels_as_what_all_of_them_are) {
  const auto side = [](const char* verdict) { return kring::supervision::side_of(kring_test::terms(), verdict); };
  EXPECT_EQ(side("sufficient|good"), 1);
  EXPECT_EQ(side("weak|very_weak"), -1);
  for (const char* neither : {"", "good|weak", "weak|good", "good|", "fine", "good|fine"}) EXPECT_EQ(side(neither), 0);
}

std::vector<Event> any_events(std::size_t most) {
  const auto kinds = rc::gen::element<std::string>("announcement", "programme_research", "draft_report", "reaction",
                                                   "recovery_assignment", "recovery_research", "warning_quality",
                                                   "warning", "board_research", "yearly_analysis", "rights_withdrawn");
  const auto dates = rc::gen::element<std::string>("2024-02-29", "2024-03-01", "2024-03", "2024", "2024-05-31",
                                                   "2025-01-31", "2025-02", "2025-06-15", "");
  std::vector<Event> events;
  const auto size = *rc::gen::inRange<std::size_t>(0, most + 1);
  for (std::size_t i = 0; i < size; ++i) {
    const auto verdict = *rc::gen::element<std::string>("", "insufficient", "sufficient");
    const auto unit = *rc::gen::element<std::string>("u", "v");
    events.push_back(event(*kinds, *dates, verdict, "", unit));
  }
  return events;
}

bool in_order(const std::vector<Event>& events) {
  try {
    (void)kring::supervision::read_log(events, kring_test::terms());
    return true;
  } catch (const InvalidTable&) {
    return false;
  }
}

std::string shown(const std::vector<Row>& rows) {
  std::string all;
  for (const Row& row : rows) {
    all += row.term + " " + row.state + " " + row.reason + " " + row.not_before + " " + row.not_after + " " + row.due +
           (row.on_time ? (*row.on_time ? " yes" : " no") : " -") + "\n";
  }
  return all;
}

RC_GTEST_PROP(CalendarLaw, the_order_of_rows_does_not_matter, ()) {
  auto events = any_events(8);
  RC_PRE(in_order(events));
  const std::string before = shown(calendar(events, "2026-06-01"));
  std::reverse(events.begin(), events.end());
  RC_ASSERT(shown(calendar(events, "2026-06-01")) == before);
  std::rotate(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(events.size() / 2), events.end());
  RC_ASSERT(shown(calendar(events, "2026-06-01")) == before);
}

// The events of each unit alone give the rows that both together give.
RC_GTEST_PROP(CalendarLaw, units_do_not_see_each_other, ()) {
  const auto events = any_events(8);
  RC_PRE(in_order(events));
  std::vector<Event> one, other;
  for (const Event& e : events) (e.unit == "u" ? one : other).push_back(e);
  RC_ASSERT(shown(calendar(one, "2026-06-01")) + shown(calendar(other, "2026-06-01")) ==
            shown(calendar(events, "2026-06-01")));
}

// Of every term alone: the same event a while later is due as much later or not at all earlier.
RC_GTEST_PROP(CalendarLaw, a_later_event_is_never_due_earlier, ()) {
  const auto kind = *rc::gen::inRange<std::size_t>(0, kring_test::terms().events.size());
  const auto day = *rc::gen::inRange<kring::Day>(15000, 20000);
  const auto more = *rc::gen::inRange<kring::Day>(0, 400);
  Event early = event(kring_test::terms().events[kind].id, "2024");
  Event late = early;
  early.date = kring::Period(day, day);
  late.date = kring::Period(day + more, day + more);
  const auto a = calendar({early}, "2100-01-01");
  const auto b = calendar({late}, "2100-01-01");
  RC_ASSERT(a.size() == b.size());
  for (const Row& row : a) {
    for (const Row& other : b) {
      if (row.term == other.term) {
        RC_ASSERT(row.not_before <= other.not_before);
        RC_ASSERT(row.not_after <= other.not_after);
      }
    }
  }
}

// What is overdue stays overdue as days go by, unless something is recorded.
RC_GTEST_PROP(CalendarLaw, what_is_overdue_stays_so, ()) {
  const auto events = any_events(6);
  RC_PRE(in_order(events));
  const auto count = [&](const std::string& on) {
    const auto rows = calendar(events, on);
    return std::count_if(rows.begin(), rows.end(), [](const Row& row) { return row.state == "overdue"; });
  };
  RC_ASSERT(count("2026-06-01") <= count("2027-06-01"));
}

}  // namespace
