// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/format/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kring/format/decision_model.hpp"
#include "kring/format/definition_json.hpp"
#include "kring/format/toml.hpp"
#include "kring/framework.hpp"

namespace {

namespace fw = kring::framework;
using testing::HasSubstr;

fw::Evidence two_of_three() {
  const fw::Framework f = kring::format::catalog_framework("studiesucces-2024");
  fw::Evidence evidence(f, 1);
  evidence.names = {"25LH"};
  evidence.education[0] = 1;
  fw::set_counts(evidence, 0, 0, 75, 100);
  evidence.findings.set(1, 0, fw::Finding::at(0));
  evidence.findings.set(2, 0, fw::Finding::at(1));
  return evidence;
}

TEST(Json, of_a_judgement_holds_rules_values_norms_and_sources) {
  const fw::Evidence evidence = two_of_three();
  const auto judged = fw::judge(evidence.findings, evidence.education);
  const auto json = kring::format::judgement_json(evidence, judged, 0);
  EXPECT_EQ(json["unit"], "25LH");
  EXPECT_EQ(json["framework"]["digest"], evidence.framework.digest());
  EXPECT_EQ(json["judgements"][0]["outcome"], "sufficient");
  EXPECT_EQ(json["judgements"][0]["rules"][0]["rule"], "sufficient");
  EXPECT_EQ(json["inputs"][0]["numerator"], 75);
  EXPECT_EQ(json["inputs"][0]["norms"][1]["threshold"], 85.0);
  EXPECT_EQ(json["inputs"][0]["norms"][1]["valid_from"], "2024-05-31");
  EXPECT_EQ(json["inputs"][1]["numerator"], nullptr);
  EXPECT_EQ(json["explanation"]["nl"].size(), json["explanation"]["en"].size());
}

TEST(Json, of_changes_says_what_moves_where) {
  const fw::Evidence evidence = two_of_three();
  const auto judged = fw::judge(evidence.findings, evidence.education);
  const auto json = kring::format::changes_json(evidence.framework, 0, fw::changes(evidence, judged, 0, 0));
  ASSERT_FALSE(json.empty());
  EXPECT_EQ(json[0]["outcome"], "insufficient");
  EXPECT_EQ(json[0]["moves"][0]["input"], "annual_result");
  EXPECT_EQ(json[0]["moves"][0]["people"], -8);
}

TEST(Json, of_a_definition_has_each_rule_in_words) {
  const auto json = kring::format::definition_json(kring::format::catalog_framework("very-weak-2021"));
  EXPECT_EQ(json["id"], "very-weak-2021");
  EXPECT_FALSE(json["judgements"][0]["rules"][0]["when"]["nl"].get<std::string>().empty());
}

TEST(DecisionModel, covers_every_input_once) {
  const fw::Framework f = kring::format::catalog_framework("studiesucces-2024");
  const auto rows = fw::cubes(f, 0);
  double inputs = 0;
  for (const auto& cube : rows) {
    const double widths[] = {4, 4, 3};
    double size = 1;
    for (std::size_t i = 0; i < 3; ++i)
      size *= cube.shown[i].empty() ? widths[i] : static_cast<double>(cube.shown[i].size());
    inputs += size;
  }
  EXPECT_EQ(inputs, 48);
}

TEST(DecisionModel, is_written_for_both_engines_with_names_they_can_use) {
  const fw::Framework f = kring::format::catalog_framework("bounded-compensation-2003");
  const auto zen = kring::format::zen_model(f);
  EXPECT_EQ(zen["nodes"].size(), f.judgements() + 2);
  EXPECT_EQ(zen["edges"].size(), f.judgements() + 1);
  const std::string dmn = kring::format::dmn_model(f);
  EXPECT_THAT(dmn, HasSubstr("https://www.omg.org/spec/DMN/20191111/MODEL/"));
  EXPECT_THAT(dmn, HasSubstr("<requiredDecision href=\"#id_subject_1\"/>"));
}

}  // namespace
