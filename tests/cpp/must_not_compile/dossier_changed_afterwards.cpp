// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// A dossier was checked as it is; a record added to it afterwards would not be.
// expects: discards qualifiers|but function is not marked const
#include "kring/cycle/dossier.hpp"

void add(const kring::cycle::Dossier& dossier, const kring::cycle::Record& record) {
#ifdef KRING_WRONG
  dossier.records().add(record);
#else
  kring::cycle::Tables more = dossier.tables();
  more.records.add(record);
#endif
}
