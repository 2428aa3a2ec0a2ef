// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kring/cycle/unit.hpp"
#include "kring/table/columns.hpp"

namespace kring::table {

/// A table of a dossier, and for one that was read from a file the line in which each row begins.
struct DossierTable {
  Table table;
  std::vector<std::int64_t> lines{};
};

/// The tables a dossier is read from. units and records are needed, the others may be left out.
struct DossierSource {
  std::optional<DossierTable> units{};
  std::optional<DossierTable> records{};
  std::optional<DossierTable> links{};
  std::optional<DossierTable> assessors{};
  std::optional<DossierTable> publications{};
  std::optional<DossierTable> events{};
  cycle::Standing standing = cycle::Standing::account;  ///< Of boards that do not say otherwise.
  std::string file{};                                   ///< Named in messages; empty for frames.
};

}  // namespace kring::table
