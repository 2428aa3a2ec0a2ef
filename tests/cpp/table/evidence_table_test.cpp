// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table/evidence_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kring/format/toml.hpp"
#include "kring/framework.hpp"
#include "kring/table/judgement_table.hpp"

namespace {

namespace fw = kring::framework;
using kring::InvalidTable;
using kring::table::Column;
using kring::table::Table;
using testing::HasSubstr;
using testing::ThrowsMessage;

Column text(const char* name, const std::vector<const char*>& values) {
  kring::table::TextBuilder builder;
  for (const char* value : values) value == nullptr ? builder.add_missing() : builder.add(value);
  return builder.finish(name);
}

Column whole(const char* name, std::vector<std::int64_t> values) {
  return kring::table::make_column(name, kring::table::IntegerColumn(std::move(values)));
}

const fw::Framework& very_weak() {
  static const fw::Framework f = kring::format::catalog_framework("very-weak-2021");
  return f;
}

std::string outcome(const fw::Evidence& evidence, std::size_t row) {
  const auto judged = fw::judge(evidence.findings, evidence.education);
  const Table table = kring::table::judgement_table(evidence, judged, fw::margins(evidence, judged));
  return std::string(kring::table::texts(table, "outcome")[row]);
}

TEST(EvidenceTable, reads_findings_with_sets_states_and_later_ones_that_replace) {
  const Table findings(
      "findings", {text("unit", {"a", "a", "b", "b", "b"}),
                   text("standard", {"study_success", "safety", "study_success", "safety", "safety"}),
                   text("verdict", {"insufficient", "insufficient", "sufficient|high", "insufficient", "sufficient"}),
                   text("date", {"2023", "2023", "2023-05", "2024-01", "2023/24"})});
  EXPECT_THAT([&] { (void)kring::table::read_evidence(very_weak(), nullptr, &findings); },
              ThrowsMessage<InvalidTable>(HasSubstr("there twice without a later date: row 4 (b, safety)")));
  const Table dated("findings",
                    {text("unit", {"a", "a", "b", "b", "b"}),
                     text("standard", {"study_success", "safety", "study_success", "safety", "safety"}),
                     text("verdict", {"insufficient", "insufficient", "sufficient|high", "insufficient", "sufficient"}),
                     text("date", {"2023", "2023", "2023-05", "2024-09", "2023/24"})});
  const fw::Evidence evidence = kring::table::read_evidence(very_weak(), nullptr, &dated);
  EXPECT_EQ(outcome(evidence, 0), "very_weak");
  EXPECT_EQ(outcome(evidence, 1), "not_very_weak");
  EXPECT_EQ(evidence.findings.get(very_weak().input("safety"), 1), fw::Finding::at(0));
}

TEST(EvidenceTable, names_standards_and_verdicts_it_does_not_know) {
  const Table misspelt("findings", {text("unit", {"a"}), text("standard", {"safty"}), text("verdict", {"sufficient"})});
  EXPECT_THAT([&] { (void)kring::table::read_evidence(very_weak(), nullptr, &misspelt); },
              ThrowsMessage<InvalidTable>(HasSubstr("did you mean 'safety'?")));
  const Table wrong("findings", {text("unit", {"a"}), text("standard", {"safety"}), text("verdict", {"good"})});
  EXPECT_THAT(
      [&] { (void)kring::table::read_evidence(very_weak(), nullptr, &wrong); },
      ThrowsMessage<InvalidTable>(HasSubstr("row 0 ('good' for safety, which stands at insufficient, sufficient)")));
}

TEST(EvidenceTable, reads_levels_written_as_whole_numbers) {
  const fw::Framework f = kring::format::catalog_framework("studiesucces-2024");
  const Table results("results", {text("unit", {"a", "a"}), text("indicator", {"annual_result", "diploma_result"}),
                                  text("school_year", {"2023/24", "2023/24"}), whole("numerator", {70, 75}),
                                  whole("denominator", {100, 100}), whole("level", {3, 3})});
  const fw::Evidence evidence = kring::table::read_evidence(f, &results, nullptr);
  EXPECT_EQ(evidence.level(0), "3");
  EXPECT_EQ(outcome(evidence, 0), "sufficient");
}

TEST(EvidenceTable, asks_for_levels_where_norms_differ_by_level) {
  const fw::Framework f = kring::format::catalog_framework("studiesucces-2024");
  const Table results("results",
                      {text("unit", {"a"}), text("indicator", {"annual_result"}), text("school_year", {"2023/24"}),
                       whole("numerator", {70}), whole("denominator", {100})});
  EXPECT_THAT([&] { (void)kring::table::read_evidence(f, &results, nullptr); },
              ThrowsMessage<InvalidTable>(HasSubstr("has no column 'level'")));
}

}  // namespace
