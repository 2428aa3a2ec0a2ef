// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "kring/cycle/record.hpp"
#include "kring/cycle/unit.hpp"

namespace kring::cycle::detail {

// Names of fields, joined by '|'.
struct FieldNames {
  std::string text{};

  void add(std::string_view name, bool same) {
    if (!same) text += (text.empty() ? "" : "|") + std::string(name);
  }
};

// The names of the fields in which two records differ.
[[nodiscard]] inline std::string differences(const Record& a, const Record& b) {
  FieldNames fields;
  fields.add("unit", a.unit == b.unit);
  fields.add("phase", a.phase == b.phase);
  fields.add("aspect", a.aspect == b.aspect);
  fields.add("date", a.date == b.date);
  fields.add("title", a.title == b.title);
  fields.add("owner", a.owner == b.owner);
  fields.add("source", a.source == b.source);
  fields.add("retrievable", a.retrievable == b.retrievable);
  fields.add("by", a.by == b.by);
  fields.add("indicator", a.indicator == b.indicator);
  fields.add("sound", a.sound == b.sound);
  fields.add("soundness", a.soundness == b.soundness);
  fields.add("confidence", a.confidence == b.confidence);
  fields.add("status", a.status == b.status);
  fields.add("end_date", a.end_date == b.end_date);
  fields.add("norm_level", a.norm_level == b.norm_level);
  fields.add("target", a.target == b.target);
  fields.add("direction", a.direction == b.direction);
  fields.add("strict", a.strict == b.strict);
  fields.add("target_date", a.target_date == b.target_date);
  fields.add("planned_measurement", a.planned_measurement == b.planned_measurement);
  fields.add("value", a.value == b.value);
  fields.add("value_unit", a.value_unit == b.value_unit);
  fields.add("value_state", a.value_state == b.value_state);
  fields.add("verdict", a.verdict == b.verdict);
  return fields.text;
}

[[nodiscard]] inline std::string differences(const Unit& a, const Unit& b) {
  FieldNames fields;
  fields.add("kind", a.kind == b.kind);
  fields.add("parent", a.parent == b.parent);
  fields.add("name", a.name == b.name);
  fields.add("students", a.students == b.students);
  fields.add("standing", a.standing == b.standing);
  return fields.text;
}

}  // namespace kring::cycle::detail
