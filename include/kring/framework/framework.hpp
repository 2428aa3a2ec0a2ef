// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/detail/nearest_name.hpp"
#include "kring/framework/definition.hpp"
#include "kring/framework/detail/definition_digest.hpp"
#include "kring/framework/detail/resolver.hpp"

namespace kring::framework {

/// Framework (waarderingskader): a checked definition, ready to judge. Copies share their content.
class Framework {
 public:
  /// Checks a definition and compiles its rules.
  /// @throws InvalidRule with every fault: names that do not exist (with the nearest that does), norms that overlap or
  /// are out of order, rules that contradict their hit policy.
  explicit Framework(Definition definition) : content_(std::make_shared<const Content>(std::move(definition))) {}

  /// What it was made from.
  [[nodiscard]] const Definition& definition() const noexcept { return content_->definition; }
  /// SHA-256 of its rules, the same for every file that says the same.
  [[nodiscard]] const std::string& digest() const noexcept { return content_->digest; }
  /// Number of standards and indicators together.
  [[nodiscard]] std::size_t inputs() const noexcept { return definition().inputs.size(); }
  /// Number of judgements.
  [[nodiscard]] std::size_t judgements() const noexcept { return definition().judgements.size(); }
  /// Place of the judgement the framework is for.
  [[nodiscard]] std::size_t main() const noexcept { return content_->resolved.main; }

  /// Place of an input. @throws UnknownIdentifier naming the nearest one.
  [[nodiscard]] std::size_t input(std::string_view id) const { return place(definition().inputs, id, "input"); }
  /// Place of a judgement. @throws UnknownIdentifier naming the nearest one.
  [[nodiscard]] std::size_t judgement(std::string_view id) const {
    return place(definition().judgements, id, "judgement");
  }

  /// Scale of an input.
  [[nodiscard]] const Scale& input_scale(std::size_t input) const noexcept {
    return definition().scales[content_->resolved.input_scale[input]];
  }
  /// Scale of a judgement.
  [[nodiscard]] const Scale& judgement_scale(std::size_t judgement) const noexcept {
    return definition().scales[content_->resolved.judgements[judgement].scale];
  }
  /// The levels an input can stand at.
  [[nodiscard]] LevelSet input_levels(std::size_t input) const noexcept {
    return content_->resolved.input_domain[input].levels;
  }

  /// The compiled form, for the functions of this room.
  [[nodiscard]] const detail::Resolved& resolved() const noexcept { return content_->resolved; }

 private:
  struct Content {
    Definition definition;
    std::string digest;
    detail::Resolved resolved;

    explicit Content(Definition d)
        : definition(std::move(d)),
          digest(detail::DefinitionDigest()(definition)),
          resolved(detail::Resolver(definition).resolve()) {}
  };

  template <class Rows>
  [[nodiscard]] std::size_t place(const Rows& rows, std::string_view id, std::string_view kind) const {
    std::vector<std::string_view> names;
    for (const auto& row : rows) names.push_back(row.id);
    const auto found = std::find(names.begin(), names.end(), id);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    throw UnknownIdentifier("framework '" + definition().id + "': " + detail::unknown_name(kind, id, names));
  }

  std::shared_ptr<const Content> content_;
};

}  // namespace kring::framework
