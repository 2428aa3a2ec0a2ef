// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/period.hpp"
#include "kring/cycle/dossier.hpp"
#include "kring/format/detail/stated_fields.hpp"
#include "kring/format/json.hpp"

namespace kring::format {

namespace detail {

// Writes a dossier as PROV-JSON, one group of the document after the other.
class ProvWriter {
 public:
  explicit ProvWriter(const cycle::Dossier& dossier) : d_(dossier) {}

  [[nodiscard]] Json write() {
    reserve(entities_, d_.records().size() + d_.publications().size());
    reserve(derivations_, d_.links().size() + d_.publications().size());
    reserve(attributions_, 2 * d_.records().size());
    for (std::size_t row = 0; row < d_.units().size(); ++row) unit(row);
    for (const std::string& owner : d_.records().owner.names()) {
      if (!owner.empty()) add(agents_, owner_name(owner), {{"prov:label", owner}});
    }
    for (std::size_t row = 0; row < d_.records().size(); ++row) record(row);
    for (std::size_t row = 0; row < d_.links().size(); ++row) link(row);
    assessors();
    for (std::size_t row = 0; row < d_.publications().size(); ++row) publication(row);
    for (std::size_t row = 0; row < d_.events().size(); ++row) event(row);
    Json json{{"prefix", {{"kring", "urn:kring:cycle:"}, {"dossier", "urn:kring:dossier:"}}}};
    for (auto& [name, group] : {std::pair<const char*, Json*>{"entity", &entities_},
                                {"activity", &activities_},
                                {"agent", &agents_},
                                {"wasDerivedFrom", &derivations_},
                                {"wasInfluencedBy", &influences_},
                                {"used", &uses_},
                                {"wasAttributedTo", &attributions_},
                                {"wasAssociatedWith", &associations_},
                                {"actedOnBehalfOf", &delegations_}}) {
      if (!group->empty()) json[name] = std::move(*group);
    }
    return json;
  }

 private:
  using Object = Json::object_t;

  // Keys are known to be new: looking for each among all others would take quadratic time.
  static void add(Json& group, std::string key, Json value) {
    group.get_ref<Object&>().emplace_back(std::move(key), std::move(value));
  }
  void relate(Json& group, Json relation) { add(group, "_:r" + std::to_string(++relations_), std::move(relation)); }
  static void reserve(Json& group, std::size_t size) { group.get_ref<Object&>().reserve(size); }

  [[nodiscard]] static Json qualified(std::string name) { return {{"$", std::move(name)}, {"type", "xsd:QName"}}; }
  [[nodiscard]] static Json value(std::string_view text) { return std::string(text); }
  [[nodiscard]] static Json value(bool answer) { return answer; }
  [[nodiscard]] static Json value(double number) { return {{"$", Json(number).dump()}, {"type", "xsd:double"}}; }
  [[nodiscard]] static Json whole(std::int64_t n) { return {{"$", std::to_string(n)}, {"type", "xsd:integer"}}; }
  [[nodiscard]] static auto into(Json& json) {
    return [&json](const char* field, const auto& said) { json["kring:" + std::string(field)] = value(said); };
  }

  [[nodiscard]] static std::string name(const char* kind, std::string_view id) {
    return "dossier:" + std::string(kind) + "." + name_part(id);
  }
  [[nodiscard]] static std::string owner_name(std::string_view owner) { return name("owner", owner); }
  [[nodiscard]] static std::string unit_name(const cycle::Unit& unit) { return name("unit", unit.unit); }
  [[nodiscard]] std::string record_name(std::int32_t row) const {
    return name("record", d_.records().id(static_cast<std::size_t>(row)));
  }

  // A unit below another acts on its behalf, since the board answers for all of it; but not on behalf of the sector,
  // which has no authority to lend. kring:parent holds the tree in either case.
  void unit(std::size_t row) {
    const cycle::Unit& unit = d_.units()[row];
    const std::int32_t above = d_.tree().parent(static_cast<std::int32_t>(row));
    Json json{{"prov:type", qualified("prov:Organization")}};
    if (!unit.name.empty()) json["prov:label"] = unit.name;
    json["kring:unit"] = unit.unit;
    json["kring:kind"] = word(unit.kind);
    if (above != cycle::nowhere) {
      const cycle::Unit& parent = d_.units()[static_cast<std::size_t>(above)];
      json["kring:parent"] = qualified(unit_name(parent));
      if (parent.kind != cycle::UnitKind::sector) {
        relate(delegations_, {{"prov:delegate", unit_name(unit)}, {"prov:responsible", unit_name(parent)}});
      }
    } else if (!unit.parent.empty()) {
      json["kring:parent"] = unit.parent;
    }
    if (unit.students) json["kring:students"] = whole(*unit.students);
    if (unit.standing || above == cycle::nowhere) {
      json["kring:standing"] = word(d_.standing(static_cast<std::int32_t>(row)));
    }
    add(agents_, unit_name(unit), std::move(json));
  }

  // A record is attributed to who answers for it, and to its unit where it is that unit's own: the verdict of a
  // supervisor is about the unit, not from it.
  void record(std::size_t row) {
    const cycle::Records& records = d_.records();
    const std::string self = record_name(static_cast<std::int32_t>(row));
    const std::string unit = name("unit", records.unit[row]);
    Json json = Json::object();
    reserve(json, 16);
    json["prov:type"] = qualified("kring:record");
    if (!records.title[row].empty()) json["prov:label"] = records.title[row];
    json["kring:record"] = records.id(row);
    json["kring:unit"] = qualified(unit);
    each_stated(records, row, into(json));
    add(entities_, self, std::move(json));
    const cycle::Author by = records.by[row];
    if (by == cycle::Author::not_stated || by == cycle::Author::own) attribute(self, unit, "unit");
    if (!records.owner[row].empty()) attribute(self, owner_name(records.owner[row]), "owner");
  }

  // prov:role belongs to activities, so why an entity is attributed is said in a word of kring's.
  void attribute(const std::string& entity, const std::string& agent, const char* as) {
    relate(attributions_, {{"prov:entity", entity}, {"prov:agent", agent}, {"kring:as", as}});
  }

  // What rests on another record was made on its basis: a derivation. Two kinds say less. A baseline was measured
  // before its norm, but nobody says that the norm was set from it; feedback is about a step, but may have come after
  // it or changed nothing. They are influences, of which PROV concludes neither order nor construction.
  void link(std::size_t row) {
    const cycle::Links& links = d_.links();
    const cycle::LinkKind kind = links.kind[row];
    const bool back = points_back(kind);
    const std::string later = record_name(back ? links.from[row] : links.to[row]);
    const std::string earlier = record_name(back ? links.to[row] : links.from[row]);
    const bool derived = kind != cycle::LinkKind::baseline_of && kind != cycle::LinkKind::feedback_on;
    Json json{{derived ? "prov:generatedEntity" : "prov:influencee", later},
              {derived ? "prov:usedEntity" : "prov:influencer", earlier}};
    StatedFields stated(into(json));
    stated.say("kind", word(kind));
    stated.say("basis", word(links.basis[row]));
    stated.say("confidence", word(links.confidence[row]));
    relate(derived ? derivations_ : influences_, std::move(json));
  }

  // Who looked at a record: an activity a record, which used it, for it is not said that its assessors made it. Only an
  // author did. An assessor without a name is an agent of its own.
  void assessors() {
    const cycle::Assessors& all = d_.assessors();
    std::vector<bool> seen(d_.records().size(), false);
    for (const std::string& who : all.assessor.names()) {
      if (!who.empty()) add(agents_, name("assessor", who), {{"prov:label", who}});
    }
    for (std::size_t row = 0; row < all.size(); ++row) {
      const auto record = static_cast<std::size_t>(all.record[row]);
      const std::string activity = name("assessment", d_.records().id(record));
      if (!seen[record]) {
        add(activities_, activity, {{"prov:type", qualified("kring:assessment")}});
        relate(uses_, {{"prov:activity", activity}, {"prov:entity", record_name(all.record[row])}});
        seen[record] = true;
      }
      const bool unnamed = all.assessor[row].empty();
      const std::string agent =
          unnamed ? name("unnamed_assessor", std::to_string(row + 1)) : name("assessor", all.assessor[row]);
      if (unnamed) add(agents_, agent, Json::object());
      relate(associations_, association(row, activity, agent));
      if (all.part[row] == cycle::Part::author) attribute(record_name(all.record[row]), agent, "author");
    }
  }

  [[nodiscard]] Json association(std::size_t row, const std::string& activity, const std::string& agent) const {
    const cycle::Assessors& all = d_.assessors();
    Json json{{"prov:activity", activity}, {"prov:agent", agent}};
    if (all.part[row] != cycle::Part::not_stated) {
      json["prov:role"] = qualified("kring:" + std::string(word(all.part[row])));
    }
    StatedFields stated(into(json));
    stated.say("role", word(all.role[row]));
    stated.say("organisation", all.organisation[row]);
    if (all.count[row] != 1) json["kring:count"] = whole(all.count[row]);
    for (const auto& [field, last] :
         {std::pair{"last_tie", &all.last_tie[row]}, std::pair{"reviewed_by_party", &all.reviewed_by_party[row]}}) {
      if (last->happened == cycle::Answer::no) stated.say(field, "none");
      if (last->happened == cycle::Answer::yes && !last->date) stated.say(field, cycle::Answer::yes);
      stated.say(field, last->date);
    }
    stated.say("shared_governance", all.shared_governance[row]);
    stated.say("declaration", all.declaration[row]);
    return json;
  }

  void publication(std::size_t row) {
    const cycle::Publications& all = d_.publications();
    const std::string self = name("publication", std::to_string(row + 1));
    Json json{{"prov:type", qualified("kring:publication")}};
    StatedFields stated(into(json));
    stated.say("item", word(all.item[row]));
    stated.say("date", all.date[row]);
    stated.say("audience", word(all.audience[row]));
    stated.say("findable", all.findable[row]);
    add(entities_, self, std::move(json));
    relate(derivations_, {{"prov:generatedEntity", self},
                          {"prov:usedEntity", record_name(all.record[row])},
                          {"kring:kind", "published_as"}});
  }

  // PROV starts activities at an instant: written where one day is known, as its first moment without a time zone.
  void event(std::size_t row) {
    const cycle::Event& event = d_.events()[row];
    Json json = Json::object();
    if (event.date && event.date->first() == event.date->last()) {
      json["prov:startTime"] = day_text(event.date->first()) + "T00:00:00";
    }
    json["prov:type"] = qualified("kring:event");
    json["kring:unit"] = qualified(name("unit", event.unit));
    StatedFields stated(into(json));
    stated.say("kind", event.kind);
    stated.say("date", event.date);
    stated.say("days", event.days);
    stated.say("verdict", event.verdict);
    stated.say("term", event.term);
    add(activities_, name("event", std::to_string(row + 1)), std::move(json));
  }

  const cycle::Dossier& d_;
  std::size_t relations_ = 0;
  Json entities_ = Json::object(), activities_ = Json::object(), agents_ = Json::object();
  Json derivations_ = Json::object(), influences_ = Json::object(), uses_ = Json::object();
  Json attributions_ = Json::object(), associations_ = Json::object(), delegations_ = Json::object();
};

}  // namespace detail

/// A dossier as provenance: PROV-JSON of the W3C (member submission of 24 April 2013). Records and publications are
/// entities, links derivations (baseline_of and feedback_on: influences), units, owners and assessors agents, events
/// and the looking at a record activities. What is not stated has no attribute; an assessor without a count is one
/// person. Dates of records stay text, since PROV knows only instants. Names are unique within one dossier, not among
/// several: rename before documents are merged.
/// Source: https://www.w3.org/submissions/prov-json/
[[nodiscard]] inline Json prov_document(const cycle::Dossier& dossier) { return detail::ProvWriter(dossier).write(); }

}  // namespace kring::format
