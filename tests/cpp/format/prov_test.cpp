// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/format/prov.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "dossiers.hpp"

namespace {

using namespace support;
using kring::format::Json;
using kring::format::prov_document;

Json text_of(const char* name) { return {{"$", name}, {"type", "xsd:QName"}}; }

// The relations of a kind, without the names that carry no meaning.
std::vector<Json> relations(const Json& document, const char* kind) {
  std::vector<Json> all;
  if (!document.contains(kind)) return all;
  for (const auto& [name, relation] : document[kind].items()) all.push_back(relation);
  return all;
}

std::string read_back(const std::string& name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '_') {
      text += name[i];
    } else {
      text += static_cast<char>(std::stoi(name.substr(i + 1, 2), nullptr, 16));
      i += 2;
    }
  }
  return text;
}

TEST(Prov, of_a_record_has_what_it_states_and_nothing_else) {
  Account rows = account();
  rows.records.push_back({.record = "n1",
                          .unit = "i",
                          .phase = Phase::norm,
                          .date = date("2023/24"),
                          .title = "Diploma's",
                          .retrievable = Answer::no,
                          .target = 80.5,
                          .direction = cy::Direction::higher});
  const Json json = prov_document(rows.dossier());
  const Json expected{{"prov:type", text_of("kring:record")},
                      {"prov:label", "Diploma's"},
                      {"kring:record", "n1"},
                      {"kring:unit", text_of("dossier:unit.i")},
                      {"kring:phase", "norm"},
                      {"kring:date", "2023/24"},
                      {"kring:retrievable", false},
                      {"kring:target", {{"$", "80.5"}, {"type", "xsd:double"}}},
                      {"kring:direction", "higher"}};
  EXPECT_EQ(json["entity"]["dossier:record.n1"], expected);
  EXPECT_EQ(json["entity"].size(), 1U);
}

TEST(Prov, derives_what_rests_from_what_it_rests_on) {
  const Json json = prov_document(account()
                                      .story("a1 n1 m1 e1 j1 x1 f1")
                                      .link("j1", "n1", LinkKind::judged_against)
                                      .link("e1", "n1", LinkKind::draws_on)
                                      .dossier());
  std::vector<std::string> seen;
  for (const Json& relation : relations(json, "wasDerivedFrom")) {
    seen.push_back(relation["prov:generatedEntity"].get<std::string>().substr(15) + " " +
                   relation["kring:kind"].get<std::string>() + " " +
                   relation["prov:usedEntity"].get<std::string>().substr(15));
  }
  EXPECT_THAT(seen,
              testing::ElementsAre("n1 specified_by a1", "m1 measured_by n1", "e1 weighed_in m1", "j1 concludes e1",
                                   "x1 leads_to j1", "f1 checked_by x1", "j1 judged_against n1", "e1 draws_on n1"));
  EXPECT_FALSE(json.contains("wasInfluencedBy"));
}

TEST(Prov, calls_a_baseline_and_feedback_influences) {
  const Json json = prov_document(account()
                                      .link("m1", "n1", LinkKind::baseline_of)
                                      .link("v1", "e1", cy::Basis::coded, cy::Confidence::low)
                                      .dossier());
  const auto found = relations(json, "wasInfluencedBy");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0]["prov:influencee"], "dossier:record.n1");
  EXPECT_EQ(found[0]["prov:influencer"], "dossier:record.m1");
  EXPECT_EQ(found[1], (Json{{"prov:influencee", "dossier:record.e1"},
                            {"prov:influencer", "dossier:record.v1"},
                            {"kring:kind", "feedback_on"},
                            {"kring:basis", "coded"},
                            {"kring:confidence", "low"}}));
  EXPECT_FALSE(json.contains("wasDerivedFrom"));
}

TEST(Prov, names_a_record_whatever_its_identifier) {
  Account rows = account();
  for (const char* id : {"a b", "a/b", "a:b", "a%20b", "a_b", "\xC3\xA9", "\"<&>", "-.", "a_20b"}) {
    rows.records.push_back({.record = id, .unit = "i"});
  }
  const Json json = prov_document(rows.dossier());
  EXPECT_EQ(json["entity"].size(), rows.records.size());
  for (const auto& [name, entity] : json["entity"].items()) {
    EXPECT_THAT(name, testing::MatchesRegex("dossier:record\\.[-A-Za-z0-9_]+"));
    EXPECT_EQ(read_back(name.substr(15)), entity["kring:record"]);
  }
  EXPECT_TRUE(json["entity"].contains("dossier:record.a_2520b"));
  EXPECT_TRUE(json["entity"].contains("dossier:record.a_20b"));
}

RC_GTEST_PROP(Prov, names_can_be_read_back, (const std::string& text)) {
  const std::string name = kring::format::detail::name_part(text);
  RC_ASSERT(read_back(name) == text);
  RC_ASSERT(name.find_first_of(".: /%") == std::string::npos);
}

TEST(Prov, attributes_a_record_to_its_owner_and_to_the_unit_whose_own_it_is) {
  Account rows = account().add("j1 j2").change("j1", [](cy::Record& row) { row.owner = "Board & co"; });
  rows.change("j2", [](cy::Record& row) { row.by = cy::Author::supervisor; });
  const Json json = prov_document(rows.dossier());
  const std::vector<Json> expected{
      {{"prov:entity", "dossier:record.j1"}, {"prov:agent", "dossier:unit.i"}, {"kring:as", "unit"}},
      {{"prov:entity", "dossier:record.j1"}, {"prov:agent", "dossier:owner.Board_20_26_20co"}, {"kring:as", "owner"}}};
  EXPECT_EQ(relations(json, "wasAttributedTo"), expected);
  EXPECT_EQ(json["agent"]["dossier:owner.Board_20_26_20co"], (Json{{"prov:label", "Board & co"}}));
  EXPECT_EQ(json["entity"]["dossier:record.j2"]["kring:by"], "supervisor");
}

TEST(Prov, lets_units_act_for_those_above_them_but_not_for_the_sector) {
  Account rows = account().unit("p", UnitKind::programme, "i", 120);
  rows.units[0].parent = "mbo";
  rows.units.push_back({"mbo", UnitKind::sector, "", "Sector", {}, {}});
  rows.standing = cy::Standing::reconstruction;
  const Json json = prov_document(rows.dossier());
  EXPECT_EQ(relations(json, "actedOnBehalfOf"),
            std::vector<Json>({{{"prov:delegate", "dossier:unit.p"}, {"prov:responsible", "dossier:unit.i"}}}));
  EXPECT_EQ(json["agent"]["dossier:unit.i"]["kring:parent"], text_of("dossier:unit.mbo"));
  EXPECT_EQ(json["agent"]["dossier:unit.p"]["kring:students"], (Json{{"$", "120"}, {"type", "xsd:integer"}}));
  EXPECT_EQ(json["agent"]["dossier:unit.mbo"]["kring:standing"], "reconstruction");
  EXPECT_FALSE(json["agent"]["dossier:unit.i"].contains("kring:standing"));
}

TEST(Prov, lets_assessors_take_part_in_looking_at_a_record) {
  cy::Assessor jan{.record = "j1", .assessor = "Jan", .role = Role::peer, .part = cy::Part::author};
  jan.last_tie.happened = Answer::no;
  jan.reviewed_by_party = {Answer::yes, date("2022")};
  const Json json = prov_document(
      account().add("j1").assessor(jan).assessor({.record = "j1", .role = Role::student, .count = 12}).dossier());
  EXPECT_EQ(relations(json, "used"),
            std::vector<Json>({{{"prov:activity", "dossier:assessment.j1"}, {"prov:entity", "dossier:record.j1"}}}));
  const auto found = relations(json, "wasAssociatedWith");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0], (Json{{"prov:activity", "dossier:assessment.j1"},
                            {"prov:agent", "dossier:assessor.Jan"},
                            {"prov:role", text_of("kring:author")},
                            {"kring:role", "peer"},
                            {"kring:last_tie", "none"},
                            {"kring:reviewed_by_party", "2022"}}));
  EXPECT_EQ(found[1]["prov:agent"], "dossier:unnamed_assessor.2");
  EXPECT_EQ(found[1]["kring:count"], (Json{{"$", "12"}, {"type", "xsd:integer"}}));
  EXPECT_FALSE(found[1].contains("prov:role"));
  EXPECT_EQ(json["agent"]["dossier:unnamed_assessor.2"], Json::object());
  EXPECT_EQ(
      relations(json, "wasAttributedTo").back(),
      (Json{{"prov:entity", "dossier:record.j1"}, {"prov:agent", "dossier:assessor.Jan"}, {"kring:as", "author"}}));
}

TEST(Prov, has_publications_and_starts_events_on_a_known_day) {
  Account rows = account().add("j1").publication({.record = "j1", .findable = Answer::yes});
  rows.events.push_back({"i", "visit", date("2024-01-02"), 2.5, "", "P1Y"});
  rows.events.push_back({"i", "warning", date("2024-01"), {}, "weak", ""});
  const Json json = prov_document(rows.dossier());
  EXPECT_EQ(json["entity"]["dossier:publication.1"],
            (Json{{"prov:type", text_of("kring:publication")}, {"kring:item", "result"}, {"kring:findable", true}}));
  EXPECT_EQ(relations(json, "wasDerivedFrom"), std::vector<Json>({{{"prov:generatedEntity", "dossier:publication.1"},
                                                                   {"prov:usedEntity", "dossier:record.j1"},
                                                                   {"kring:kind", "published_as"}}}));
  EXPECT_EQ(json["activity"]["dossier:event.1"]["prov:startTime"], "2024-01-02T00:00:00");
  EXPECT_EQ(json["activity"]["dossier:event.1"]["kring:term"], "P1Y");
  EXPECT_FALSE(json["activity"]["dossier:event.2"].contains("prov:startTime"));
  EXPECT_EQ(json["activity"]["dossier:event.2"]["kring:date"], "2024-01");
}

// Everything that a relation names.
const std::vector<std::pair<const char*, const char*>> ends = {{"prov:generatedEntity", "entity"},
                                                               {"prov:usedEntity", "entity"},
                                                               {"prov:influencee", "entity"},
                                                               {"prov:influencer", "entity"},
                                                               {"prov:entity", "entity"},
                                                               {"prov:activity", "activity"},
                                                               {"prov:agent", "agent"},
                                                               {"prov:delegate", "agent"},
                                                               {"prov:responsible", "agent"}};

RC_GTEST_PROP(Prov, holds_every_row_once_and_names_nothing_that_is_not_there, ()) {
  const Rows rows = *any_rows();
  const Json json = prov_document(rows.dossier());
  const auto size = [&](const char* kind) { return json.contains(kind) ? json[kind].size() : 0; };
  RC_ASSERT(size("entity") == rows.records.size() + rows.publications.size());
  RC_ASSERT(size("wasDerivedFrom") + size("wasInfluencedBy") == rows.links.size() + rows.publications.size());
  RC_ASSERT(size("wasAssociatedWith") == rows.assessors.size());
  RC_ASSERT(size("activity") == size("used") + rows.events.size());
  std::set<std::string> names;
  for (const auto& [kind, group] : json.items()) {
    if (kind == "prefix") continue;
    for (const auto& [name, thing] : group.items()) {
      RC_ASSERT(names.insert(name).second);
      for (const auto& [end, where] : ends) {
        if (thing.contains(end)) RC_ASSERT(json[where].contains(thing[end].template get<std::string>()));
      }
    }
  }
}

}  // namespace
