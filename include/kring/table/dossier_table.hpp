// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/faulty_rows.hpp"
#include "kring/cycle/dossier.hpp"
#include "kring/table/detail/dossier_reader.hpp"
#include "kring/table/dossier_source.hpp"

namespace kring::table {

/// Everything that is wrong with the tables of a dossier, one message a fault; nothing when they can be read.
[[nodiscard]] inline std::vector<std::string> dossier_faults(const DossierSource& source) {
  return detail::DossierReader(source).read();
}

/// Reads a dossier from its tables; docs/dossier-format.md lists their columns. Columns it does not know are left
/// alone.
/// @throws InvalidTable with every fault at once; BrokenCycle where links contradict each other and nothing else is
/// wrong.
[[nodiscard]] inline cycle::Dossier read_dossier(const DossierSource& source) {
  detail::DossierReader reader(source);
  const auto messages = reader.read();
  if (messages.empty()) return reader.take();
  const std::string all = all_faults(source.file.empty() ? "the dossier" : source.file, messages);
  if (reader.only_broken()) throw BrokenCycle(all);
  throw InvalidTable(all);
}

}  // namespace kring::table
