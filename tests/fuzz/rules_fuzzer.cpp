// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <string>
#include <string_view>

#include "bytes.hpp"
#include "kring/catalog/packages.hpp"
#include "kring/catalog/profiles.hpp"
#include "kring/catalog/risk_profiles.hpp"
#include "kring/catalog/supervision_profiles.hpp"
#include "kring/catalog/terms.hpp"
#include "kring/format/packages.hpp"
#include "kring/format/profile.hpp"
#include "kring/format/risk_profile.hpp"
#include "kring/format/supervision_profile.hpp"
#include "kring/format/terms.hpp"
#include "kring/supervision/band.hpp"

namespace {

using kring::supervision::Criterion;

// A file of the catalogue with bytes put in another's place, taken out or added: random bytes alone are never a
// profile.
std::string edited(std::string_view text, Bytes& bytes) {
  std::string result(text);
  while (!bytes.empty() && !result.empty()) {
    const std::size_t at = bytes.next<std::uint32_t>() % result.size();
    const auto how = bytes.next<std::uint8_t>();
    const auto byte = static_cast<char>(bytes.next<std::uint8_t>());
    if (how % 4 == 0) result.erase(at, 1 + how / 4U);
    if (how % 4 == 1) result.insert(at, 1, byte);
    if (how % 4 == 2) result[at] = byte;
    if (how % 4 == 3) result.insert(at, result.substr(at / 2, how));
  }
  return result;
}

// Every board has a band that the profile knows, and that of a board of which nothing is known is the basis at least.
void must_band(const kring::supervision::Profile& profile) {
  kring::supervision::Criteria board;
  for (const double value : {0.0, 0.5, 1.0}) {
    for (std::size_t c = 0; c < kring::supervision::criteria_count; ++c) {
      const auto band = kring::supervision::decide(profile, kring::supervision::measured(profile, board)).band;
      must(band >= 0 && band < static_cast<std::int32_t>(profile.bands.size()), "a band is one of the profile");
      board.set(static_cast<Criterion>(c), value);
    }
  }
}

template <class Rules>
void must_be_whole(const Rules& rules) {
  must(rules.digest.size() == 64, "rules have a digest");
  must(!rules.id.empty() && !rules.version.empty(), "rules say what they are");
}

void read(std::uint8_t which, Bytes& bytes) {
  namespace catalog = kring::catalog;
  namespace format = kring::format;
  const char* file = "fuzzed.toml";
  switch (which % 5) {
    case 0: {
      const auto profile =
          format::read_supervision_profile(edited(catalog::supervision_profiles().front().text, bytes), file);
      must_be_whole(profile);
      return must_band(profile);
    }
    case 1:
      return must_be_whole(format::read_risk_profile(edited(catalog::risk_profiles().front().text, bytes), file));
    case 2:
      return must_be_whole(format::read_terms(edited(catalog::terms().front().text, bytes), file));
    case 3:
      return must_be_whole(format::read_packages(edited(catalog::packages().front().text, bytes), file));
    default:
      return must_be_whole(format::read_profile(edited(catalog::profiles().front().text, bytes), file));
  }
}

}  // namespace

// Any file of rules is read whole, or refused with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  try {
    read(bytes.next<std::uint8_t>(), bytes);
  } catch (const kring::InvalidRule& error) {
    must(std::string_view(error.what()).size() > 10, "a refusal says why");
  }
  return 0;
}
