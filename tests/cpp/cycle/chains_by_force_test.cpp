// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>

#include "dossiers.hpp"
#include "kring/cycle/chains.hpp"

// The sentences of docs/cycle.md written out a second time, without any thrift: every path is followed.
namespace {

using namespace support;
using cy::Reading;
using Path = std::vector<const cy::Record*>;

bool carries(const cy::Record& r, Reading reading) {
  if (r.phase == Phase::feedback) return false;
  if (reading == Reading::by_links) return true;
  if (r.retrievable == Answer::no || r.sound == Answer::no) return false;
  return reading == Reading::lenient || (r.date && r.retrievable == Answer::yes && r.confidence != cy::Confidence::low);
}

bool leads(const cy::Link& link, const cy::Record& from, const cy::Record& to, Reading reading) {
  static const std::set<std::string_view> story = {"specified_by", "measured_by", "weighed_in",
                                                   "concludes",    "leads_to",    "checked_by"};
  if (!story.contains(word(link.kind))) return false;
  if (link.kind == LinkKind::leads_to && from.phase == Phase::ambition) return false;
  if (!carries(from, reading) || !carries(to, reading)) return false;
  if (reading == Reading::by_links) return true;
  if (from.date && to.date && to.date->last() < from.date->first()) return false;
  if (reading == Reading::lenient) return true;
  if (link.basis == cy::Basis::coded || link.confidence == cy::Confidence::low) return false;
  return link.kind != LinkKind::measured_by || from.date->last() < to.date->first();
}

// Whether a path is about one indicator. Strict: that of the norm and the measurement, none if they name none; what
// comes after names the same or nothing, the effect the same. Of a path that begins behind them: any one. Lenient: at
// most one is named.
bool of_one_indicator(const Path& path, Reading reading) {
  if (reading == Reading::by_links) return true;
  std::set<std::string> given;
  std::set<std::string> passed;
  std::optional<std::string> effect;
  for (const cy::Record* r : path) {
    if (r->phase == Phase::ambition) continue;
    if (r->phase == Phase::effect) effect = r->indicator;
    if (r->phase == Phase::effect || r->indicator.empty()) continue;
    (r->phase <= Phase::measurement ? given : passed).insert(r->indicator);
  }
  std::set<std::string> all = given;
  all.insert(passed.begin(), passed.end());
  if (reading == Reading::lenient) {
    if (effect && !effect->empty()) all.insert(*effect);
    return all.size() <= 1;
  }
  if (all.size() > 1) return false;
  const bool is_open = path.front()->phase > Phase::norm && given.empty();
  if (is_open) return !effect || passed.empty() || *effect == *passed.begin();
  if (given.empty()) return passed.empty() && effect.value_or("").empty();
  return !effect || *effect == *given.begin();
}

struct Force {
  std::vector<cy::Record> records;
  std::vector<std::vector<std::size_t>> next;

  Force(const Rows& rows, Reading reading) : records(rows.records), next(rows.records.size()) {
    const auto place = [&](const std::string& id) {
      return static_cast<std::size_t>(
          std::find_if(records.begin(), records.end(), [&](const auto& r) { return r.record == id; }) -
          records.begin());
    };
    for (const cy::Link& link : rows.links) {
      const std::size_t from = place(link.from);
      const std::size_t to = place(link.to);
      if (leads(link, records[from], records[to], reading)) next[from].push_back(to);
    }
  }

  // Calls f(path) for every path from a record, the one of itself alone included.
  void each_path(std::size_t from, const std::function<void(const std::vector<std::size_t>&)>& f) const {
    std::vector<std::size_t> path{from};
    const std::function<void()> walk = [&] {
      f(path);
      for (const std::size_t to : next[path.back()]) {
        path.push_back(to);
        walk();
        path.pop_back();
      }
    };
    walk();
  }

  [[nodiscard]] Path pointers(const std::vector<std::size_t>& path) const {
    Path all;
    for (const std::size_t at : path) all.push_back(&records[at]);
    return all;
  }
};

void agree(const Rows& rows, Reading reading) {
  const cy::Dossier dossier = rows.dossier();
  const cy::Chains chains(dossier, reading);
  const Force force(rows, reading);
  const std::size_t size = rows.records.size();
  std::vector<bool> complete(size, false);
  std::vector<bool> begun(size, false);
  std::vector<Phase> earliest;
  for (const auto& r : rows.records) earliest.push_back(r.phase);
  for (std::size_t from = 0; from < size; ++from) {
    const bool ok = carries(rows.records[from], reading);
    RC_ASSERT(chains.carries(from) == ok);
    Phase furthest = rows.records[from].phase;
    force.each_path(from, [&](const std::vector<std::size_t>& path) {
      if (ok) earliest[path.back()] = std::min(earliest[path.back()], rows.records[from].phase);
      if (!ok || !of_one_indicator(force.pointers(path), reading)) return;
      furthest = std::max(furthest, rows.records[path.back()].phase);
      if (rows.records[from].phase != Phase::ambition) return;
      begun[path.back()] = true;
      if (rows.records[path.back()].phase != Phase::effect) return;
      for (const std::size_t at : path) complete[at] = true;
    });
    RC_LOG() << rows.records[from].record << " in the reading " << word(reading) << ": " << word(furthest) << "\n";
    RC_ASSERT(chains.furthest(from) == furthest);
  }
  for (std::size_t at = 0; at < size; ++at) {
    RC_LOG() << rows.records[at].record << " in the reading " << word(reading) << "\n";
    RC_ASSERT(chains.complete(at) == complete[at]);
    RC_ASSERT(chains.begun(at) == begun[at]);
    RC_ASSERT(chains.earliest(at) == earliest[at]);
  }
}

// Ten dossiers a case, so that rare ones come by.
void all_agree(Reading reading) {
  for (int i = 0; i < 10; ++i) agree(*any_rows(), reading);
}

RC_GTEST_PROP(ChainsByForce, agree_with_following_every_path_strictly, ()) { all_agree(Reading::strict); }
RC_GTEST_PROP(ChainsByForce, agree_with_following_every_path_leniently, ()) { all_agree(Reading::lenient); }
RC_GTEST_PROP(ChainsByForce, agree_with_following_every_path_by_links, ()) { all_agree(Reading::by_links); }

// A stricter reading never finds a chain that a laxer one does not.
RC_GTEST_PROP(ChainsByForce, are_fewer_in_a_stricter_reading, ()) {
  const cy::Dossier dossier = (*any_rows()).dossier();
  const cy::Chains strict(dossier, Reading::strict);
  const cy::Chains lenient(dossier, Reading::lenient);
  const cy::Chains by_links(dossier, Reading::by_links);
  for (std::size_t row = 0; row < dossier.records().size(); ++row) {
    RC_ASSERT(strict.complete(row) <= lenient.complete(row));
    RC_ASSERT(lenient.complete(row) <= by_links.complete(row));
    RC_ASSERT(strict.furthest(row) <= lenient.furthest(row));
    RC_ASSERT(lenient.furthest(row) <= by_links.furthest(row));
    RC_ASSERT(lenient.earliest(row) >= by_links.earliest(row));
  }
}

}  // namespace
