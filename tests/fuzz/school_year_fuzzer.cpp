// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/core/school_year.hpp"

#include <string_view>

#include "bytes.hpp"

// Any text either is a school year, and then is written back as it was read, or is refused as one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    must(kring::SchoolYear::parse(text).text() == text, "a school year is written as it is read");
  } catch (const kring::InvalidPeriod&) {
  }
  return 0;
}
