// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/supervision/package.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "kring/format/packages.hpp"

namespace {

using kring::InvalidValue;
using kring::UnknownIdentifier;
using kring::supervision::package;
using kring::supervision::Package;
using kring::supervision::PackageReason;
using kring::supervision::PackageRow;
using testing::HasSubstr;
using testing::ThrowsMessage;

const kring::supervision::Packages& packages() {
  static const auto read = kring::format::catalog_packages("proposal-2026");
  return read;
}

const PackageRow* row_of(const Package& found, const std::string& activity) {
  for (const PackageRow& row : found.rows) {
    if (packages().activities[row.activity].id == activity) return &row;
  }
  return nullptr;
}

// Oracle: verification of 240 programmes of which 48 are insufficient at 95% takes 14; and with fewer of a smaller
// confidence, by P(none found) = C(192, n) / C(240, n).
TEST(Package, verifies_as_many_programmes_as_the_hypergeometric_law_asks) {
  EXPECT_EQ(package(packages(), 3, 240).sample, 14);
  EXPECT_EQ(package(packages(), 4, 240).sample, 14);
  EXPECT_EQ(package(packages(), 0, 240).sample, 4);
  EXPECT_EQ(package(packages(), 3, 1).sample, 1) << "a share is rounded up to one programme";
  for (std::size_t band = 0; band < 5; ++band) {
    const auto n = *package(packages(), band, 240).sample;
    const auto miss = [](std::int64_t size) {
      double chance = 1;
      for (std::int64_t i = 0; i < size; ++i) chance *= static_cast<double>(192 - i) / static_cast<double>(240 - i);
      return chance;
    };
    EXPECT_LE(miss(n), 1 - packages().confidence[band] + 1e-12) << band;
    EXPECT_GT(miss(n - 1), 1 - packages().confidence[band]) << band;
  }
}

// Four years: 4 analyses, 1 research, 1 sample research, 14 verifications, 4 talks, 3 investigations, 14 again.
TEST(Package, adds_days_when_every_effort_is_given) {
  const std::map<std::string, double> effort = {
      {"yearly_analysis", 1}, {"board_research", 20}, {"sample_research", 2},       {"recovery_research", 3},
      {"verification", 2},    {"board_talk", 0.5},    {"quality_investigation", 4}, {"re_verification", 1}};
  const Package found = package(packages(), 3, 240, effort, {{"quality_investigation", 3}, {"recovery_research", 2}});
  EXPECT_EQ(found.days, 4 * 1 + 20 + 2 + 2 * 3 + 14 * 2 + 4 * 0.5 + 3 * 4 + 14 * 1);
  EXPECT_EQ(row_of(found, "verification")->days, 28.0);
}

TEST(Package, has_no_days_that_nobody_gave) {
  const Package found = package(packages(), 3, 240, {{"verification", 2}});
  EXPECT_FALSE(found.days);
  EXPECT_EQ(row_of(found, "verification")->days, 28.0);
  EXPECT_EQ(row_of(found, "board_research")->reason, PackageReason::no_effort);
  EXPECT_EQ(row_of(found, "recovery_research")->reason, PackageReason::by_event);
  EXPECT_FALSE(row_of(found, "recovery_research")->times);
  EXPECT_EQ(row_of(found, "quality_investigation")->reason, PackageReason::not_counted);
}

TEST(Package, of_a_board_without_programmes_has_nothing_to_verify) {
  const Package found = package(packages(), 3, 0);
  EXPECT_FALSE(found.sample);
  EXPECT_EQ(row_of(found, "verification")->number, 0);
  EXPECT_EQ(row_of(found, "verification")->days, 0.0);
  EXPECT_EQ(row_of(found, "verification")->reason, PackageReason::no_programmes);
  EXPECT_EQ(row_of(found, "sample_research")->number, 0);
  EXPECT_EQ(row_of(found, "board_research")->number, 1);
}

TEST(Package, keeps_its_floors_in_every_band) {
  for (std::size_t band = 0; band < 5; ++band) {
    for (const char* floor : {"yearly_analysis", "board_research", "sample_research", "recovery_research"}) {
      EXPECT_NE(row_of(package(packages(), band, 10), floor), nullptr) << floor << " in band " << band;
    }
  }
  EXPECT_EQ(row_of(package(packages(), 2, 10), "quality_investigation"), nullptr);
}

TEST(Package, refuses_what_cannot_be) {
  EXPECT_THAT([] { (void)package(packages(), 5, 10); }, ThrowsMessage<InvalidValue>(HasSubstr("band is 5")));
  EXPECT_THAT([] { (void)package(packages(), 5, 0); }, ThrowsMessage<InvalidValue>(HasSubstr("band is 5")));
  EXPECT_THAT([] { (void)package(packages(), 1, -1); }, ThrowsMessage<InvalidValue>(HasSubstr("programmes is -1")));
  EXPECT_THAT([] { (void)package(packages(), 1, 9, {{"verificaton", 1}}); },
              ThrowsMessage<UnknownIdentifier>(HasSubstr("the nearest is 'verification'")));
  EXPECT_THAT([] { (void)package(packages(), 1, 9, {{"verification", -1}}); },
              ThrowsMessage<InvalidValue>(HasSubstr("0 or more")));
  EXPECT_THAT([] { (void)package(packages(), 1, 9, {}, {{"verification", -1}}); },
              ThrowsMessage<InvalidValue>(HasSubstr("0 or more")));
}

// A heavier band never does less: with the same effort it takes no fewer days.
RC_GTEST_PROP(PackageLaw, a_heavier_band_never_takes_fewer_days, ()) {
  std::map<std::string, double> effort;
  for (const auto& activity : packages().activities) effort[activity.id] = *rc::gen::inRange(0, 40);
  const auto programmes = *rc::gen::inRange(0, 400);
  const auto band = *rc::gen::inRange<std::size_t>(0, 4);
  const std::map<std::string, std::int64_t> counts = {{"quality_investigation", 2}, {"recovery_research", 1}};
  RC_ASSERT(*package(packages(), band, programmes, effort, counts).days <=
            *package(packages(), band + 1, programmes, effort, counts).days);
}

}  // namespace
