// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"

namespace kring::detail {

// Numbers distinct texts in order of first appearance. Open addressing: short texts are hashed eight bytes at a time
// and compared with the stored text only when the whole hash agrees.
class TextIndex {
 public:
  TextIndex() : slots_(64) {}

  // The number of text; a text not seen before gets the next number.
  [[nodiscard]] std::int32_t code(std::string_view text) {
    if (last_ >= 0 && values_[static_cast<std::size_t>(last_)] == text) return last_;
    if (values_.size() * 2 >= slots_.size()) grow();
    const auto hashed = hash(text);
    auto place = hashed & (slots_.size() - 1);
    while (slots_[place].code >= 0) {
      const auto& slot = slots_[place];
      if (slot.hash == hashed && values_[static_cast<std::size_t>(slot.code)] == text) return last_ = slot.code;
      place = (place + 1) & (slots_.size() - 1);
    }
    return last_ = insert(place, hashed, text);
  }

  // The number of text, or -1 when it has none.
  [[nodiscard]] std::int32_t find(std::string_view text) const noexcept {
    const auto hashed = hash(text);
    auto place = hashed & (slots_.size() - 1);
    for (; slots_[place].code >= 0; place = (place + 1) & (slots_.size() - 1)) {
      const auto& slot = slots_[place];
      if (slot.hash == hashed && values_[static_cast<std::size_t>(slot.code)] == text) return slot.code;
    }
    return -1;
  }

  // The distinct texts, by number.
  [[nodiscard]] const std::vector<std::string>& values() const noexcept { return values_; }

  [[nodiscard]] std::vector<std::string> take() { return std::move(values_); }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::int32_t code = -1;
  };

  [[nodiscard]] static std::uint64_t mixed(std::uint64_t value) noexcept {
    value *= 0x9E3779B97F4A7C15U;
    return value ^ (value >> 32);
  }

  template <class Word>
  [[nodiscard]] static std::uint64_t word(const char* from) noexcept {
    Word value;
    std::memcpy(&value, from, sizeof(Word));
    return value;
  }

  // Under eight bytes: two words that overlap, or single bytes.
  [[nodiscard]] static std::uint64_t short_word(std::string_view text) noexcept {
    if (text.size() >= 4) {
      return word<std::uint32_t>(text.data()) << 32 | word<std::uint32_t>(text.data() + text.size() - 4);
    }
    std::uint64_t value = 0;
    for (const char one : text) value = value << 8 | static_cast<std::uint8_t>(one);
    return value;
  }

  // The last word of a longer text overlaps the one before it, so that no load depends on the length.
  [[nodiscard]] static std::uint64_t hash(std::string_view text) noexcept {
    if (text.size() < 8) return mixed(mixed(text.size()) ^ short_word(text));
    std::uint64_t result = text.size();
    for (std::size_t at = 0; at + 8 < text.size(); at += 8) {
      result = mixed(result ^ word<std::uint64_t>(text.data() + at));
    }
    return mixed(result ^ word<std::uint64_t>(text.data() + text.size() - 8));
  }

  [[nodiscard]] std::int32_t insert(std::size_t place, std::uint64_t hashed, std::string_view text) {
    if (values_.size() == static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
      throw InvalidTable("a text column has more than 2147483647 distinct values");
    }
    slots_[place] = {hashed, static_cast<std::int32_t>(values_.size())};
    values_.emplace_back(text);
    return slots_[place].code;
  }

  void grow() {
    std::vector<Slot> larger(slots_.size() * 4);
    for (const auto& slot : slots_) {
      if (slot.code < 0) continue;
      auto place = slot.hash & (larger.size() - 1);
      while (larger[place].code >= 0) place = (place + 1) & (larger.size() - 1);
      larger[place] = slot;
    }
    slots_ = std::move(larger);
  }

  std::vector<Slot> slots_;
  std::vector<std::string> values_;
  std::int32_t last_ = -1;
};

}  // namespace kring::detail
