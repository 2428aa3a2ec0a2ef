// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <functional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/faulty_rows.hpp"
#include "kring/detail/nearest_name.hpp"

namespace kring::framework::detail {

// Everything that is wrong with one framework, so that its author sees all of it at once.
class RuleFaults {
 public:
  // what: of which all these are faults, "the framework".
  explicit RuleFaults(std::string what = "the framework") : what_(std::move(what)) {}

  // where: "my.toml, line 12, column 3", or empty for what no file says.
  void add(const std::string& where, const std::string& text) {
    std::string message = where.empty() ? text : where + ": " + text;
    // One condition can ask for the same name twice.
    if (std::ranges::find(messages_, message) == messages_.end()) messages_.push_back(std::move(message));
  }

  [[nodiscard]] bool empty() const noexcept { return messages_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return messages_.size(); }

  void raise() const {
    if (!messages_.empty()) throw InvalidRule(all_faults(what_, messages_));
  }

 private:
  std::string what_;
  std::vector<std::string> messages_;
};

// Names separated by commas.
template <std::ranges::input_range Range>
[[nodiscard]] std::string listed(const Range& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

// "1 level", "3 levels".
[[nodiscard]] inline std::string counted(std::size_t number, const std::string& thing) {
  return std::to_string(number) + " " + thing + (number == 1 ? "" : "s");
}

// "; did you mean 'sufficient'?" where a known name is near, else nothing.
template <std::ranges::forward_range Range>
[[nodiscard]] std::string did_you_mean(std::string_view name, const Range& known) {
  if (std::ranges::empty(known)) return "";
  const std::string nearest(kring::detail::nearest_name(known, name, std::identity{}));
  const bool close = kring::detail::edit_distance(name, nearest) * 2 <= nearest.size();
  return close ? "; did you mean '" + nearest + "'?" : "";
}

// "unknown level 'suficient': expected one of insufficient, sufficient; did you mean 'sufficient'?"
template <std::ranges::forward_range Range>
[[nodiscard]] std::string unknown_name(std::string_view kind, std::string_view name, const Range& known) {
  std::string text = "unknown " + std::string(kind) + " '" + std::string(name) + "': ";
  if (std::ranges::empty(known)) return text + "none is defined";
  text += "expected one of " + listed(known);
  return text + did_you_mean(name, known);
}

}  // namespace kring::framework::detail
