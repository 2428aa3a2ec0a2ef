// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/format/toml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "kring/framework.hpp"
#include "kring/table/evidence_table.hpp"

namespace {

namespace fw = kring::framework;
using kring::InvalidRule;
using testing::HasSubstr;
using testing::ThrowsMessage;

const std::string sources = KRING_SOURCE_DIR;

TEST(Toml, reads_a_framework_of_the_catalogue_as_any_other_file) {
  const fw::Framework built_in = kring::format::catalog_framework("studiesucces-2024");
  const fw::Framework loaded =
      kring::format::load_framework(sources + "/src/catalog/frameworks/studiesucces-2024.toml");
  EXPECT_EQ(built_in.digest(), loaded.digest());
  EXPECT_EQ(loaded.definition().norms.size(), 15U);
  EXPECT_EQ(loaded.definition().norms[0].threshold, 6700);
}

TEST(Toml, names_file_line_and_column_and_the_nearest_name) {
  std::string text(kring::catalog::framework_text("studiesucces-2024"));
  const auto at = text.find("minimum_denominator");
  text.replace(at, 7, "minimun");
  EXPECT_THAT([&] { (void)kring::format::read_framework(text, "mine.toml"); },
              ThrowsMessage<InvalidRule>(AllOf(HasSubstr("mine.toml, line "), HasSubstr(", column 1: "),
                                               HasSubstr("did you mean 'minimum_denominator'?"))));
  EXPECT_THAT([] { (void)kring::format::read_framework("format = ", "mine.toml"); },
              ThrowsMessage<InvalidRule>(HasSubstr("mine.toml, line 1, column")));
  EXPECT_THAT([] { (void)kring::format::load_framework("/no/such/file.toml"); },
              ThrowsMessage<InvalidRule>(HasSubstr("cannot be read")));
}

// A case of tests/cases: what is given to one unit, and what must come out.
class Case {
 public:
  Case(const fw::Framework& f, const toml::table& row) : f_(f), row_(row), evidence_(f, 1) {
    if (const auto on = row["on"].value<std::string>()) evidence_.on = kring::Period::parse(*on).last();
    const toml::table& given = *row["given"].as_table();
    std::string level;
    if (const auto* node = given.get("level"))
      level = node->is_string() ? *node->value<std::string>() : std::to_string(*node->value<int>());
    if (!f.definition().levels.empty()) evidence_.education[0] = fw::education_level(f, level);
    for (const auto& [key, value] : given) {
      if (key.str() != "level") read(f.input(key.str()), value);
    }
  }

  void check() const {
    const fw::Judged judged = fw::judge(evidence_.findings, evidence_.education);
    for (const auto& [key, value] : *row_["expected"].as_table()) {
      const std::size_t j = f_.judgement(key.str());
      const fw::Outcome& o = judged.at(j, 0);
      const std::string word =
          o.state == fw::State::judged ? f_.judgement_scale(j).levels[o.levels.worst()] : std::string(text(o.state));
      EXPECT_EQ(word, *value.value<std::string>()) << key.str();
    }
  }

 private:
  void read(std::size_t input, const toml::node& value) {
    if (const auto word = value.value<std::string>(); value.is_string()) {
      const auto finding = kring::table::detail::verdict_of(f_, input, *word);
      ASSERT_TRUE(finding) << *word;
      return evidence_.findings.set(input, 0, *finding);
    }
    const auto& pair = *value.as_array();
    const auto numerator = *pair[0].value<std::int64_t>();
    const auto denominator = *pair[1].value<std::int64_t>();
    fw::set_counts(evidence_, input, 0, numerator, denominator);
  }

  const fw::Framework& f_;
  const toml::table& row_;
  fw::Evidence evidence_;
};

TEST(Catalogue, gives_the_expected_outcomes_of_its_cases) {
  std::size_t cases = 0;
  for (const auto& one : kring::catalog::frameworks()) {
    const fw::Framework f = kring::format::catalog_framework(one.id);
    const std::string path = sources + "/tests/cases/" + std::string(one.id) + "/cases.toml";
    ASSERT_TRUE(std::filesystem::exists(path)) << path;
    const toml::table file = toml::parse_file(path);
    for (const toml::node& row : *file["case"].as_array()) {
      SCOPED_TRACE(std::string(one.id) + ": " + (*row.as_table())["name"].value_or(std::string()));
      Case(f, *row.as_table()).check();
      ++cases;
    }
  }
  EXPECT_GT(cases, 400U);
}

}  // namespace
