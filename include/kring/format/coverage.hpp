// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/catalog/coverage.hpp"
#include "kring/format/detail/toml_document.hpp"
#include "kring/format/detail/toml_row.hpp"
#include "kring/quality/requirement.hpp"

namespace kring::format {

namespace detail {

// Reads how the standards of a framework are read from a dossier.
class TomlCoverage {
 public:
  TomlCoverage(const toml::table& document, const std::string& file)
      : faults_("the coverage"), root_(document, "coverage", file, faults_) {}

  [[nodiscard]] quality::Coverage read() {
    root_.allow({"format", "id", "version", "status", "source", "per", "requirement"});
    if (root_.integer("format") != 1) faults_.add(root_.where_of("format"), "format is not 1: expected format = 1");
    coverage_.id = root_.text("id");
    coverage_.version = root_.text("version");
    coverage_.origin.source = root_.text("source");
    coverage_.origin.status =
        static_cast<framework::Status>(root_.word("status", {"official", "secondary", "proposal"}));
    coverage_.per_aspect = root_.word("per", {"unit", "aspect"}) == 1;
    root_.each("requirement", [this](const TomlRow& row) { read_requirement(row); });
    faults_.raise();
    return std::move(coverage_);
  }

 private:
  void read_requirement(const TomlRow& row) {
    row.allow({"standard", "measure", "step", "roles", "phases", "item", "audience", "days", "least"});
    quality::Requirement asked;
    asked.standard = row.text("standard");
    asked.measure = word_at<quality::Measure>(row, "measure").value_or(quality::Measure::step);
    if (asked.measure == quality::Measure::step) {
      asked.step = word_at<cycle::Step>(row, "step").value_or(cycle::Step::ambition_with_norm);
    }
    asked.roles = set_at<cycle::Role>(row, "roles");
    asked.phases = set_at<cycle::Phase>(row, "phases");
    if (asked.measure == quality::Measure::publication) {
      asked.item = word_at<cycle::Item>(row, "item").value_or(cycle::Item::result);
    }
    if (row.has("audience")) asked.audience = word_at<cycle::Audience>(row, "audience");
    if (const auto days = row.integer("days")) asked.days = static_cast<std::int32_t>(*days);
    if (asked.measure == quality::Measure::reliable) asked.least = row.number("least", 0, 1);
    coverage_.requirements.push_back(std::move(asked));
  }

  template <class Enum>
  [[nodiscard]] std::optional<Enum> word_at(const TomlRow& row, std::string_view field) {
    const std::string written = row.text(field);
    const auto found = written.empty() ? std::nullopt : cycle::find_word<Enum>(written);
    if (!found && !written.empty()) {
      faults_.add(row.where_of(field), framework::detail::unknown_name(field, written, cycle::words_of<Enum>));
    }
    return found;
  }

  template <class Enum>
  [[nodiscard]] std::uint16_t set_at(const TomlRow& row, std::string_view field) {
    std::uint16_t set = 0;
    for (const std::string& name : row.texts(field)) {
      const auto found = name.empty() ? std::nullopt : cycle::find_word<Enum>(name);
      if (found) set = static_cast<std::uint16_t>(set | 1U << static_cast<unsigned>(*found));
      if (!found) {
        faults_.add(row.where_of(field), framework::detail::unknown_name(field, name, cycle::words_of<Enum>));
      }
    }
    return set;
  }

  RuleFaults faults_;
  TomlRow root_;
  quality::Coverage coverage_;
};

}  // namespace detail

/// Reads from TOML text how the standards of a judgement framework are read from a dossier.
/// @param file The name of the file in messages.
/// @throws InvalidRule with file, line, column, what was found and what was expected; every fault at once.
[[nodiscard]] inline quality::Coverage read_coverage(std::string_view text, const std::string& file) {
  const toml::table document = detail::parsed(text, file);
  return detail::TomlCoverage(document, file).read();
}

/// Reads the coverage of the catalogue that belongs to the framework with this id.
/// @throws UnknownIdentifier for a framework without one; the message names the nearest.
[[nodiscard]] inline quality::Coverage catalog_coverage(std::string_view id) {
  return read_coverage(catalog::coverage_text(id), "catalogue, coverage " + std::string(id) + ".toml");
}

}  // namespace kring::format
