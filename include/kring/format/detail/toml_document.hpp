// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "kring/core/error.hpp"
#include "kring/format/detail/toml_row.hpp"

namespace kring::format::detail {

// The tables of a TOML text. @throws InvalidRule where it is none.
[[nodiscard]] inline toml::table parsed(std::string_view text, const std::string& file) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    const auto& begin = error.source().begin;
    throw InvalidRule(file + ", line " + std::to_string(begin.line) + ", column " + std::to_string(begin.column) +
                      ": the text is no TOML: " + std::string(error.description()));
  }
}

}  // namespace kring::format::detail
