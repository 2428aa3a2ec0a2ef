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
#include "kring/format/detail/toml_words.hpp"
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
    asked.roles = word_set<cycle::Role>(row, "roles", "roles");
    asked.phases = word_set<cycle::Phase>(row, "phases", "phases");
    if (asked.measure == quality::Measure::publication) {
      asked.item = word_at<cycle::Item>(row, "item").value_or(cycle::Item::result);
    }
    if (row.has("audience")) asked.audience = word_at<cycle::Audience>(row, "audience");
    if (const auto days = row.integer("days")) asked.days = static_cast<std::int32_t>(*days);
    if (asked.measure == quality::Measure::reliable) asked.least = row.number("least", 0, 1);
    coverage_.requirements.push_back(std::move(asked));
  }

  // The word at a field that must be there; one that is left out has its fault already.
  template <class Enum>
  [[nodiscard]] static std::optional<Enum> word_at(const TomlRow& row, std::string_view field) {
    const std::string written = row.text(field);
    return written.empty() ? std::nullopt : known_word<Enum>(row, field, field, written);
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
