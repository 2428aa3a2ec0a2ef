// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "kring/core/error.hpp"
#include "kring/cycle/dossier.hpp"
#include "kring/format/detail/dossier_json.hpp"
#include "kring/format/detail/dossier_toml.hpp"
#include "kring/table/dossier_table.hpp"

namespace kring::format {

/// A dossier as a file holds it: its tables with the line of every row, before anything but the form is checked.
struct DossierFile {
  std::string name{};
  std::string source{};
  table::DossierSource tables{};
};

/// Reads the tables of a dossier from a text in TOML or JSON; docs/dossier-format.md describes both. A text that begins
/// with { is JSON.
/// @param file The name of the file in messages.
/// @throws InvalidRule with file and line where the text is neither, or has fields in the wrong place.
[[nodiscard]] inline DossierFile read_dossier_file(std::string_view text, const std::string& file) {
  detail::FileDossier content(file);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // the mark that Windows puts before UTF-8
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  // [ on its own begins a list of JSON, [[ and [name] a table of TOML.
  const bool list = first != std::string_view::npos && text[first] == '[' &&
                    text.find_first_not_of(" \t\r\n", first + 1) != std::string_view::npos &&
                    text[text.find_first_not_of(" \t\r\n", first + 1)] == '{';
  if (first != std::string_view::npos && (text[first] == '{' || list)) {
    detail::read_json(text, file, content);
  } else {
    detail::read_toml(text, file, content);
  }
  table::DossierSource tables = content.finish();
  return {content.name(), content.source(), std::move(tables)};
}

/// Reads and checks a dossier from a text in TOML or JSON.
/// @throws InvalidRule as read_dossier_file; InvalidTable and BrokenCycle as table::read_dossier, with the lines of the
/// file.
[[nodiscard]] inline cycle::Dossier read_dossier(std::string_view text, const std::string& file) {
  return table::read_dossier(read_dossier_file(text, file).tables);
}

}  // namespace kring::format
