// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <string_view>
#include <vector>

namespace kring::format::detail {

// The fields that kring reads of each table of a dossier, for messages about others that look like them.
struct KnownFields {
  std::string_view table;
  std::vector<std::string_view> fields;
};

[[nodiscard]] inline const std::array<KnownFields, 6>& known_fields() {
  static const std::array<KnownFields, 6> known = {{
      {"units",
       {"unit", "kind", "parent", "name", "students", "standing", "level", "pathway", "domain", "funding", "group"}},
      {"records",
       {"record",
        "unit",
        "phase",
        "aspect",
        "date",
        "title",
        "owner",
        "source",
        "retrievable",
        "by",
        "indicator",
        "level",
        "status",
        "sound",
        "soundness",
        "confidence",
        "end_date",
        "norm_level",
        "target",
        "direction",
        "strict",
        "target_date",
        "planned_measurement",
        "value",
        "value_unit",
        "value_state",
        "verdict"}},
      {"links", {"from", "to", "kind", "basis", "confidence"}},
      {"assessors",
       {"record", "assessor", "role", "organisation", "part", "count", "last_tie", "reviewed_by_party",
        "shared_governance", "declaration"}},
      {"publications", {"record", "item", "date", "audience", "findable"}},
      {"events", {"unit", "kind", "date", "days", "verdict", "term"}},
  }};
  return known;
}

}  // namespace kring::format::detail
