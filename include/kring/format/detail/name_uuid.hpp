// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kring::format::detail {

// SHA-1 (FIPS 180-4): not fit for secrets, but what a name-based UUID is made with.
[[nodiscard]] inline std::array<std::uint32_t, 5> sha1(std::string text) {
  const std::uint64_t bits = std::uint64_t{text.size()} * 8;
  text += static_cast<char>(0x80);
  while (text.size() % 64 != 56) text += '\0';
  for (int shift = 56; shift >= 0; shift -= 8) text += static_cast<char>((bits >> static_cast<unsigned>(shift)) & 255U);
  std::array<std::uint32_t, 5> h = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  for (std::size_t block = 0; block < text.size(); block += 64) {
    std::array<std::uint32_t, 80> w{};
    for (std::size_t i = 0; i < 64; ++i) w[i / 4] = (w[i / 4] << 8U) | static_cast<std::uint8_t>(text[block + i]);
    for (std::size_t i = 16; i < 80; ++i) w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    auto [a, b, c, d, e] = h;
    for (std::size_t i = 0; i < 80; ++i) {
      static constexpr std::array<std::uint32_t, 4> constants = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
      const std::size_t part = i / 20;
      const std::uint32_t mix = part == 0 ? (b & c) | (~b & d) : part == 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      const std::uint32_t next = std::rotl(a, 5) + mix + e + constants[part] + w[i];
      e = d, d = c, c = std::rotl(b, 30), b = a, a = next;
    }
    const std::array<std::uint32_t, 5> round = {a, b, c, d, e};
    for (std::size_t i = 0; i < 5; ++i) h[i] += round[i];
  }
  return h;
}

// The UUID of a name, version 5 of RFC 9562, in the namespace that the name "urn:kring" has among URLs: the same name
// has the same UUID everywhere, and uuid.uuid5 of Python finds it too.
[[nodiscard]] inline std::string name_uuid(std::string_view name) {
  // 02c05a1b-f09d-5918-9fd6-2148c5b6ab52
  static constexpr std::array<std::uint8_t, 16> space = {0x02, 0xc0, 0x5a, 0x1b, 0xf0, 0x9d, 0x59, 0x18,
                                                         0x9f, 0xd6, 0x21, 0x48, 0xc5, 0xb6, 0xab, 0x52};
  static constexpr std::string_view digits = "0123456789abcdef";
  auto words = sha1(std::string(space.begin(), space.end()).append(name));
  words[1] = (words[1] & 0xffff0fffU) | 0x5000U;
  words[2] = (words[2] & 0x3fffffffU) | 0x80000000U;
  std::string uuid;
  for (std::size_t i = 0; i < 32; ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) uuid += '-';
    uuid += digits[(words[i / 8] >> (28 - 4 * (i % 8))) & 15U];
  }
  return uuid;
}

}  // namespace kring::format::detail
