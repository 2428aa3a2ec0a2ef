// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/period.hpp"
#include "kring/cycle/dossier.hpp"
#include "kring/cycle/norm_test.hpp"
#include "kring/format/detail/name_uuid.hpp"
#include "kring/format/detail/oscal_parts.hpp"
#include "kring/format/json.hpp"

namespace kring::format {

/// What a dossier loses as OSCAL, and what OSCAL asks that a dossier does not say: one sentence a line.
inline constexpr std::string_view oscal_losses =
    "Assessors and their independence, publications and events are not written.\n"
    "OSCAL has no scale of levels: a verdict stays text, also where it is a set of levels joined by '|'.\n"
    "Satisfied or not is said of a norm whose latest measurement settles it, and never of a verdict.\n"
    "Whether a record or a link carries a chain in the strict or the lenient reading is not written.\n"
    "A period becomes its last day where OSCAL wants one time, and every day its first moment in UTC; the prop 'date' "
    "keeps the period. OSCAL refuses days before 1900.\n"
    "A measurement, evaluation, judgement, effect or feedback without a date is no observation, since OSCAL asks when "
    "it was made: it is a resource of the plan.\n"
    "How something was observed is not known: every method is UNKNOWN, that of feedback too.\n"
    "An evaluation or judgement that leads to an action is written as a risk as well, for only risks have milestones; "
    "its status and impact are not stated.\n"
    "Nobody wrote a system security plan: the resource to which the plan refers says so.\n"
    "The time of the last change is the last day of which the dossier speaks as past, not when it was written.\n"
    "Texts are written as they are, though OSCAL reads some as Markdown; in titles and props white space becomes one "
    "blank.";

namespace detail {

// Writes a dossier as documents named after three models of OSCAL.
class OscalWriter : private OscalParts {
 public:
  using OscalParts::OscalParts;

  [[nodiscard]] Json write() const {
    Json json;
    json[names[plan]] = plan_document();
    if (Json document = results_document(); !document.is_null()) json[names[results]] = std::move(document);
    if (!actions_.empty()) json[names[items]] = items_document();
    return json;
  }

 private:
  // OSCAL wants a method and what it looks at beside every objective; the method is not known. It also wants a prop
  // method-id there, which another of its constraints forbids: left out.
  [[nodiscard]] Json objective(std::size_t norm) const {
    Json aim{{"id", token(norm)}, {"name", "assessment-objective"}};
    if (!r_.title[norm].empty()) aim["prose"] = r_.title[norm];
    Json objects{{"name", "assessment-objects"}};
    if (!r_.planned_measurement[norm].empty()) objects["prose"] = r_.planned_measurement[norm];
    Json how{{"id", "method." + name_part(r_.id(norm))}, {"name", "assessment-method"}};
    how["props"] = Json::array({Json{{"name", "method"}, {"ns", "http://csrc.nist.gov/ns/rmf"}, {"value", "UNKNOWN"}}});
    how["parts"] = Json::array({std::move(objects)});
    Json json{{"control-id", token(norm)}};
    describe(json, norm, plan);
    json["parts"] = Json::array({std::move(aim), std::move(how)});
    return json;
  }

  [[nodiscard]] Json task(std::size_t norm, const std::string& type, const std::string& title) const {
    return {{"uuid", name_uuid(type + "." + key(norm))},
            {"type", type},
            {"title", title},
            {"links", Json::array({Json{{"href", "#" + token(norm)}, {"rel", "norm"}}})}};
  }

  [[nodiscard]] Json tasks() const {
    Json tasks = Json::array();
    for (const std::size_t norm : norms_) {
      if (const std::string how = line(r_.planned_measurement[norm]); !how.empty()) {
        tasks.push_back(task(norm, "action", how));
      }
      if (!r_.target_date[norm]) continue;
      tasks.push_back(task(norm, "milestone", title(norm)));
      tasks.back()["timing"] = timing(*r_.target_date[norm]);
    }
    return tasks;
  }

  [[nodiscard]] Json plan_document() const {
    const std::string missing = top_uuid("security_plan");
    Json json = begun("Assessment plan");
    json["import-ssp"] = {{"href", "#" + missing}};
    Json objectives = Json::array();
    for (const std::size_t norm : norms_) objectives.push_back(objective(norm));
    if (!objectives.empty()) json["local-definitions"] = {{"objectives-and-methods", std::move(objectives)}};
    json["reviewed-controls"] = reviewed(norms_);
    add_list(json, "tasks", tasks());
    Json resources = Json::array();
    resources.push_back({{"uuid", missing},
                         {"title", "No system security plan"},
                         {"description", "OSCAL assesses a system against its security plan; here nobody wrote one."}});
    for (std::size_t row = 0; row < r_.size(); ++row) {
      if (!is_resource(row)) continue;
      Json resource{{"uuid", uuid(row)}, {"title", title(row)}};
      describe(resource, row, plan);
      resources.push_back(std::move(resource));
    }
    json["back-matter"] = {{"resources", std::move(resources)}};
    return finished(std::move(json));
  }

  // Nothing where no observation has a date, for results begin with the first.
  [[nodiscard]] Json results_document() const {
    Json observations = Json::array();
    std::optional<Period> span;
    for (std::size_t row = 0; row < r_.size(); ++row) {
      if (home(row) != results) continue;
      observations.push_back(observation(row, results));
      const Period& date = *r_.date[row];
      span = Period(std::min(span.value_or(date).first(), date.first()),
                    std::max(span.value_or(date).last(), date.last()));
    }
    if (!span) return nullptr;
    std::vector<std::size_t> tested;
    Json findings = Json::array();
    for (const std::size_t norm : norms_) {
      const auto test = cycle::test_norm(d_, norm, last_day_);
      const bool met = test.state == cycle::NormState::met;
      if (test.measurement) tested.push_back(norm);
      if (met || test.state == cycle::NormState::not_met) findings.push_back(finding(norm, met));
    }
    Json result{{"uuid", top_uuid("results")},
                {"title", "What was measured and judged"},
                {"description", "The dated measurements, evaluations, judgements and feedback of the dossier."},
                {"start", moment(span->first())},
                {"end", moment(span->last())}};
    result["reviewed-controls"] = reviewed(tested);
    result["observations"] = std::move(observations);
    add_list(result, "findings", std::move(findings));
    Json json = begun("Assessment results");
    json["import-ap"] = {{"href", std::string(names[plan]) + ".json"}};
    json["results"] = Json::array({std::move(result)});
    return finished(std::move(json));
  }

  // An action as the answer to what leads to it, with its days as milestones.
  [[nodiscard]] Json response(std::size_t cause, std::size_t action) const {
    static constexpr std::array<const char*, 6> lifecycles = {"not-stated", "planned",        "continuing",
                                                              "completed",  "recommendation", "conditional"};
    const std::string tie = "." + key(cause) + "." + key(action);
    Json json{{"uuid", name_uuid("response" + tie)},
              {"lifecycle", lifecycles[static_cast<std::size_t>(r_.status[action])]},
              {"title", title(action)},
              {"description", description(action)}};
    Json milestones = Json::array();
    const auto add = [&](const std::string& field, const std::optional<Period>& date) {
      if (!date) return;
      Json milestone{{"uuid", name_uuid(field + tie)}, {"type", "milestone"}, {"title", field}};
      milestone["timing"] = timing(*date);
      milestones.push_back(std::move(milestone));
    };
    add("date", r_.date[action]);
    add("end_date", r_.end_date[action]);
    add_list(json, "tasks", std::move(milestones));
    return json;
  }

  // What leads to actions, seen as a risk; null where nothing follows.
  [[nodiscard]] Json risk(std::size_t cause) const {
    Json responses = Json::array();
    d_.graph().each_after(cause, [&](std::size_t next, std::size_t link) {
      if (d_.links().kind[link] == cycle::LinkKind::leads_to) responses.push_back(response(cause, next));
    });
    if (responses.empty()) return nullptr;
    Json json{{"uuid", name_uuid("risk." + key(cause))},
              {"title", title(cause)},
              {"description", description(cause)},
              {"statement", "Not stated."},
              {"status", "not-stated"}};
    json["remediations"] = std::move(responses);
    if (is_observed(cause)) json["related-observations"] = Json::array({Json{{"observation-uuid", uuid(cause)}}});
    return json;
  }

  [[nodiscard]] Json item(std::size_t action, std::vector<bool>& causes) const {
    Json json{{"uuid", uuid(action)}, {"title", title(action)}, {"description", description(action)}};
    describe(json, action, items);
    add_list(json, "related-observations", observations_beside(action));
    Json risks = Json::array();
    d_.graph().each_before(action, [&](std::size_t before, std::size_t link) {
      const bool leads = d_.links().kind[link] == cycle::LinkKind::leads_to;
      if (!leads || r_.phase[before] == cycle::Phase::ambition) return;
      causes[before] = true;
      risks.push_back({{"risk-uuid", name_uuid("risk." + key(before))}});
    });
    add_list(json, "related-risks", std::move(risks));
    return json;
  }

  // Its items refer to observations of its own, so those of the results beside an action are told again.
  [[nodiscard]] Json items_document() const {
    std::vector<bool> causes(r_.size(), false);
    std::vector<bool> seen(r_.size(), false);
    Json all = Json::array();
    for (const std::size_t action : actions_) {
      all.push_back(item(action, causes));
      const auto see = [&](std::size_t other, std::size_t) { seen[other] = true; };
      d_.graph().each_before(action, see);
      d_.graph().each_after(action, see);
    }
    Json observations = Json::array();
    Json risks = Json::array();
    for (std::size_t row = 0; row < r_.size(); ++row) {
      if (is_observed(row) && (seen[row] || home(row) == items)) observations.push_back(observation(row, items));
      if (causes[row]) risks.push_back(risk(row));
    }
    Json json = begun("Plan of action and milestones");
    add_list(json, "observations", std::move(observations));
    add_list(json, "risks", std::move(risks));
    json["poam-items"] = std::move(all);
    return finished(std::move(json));
  }
};

}  // namespace detail

/// A dossier in the shape of OSCAL 1.1.3, the language of NIST for assessments: norms and how they will be measured as
/// an assessment-plan, what was measured, weighed, judged and asked as assessment-results with a finding a norm that is
/// met or not, actions and effects as a plan-of-action-and-milestones. Each member of the object is a document of its
/// own, {"assessment-plan": {...}}; they refer to each other as assessment-plan.json and so on. A part with nothing in
/// it is left out. Its shape fits the models; that a reader of OSCAL finds a quality cycle in it is more than can be
/// promised. oscal_losses says what is lost. Source: https://pages.nist.gov/OSCAL/
/// @throws InvalidTable for a dossier without any date, since OSCAL asks when a document was last modified.
[[nodiscard]] inline Json oscal_assessment(const cycle::Dossier& dossier) {
  return detail::OscalWriter(dossier).write();
}

}  // namespace kring::format
