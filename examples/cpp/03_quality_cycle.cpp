// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// The quality cycle of an invented institution: which steps are missing, its scores, and what would change them.
#include <iostream>

#include "kring/cycle.hpp"
#include "kring/format/profile.hpp"
#include "kring/quality.hpp"

using namespace kring;
using namespace kring::cycle;

static Tables north() {
  using enum Phase;
  using enum LinkKind;
  constexpr auto own = NormLevel::own;
  constexpr auto up = Direction::higher;
  Tables tables{.units = {{.unit = "north"}}, .standing = Standing::account};
  const auto add = [&](const char* date, Record row) {
    row.unit = "north", row.aspect = "guidance", row.retrievable = Answer::yes, row.date = Period::parse(date);
    tables.records.add(row);
  };
  add("2022-09", {.record = "a1", .phase = ambition, .owner = "board"});
  add("2022-09",
      {.record = "n1", .phase = norm, .indicator = "grade", .norm_level = own, .target = 7.5, .direction = up});
  add("2023-05", {.record = "m1", .phase = measurement, .indicator = "grade", .value = 7.1});
  add("2023-09", {.record = "e1", .phase = evaluation});
  add("2023-10", {.record = "j1", .phase = judgement, .verdict = "insufficient"});
  add("2023-11", {.record = "x1", .phase = action, .owner = "director", .end_date = Period::parse("2024-07")});
  const Link links[] = {{"a1", "n1", specified_by}, {"n1", "m1", measured_by},    {"m1", "e1", weighed_in},
                        {"e1", "j1", concludes},    {"j1", "n1", judged_against}, {"j1", "x1", leads_to}};
  for (const Link& link : links) tables.links.add(link, tables.records);
  tables.assessors.add({"j1", "", Role::staff, "north", Part::judging, 2}, tables.records);
  const Period published = Period::parse("2023-11");
  tables.publications.add({"j1", Item::result, published, Audience::students, Answer::yes}, tables.records);
  return tables;
}

int main() {
  const Dossier dossier(north());
  const Records& records = dossier.records();
  const auto profile = format::catalog_profile("proposal-2026");
  const quality::Evidence evidence(dossier, Period::parse("2024-09-30").last());
  for (const auto& [step, count, of] : count_steps(dossier, evidence.ties)) {
    if (count < of) std::cout << "missing: " << word(step) << ", " << count << " of " << of << '\n';
  }
  const auto chain = chain_through(dossier, ChainReadings(dossier), dossier.record("j1"));
  for (const std::size_t row : chain.path) std::cout << (row == chain.path[0] ? "chain: " : " > ") << records.id(row);
  std::cout << "; then missing: " << word(*chain.missing_after) << '\n';
  const auto [a, v, t, r, q] = quality::assess(evidence, profile, dossier.unit("north")).strict;
  std::cout.precision(3);
  std::cout << std::fixed << "A " << *a.score << ", V " << v.score << ", T " << t.score << ", R " << *r.point << ", Q "
            << *q << ", by profile " << profile.id << " (" << results::name(profile.origin.status) << ")\n";
  const auto parts = quality::gather(evidence, profile, Reading::strict, dossier.unit("north"));
  const auto gaps = quality::gaps(parts, records, profile);
  for (std::size_t i = 0; i < 3; ++i) std::cout << "gap: " << words(gaps[i], records, Language::english) << '\n';
  std::cout << "with " << gaps[0].id() << " mended: Q " << *what_if(parts, records, profile, {gaps[0].id()}).quality
            << '\n';
}

// Output:
// missing: norm_with_owner, 0 of 1
// missing: action_effect_checked, 0 of 1
// chain: a1 > n1 > m1 > e1 > j1 > x1; then missing: effect
// A 0.667, V 0.067, T 0.000, R 0.600, Q 0.167, by profile proposal-2026 (proposal)
// gap: judgement j1 has no sure chain from ambition to effect
// gap: the follow-up is not recently public for every stakeholder
// gap: the process is not recently public for every stakeholder
// with chain:j1 mended: Q 0.325
