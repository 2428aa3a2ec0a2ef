// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <span>

/// Reads values from the bytes of a fuzzer, zeros once they are used up.
class Bytes {
 public:
  /// Takes the bytes as the fuzzer gives them.
  Bytes(const std::uint8_t* data, std::size_t size) : left_(data, size) {}

  /// The next value of a type that may hold any bits.
  template <class T>
  [[nodiscard]] T next() {
    T value{};
    const std::size_t size = left_.size() < sizeof(T) ? left_.size() : sizeof(T);
    if (size != 0) std::memcpy(&value, left_.data(), size);
    left_ = left_.subspan(size);
    return value;
  }

  /// Whether all bytes are used up.
  [[nodiscard]] bool empty() const noexcept { return left_.empty(); }

 private:
  std::span<const std::uint8_t> left_;
};

/// Ends the fuzzer with a word when what must hold does not.
inline void must(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken law: %s\n", law);
  std::abort();
}
