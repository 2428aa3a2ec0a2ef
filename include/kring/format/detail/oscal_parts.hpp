// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "kring/core/digest.hpp"
#include "kring/core/error.hpp"
#include "kring/core/period.hpp"
#include "kring/cycle/dossier.hpp"
#include "kring/format/detail/name_uuid.hpp"
#include "kring/format/detail/stated_fields.hpp"
#include "kring/format/json.hpp"

namespace kring::format::detail {

// What the three documents of OSCAL have in common: names, fields, links, observations.
class OscalParts {
 public:
  // The documents, and in which of them a record has its place.
  enum Home : std::uint8_t { plan, results, items };
  static constexpr std::array<const char*, 3> names = {"assessment-plan", "assessment-results",
                                                       "plan-of-action-and-milestones"};

  explicit OscalParts(const cycle::Dossier& dossier) : d_(dossier), r_(dossier.records()) {
    const auto last = d_.last_day();
    if (!last) {
      throw InvalidTable(
          "the dossier has no date, and OSCAL asks when a document was last modified: date at least one record, "
          "publication or event");
    }
    last_day_ = *last;
    for (std::size_t row = 0; row < r_.size(); ++row) {
      if (r_.phase[row] == cycle::Phase::norm) norms_.push_back(row);
      if (r_.phase[row] == cycle::Phase::action) actions_.push_back(row);
    }
  }

 protected:
  // One line without blanks around it, as OSCAL wants titles and props.
  [[nodiscard]] static std::string line(std::string_view text) {
    std::string result;
    bool blank = false;
    for (const char c : text) {
      const bool is_blank = static_cast<unsigned char>(c) <= ' ';
      if (!is_blank && blank && !result.empty()) result += ' ';
      if (!is_blank) result += c;
      blank = is_blank;
    }
    return result;
  }

  [[nodiscard]] static std::string moment(Day day) { return day_text(day) + "T00:00:00Z"; }

  [[nodiscard]] static Json timing(const Period& period) {
    if (period.first() == period.last()) return {{"on-date", {{"date", moment(period.first())}}}};
    return {{"within-date-range", {{"start", moment(period.first())}, {"end", moment(period.last())}}}};
  }

  static void add_list(Json& json, const char* field, Json list) {
    if (!list.empty()) json[field] = std::move(list);
  }

  [[nodiscard]] std::string key(std::size_t row) const { return name_part(r_.unit[row]) + "." + name_part(r_.id(row)); }
  [[nodiscard]] std::string uuid(std::size_t row) const { return name_uuid("record." + key(row)); }
  [[nodiscard]] std::string token(std::size_t row) const { return "record." + name_part(r_.id(row)); }
  [[nodiscard]] static std::string unit_uuid(std::string_view unit) { return name_uuid("unit." + name_part(unit)); }

  // A dossier has a unit at least; the first of the tree is the whole.
  [[nodiscard]] const cycle::Unit& top() const { return d_.units()[static_cast<std::size_t>(d_.tree().unit_at(0))]; }
  [[nodiscard]] std::string top_uuid(const char* kind) const {
    return name_uuid(std::string(kind) + "." + name_part(top().unit));
  }

  [[nodiscard]] const std::string& description(std::size_t row) const {
    return r_.title[row].empty() ? r_.id(row) : r_.title[row];
  }
  [[nodiscard]] std::string title(std::size_t row) const { return line(description(row)); }

  [[nodiscard]] Home home(std::size_t row) const {
    const cycle::Phase phase = r_.phase[row];
    if (phase == cycle::Phase::action) return items;
    if (phase <= cycle::Phase::norm || !r_.date[row]) return plan;
    if (phase != cycle::Phase::effect) return results;
    return actions_.empty() ? plan : items;
  }
  [[nodiscard]] bool is_resource(std::size_t row) const {
    return home(row) == plan && r_.phase[row] != cycle::Phase::norm;
  }
  [[nodiscard]] bool is_observed(std::size_t row) const {
    return home(row) != plan && r_.phase[row] != cycle::Phase::action;
  }

  static void add_prop(Json& props, const char* field, std::string_view text) {
    std::string said = line(text);
    if (!said.empty()) props.push_back({{"name", field}, {"ns", "urn:kring:cycle"}, {"value", std::move(said)}});
  }

  // Everything a record states as props; on what rests, a link to what it rests on, whose rel is the kind of link.
  // Resources have no links in OSCAL: theirs are props with the identifier of the other record.
  void describe(Json& json, std::size_t row, Home from) const {
    Json props = Json::array();
    add_prop(props, "record", r_.id(row));
    add_prop(props, "unit", r_.unit[row]);
    each_stated(r_, row, [&](const char* field, const auto& said) {
      if constexpr (std::is_convertible_v<decltype(said), std::string_view>) {
        add_prop(props, field, said);
      } else {
        add_prop(props, field, Json(said).dump());
      }
    });
    Json links = Json::array();
    d_.graph().each_before(row, [&](std::size_t before, std::size_t link) {
      const std::string kind(word(d_.links().kind[link]));
      const std::string text = basis(link);
      if (is_resource(row)) {
        add_prop(props, kind.c_str(), r_.id(before));
        if (!text.empty()) props.back()["remarks"] = text;
      } else {
        links.push_back({{"href", reference(before, from)}, {"rel", kind}});
        if (!text.empty()) links.back()["text"] = text;
      }
    });
    json["props"] = std::move(props);
    add_list(json, "links", std::move(links));
  }

  [[nodiscard]] std::string reference(std::size_t row, Home from) const {
    const std::string file = home(row) == from ? "" : std::string(names[home(row)]) + ".json";
    return file + "#" + (r_.phase[row] == cycle::Phase::norm ? token(row) : uuid(row));
  }

  // What a link rests on and how sure its writer was, as far as stated: "coded, confidence low".
  [[nodiscard]] std::string basis(std::size_t link) const {
    std::string text(word(d_.links().basis[link]));
    const cycle::Confidence confidence = d_.links().confidence[link];
    if (confidence == cycle::Confidence::not_stated) return text;
    return text + (text.empty() ? "confidence " : ", confidence ") + std::string(word(confidence));
  }

  [[nodiscard]] Json observation(std::size_t row, Home from) const {
    Json json{{"uuid", uuid(row)}, {"title", title(row)}, {"description", description(row)}};
    describe(json, row, from);
    json["methods"] = Json::array({"UNKNOWN"});
    json["types"] = Json::array({word(r_.phase[row])});
    json["subjects"] = Json::array({Json{{"subject-uuid", unit_uuid(r_.unit[row])}, {"type", "party"}}});
    if (!r_.source[row].empty()) json["relevant-evidence"] = Json::array({Json{{"description", r_.source[row]}}});
    json["collected"] = moment(r_.date[row]->last());
    return json;
  }

  // The observations beside a record, each with the kind of link that ties the two.
  [[nodiscard]] Json observations_beside(std::size_t row) const {
    Json list = Json::array();
    const auto see = [&](std::size_t other, std::size_t link) {
      if (!is_observed(other)) return;
      list.push_back({{"observation-uuid", uuid(other)}, {"remarks", word(d_.links().kind[link])}});
    };
    d_.graph().each_before(row, see);
    d_.graph().each_after(row, see);
    return list;
  }

  [[nodiscard]] Json finding(std::size_t norm, bool met) const {
    Json json{{"uuid", name_uuid("finding." + key(norm))},
              {"title", title(norm)},
              {"description", "The norm held against its latest measurement, by kring."}};
    json["target"] = {{"type", "objective-id"},
                      {"target-id", token(norm)},
                      {"status", {{"state", met ? "satisfied" : "not-satisfied"}}}};
    add_list(json, "related-observations", observations_beside(norm));
    return json;
  }

  // Which norms a document looks at. OSCAL wants a choice: where it looks at none, all but every one.
  [[nodiscard]] Json reviewed(const std::vector<std::size_t>& norms) const {
    const auto listed = [&](const std::vector<std::size_t>& rows, const char* field) {
      Json list = Json::array();
      for (const std::size_t row : rows) list.push_back({{field, token(row)}});
      return list;
    };
    Json controls = Json::object();
    if (norms.empty()) {
      controls["include-all"] = Json::object();
      add_list(controls, "exclude-controls", listed(norms_, "control-id"));
      return {{"control-selections", Json::array({std::move(controls)})}};
    }
    controls["include-controls"] = listed(norms, "control-id");
    Json objectives = Json::object();
    objectives["include-objectives"] = listed(norms, "objective-id");
    return {{"control-selections", Json::array({std::move(controls)})},
            {"control-objective-selections", Json::array({std::move(objectives)})}};
  }

  [[nodiscard]] Json party(std::int32_t row) const {
    const cycle::Unit& unit = d_.units()[static_cast<std::size_t>(row)];
    const std::int32_t above = d_.tree().parent(row);
    Json json{{"uuid", unit_uuid(unit.unit)}, {"type", "organization"}};
    if (std::string name = line(unit.name); !name.empty()) json["name"] = std::move(name);
    Json props = Json::array();
    add_prop(props, "unit", unit.unit);
    add_prop(props, "kind", word(unit.kind));
    if (above == cycle::nowhere) add_prop(props, "parent", unit.parent);
    if (unit.students) add_prop(props, "students", std::to_string(*unit.students));
    add_prop(props, "standing", word(d_.standing(row)));
    json["props"] = std::move(props);
    if (above != cycle::nowhere) {
      json["member-of-organizations"] = Json::array({unit_uuid(d_.units()[static_cast<std::size_t>(above)].unit)});
    }
    return json;
  }

  [[nodiscard]] Json begun(const char* of) const {
    Json parties = Json::array();
    for (std::size_t row = 0; row < d_.units().size(); ++row) parties.push_back(party(static_cast<std::int32_t>(row)));
    const std::string whole = line(top().name.empty() ? top().unit : top().name);
    Json json{{"uuid", ""}};
    json["metadata"] = {{"title", std::string(of) + ": " + whole},
                        {"last-modified", moment(last_day_)},
                        {"version", ""},
                        {"oscal-version", "1.1.3"},
                        {"parties", std::move(parties)}};
    return json;
  }

  // A document is known by its content: the same dossier gives the same version and UUID, another one others.
  [[nodiscard]] static Json finished(Json document) {
    Digest digest;
    digest.add(std::string_view(document.dump()));
    document["uuid"] = name_uuid("document." + digest.text());
    document["metadata"]["version"] = digest.text().substr(0, 16);
    return document;
  }

  const cycle::Dossier& d_;
  const cycle::Records& r_;
  Day last_day_ = 0;
  std::vector<std::size_t> norms_{};
  std::vector<std::size_t> actions_{};
};

}  // namespace kring::format::detail
