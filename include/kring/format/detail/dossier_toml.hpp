// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>

#include "kring/format/detail/file_rows.hpp"
#include "kring/format/detail/toml_document.hpp"

namespace kring::format::detail {

// A value of TOML as a cell; a date as the text it was written as. Nothing where it is a list, a table or a time.
[[nodiscard]] inline std::optional<Cell> cell_of(const toml::node& node) {
  if (node.is_string()) return Cell(node.value_or(std::string()));
  if (node.is_integer()) return Cell(node.value_or(std::int64_t{}));
  if (node.is_floating_point()) return Cell(node.value_or(0.0));
  if (node.is_boolean()) return Cell(node.value_or(false));
  if (!node.is_date()) return {};
  std::ostringstream written;
  written << *node.as_date();
  return Cell(written.str());
}

inline void read_row(const toml::table& row, std::string_view table, FileDossier& content, FileRows& rows) {
  rows.begin_row(row.source().begin.line);
  for (const auto& [key, node] : row) {
    const std::int64_t line = key.source().begin.line;
    content.check_field(table, key.str(), line);
    const auto cell = cell_of(node);
    if (!cell) {
      content.faults().add(content.where(line), std::string(key.str()) + " is " + TomlRow::described(node) +
                                                    ": expected a text, a number, true or false, or a date");
      continue;
    }
    rows.add(std::string(key.str()), *cell);
  }
}

inline void read_toml(std::string_view text, const std::string& file, FileDossier& content) {
  const toml::table document = parsed(text, file);
  for (const auto& [key, node] : document) {
    const std::int64_t line = key.source().begin.line;
    const std::string_view name = key.str();
    if (name == "format" || name == "name" || name == "standing" || name == "source") {
      content.head(name, cell_of(node).value_or(Cell()), line);
      continue;
    }
    FileRows* rows = content.rows(name, line);
    if (rows == nullptr) continue;
    const toml::array* list = node.as_array();
    if (list == nullptr) {
      content.faults().add(content.where(line), std::string(name) + " is " + TomlRow::described(node) +
                                                    ": expected rows that begin with [[" + std::string(name) + "]]");
      continue;
    }
    for (const toml::node& row : *list) {
      if (const toml::table* table = row.as_table()) {
        read_row(*table, name, content, *rows);
      } else {
        content.faults().add(content.where(row.source().begin.line),
                             "a row of " + std::string(name) + " is " + TomlRow::described(row) + ": expected a table");
      }
    }
  }
}

}  // namespace kring::format::detail
