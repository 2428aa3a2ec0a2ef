// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "dossiers.hpp"
#include "kring/quality/quality.hpp"

// The axioms of methods.md, section 6, as far as they are about quality assurance; U and M in min_blend_test.cpp, D in
// visibility_test.cpp.
namespace {

using namespace support;
using kring::quality::Evidence;
using kring::quality::Scores;
using kring::quality::UnitQuality;

constexpr double rounding = 1e-12;

UnitQuality assessed(const Rows& rows) {
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2022-03-01"));
  return kring::quality::assess(evidence, proposal(), dossier.unit("i"));
}

// Nothing stays nothing.
bool alike(const std::optional<double>& a, const std::optional<double>& b) {
  return a.has_value() == b.has_value() && std::abs(a.value_or(0) - b.value_or(0)) <= rounding;
}

bool not_below(const std::optional<double>& after, const std::optional<double>& before) {
  return !before || (after && *after >= *before - rounding);
}

template <class T>
void reorder(std::vector<T>& rows) {
  for (std::size_t i = 1; i < rows.size(); ++i) std::swap(rows[*rc::gen::inRange<std::size_t>(0, i + 1)], rows[i]);
}

// Other names for people, organisations, aspects, indicators and units below the institution, which do not sort as
// before. Records keep the order of their identifiers, which decides between verdicts of one period.
Rows renamed(Rows rows) {
  const auto other = [](const std::string& name) {
    if (name.empty()) return name;
    std::size_t hash = 7;
    for (const char c : name) hash = hash * 131 + static_cast<unsigned char>(c);
    return std::to_string(hash % 7919) + "_" + name;
  };
  const auto unit = [&](std::string& name) {
    if (name != "i" && name != "k" && name != "mbo") name = other(name);
  };
  for (auto& one : rows.units) {
    unit(one.unit);
    unit(one.parent);
  }
  const auto record = [](std::string& id) { id.insert(0, "of_"); };
  for (auto& one : rows.records) {
    unit(one.unit);
    record(one.record);
    one.indicator = other(one.indicator);
    one.aspect = other(one.aspect);
  }
  for (auto& one : rows.links) record(one.from), record(one.to);
  for (auto& one : rows.assessors) {
    record(one.record);
    one.assessor = other(one.assessor);
    if (one.organisation == "firm") one.organisation = other(one.organisation);
  }
  for (auto& one : rows.publications) record(one.record);
  return rows;
}

RC_GTEST_PROP(Axioms, anonymity_no_name_and_no_order_of_rows_changes_a_score, ()) {
  const Rows rows = *any_rows();
  Rows other = renamed(rows);
  reorder(other.units), reorder(other.records), reorder(other.links), reorder(other.assessors);
  reorder(other.publications);
  const UnitQuality before = assessed(rows);
  const UnitQuality after = assessed(other);
  RC_ASSERT(after.state == before.state);
  for (const auto& [a, b] : {std::pair(&before.strict, &after.strict), {&before.lenient, &after.lenient}}) {
    RC_ASSERT(alike(a->ambition.score, b->ambition.score));
    RC_ASSERT(std::abs(a->visibility.score - b->visibility.score) <= rounding);
    RC_ASSERT(std::abs(a->traceability.score - b->traceability.score) <= rounding);
    RC_ASSERT(alike(a->reliability.point, b->reliability.point));
    RC_ASSERT(alike(a->reliability.low, b->reliability.low));
    RC_ASSERT(alike(a->quality, b->quality));
  }
}

// Every programme a second time, with its students, its records and everything tied to them.
Rows doubled(const Rows& rows) {
  const cy::Dossier dossier = rows.dossier();
  std::set<std::string> programmes;
  for (const std::int32_t one : cy::programmes_of(dossier, dossier.unit("i"))) {
    for (std::int32_t place = dossier.tree().place(one); place < dossier.tree().end(one); ++place) {
      programmes.insert(rows.units[static_cast<std::size_t>(dossier.tree().unit_at(place))].unit);
    }
  }
  std::set<std::string> records;
  Rows more = rows;
  for (cy::Unit unit : rows.units) {
    if (!programmes.contains(unit.unit)) continue;
    unit.unit += "'";
    if (programmes.contains(unit.parent)) unit.parent += "'";
    more.units.push_back(unit);
  }
  for (cy::Record record : rows.records) {
    if (!programmes.contains(record.unit)) continue;
    records.insert(record.record);
    record.record += "'";
    record.unit += "'";
    more.records.push_back(record);
  }
  const auto twin = [&](const std::string& record) { return records.contains(record) ? record + "'" : record; };
  for (cy::Link link : rows.links) {
    const bool inside = records.contains(link.from) || records.contains(link.to);
    link.from = twin(link.from);
    link.to = twin(link.to);
    if (inside) more.links.push_back(link);
  }
  const auto attached = [&](auto& all) {
    const std::size_t size = all.size();
    for (std::size_t i = 0; i < size; ++i) {
      auto one = all[i];
      if (!records.contains(one.record)) continue;
      one.record += "'";
      all.push_back(one);
    }
  };
  attached(more.assessors);
  attached(more.publications);
  return more;
}

RC_GTEST_PROP(Axioms, size_consistency_twice_the_programmes_have_the_same_ambition_and_visibility, ()) {
  const Rows rows = *any_rows();
  const UnitQuality before = assessed(rows);
  const UnitQuality after = assessed(doubled(rows));
  for (const auto& [a, b] : {std::pair(&before.strict, &after.strict), {&before.lenient, &after.lenient}}) {
    RC_ASSERT(alike(a->ambition.score, b->ambition.score));
    RC_ASSERT(std::abs(a->visibility.score - b->visibility.score) <= rounding);
  }
}

// Records in an order in which each stands behind what it rests on.
std::vector<std::string> in_order(const Rows& rows) {
  const cy::Dossier dossier = rows.dossier();
  std::vector<std::string> ids;
  for (const std::uint32_t row : dossier.graph().order()) ids.push_back(dossier.records().id(row));
  return ids;
}

RC_GTEST_PROP(Axioms, evidence_a_sound_link_of_a_chain_never_lowers_traceability, ()) {
  Rows rows = *any_rows();
  RC_PRE(rows.records.size() > 1);
  const UnitQuality before = assessed(rows);
  const auto ids = in_order(rows);
  const auto first = *rc::gen::inRange<std::size_t>(0, ids.size() - 1);
  const auto second = *rc::gen::inRange<std::size_t>(first + 1, ids.size());
  const auto kind = kind_between(rows.record(ids[first]).phase, rows.record(ids[second]).phase);
  RC_PRE(kind && !cy::points_back(*kind));
  const auto same = [&](const cy::Link& link) {
    return link.from == ids[first] && link.to == ids[second] && link.kind == *kind;
  };
  RC_PRE(std::ranges::none_of(rows.links, same));
  rows.links.push_back({ids[first], ids[second], *kind, cy::Basis::stated});
  const UnitQuality after = assessed(rows);
  RC_ASSERT(after.strict.traceability.score >= before.strict.traceability.score - rounding);
  RC_ASSERT(after.lenient.traceability.score >= before.lenient.traceability.score - rounding);
}

RC_GTEST_PROP(Axioms, evidence_a_publication_never_lowers_visibility, ()) {
  Rows rows = *any_rows();
  RC_PRE(!rows.records.empty());
  const UnitQuality before = assessed(rows);
  const auto& record = rows.records[*rc::gen::inRange<std::size_t>(0, rows.records.size())];
  rows.publications.push_back({record.record, static_cast<cy::Item>(*rc::gen::inRange(0, 3)),
                               date(*rc::gen::element("2021-05", "2022-03-01", "2024", "")),
                               static_cast<cy::Audience>(*rc::gen::inRange(0, 7)), Answer::yes});
  const UnitQuality after = assessed(rows);
  RC_ASSERT(after.strict.visibility.score >= before.strict.visibility.score - rounding);
  RC_ASSERT(after.lenient.visibility.score >= before.lenient.visibility.score - rounding);
}

RC_GTEST_PROP(Axioms, evidence_a_judging_assessor_never_lowers_reliability, ()) {
  Rows rows = *any_rows();
  RC_PRE(!rows.records.empty());
  const UnitQuality before = assessed(rows);
  cy::Assessor more;
  more.record = rows.records[*rc::gen::inRange<std::size_t>(0, rows.records.size())].record;
  more.assessor = *rc::gen::element<std::string>("", "q", "r", "somebody new");
  more.role = static_cast<Role>(*rc::gen::inRange(0, 11));
  more.organisation = *rc::gen::element<std::string>("", "i", "firm", "another firm");
  more.part = cy::Part::judging;
  rows.assessors.push_back(more);
  const UnitQuality after = assessed(rows);
  for (const auto& [a, b] : {std::pair(&before.strict, &after.strict), {&before.lenient, &after.lenient}}) {
    RC_ASSERT(not_below(b->reliability.point, a->reliability.point));
    RC_ASSERT(not_below(b->reliability.low, a->reliability.low));
    RC_ASSERT(not_below(b->ambition.score, a->ambition.score));
  }
}

// Paper that nothing is tied to adds nothing; a judgement without a chain may only lower T.
RC_GTEST_PROP(Axioms, gaming_records_without_links_add_nothing_to_traceability, ()) {
  Rows rows = *any_rows();
  const UnitQuality before = assessed(rows);
  const auto number = *rc::gen::inRange(1, 6);
  bool judges = false;
  for (int i = 0; i < number; ++i) {
    Account paper = account().add(std::string(1, *rc::gen::element('a', 'n', 'm', 'e', 'j', 'x', 'f', 'v')) + "_paper");
    paper.records[0].record += std::to_string(i);
    judges = judges || paper.records[0].phase == Phase::judgement;
    rows.records.push_back(paper.records[0]);
  }
  const UnitQuality after = assessed(rows);
  for (const auto& [a, b] : {std::pair(&before.strict, &after.strict), {&before.lenient, &after.lenient}}) {
    RC_ASSERT(b->traceability.score <= a->traceability.score + rounding);
    RC_ASSERT((judges || std::abs(b->traceability.score - a->traceability.score) <= rounding));
  }
}

// Bit for bit, as far as a score is made of anything.
bool identical(const UnitQuality& a, const UnitQuality& b) {
  const auto numbers = [](const Scores& s) {
    return std::array<std::optional<double>, 12>{
        s.ambition.score,    s.ambition.programmes,   s.ambition.own_norms, s.ambition.drawn_on,
        s.visibility.score,  s.visibility.programmes, s.traceability.score, s.traceability.standard_error,
        s.reliability.point, s.reliability.low,       s.reliability.panel,  s.quality};
  };
  return a.unit == b.unit && a.state == b.state && a.reason == b.reason && numbers(a.strict) == numbers(b.strict) &&
         numbers(a.lenient) == numbers(b.lenient);
}

RC_GTEST_PROP(Axioms, fixed_profile_every_run_and_any_number_of_threads_give_the_same_bits, ()) {
  const Rows rows = *any_rows();
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2022-03-01"));
  for (const UnitKind kind : {UnitKind::institution, UnitKind::programme}) {
    const auto once = kring::quality::assess_all(evidence, proposal(), kind);
    for (const unsigned threads : {1U, 2U, 8U}) {
      const cy::Dossier again = rows.dossier();
      const Evidence anew(again, day("2022-03-01"));
      const auto more = kring::quality::assess_all(anew, proposal(), kind, threads);
      RC_ASSERT(more.size() == once.size());
      for (std::size_t i = 0; i < once.size(); ++i) RC_ASSERT(identical(once[i], more[i]));
    }
  }
}

}  // namespace
