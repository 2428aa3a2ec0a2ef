// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kring {

namespace detail {

inline constexpr std::array<std::uint32_t, 64> sha256_constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

}  // namespace detail

/// SHA-256 digest of a stream of bytes (FIPS 180-4), the fingerprint by which every result names its inputs and rules.
/// Numbers are added as little-endian bytes and texts with their length, so that two tables share a digest only when
/// they share their content.
class Digest {
 public:
  /// Adds bytes as they are.
  void add(std::span<const std::byte> bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
      const std::size_t taken = std::min(bytes.size() - i, block_.size() - filled_);
      std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i), taken,
                  block_.begin() + static_cast<std::ptrdiff_t>(filled_));
      i += taken;
      filled_ += taken;
      if (filled_ == block_.size()) absorb();
    }
    length_ += bytes.size();
  }

  /// Adds a whole number.
  void add(std::int64_t number) { add_word(static_cast<std::uint64_t>(number)); }

  /// Adds a double by its bits.
  void add(double number) { add_word(std::bit_cast<std::uint64_t>(number)); }

  /// Adds a text, after its length.
  void add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    add(std::as_bytes(std::span(text)));
  }

  /// The digest of everything added so far: 64 lower-case hexadecimal digits. More can be added afterwards.
  [[nodiscard]] std::string text() const {
    Digest copy = *this;
    copy.finish();
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    for (const std::uint32_t word : copy.state_) {
      for (int shift = 28; shift >= 0; shift -= 4) result += digits[(word >> static_cast<unsigned>(shift)) & 15U];
    }
    return result;
  }

 private:
  void add_word(std::uint64_t word) {
    std::array<std::byte, 8> bytes{};
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<std::byte>((word >> (8 * i)) & 255U);
    add(bytes);
  }

  void finish() {
    const std::uint64_t bits = length_ * 8;
    static constexpr std::array<std::byte, 1> marker = {std::byte{0x80}};
    static constexpr std::array<std::byte, 1> zero = {std::byte{0}};
    add(marker);
    while (filled_ != 56) add(zero);
    std::array<std::byte, 8> size{};
    for (std::size_t i = 0; i < 8; ++i) size[i] = static_cast<std::byte>((bits >> (8 * (7 - i))) & 255U);
    add(size);
  }

  void absorb() {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 16; ++i) {
      for (std::size_t j = 0; j < 4; ++j) w[i] = (w[i] << 8U) | std::to_integer<std::uint32_t>(block_[4 * i + j]);
    }
    for (std::size_t i = 16; i < 64; ++i) {
      const std::uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3U);
      const std::uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10U);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = state_;
    for (std::size_t i = 0; i < 64; ++i) {
      const std::uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
      const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + detail::sha256_constants[i] + w[i];
      const std::uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
      const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    const std::array<std::uint32_t, 8> round = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) state_[i] += round[i];
    filled_ = 0;
  }

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::byte, 64> block_{};
  std::size_t filled_ = 0;
  std::uint64_t length_ = 0;
};

}  // namespace kring
