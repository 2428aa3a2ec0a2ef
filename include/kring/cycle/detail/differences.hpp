// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "kring/cycle/record.hpp"
#include "kring/cycle/unit.hpp"

namespace kring::cycle::detail {

// The names of the fields in which two records differ.
[[nodiscard]] inline std::string differences(const Record& a, const Record& b) {
  std::string fields;
  const auto see = [&](std::string_view name, bool same) {
    if (!same) fields += (fields.empty() ? "" : "|") + std::string(name);
  };
  see("unit", a.unit == b.unit);
  see("phase", a.phase == b.phase);
  see("aspect", a.aspect == b.aspect);
  see("date", a.date == b.date);
  see("title", a.title == b.title);
  see("owner", a.owner == b.owner);
  see("source", a.source == b.source);
  see("retrievable", a.retrievable == b.retrievable);
  see("by", a.by == b.by);
  see("indicator", a.indicator == b.indicator);
  see("sound", a.sound == b.sound);
  see("soundness", a.soundness == b.soundness);
  see("confidence", a.confidence == b.confidence);
  see("status", a.status == b.status);
  see("end_date", a.end_date == b.end_date);
  see("norm_level", a.norm_level == b.norm_level);
  see("target", a.target == b.target);
  see("direction", a.direction == b.direction);
  see("strict", a.strict == b.strict);
  see("target_date", a.target_date == b.target_date);
  see("planned_measurement", a.planned_measurement == b.planned_measurement);
  see("value", a.value == b.value);
  see("value_unit", a.value_unit == b.value_unit);
  see("value_state", a.value_state == b.value_state);
  see("verdict", a.verdict == b.verdict);
  return fields;
}

[[nodiscard]] inline std::string differences(const Unit& a, const Unit& b) {
  std::string fields;
  const auto see = [&](std::string_view name, bool same) {
    if (!same) fields += (fields.empty() ? "" : "|") + std::string(name);
  };
  see("kind", a.kind == b.kind);
  see("parent", a.parent == b.parent);
  see("name", a.name == b.name);
  see("students", a.students == b.students);
  see("standing", a.standing == b.standing);
  return fields;
}

}  // namespace kring::cycle::detail
