// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/framework/framework.hpp"
#include "kring/quality/coverage.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/frame.hpp"

namespace kring::table {

/// Findings of a coverage framework, one row a unit (or unit and aspect) and requirement, ready for the framework to
/// judge: unit, standard, verdict (a level, or not_examined); and beside it board, aspect, measure, extent, and the
/// records that meet the requirement.
/// @throws UnknownIdentifier where the coverage names a standard the framework does not have.
[[nodiscard]] inline Table coverage_table(const cycle::Dossier& dossier, const framework::Framework& f,
                                          const quality::Coverage& coverage,
                                          const std::vector<quality::CoverageFinding>& found) {
  std::vector<std::string> verdicts;
  for (const quality::Requirement& asked : coverage.requirements) (void)f.input(asked.standard);
  for (const auto& one : found) {
    const framework::Scale& scale = f.input_scale(f.input(coverage.requirements[one.requirement].standard));
    const auto level = quality::level_of(one.covered.extent, scale, dossier.standing(one.unit));
    verdicts.push_back(level ? scale.levels[*level] : "not_examined");
  }
  const auto board = [&](std::size_t i) { return dossier.units()[static_cast<std::size_t>(found[i].unit)].unit; };
  const auto asked = [&](std::size_t i) -> const quality::Requirement& {
    return coverage.requirements[found[i].requirement];
  };
  constexpr std::array<const char*, 4> extents = {"unknown", "none", "some", "all"};
  detail::Frame frame("findings", found.size());
  frame.text("unit", [&](std::size_t i) { return coverage.per_aspect ? board(i) + " / " + found[i].aspect : board(i); })
      .text("standard", [&](std::size_t i) { return asked(i).standard; })
      .text("verdict", [&](std::size_t i) { return verdicts[i]; })
      .text("board", board)
      .text("aspect", [&](std::size_t i) { return found[i].aspect; })
      .text("measure", [&](std::size_t i) { return std::string(cycle::word(asked(i).measure)); })
      .text("extent",
            [&](std::size_t i) { return std::string(extents[static_cast<std::size_t>(found[i].covered.extent)]); })
      .text("records", [&](std::size_t i) {
        std::string joined;
        for (const std::size_t row : found[i].covered.records) {
          joined += (joined.empty() ? "" : "|") + dossier.records().id(row);
        }
        return joined;
      });
  return frame.finish();
}

}  // namespace kring::table
