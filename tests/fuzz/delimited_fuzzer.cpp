// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/table/delimited.hpp"

#include <string_view>

#include "bytes.hpp"

// Any text either has as many names as marks of leading zeros, and no more rows than line ends, or is refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const auto shape = kring::table::delimited_shape(text, ',');
    must(shape.names.size() == shape.leading_zeros.size(), "every column has a name and a mark");
    must(shape.rows >= 0 && static_cast<std::size_t>(shape.rows) <= size, "a row takes at least one byte");
  } catch (const kring::InvalidTable&) {
  }
  return 0;
}
