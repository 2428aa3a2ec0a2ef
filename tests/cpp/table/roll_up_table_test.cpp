// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table/roll_up_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kring/format/toml.hpp"
#include "kring/framework.hpp"
#include "kring/table/evidence_table.hpp"

namespace {

namespace fw = kring::framework;
using kring::InvalidTable;
using kring::InvalidValue;
using kring::table::Column;
using kring::table::Table;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

Column text(const char* name, const std::vector<const char*>& values) {
  kring::table::TextBuilder builder;
  for (const char* value : values) value == nullptr ? builder.add_missing() : builder.add(value);
  return builder.finish(name);
}

std::vector<std::int64_t> counts(const Table& table, const char* name) {
  const auto column = kring::table::integers(table, name);
  return {column.values().begin(), column.values().end()};
}

const fw::Framework& very_weak() {
  static const fw::Framework f = kring::format::catalog_framework("very-weak-2021");
  return f;
}

// Four programmes: very weak, not very weak, very weak, and one of which nothing is known but its study success.
fw::Evidence programmes() {
  const Table findings("findings", {text("unit", {"a", "a", "b", "b", "c", "c", "d"}),
                                    text("standard", {"study_success", "safety", "study_success", "safety",
                                                      "study_success", "safety", "study_success"}),
                                    text("verdict", {"insufficient", "insufficient", "sufficient", "sufficient",
                                                     "insufficient", "insufficient", "insufficient"})});
  return kring::table::read_evidence(very_weak(), nullptr, &findings);
}

struct Programmes {
  fw::Evidence evidence = programmes();
  fw::Judged judged = fw::judge(evidence.findings, evidence.education);
  std::size_t main = evidence.framework.judgement(evidence.framework.definition().main);

  [[nodiscard]] fw::Level level(std::string_view name) const {
    return *evidence.framework.judgement_scale(main).find(name);
  }
};

TEST(RollUp, counts_parts_by_their_whole_and_leaves_the_undetermined_out_of_both_counts) {
  const Programmes p;
  const std::vector<std::int32_t> whole{0, 0, 2, 2};
  const fw::RollUp all = fw::roll_up(p.judged, p.main, p.level("very_weak"), whole, 3);
  EXPECT_THAT(all.judged, ElementsAre(2, 0, 1));
  EXPECT_THAT(all.at_or_above, ElementsAre(2, 0, 1));  // Every level is at or above the lowest.
  EXPECT_THAT(all.undetermined, ElementsAre(0, 0, 1));
  const fw::RollUp some = fw::roll_up(p.judged, p.main, p.level("not_very_weak"), whole, 3);
  EXPECT_THAT(some.at_or_above, ElementsAre(1, 0, 0));
  EXPECT_THAT(some.judged, ElementsAre(2, 0, 1));
}

TEST(RollUp, refuses_places_that_are_not_there) {
  const Programmes p;
  EXPECT_THAT([&] { (void)fw::roll_up(p.judged, p.main, 0, std::vector<std::int32_t>{0, 0, 0}, 1); },
              ThrowsMessage<InvalidValue>(HasSubstr("expected one a row, 4")));
  EXPECT_THAT([&] { (void)fw::roll_up(p.judged, p.main, 0, std::vector<std::int32_t>{0, 0, 1, 0}, 1); },
              ThrowsMessage<InvalidValue>(HasSubstr("row 2")));
}

TEST(RollUpTable, gives_results_of_every_whole_also_of_one_without_parts) {
  const Programmes p;
  const Table parents("units", {text("unit", {"d", "c", "b", "a", "e"}), text("parent", {"y", "y", "x", "x", "z"})});
  const Table results =
      kring::table::results_of(p.evidence, p.judged, p.main, p.level("not_very_weak"), parents, "not_very_weak");
  const auto unit = kring::table::texts(results, "unit");
  EXPECT_THAT((std::vector<std::string>{std::string(unit[0]), std::string(unit[1]), std::string(unit[2])}),
              ElementsAre("y", "x", "z"));
  EXPECT_THAT(counts(results, "numerator"), ElementsAre(0, 1, 0));
  EXPECT_THAT(counts(results, "denominator"), ElementsAre(1, 2, 0));
  EXPECT_THAT(counts(results, "undetermined"), ElementsAre(1, 0, 0));
}

TEST(RollUpTable, refuses_parts_without_a_parent_and_parts_with_two) {
  const Programmes p;
  const auto roll = [&](const Table& parents) {
    (void)kring::table::results_of(p.evidence, p.judged, p.main, 0, parents, "all");
  };
  const Table orphan("units", {text("unit", {"a", "b", "d"}), text("parent", {"x", "x", nullptr})});
  EXPECT_THAT([&] { roll(orphan); }, ThrowsMessage<InvalidTable>(HasSubstr("not known for a unit that was judged")));
  const Table twice("units", {text("unit", {"a", "b", "c", "d", "a"}), text("parent", {"x", "x", "x", "x", "y"})});
  EXPECT_THAT([&] { roll(twice); }, ThrowsMessage<InvalidTable>(HasSubstr("there twice: row 4 (a)")));
}

TEST(RollUpTable, gives_findings_that_keep_what_remains_possible) {
  const Programmes p;
  const Table findings = kring::table::findings_of(p.evidence, p.judged, p.main, "programme");
  const auto verdict = kring::table::texts(findings, "verdict");
  EXPECT_EQ(verdict[0], "very_weak");
  EXPECT_EQ(verdict[1], "not_very_weak");
  EXPECT_EQ(verdict[3], "very_weak|not_very_weak");
  EXPECT_EQ(kring::table::texts(findings, "standard")[3], "programme");
}

}  // namespace
