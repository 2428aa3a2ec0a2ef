// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/framework/framework.hpp"
#include "kring/framework/norms.hpp"
#include "kring/framework/state.hpp"

namespace kring::framework {

namespace detail {

// A finding that is a set of several levels, as one number; the set stands apart.
inline constexpr Symbol set_symbol = not_applicable_symbol + 1;

}  // namespace detail

/// What is known of many units, one column an input, one place a unit. Everything is unknown, not_examined or missing,
/// until it is set.
class Findings {
 public:
  /// Nothing known: standards are not examined, indicators missing.
  Findings(const Framework& framework, std::size_t units) : framework_(framework), units_(units) {
    symbols_.assign(framework.inputs() * units, detail::unknown_symbol);
    reasons_.reserve(symbols_.size());
    for (const Input& input : framework.definition().inputs) {
      const Reasons why = input.is_indicator ? Reason::missing : Reason::not_examined;
      reasons_.insert(reasons_.end(), units, why.bits());
    }
  }

  /// The framework the findings are for.
  [[nodiscard]] const Framework& framework() const noexcept { return framework_; }
  /// Number of units.
  [[nodiscard]] std::size_t units() const noexcept { return units_; }
  /// True when some finding is a set of several levels.
  [[nodiscard]] bool has_sets() const noexcept { return !sets_.empty(); }

  /// Sets a finding. A set of all levels that can occur says nothing, and is unknown.
  /// @throws InvalidValue when the input cannot stand there.
  void set(std::size_t input, std::size_t unit, const Finding& finding) {
    const std::size_t at = input * units_ + unit;
    const LevelSet possible = framework_.input_levels(input);
    const Input& definition = framework_.definition().inputs[input];
    if (!possible.covers(finding.levels)) {
      throw InvalidValue("'" + definition.id + "' is found at " + framework_.input_scale(input).text(finding.levels) +
                         ": it can only stand at " + framework_.input_scale(input).text(possible));
    }
    if (!finding.applies && !definition.may_be_not_applicable) {
      throw InvalidValue("'" + definition.id + "' is found not applicable: framework '" + framework_.definition().id +
                         "' does not say that it may be; use not_examined when nobody looked");
    }
    const bool says_nothing = finding.levels.size() > 1 && finding.levels == possible;
    reasons_[at] = says_nothing ? Reasons(Reason::several_levels).bits() : finding.reasons.bits();
    if (!finding.applies) {
      symbols_[at] = detail::not_applicable_symbol;
    } else if (finding.levels.empty() || says_nothing) {
      symbols_[at] = detail::unknown_symbol;
    } else if (finding.levels.size() == 1) {
      symbols_[at] = finding.levels.worst();
    } else {
      if (sets_.empty()) sets_.resize(symbols_.size());
      sets_[at] = finding.levels;
      symbols_[at] = detail::set_symbol;
    }
  }

  /// The finding of a unit on an input.
  [[nodiscard]] Finding get(std::size_t input, std::size_t unit) const noexcept {
    const std::size_t at = input * units_ + unit;
    const detail::Symbol symbol = symbols_[at];
    if (symbol == detail::not_applicable_symbol) return Finding::not_applicable();
    if (symbol == detail::unknown_symbol) return Finding::unknown(Reasons::of_bits(reasons_[at]));
    return symbol == detail::set_symbol ? Finding{sets_[at], {}, true} : Finding::at(symbol);
  }

  /// The column of an input as symbols, and why it is unknown; for kernels.
  [[nodiscard]] std::span<detail::Symbol> symbols(std::size_t input) noexcept {
    return std::span(symbols_).subspan(input * units_, units_);
  }
  /// The column of an input as symbols, for reading.
  [[nodiscard]] std::span<const detail::Symbol> symbols(std::size_t input) const noexcept {
    return std::span(symbols_).subspan(input * units_, units_);
  }
  /// Why an input is unknown, by the bits of Reasons; 0 where it is known.
  [[nodiscard]] std::span<std::uint8_t> reasons(std::size_t input) noexcept {
    return std::span(reasons_).subspan(input * units_, units_);
  }
  /// The same, for reading.
  [[nodiscard]] std::span<const std::uint8_t> reasons(std::size_t input) const noexcept {
    return std::span(reasons_).subspan(input * units_, units_);
  }

 private:
  Framework framework_;
  std::size_t units_;
  std::vector<detail::Symbol> symbols_;
  std::vector<std::uint8_t> reasons_;
  std::vector<LevelSet> sets_;
};

}  // namespace kring::framework
