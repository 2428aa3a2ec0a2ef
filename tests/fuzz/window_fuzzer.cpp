// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/results/window.hpp"

#include <algorithm>
#include <string>

#include "bytes.hpp"

namespace {

kring::results::Observations table(Bytes& bytes) {
  kring::results::Observations rows;
  while (!bytes.empty()) {
    rows.unit.add(std::string(1, static_cast<char>('a' + bytes.next<std::uint8_t>() % 4)));
    rows.indicator.add(std::string(1, static_cast<char>('x' + bytes.next<std::uint8_t>() % 2)));
    rows.group.add("g");
    rows.level.add("");
    rows.school_year.push_back(2000 + bytes.next<std::uint8_t>() % 32);
    rows.numerator.push_back(bytes.next<std::int16_t>());
    rows.denominator.push_back(bytes.next<std::int16_t>());
    rows.counted.push_back(bytes.next<std::uint8_t>() % 2);
    rows.complete.push_back(1);
  }
  return rows;
}

void check_windows(const kring::results::Windows& windows) {
  for (std::size_t i = 0; i < windows.sums.size(); ++i) {
    const auto& present = windows.years_present[i];
    must(windows.sums.numerator[i] <= windows.sums.denominator[i], "a sum of shares is a share");
    must(present.size() <= static_cast<std::size_t>(windows.years), "a window has no more years than it spans");
    must(std::is_sorted(present.begin(), present.end()), "years are told earliest first");
    must(present.empty() || present.back() <= windows.sums.school_year[i], "no year lies after the window");
    must((windows.sums.complete[i] != 0) == (present.size() == static_cast<std::size_t>(windows.years)),
         "a window with a missing year is marked");
  }
}

}  // namespace

// Any table of observations either is summed over windows that keep the laws, or is refused as invalid.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  const int years = bytes.next<std::int8_t>();
  try {
    check_windows(kring::results::window(table(bytes), years));
  } catch (const kring::InvalidValue&) {
  }
  return 0;
}
