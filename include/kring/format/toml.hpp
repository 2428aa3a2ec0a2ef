// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "kring/catalog/frameworks.hpp"
#include "kring/core/error.hpp"
#include "kring/format/detail/toml_document.hpp"
#include "kring/format/detail/toml_framework.hpp"
#include "kring/framework/definition.hpp"
#include "kring/framework/framework.hpp"

namespace kring::format {

/// Reads a judgement framework from TOML text; docs/framework-format.md describes the format.
/// @param file The name of the file in messages.
/// @throws InvalidRule with file, line, column, what was found and what was expected; every fault at once.
[[nodiscard]] inline framework::Definition read_definition(std::string_view text, const std::string& file) {
  const toml::table document = detail::parsed(text, file);
  return detail::TomlFramework(document, file).read();
}

/// Reads and checks a judgement framework.
/// @throws InvalidRule as read_definition, and for rules that cannot be used.
[[nodiscard]] inline framework::Framework read_framework(std::string_view text, const std::string& file) {
  return framework::Framework(read_definition(text, file));
}

/// Reads and checks the judgement framework of the catalogue with this id, by the same reader as any other.
/// @throws UnknownIdentifier for an id the catalogue does not have; the message names the nearest.
[[nodiscard]] inline framework::Framework catalog_framework(std::string_view id) {
  return read_framework(catalog::framework_text(id), "catalogue, " + std::string(id) + ".toml");
}

/// Reads and checks the judgement framework in a file.
/// @throws InvalidRule as read_framework, and when the file cannot be read.
[[nodiscard]] inline framework::Framework load_framework(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InvalidRule(path + ": the file cannot be read: expected a judgement framework in TOML");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return read_framework(text, path);
}

}  // namespace kring::format
