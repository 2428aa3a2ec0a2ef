// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/catalog/terms.hpp"
#include "kring/format/detail/rules_digest.hpp"
#include "kring/format/detail/toml_document.hpp"
#include "kring/format/detail/toml_supervision.hpp"
#include "kring/supervision/terms.hpp"

namespace kring::format {

namespace detail {

// Reads terms and ladders.
class TomlTerms {
 public:
  TomlTerms(const toml::table& document, const std::string& file)
      : faults_("the terms"), root_(document, "file of terms", file, faults_) {}

  [[nodiscard]] supervision::Terms read() {
    root_.allow({"format", "id", "version", "name_en", "name_nl", "status", "source", "note_en", "note_nl",
                 "insufficient", "sufficient", "event", "sequence", "term", "ladder"});
    read_rules_head(root_, terms_);
    read_verdicts();
    root_.each("event", [this](const TomlRow& row) { read_event(row); });
    root_.each("sequence", [this](const TomlRow& row) { read_sequence(row); });
    root_.each("term", [this](const TomlRow& row) { read_term(row); });
    std::size_t t = 0;
    root_.each("term", [&](const TomlRow& row) { read_conflicts(row, t++); });
    root_.each("ladder", [this](const TomlRow& row) { read_ladder(row); });
    if (terms_.events.empty()) faults_.add(root_.where(), "no kind of event is there: expected rows [[event]]");
    faults_.raise();
    return std::move(terms_);
  }

 private:
  void read_verdicts() {
    terms_.insufficient = root_.texts("insufficient");
    terms_.sufficient = root_.texts("sufficient");
    for (const std::string& level : terms_.sufficient) {
      if (std::find(terms_.insufficient.begin(), terms_.insufficient.end(), level) == terms_.insufficient.end())
        continue;
      faults_.add(root_.where_of("sufficient"),
                  "'" + level + "' is sufficient and insufficient: expected one of the two");
    }
  }

  void read_event(const TomlRow& row) {
    row.allow({"id", "name_en", "name_nl", "of"});
    supervision::EventKind kind;
    kind.id = row.text("id");
    kind.name = name_of(row);
    const std::size_t of = row.word("of", {"any", "board", "programme"});
    kind.of_board = of != 2;
    kind.of_programme = of != 1;
    refuse_twice(row, kind.id, terms_.events);
    terms_.events.push_back(std::move(kind));
  }

  [[nodiscard]] supervision::Kinds kinds(const TomlRow& row, std::string_view field) const {
    return places_of(row, field, "event", terms_.events);
  }

  [[nodiscard]] supervision::Kinds some_kinds(const TomlRow& row, std::string_view field) {
    supervision::Kinds found = kinds(row, field);
    if (row.texts(field).empty()) {
      faults_.add(row.where_of(field), row.what() + " has no " + std::string(field) + ": expected at least one event");
    }
    return found;
  }

  void read_sequence(const TomlRow& row) {
    row.allow({"kinds", "begins_with"});
    terms_.sequences.push_back({some_kinds(row, "kinds"), kinds(row, "begins_with")});
  }

  // An end of a term: a duration, or "stated".
  [[nodiscard]] supervision::Bound bound(const TomlRow& row, std::string_view field) {
    if (!row.has(field)) return {};
    const std::string written = row.text(field);
    if (written == "stated") return {{}, true};
    return {duration_of(row, field, written, ", or \"stated\" for what the event states"), false};
  }

  void read_term(const TomlRow& row) {
    row.allow({"id",
               "step",
               "name_en",
               "name_nl",
               "starts_from",
               "perhaps_from",
               "done_by",
               "closed_by",
               "at_least",
               "at_most",
               "limit",
               "each",
               "not_early",
               "optional",
               "floor",
               "needs_insufficient",
               "conflicts_with",
               "article",
               "text_of",
               "url",
               "status",
               "note_en",
               "note_nl"});
    supervision::Term term;
    term.id = row.text("id");
    term.step = row.text("step");
    term.name = name_of(row);
    term.starts = some_kinds(row, "starts_from");
    term.perhaps = kinds(row, "perhaps_from");
    term.done_by = kinds(row, row.has("done_by") ? "done_by" : "step");
    term.closed = kinds(row, "closed_by");
    term.at_least = bound(row, "at_least");
    term.at_most = bound(row, "at_most");
    if (row.has("limit")) term.limit = duration_of(row, "limit", row.text("limit"));
    term.each = row.flag("each");
    term.not_early = row.flag("not_early");
    term.may_never = row.flag("optional");
    term.floor = row.flag("floor");
    if (const auto needed = kinds(row, "needs_insufficient"); !needed.empty()) term.needs_insufficient = needed.front();
    term.citation = citation_of(row);
    term.note = {row.text_or("note_en", ""), row.text_or("note_nl", "")};
    refuse_twice(row, term.id, terms_.terms);
    check_term(row, term);
    terms_.terms.push_back(std::move(term));
  }

  void check_term(const TomlRow& row, const supervision::Term& term) {
    if (!row.has("at_least") && !row.has("at_most")) {
      faults_.add(row.where(), "term '" + term.id + "' has neither at_least nor at_most: expected one of them or both");
    }
    const auto& least = term.at_least.fixed;
    const auto& most = term.at_most.fixed;
    if (least && most && supervision::after(0, *least) > supervision::after(0, *most)) {
      faults_.add(row.where_of("at_most"),
                  "at_most of term '" + term.id + "' is shorter than its at_least: expected a longer one");
    }
    if (row.has("limit") && !term.at_most.stated) {
      faults_.add(row.where_of("limit"), "term '" + term.id +
                                             "' has a limit and no at_most = \"stated\": expected a limit only of "
                                             "terms that an event states");
    }
    if (term.floor && !most) {
      faults_.add(row.where_of("floor"), "term '" + term.id + "' is a floor without at_most: expected a duration");
    }
    if (term.needs_insufficient && !least) {
      faults_.add(row.where_of("needs_insufficient"),
                  "term '" + term.id +
                      "' needs a verdict and has no at_least: expected a duration, after which the "
                      "verdict counts");
    }
  }

  void read_conflicts(const TomlRow& row, std::size_t t) {
    for (const std::size_t other : places_of(row, "conflicts_with", "term", terms_.terms)) {
      const bool same = terms_.terms[other].step == terms_.terms[t].step;
      if (other == t || !same) {
        faults_.add(row.where_of("conflicts_with"), "term '" + terms_.terms[t].id + "' conflicts with '" +
                                                        terms_.terms[other].id + "', " +
                                                        (same ? "which is itself" : "which is of another step") +
                                                        ": expected another term of the same step");
        continue;
      }
      add_conflict(t, other);
      add_conflict(other, t);
    }
  }

  // A conflict holds both ways, whichever of the two says so.
  void add_conflict(std::size_t t, std::size_t other) {
    auto& conflicts = terms_.terms[t].conflicts;
    if (std::find(conflicts.begin(), conflicts.end(), other) == conflicts.end()) conflicts.push_back(other);
    std::sort(conflicts.begin(), conflicts.end());
  }

  void read_ladder(const TomlRow& row) {
    row.allow({"of", "name_en", "name_nl", "ends_with", "ends_with_sufficient", "rung"});
    supervision::Ladder ladder;
    (void)row.text("of");
    ladder.of = static_cast<supervision::Party>(row.word("of", {"board", "programme"}));
    ladder.name = name_of(row);
    ladder.ends_with = kinds(row, "ends_with");
    ladder.ends_with_sufficient = kinds(row, "ends_with_sufficient");
    row.each("rung", [&](const TomlRow& rung) { read_rung(rung, ladder); });
    if (ladder.rungs.empty()) faults_.add(row.where(), "a ladder has no rungs: expected rows [[ladder.rung]]");
    for (const supervision::Ladder& other : terms_.ladders) {
      if (other.of != ladder.of) continue;
      faults_.add(row.where_of("of"), "a second ladder is of the same kind of unit: expected one of each");
    }
    terms_.ladders.push_back(std::move(ladder));
  }

  void read_rung(const TomlRow& row, supervision::Ladder& ladder) {
    row.allow({"id", "name_en", "name_nl", "reached_by", "ended_by", "opens_by", "condition_en", "condition_nl",
               "article", "text_of", "url", "status"});
    supervision::Rung rung;
    rung.id = row.text("id");
    rung.name = name_of(row);
    rung.reached_by = some_kinds(row, "reached_by");
    rung.ended_by = kinds(row, "ended_by");
    rung.opens_by = places_of(row, "opens_by", "term", terms_.terms);
    rung.condition = name_of(row, "condition");
    rung.citation = citation_of(row);
    refuse_twice(row, rung.id, ladder.rungs);
    ladder.rungs.push_back(std::move(rung));
  }

  RuleFaults faults_;
  TomlRow root_;
  supervision::Terms terms_;
};

}  // namespace detail

/// Reads terms of supervision from TOML text; docs/terms.md describes the format.
/// @param file The name of the file in messages.
/// @throws InvalidRule with file, line, column, what was found and what was expected; every fault at once.
[[nodiscard]] inline supervision::Terms read_terms(std::string_view text, const std::string& file) {
  const toml::table document = detail::parsed(text, file);
  supervision::Terms terms = detail::TomlTerms(document, file).read();
  terms.digest = detail::rules_digest(document);
  return terms;
}

/// Reads the terms of the catalogue with this id, by the same reader as any other.
/// @throws UnknownIdentifier for an id the catalogue does not have; the message names the nearest.
[[nodiscard]] inline supervision::Terms catalog_terms(std::string_view id) {
  return read_terms(catalog::term_text(id), "catalogue, terms " + std::string(id) + ".toml");
}

}  // namespace kring::format
