// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <string>
#include <utility>

#include "kring/core/error.hpp"

namespace kring {

/// Name of one thing of a kind, for example Identifier<struct Unit>: never empty, compared byte by byte, so that a unit
/// cannot be passed where an indicator is meant.
template <class Kind>
class Identifier {
 public:
  /// @throws InvalidValue when the name is empty.
  explicit Identifier(std::string name) : name_(std::move(name)) {
    if (name_.empty()) throw InvalidValue("an identifier is empty: expected at least one character");
  }

  /// The name as text.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  auto operator<=>(const Identifier&) const = default;

 private:
  std::string name_;
};

}  // namespace kring
