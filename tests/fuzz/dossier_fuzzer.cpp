// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <string>
#include <string_view>

#include "bytes.hpp"
#include "kring/cycle/judgement_chain.hpp"
#include "kring/format/dossier.hpp"
#include "kring/format/profile.hpp"
#include "kring/quality/quality.hpp"

namespace {

using kring::cycle::Dossier;

// A text that is accepted is a dossier of which everything can be asked; nothing that was written is lost.
void must_answer(const Dossier& dossier) {
  static const kring::quality::Profile profile = kring::format::catalog_profile("proposal-2026");
  const kring::cycle::ChainReadings chains(dossier);
  for (std::size_t row = 0; row < dossier.records().size(); ++row) {
    must(!chains.strict.complete(row) || chains.lenient.complete(row), "strict chains are lenient ones");
    must(!chains.lenient.complete(row) || chains.by_links.complete(row), "lenient chains are there by links");
    must(dossier.record(dossier.records().id(row)) == row, "every record is found by its name");
  }
  const kring::quality::Evidence evidence(dossier, dossier.last_day().value_or(0));
  for (const auto& one : kring::quality::assess_all(evidence, profile, kring::cycle::UnitKind::institution)) {
    if (one.strict.quality) must(*one.strict.quality >= 0 && *one.strict.quality <= 1, "Q lies between 0 and 1");
  }
}

}  // namespace

// Any text in TOML or JSON either is a dossier that can be asked and assessed, or is refused with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    must_answer(kring::format::read_dossier(text, "fuzzed"));
  } catch (const kring::InvalidRule& error) {
    must(std::string_view(error.what()).size() > 10, "a refusal says why");
  } catch (const kring::InvalidTable& error) {
    must(std::string_view(error.what()).size() > 10, "a refusal says why");
  } catch (const kring::BrokenCycle& error) {
    must(std::string_view(error.what()).size() > 10, "a refusal says why");
  }
  return 0;
}
