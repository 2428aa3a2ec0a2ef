// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/format/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using kring::InvalidRule;
using kring::UnknownIdentifier;
using kring::supervision::Packages;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

const std::string catalogue(kring::catalog::package_text("proposal-2026"));

Packages read(const std::string& text) { return kring::format::read_packages(text, "mine.toml"); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

template <class Matcher>
void expect_refused(const std::string& from, const std::string& to, Matcher message) {
  const auto at = catalogue.find(from);
  const auto lines = std::count(catalogue.begin(), catalogue.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  EXPECT_THAT([&] { (void)read(replaced(catalogue, from, to)); },
              ThrowsMessage<InvalidRule>(AllOf(HasSubstr("mine.toml, line " + std::to_string(lines + 1)), message)));
}

TEST(PackagesFile, of_the_catalogue_is_read_as_any_other) {
  const Packages packages = kring::format::catalog_packages("proposal-2026");
  EXPECT_THAT(packages.confidence, ElementsAre(.50, .65, .80, .95, .95));
  EXPECT_EQ(packages.insufficient_ten_thousandths, 2000);
  EXPECT_EQ(packages.cycle.months, 48);
  EXPECT_EQ(packages.origin.status, kring::results::Status::proposal);
  EXPECT_EQ(packages.digest, read(catalogue).digest);
  EXPECT_NE(packages.digest, read(replaced(catalogue, "insufficient = 20", "insufficient = 21")).digest);
  EXPECT_THAT([] { (void)kring::format::catalog_packages("proposal-2027"); },
              ThrowsMessage<UnknownIdentifier>(HasSubstr("proposal-2026")));
}

TEST(PackagesFile, names_the_line_of_a_fault) {
  expect_refused("confidence = [50, 65, 80, 95, 95]", "confidence = [50, 65, 80, 95]", HasSubstr("for each band"));
  expect_refused("confidence = [50, 65, 80, 95, 95]", "confidence = [50, 65, 60, 95, 95]",
                 HasSubstr("no less than in the lighter band"));
  expect_refused("confidence = [50, 65, 80, 95, 95]", "confidence = [50, 65, 80, 95, 100]", HasSubstr("100"));
  expect_refused("insufficient = 20", "insufficient = 0", HasSubstr("above 0"));
  expect_refused("every = [\"P2Y\", \"P1Y\", \"P1Y\"", "every = [\"P3Y\", \"P1Y\", \"P1Y\"",
                 HasSubstr("go into the cycle a whole number of times"));
  expect_refused("every = [\"P2Y\", \"P1Y\", \"P1Y\"", "every = [\"often\", \"P1Y\", \"P1Y\"",
                 HasSubstr("once, event or none"));
  expect_refused("every = [\"P1Y\", \"P1Y\", \"P1Y\", \"P1Y\", \"P1Y\"]\nstatus = \"official\"",
                 "every = [\"none\", \"P1Y\", \"P1Y\", \"P1Y\", \"P1Y\"]\nstatus = \"official\"",
                 HasSubstr("is a floor and is left out of band 0"));
  expect_refused("number = \"sample\"", "number = \"smaple\"", HasSubstr("did you mean 'sample'?"));
  expect_refused("number = 1\n", "number = 0\n", HasSubstr("1 to 1000000"));
}

}  // namespace
