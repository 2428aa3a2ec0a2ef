// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kring/core/period.hpp"
#include "kring/cycle/tables.hpp"

namespace kring::format::detail {

// A text as part of a name that PROV-N, XML and OSCAL all accept: ASCII letters, digits and '-' stay, every other byte
// of its UTF-8 becomes '_' and two hexadecimal digits. '_' itself does too, so two texts never share a name and each
// can be read back; '.' never comes out, so it can separate parts.
[[nodiscard]] inline std::string name_part(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string name;
  for (const char c : text) {
    const bool stays = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    const auto byte = static_cast<std::uint8_t>(c);
    if (stays) {
      name += c;
    } else {
      name += {'_', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return name;
}

// Calls f(field, value) for a text that is not empty, a date as text, a number that is there, an answer that is known.
template <class F>
class StatedFields {
 public:
  explicit StatedFields(F f) : f_(std::move(f)) {}

  void say(const char* field, std::string_view text) {
    if (!text.empty()) f_(field, text);
  }
  void say(const char* field, const std::optional<Period>& date) {
    if (date) say(field, std::string_view(period_text(*date)));
  }
  void say(const char* field, const std::optional<double>& number) {
    if (number) f_(field, *number);
  }
  void say(const char* field, cycle::Answer answer) {
    if (answer != cycle::Answer::unknown) f_(field, answer == cycle::Answer::yes);
  }

 private:
  F f_;
};

// Calls f(field, value) for every field that a record states, but its identifier, unit and title.
template <class F>
void each_stated(const cycle::Records& r, std::size_t row, F f) {
  StatedFields stated(std::move(f));
  stated.say("phase", word(r.phase[row]));
  stated.say("aspect", r.aspect[row]);
  stated.say("date", r.date[row]);
  stated.say("owner", r.owner[row]);
  stated.say("source", r.source[row]);
  stated.say("retrievable", r.retrievable[row]);
  stated.say("by", word(r.by[row]));
  stated.say("indicator", r.indicator[row]);
  stated.say("sound", r.sound[row]);
  stated.say("soundness", r.soundness[row]);
  stated.say("confidence", word(r.confidence[row]));
  stated.say("status", word(r.status[row]));
  stated.say("end_date", r.end_date[row]);
  stated.say("norm_level", word(r.norm_level[row]));
  stated.say("target", r.target[row]);
  stated.say("direction", word(r.direction[row]));
  stated.say("strict", r.strict[row]);
  stated.say("target_date", r.target_date[row]);
  stated.say("planned_measurement", r.planned_measurement[row]);
  stated.say("value", r.value[row]);
  stated.say("value_unit", r.value_unit[row]);
  stated.say("value_state", word(r.value_state[row]));
  stated.say("verdict", r.verdict[row]);
}

}  // namespace kring::format::detail
