// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/cycle/dossier.hpp"
#include "kring/cycle/ties.hpp"

namespace kring::quality {
struct Profile;
}

// Small dossiers written row by row, and random ones with everything that a dossier may hold.
namespace support {

namespace cy = kring::cycle;
using cy::Answer;
using cy::LinkKind;
using cy::Phase;
using cy::Role;
using cy::UnitKind;

// The profile of the catalogue, read once; the tests of quality define it.
const kring::quality::Profile& proposal();

// The first day of a date, and the date.
inline kring::Day day(std::string_view text) { return kring::Period::parse(text).first(); }
inline std::optional<kring::Period> date(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(kring::Period::parse(text));
}

// Words between spaces.
inline std::vector<std::string> words(const std::string& text) {
  std::istringstream parts(text);
  std::vector<std::string> all;
  for (std::string one; parts >> one;) all.push_back(one);
  return all;
}

// The kind of link that ties two phases; of the two that tie an evaluation to a judgement the one of the story.
inline std::optional<LinkKind> kind_between(Phase from, Phase to) {
  for (const cy::LegalPair& pair : cy::legal_pairs) {
    if (pair.from == from && pair.to == to) return pair.kind;
  }
  return {};
}

// The rows of a dossier, to be changed before one is made of them.
struct Rows {
  std::vector<cy::Unit> units{};
  std::vector<cy::Record> records{};
  std::vector<cy::Link> links{};
  std::vector<cy::Assessor> assessors{};
  std::vector<cy::Publication> publications{};
  std::vector<cy::Event> events{};
  cy::Standing standing = cy::Standing::account;

  [[nodiscard]] cy::Tables tables() const {
    cy::Tables all;
    all.units = units;
    for (const auto& row : records) all.records.add(row);
    for (const auto& row : links) all.links.add(row, all.records);
    for (const auto& row : assessors) all.assessors.add(row, all.records);
    for (const auto& row : publications) all.publications.add(row, all.records);
    all.events = events;
    all.standing = standing;
    return all;
  }
  [[nodiscard]] cy::Dossier dossier() const { return cy::Dossier(tables()); }
  [[nodiscard]] cy::Record& record(const std::string& id) {
    return *std::find_if(records.begin(), records.end(), [&](const auto& row) { return row.record == id; });
  }
};

// What a property that fails was given.
inline void showValue(const Rows& rows, std::ostream& os) {
  const auto dated = [](const auto& date) { return date ? period_text(*date) : std::string("-"); };
  for (const auto& u : rows.units) {
    os << "\nunit " << u.unit << " " << word(u.kind) << " below " << u.parent;
    if (u.students) os << " students " << *u.students;
  }
  for (const auto& r : rows.records) {
    os << "\n"
       << r.record << " in " << r.unit << " " << dated(r.date) << " by:" << word(r.by) << " aspect:" << r.aspect
       << " about:" << r.indicator << " retrievable:" << word(r.retrievable) << " sound:" << word(r.sound)
       << " confidence:" << word(r.confidence) << " end:" << dated(r.end_date) << " due:" << dated(r.target_date)
       << " level:" << word(r.norm_level) << " verdict:" << r.verdict << " owner:" << r.owner;
    if (r.soundness) os << " soundness:" << *r.soundness;
  }
  for (const auto& l : rows.links) {
    os << "\n" << l.from << " " << word(l.kind) << " " << l.to << " " << word(l.basis) << " " << word(l.confidence);
  }
  for (const auto& a : rows.assessors) {
    os << "\n"
       << a.record << " seen by " << a.assessor << " " << word(a.role) << " " << word(a.part) << " of "
       << a.organisation;
  }
  for (const auto& p : rows.publications) {
    os << "\n"
       << p.record << " public " << word(p.item) << " " << dated(p.date) << " for " << word(p.audience) << " "
       << word(p.findable);
  }
  os << "\n";
}

// An account written by hand. The first letter of an identifier says the phase: a(mbition) n(orm) m(easurement)
// e(valuation) j(udgement) x (action) f (effect) v (feedback). A record is dated in the year of its phase, 2018 for an
// ambition to 2024 for an effect, and can be retrieved, so that nothing is wrong with it until a test says so.
class Account : public Rows {
 public:
  Account() { units.push_back({"i", UnitKind::institution, "", "Institution", {}, {}}); }

  Account& unit(std::string id, UnitKind kind, std::string parent, std::optional<std::int64_t> students = {}) {
    units.push_back({id, kind, std::move(parent), id, students, {}});
    return *this;
  }
  // The unit and the aspect of records that follow.
  Account& in(std::string unit) {
    unit_ = std::move(unit);
    return *this;
  }
  Account& aspect(std::string name) {
    aspect_ = std::move(name);
    return *this;
  }
  // Records, where they are not there yet.
  Account& add(const std::string& ids) {
    for (const std::string& id : words(ids)) {
      if (record_of(id) == records.end()) records.push_back(made(id));
    }
    return *this;
  }
  // Records, each linked with the next.
  Account& story(const std::string& ids) {
    add(ids);
    const auto all = words(ids);
    for (std::size_t i = 1; i < all.size(); ++i) link(all[i - 1], all[i]);
    return *this;
  }
  Account& link(const std::string& from, const std::string& to, cy::Basis basis = cy::Basis::not_stated,
                cy::Confidence confidence = cy::Confidence::not_stated) {
    add(from + " " + to);
    links.push_back({from, to, kind_between(phase_of(from), phase_of(to)).value(), basis, confidence});
    return *this;
  }
  Account& link(const std::string& from, const std::string& to, LinkKind kind) {
    add(from + " " + to);
    links.push_back({from, to, kind});
    return *this;
  }
  Account& about(const std::string& ids, const std::string& indicator) {
    return change(ids, [&](cy::Record& row) { row.indicator = indicator; });
  }
  Account& dated(const std::string& ids, std::string_view text) {
    return change(ids, [&](cy::Record& row) { row.date = date(text); });
  }
  template <class F>
  Account& change(const std::string& ids, F f) {
    add(ids);
    for (const std::string& id : words(ids)) f(*record_of(id));
    return *this;
  }
  Account& assessor(cy::Assessor row) {
    assessors.push_back(std::move(row));
    return *this;
  }
  Account& publication(cy::Publication row) {
    publications.push_back(std::move(row));
    return *this;
  }

  [[nodiscard]] static Phase phase_of(std::string_view id) {
    return static_cast<Phase>(std::string_view("anmejxfv").find(id.front()));
  }

 private:
  [[nodiscard]] std::vector<cy::Record>::iterator record_of(const std::string& id) {
    return std::find_if(records.begin(), records.end(), [&](const auto& row) { return row.record == id; });
  }
  [[nodiscard]] cy::Record made(const std::string& id) const {
    cy::Record row;
    row.record = id;
    row.unit = unit_;
    row.phase = phase_of(id);
    row.aspect = aspect_;
    row.date = kring::Period::parse(std::to_string(2018 + static_cast<int>(row.phase)));
    row.retrievable = Answer::yes;
    return row;
  }

  std::string unit_ = "i";
  std::string aspect_ = "results";
};

inline Account account() { return {}; }

// An account that lacks nothing, as of 1 March 2024: an institution with one programme of 100 students, a judgement of
// each on a chain from ambition to effect, stakeholders and an independent expert who judge, and everything public.
inline Account whole_account() {
  Account rows;
  rows.unit("p", UnitKind::programme, "i", 100).story("a n m e j x f").link("j", "n").in("p").add("j_p");
  rows.link("e", "j_p").link("j_p", "x").link("j", "j_p");
  const std::array<const char*, 7> dates = {"2022", "2022-12", "2023-05", "2023-06", "2023-07", "2023-08", "2023-12"};
  for (cy::Record& row : rows.records) {
    row.date = date(dates[static_cast<std::size_t>(row.phase)]);
    row.owner = "board";
  }
  rows.change("n", [](cy::Record& row) {
    row.norm_level = cy::NormLevel::own;
    row.target = 75.0;
    row.direction = cy::Direction::higher;
  });
  rows.change("m f", [](cy::Record& row) { row.value = 80.0; });
  for (const char* id : {"a", "n", "x"}) rows.assessor({.record = id, .role = Role::student});
  for (const char* id : {"e", "j", "j_p"}) {
    for (const Role role : {Role::student, Role::alumnus, Role::peer, Role::employer, Role::expert}) {
      rows.assessor({.record = id,
                     .assessor = std::string(word(role)),
                     .role = role,
                     .organisation = role == Role::expert ? "bureau" : "",
                     .part = cy::Part::judging,
                     .last_tie = {Answer::no, {}},
                     .reviewed_by_party = {Answer::no, {}},
                     .shared_governance = Answer::no,
                     .declaration = Answer::yes});
    }
  }
  for (const char* id : {"j", "j_p"}) {
    for (std::size_t item = 0; item < cy::words_of<cy::Item>.size(); ++item) {
      for (std::size_t a = 2; a < cy::words_of<cy::Audience>.size(); ++a) {
        const auto audience = static_cast<cy::Audience>(a);
        rows.publication({id, static_cast<cy::Item>(item), date("2023-09"), audience, Answer::yes});
      }
    }
  }
  return rows;
}

// The row of a record.
inline std::size_t row(const cy::Dossier& dossier, std::string_view id) { return dossier.record(id); }

// A legal dossier made from bytes; 0 is always the plainest choice, so that what fails shrinks to something readable.
class RandomRows {
 public:
  explicit RandomRows(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}

  [[nodiscard]] Rows operator()() {
    oddness_ = pick<std::size_t>({0, 16, 4, 2});
    make_units();
    const std::size_t stories = below(4);
    for (std::size_t s = 0; s < stories; ++s) make_story(s);
    const std::size_t others = below(9);
    for (std::size_t i = 0; i < others; ++i) make_record(static_cast<Phase>(below(8)), unit(), indicator());
    make_links();
    make_assessors();
    make_publications();
    if (odd()) rows_.events.push_back({"i", "visit", any_date(), 2.0, "", "P1Y"});
    shuffle(rows_.records);
    shuffle(rows_.links);
    if (odd()) rows_.standing = cy::Standing::reconstruction;
    return std::move(rows_);
  }

 private:
  [[nodiscard]] std::size_t below(std::size_t n) { return at_ < bytes_.size() ? bytes_[at_++] % n : 0; }
  [[nodiscard]] bool odd() { return oddness_ > 0 && below(oddness_) == oddness_ - 1; }
  template <class T>
  [[nodiscard]] T pick(std::initializer_list<T> values) {
    return values.begin()[below(values.size())];
  }
  template <class Enum>
  [[nodiscard]] Enum any_word() {
    return static_cast<Enum>(below(cy::words_of<Enum>.size()));
  }
  template <class T>
  void shuffle(std::vector<T>& rows) {
    for (std::size_t i = 1; i < rows.size(); ++i) std::swap(rows[i - below(i + 1)], rows[i]);
  }

  void make_units() {
    const bool sector = below(4) == 1;
    if (sector) rows_.units.push_back({"mbo", UnitKind::sector, "", "Sector", {}, {}});
    rows_.units.push_back({"i", UnitKind::institution, "mbo", "Institution", {}, {}});
    if (below(4) == 3) rows_.units.push_back({"k", UnitKind::institution, "mbo", "Neighbour", {}, {}});
    const bool college = below(2) == 1;
    if (college) rows_.units.push_back({"c", UnitKind::college, "i", "College", {}, {}});
    const bool team = below(4) == 1;
    if (team) rows_.units.push_back({"t", UnitKind::team, college ? "c" : "i", "Team", {}, {}});
    const std::size_t programmes = below(4);
    for (std::size_t p = 0; p < programmes; ++p) {
      std::string parent = below(2) == 0 ? "i" : (team ? "t" : (college ? "c" : "i"));
      if (p > 0 && odd()) parent = "p0";
      rows_.units.push_back({"p" + std::to_string(p), UnitKind::programme, parent, "", {}, {}});
      if (below(8) != 7) rows_.units.back().students = pick<std::int64_t>({100, 30, 0, 250});
    }
    for (auto& unit : rows_.units) {
      if (odd()) unit.standing = any_word<cy::Standing>();
    }
    shuffle(rows_.units);
  }

  [[nodiscard]] std::string unit() { return rows_.units[below(rows_.units.size())].unit; }
  [[nodiscard]] std::string indicator() { return pick<std::string>({"", "safety_score", "drop_out"}); }
  [[nodiscard]] std::optional<kring::Period> any_date() {
    return date(pick<const char*>({"2021", "", "2021-06-15", "2020/21", "2021-06", "2019", "2023-12", "2026"}));
  }
  [[nodiscard]] Answer any_answer() { return any_word<Answer>(); }

  // A chain of one indicator, of which some steps are left out.
  void make_story(std::size_t number) {
    const std::string about = indicator();
    const std::string of = unit();
    std::optional<std::size_t> last;
    for (std::size_t p = 0; p < cy::chain_steps; ++p) {
      if (odd()) continue;
      make_record(static_cast<Phase>(p), of, odd() ? indicator() : about);
      const std::size_t row = rows_.records.size() - 1;
      if (last && number < 4) tie(*last, row);
      last = row;
    }
  }

  void make_record(Phase phase, const std::string& of, const std::string& about) {
    const std::size_t number = rows_.records.size();
    cy::Record row;
    row.record = std::string(1, "anmejxfv"[static_cast<std::size_t>(phase)]) + std::to_string(number * 37 % 101);
    row.unit = of;
    row.phase = phase;
    row.aspect = pick<std::string>({"results", "safety", ""});
    const int year = 2018 + static_cast<int>(phase);
    row.date = odd() ? any_date() : date(std::to_string(phase == Phase::feedback ? 2020 : year));
    row.owner = below(3) == 0 ? "" : "board";
    row.retrievable = odd() ? any_answer() : Answer::yes;
    row.by = odd() ? any_word<cy::Author>() : cy::Author::own;
    row.indicator = about;
    row.sound = odd() ? any_answer() : Answer::unknown;
    if (odd()) row.soundness = pick<double>({0.5, 0.9, 0.0, 1.0});
    row.confidence = odd() ? any_word<cy::Confidence>() : cy::Confidence::not_stated;
    if (odd() && (!row.date || row.date->first() <= day("2026-01-01"))) row.end_date = date("2027");
    if (phase == Phase::norm) make_norm(row);
    if (phase == Phase::measurement || phase == Phase::effect) row.value = pick<double>({80, 60, 75});
    if (phase == Phase::judgement) {
      row.verdict = pick<std::string>({"", "sufficient", "insufficient", "sufficient|good", "weak|good", "fine"});
    }
    rows_.records.push_back(row);
  }

  void make_norm(cy::Record& row) {
    row.norm_level = any_word<cy::NormLevel>();
    if (below(4) != 3) row.target = pick<double>({75, 60, 80});
    row.direction = any_word<cy::Direction>();
    row.strict = any_answer();
    if (odd()) row.target_date = any_date();
  }

  // Ties two records, the first of which comes first in the graph, where some link may do so.
  void tie(std::size_t first, std::size_t second) {
    const auto& [a, b] = std::pair<const cy::Record&, const cy::Record&>(rows_.records[first], rows_.records[second]);
    for (const cy::LegalPair& pair : cy::legal_pairs) {
      const bool back = points_back(pair.kind);
      if (pair.from != (back ? b : a).phase || pair.to != (back ? a : b).phase) continue;
      if (!tied_.emplace(first, second).second) return;
      rows_.links.push_back({back ? b.record : a.record, back ? a.record : b.record, pair.kind});
      if (odd()) rows_.links.back().basis = any_word<cy::Basis>();
      if (odd()) rows_.links.back().confidence = any_word<cy::Confidence>();
      return;
    }
  }

  void make_links() {
    const std::size_t size = rows_.records.size();
    if (size < 2) return;
    const std::size_t tries = below(40);
    for (std::size_t i = 0; i < tries; ++i) {
      const std::size_t a = below(size);
      const std::size_t b = below(size);
      if (a != b) tie(std::min(a, b), std::max(a, b));
    }
  }

  void make_assessors() {
    if (rows_.records.empty()) return;
    const std::size_t number = below(9);
    for (std::size_t i = 0; i < number; ++i) {
      cy::Assessor row;
      row.record = rows_.records[below(rows_.records.size())].record;
      row.assessor = pick<std::string>({"", "q", "r"});
      row.role = any_word<Role>();
      row.organisation = pick<std::string>({"", "i", "firm", "Institution"});
      row.part = any_word<cy::Part>();
      row.count = pick<std::int64_t>({1, 3, 40});
      row.last_tie = last_time();
      row.reviewed_by_party = last_time();
      row.shared_governance = pick<Answer>({Answer::no, Answer::unknown, Answer::yes});
      row.declaration = pick<Answer>({Answer::yes, Answer::unknown, Answer::no});
      rows_.assessors.push_back(row);
    }
  }

  [[nodiscard]] cy::LastTime last_time() {
    const auto happened = pick<Answer>({Answer::no, Answer::yes, Answer::unknown});
    return {happened, happened == Answer::yes ? any_date() : std::nullopt};
  }

  void make_publications() {
    if (rows_.records.empty()) return;
    const std::size_t number = below(7);
    for (std::size_t i = 0; i < number; ++i) {
      cy::Publication row;
      row.record = rows_.records[below(rows_.records.size())].record;
      row.item = any_word<cy::Item>();
      row.date = any_date();
      row.audience = any_word<cy::Audience>();
      row.findable = pick<Answer>({Answer::yes, Answer::unknown, Answer::no});
      rows_.publications.push_back(row);
    }
  }

  std::vector<std::uint8_t> bytes_;
  std::size_t at_ = 0;
  std::size_t oddness_ = 0;
  Rows rows_;
  std::set<std::pair<std::size_t, std::size_t>> tied_;
};

// Any legal dossier, mostly small.
inline rc::Gen<Rows> any_rows() {
  const auto bytes = rc::gen::resize(
      rc::kNominalSize, rc::gen::container<std::vector<std::uint8_t>>(640, rc::gen::inRange<std::uint8_t>(0, 255)));
  return rc::gen::map(bytes, [](std::vector<std::uint8_t> given) { return RandomRows(std::move(given))(); });
}

}  // namespace support
