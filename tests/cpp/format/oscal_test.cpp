// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/format/oscal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "dossiers.hpp"

namespace {

using namespace support;
using kring::InvalidTable;
using kring::format::Json;
using kring::format::oscal_assessment;
using kring::format::detail::name_uuid;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr const char* items = "plan-of-action-and-milestones";

std::string uuid_of(const std::string& record) { return name_uuid("record.i." + record); }

// The value of a prop; empty where there is none.
std::string prop(const Json& of, const char* name) {
  for (const Json& one : of.value("props", Json::array())) {
    if (one["name"] == name) return one["value"];
  }
  return "";
}

// The one with a title.
const Json& titled(const Json& list, const std::string& title) {
  static const Json none;
  for (const Json& one : list) {
    if (one["title"] == title) return one;
  }
  return none;
}

Account whole_story() {
  Account rows = account().story("a1 n1 m1 e1 j1 x1 f1");
  rows.change("n1", [](cy::Record& row) {
    row.title = " Safe\nschool ";
    row.target = 80;
    row.direction = cy::Direction::higher;
    row.target_date = date("2025");
    row.planned_measurement = "survey";
  });
  rows.change("m1", [](cy::Record& row) { row.value = 79.5; });
  rows.change("j1", [](cy::Record& row) { row.verdict = "weak|good"; });
  return rows;
}

// Origin of the expected values: uuid.uuid5 of Python 3.11, in the namespace uuid.uuid5(uuid.NAMESPACE_URL,
// "urn:kring"). The lengths lie around the ends of a block of SHA-1.
TEST(Oscal, derives_uuids_as_rfc_9562_asks) {
  EXPECT_EQ(name_uuid("unit.25LH"), "c5b84895-9acd-5e1e-857d-9cfa122759fe");
  EXPECT_EQ(name_uuid(""), "02a2c9d5-d3eb-5519-9d46-dcbd72c3d363");
  EXPECT_EQ(name_uuid(std::string(39, 'a')), "48cf7a1b-1068-594c-b5d5-5ea98dee589a");
  EXPECT_EQ(name_uuid(std::string(40, 'a')), "ff4ea019-b607-5de8-b222-9d5108862391");
  EXPECT_EQ(name_uuid(std::string(47, 'a')), "67498bfb-e8db-5e8b-b237-3d3c9eee9d7e");
  EXPECT_EQ(name_uuid(std::string(48, 'a')), "02073042-eb48-55fe-97c1-9697414d3c16");
  EXPECT_EQ(name_uuid(std::string(120, 'a')), "f2bf67cb-146b-5e4b-a2bc-9f6c50fd463c");
}

TEST(Oscal, refuses_a_dossier_without_a_date) {
  const auto dossier = account().dated("a1", "").dossier();
  EXPECT_THAT([&] { (void)oscal_assessment(dossier); },
              ThrowsMessage<InvalidTable>(HasSubstr("the dossier has no date, and OSCAL asks when")));
}

TEST(Oscal, was_last_changed_on_the_last_day_it_speaks_of) {
  const Json json = oscal_assessment(account().dated("a1", "2023/24").dossier());
  const Json& head = json["assessment-plan"]["metadata"];
  EXPECT_EQ(head["last-modified"], "2024-07-31T00:00:00Z");
  EXPECT_EQ(head["title"], "Assessment plan: Institution");
  EXPECT_EQ(head["oscal-version"], "1.1.3");
  EXPECT_EQ(head["parties"][0]["uuid"], name_uuid("unit.i"));
}

TEST(Oscal, leaves_out_parts_that_say_nothing) {
  const Json json = oscal_assessment(account().add("a1").dossier());
  EXPECT_EQ(json.size(), 1U);
  const Json& plan = json["assessment-plan"];
  EXPECT_FALSE(plan.contains("tasks"));
  EXPECT_FALSE(plan.contains("local-definitions"));
  EXPECT_EQ(plan["reviewed-controls"]["control-selections"], Json::array({Json{{"include-all", Json::object()}}}));
  EXPECT_EQ(plan["import-ssp"]["href"], "#" + plan["back-matter"]["resources"][0]["uuid"].get<std::string>());
}

TEST(Oscal, plans_each_norm_as_an_objective_with_what_will_be_measured) {
  const Json plan = oscal_assessment(whole_story().dossier())["assessment-plan"];
  const Json& objective = plan["local-definitions"]["objectives-and-methods"][0];
  EXPECT_EQ(objective["control-id"], "record.n1");
  EXPECT_EQ(objective["parts"][0]["prose"], " Safe\nschool ");
  EXPECT_EQ(objective["parts"][1]["parts"][0]["prose"], "survey");
  EXPECT_EQ(prop(objective, "target"), "80.0");
  EXPECT_EQ(prop(objective, "strict"), "");
  EXPECT_EQ(objective["links"], Json::array({Json{{"href", "#" + uuid_of("a1")}, {"rel", "specified_by"}}}));
  const Json& milestone = titled(plan["tasks"], "Safe school");
  EXPECT_EQ(milestone["type"], "milestone");
  EXPECT_EQ(milestone["timing"]["within-date-range"]["start"], "2025-01-01T00:00:00Z");
  EXPECT_EQ(milestone["timing"]["within-date-range"]["end"], "2025-12-31T00:00:00Z");
  EXPECT_FALSE(titled(plan["tasks"], "survey").contains("timing"));
}

TEST(Oscal, observes_what_is_dated_and_keeps_the_period) {
  Account rows = whole_story().change("m1", [](cy::Record& row) { row.source = "Report"; });
  const Json result = oscal_assessment(rows.dossier())["assessment-results"]["results"][0];
  EXPECT_EQ(result["start"], "2020-01-01T00:00:00Z");
  EXPECT_EQ(result["end"], "2022-12-31T00:00:00Z");
  const Json& observation = titled(result["observations"], "m1");
  EXPECT_EQ(observation["uuid"], uuid_of("m1"));
  EXPECT_EQ(observation["collected"], "2020-12-31T00:00:00Z");
  EXPECT_EQ(observation["methods"], Json::array({"UNKNOWN"}));
  EXPECT_EQ(observation["types"], Json::array({"measurement"}));
  EXPECT_EQ(observation["relevant-evidence"][0]["description"], "Report");
  EXPECT_EQ(observation["links"][0]["href"], "assessment-plan.json#record.n1");
  EXPECT_EQ(prop(observation, "date"), "2020");
  EXPECT_EQ(prop(observation, "value"), "79.5");
  EXPECT_EQ(prop(titled(result["observations"], "j1"), "verdict"), "weak|good");
}

TEST(Oscal, finds_a_norm_satisfied_only_where_a_measurement_settles_it) {
  const auto findings = [](Account rows) {
    const Json result = oscal_assessment(rows.dossier())["assessment-results"]["results"][0];
    return result.value("findings", Json::array());
  };
  const Json broken = findings(whole_story().link("j1", "n1", LinkKind::judged_against));
  ASSERT_EQ(broken.size(), 1U);
  EXPECT_EQ(broken[0]["target"]["target-id"], "record.n1");
  EXPECT_EQ(broken[0]["target"]["status"]["state"], "not-satisfied");
  EXPECT_EQ(broken[0]["related-observations"],
            Json::array({Json{{"observation-uuid", uuid_of("m1")}, {"remarks", "measured_by"}},
                         Json{{"observation-uuid", uuid_of("j1")}, {"remarks", "judged_against"}}}));
  const Json met = findings(whole_story().change("m1", [](cy::Record& row) { row.value = 80; }));
  EXPECT_EQ(met[0]["target"]["status"]["state"], "satisfied");
  EXPECT_TRUE(findings(whole_story().change("m1", [](cy::Record& row) { row.value = {}; })).empty());
}

TEST(Oscal, says_which_norms_the_results_look_at) {
  const auto reviewed = [](const Account& rows) {
    return oscal_assessment(rows.dossier())["assessment-results"]["results"][0]["reviewed-controls"];
  };
  const Json some = reviewed(whole_story().add("n2"));
  EXPECT_EQ(some["control-selections"][0]["include-controls"], Json::array({Json{{"control-id", "record.n1"}}}));
  EXPECT_EQ(some["control-objective-selections"][0]["include-objectives"],
            Json::array({Json{{"objective-id", "record.n1"}}}));
  const Json none = reviewed(account().add("n1 m1"));
  EXPECT_EQ(none["control-selections"][0]["exclude-controls"], Json::array({Json{{"control-id", "record.n1"}}}));
}

TEST(Oscal, keeps_what_has_no_date_among_the_resources_of_the_plan) {
  Account rows = whole_story().dated("m1", "");
  rows.links[1].basis = cy::Basis::coded;
  rows.links[1].confidence = cy::Confidence::low;
  const Json json = oscal_assessment(rows.dossier());
  const Json& resource = titled(json["assessment-plan"]["back-matter"]["resources"], "m1");
  EXPECT_EQ(resource["uuid"], uuid_of("m1"));
  EXPECT_EQ(prop(resource, "measured_by"), "n1");
  EXPECT_EQ(resource["props"].back()["remarks"], "coded, confidence low");
  EXPECT_TRUE(titled(json["assessment-results"]["results"][0]["observations"], "m1").is_null());
}

TEST(Oscal, makes_items_of_actions_with_milestones_below_what_led_to_them) {
  Account rows = whole_story().change("x1", [](cy::Record& row) {
    row.status = cy::Progress::continuing;
    row.date = date("2023-02-01");
    row.end_date = date("2024");
  });
  const Json json = oscal_assessment(rows.link("a1", "x2").dossier())[items];
  const Json& item = titled(json["poam-items"], "x1");
  EXPECT_EQ(item["uuid"], uuid_of("x1"));
  EXPECT_EQ(item["related-observations"],
            Json::array({Json{{"observation-uuid", uuid_of("j1")}, {"remarks", "leads_to"}},
                         Json{{"observation-uuid", uuid_of("f1")}, {"remarks", "checked_by"}}}));
  ASSERT_EQ(json["risks"].size(), 1U);
  const Json& risk = json["risks"][0];
  EXPECT_EQ(item["related-risks"], Json::array({Json{{"risk-uuid", risk["uuid"]}}}));
  EXPECT_EQ(risk["title"], "j1");
  EXPECT_EQ(risk["status"], "not-stated");
  EXPECT_EQ(risk["related-observations"][0]["observation-uuid"], uuid_of("j1"));
  const Json& response = risk["remediations"][0];
  EXPECT_EQ(response["lifecycle"], "continuing");
  EXPECT_EQ(response["tasks"][0]["timing"]["on-date"]["date"], "2023-02-01T00:00:00Z");
  EXPECT_EQ(response["tasks"][1]["timing"]["within-date-range"]["end"], "2024-12-31T00:00:00Z");
  EXPECT_FALSE(titled(json["poam-items"], "x2").contains("related-risks"));
  EXPECT_EQ(titled(json["observations"], "f1")["types"], Json::array({"effect"}));
  EXPECT_EQ(titled(json["observations"], "j1")["links"][0]["href"], "assessment-results.json#" + uuid_of("e1"));
}

TEST(Oscal, changes_the_identity_of_a_document_with_its_content_and_of_nothing_else) {
  const Json one = oscal_assessment(whole_story().dossier());
  EXPECT_EQ(one, oscal_assessment(whole_story().dossier()));
  const Json other = oscal_assessment(whole_story().dated("x1", "2022").dossier());
  EXPECT_NE(one[items]["uuid"], other[items]["uuid"]);
  EXPECT_NE(one[items]["metadata"]["version"], other[items]["metadata"]["version"]);
  EXPECT_EQ(one["assessment-plan"]["uuid"], other["assessment-plan"]["uuid"]);
  EXPECT_EQ(one[items]["poam-items"][0]["uuid"], other[items]["poam-items"][0]["uuid"]);
}

TEST(Oscal, names_its_losses_in_sentences) {
  const std::string_view losses = kring::format::oscal_losses;
  EXPECT_THAT(std::string(losses), HasSubstr("OSCAL has no scale of levels"));
  EXPECT_EQ(losses.back(), '.');
}

// Everything with a field of this name, wherever it stands.
void collect(const Json& json, const std::string& field, std::vector<std::string>& found) {
  for (const auto& [name, value] : json.items()) {
    if (value.is_structured()) collect(value, field, found);
    if (value.is_null()) found.push_back("null");
    if (json.is_object() && name == field) found.push_back(value.get<std::string>());
  }
}

RC_GTEST_PROP(Oscal, gives_every_record_a_place_and_refers_to_nothing_that_is_not_there, ()) {
  const Rows rows = *any_rows();
  const cy::Dossier dossier = rows.dossier();
  if (!dossier.last_day()) RC_DISCARD("no date");
  const Json json = oscal_assessment(dossier);
  std::set<std::string> places;
  for (const auto& [name, document] : json.items()) {
    std::vector<std::string> all;
    collect(document, "uuid", all);
    const std::set<std::string> known(all.begin(), all.end());
    RC_ASSERT(known.size() == all.size());
    RC_ASSERT(!known.contains("null"));
    places.insert(all.begin(), all.end());
    for (const char* field : {"observation-uuid", "risk-uuid", "subject-uuid"}) {
      std::vector<std::string> named;
      collect(document, field, named);
      for (const std::string& one : named) RC_ASSERT(known.contains(one));
    }
  }
  for (const cy::Record& row : rows.records) {
    if (row.phase == Phase::norm) continue;
    RC_ASSERT(places.contains(name_uuid("record." + row.unit + "." + row.record)));
  }
}

}  // namespace
