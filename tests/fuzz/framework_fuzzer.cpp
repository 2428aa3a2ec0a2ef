// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <string>
#include <string_view>

#include "bytes.hpp"
#include "kring/format/toml.hpp"
#include "kring/framework/verification.hpp"

// Any text either is a framework whose every judgement can be verified, or is refused with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const auto framework = kring::format::read_framework(text, "fuzzed.toml");
    must(kring::framework::verify(framework).checked.size() == framework.judgements(), "every judgement is looked at");
  } catch (const kring::InvalidRule& error) {
    must(std::string_view(error.what()).size() > 10, "a refusal says why");
  }
  return 0;
}
