// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "kring/core/digest.hpp"
#include "kring/framework/definition.hpp"

namespace kring::framework::detail {

// SHA-256 of what a framework says, field by field: comments, order of keys and line ends of its file do not matter.
class DefinitionDigest {
 public:
  [[nodiscard]] std::string operator()(const Definition& d) {
    add(d.id, d.version, d.name_en, d.name_nl, d.note_en, d.note_nl, d.levels, d.levels_without_judgement, d.main);
    add(d.origin, d.scales, d.inputs, d.norms, d.judgements);
    return digest_.text();
  }

 private:
  template <class... Values>
  void add(const Values&... values) {
    (add_one(values), ...);
  }

  void add_one(const std::string& text) { digest_.add(std::string_view(text)); }
  template <class Number>
    requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
  void add_one(Number number) {
    digest_.add(static_cast<std::int64_t>(number));
  }
  template <class Value>
  void add_one(const std::vector<Value>& values) {
    add_one(values.size());
    for (const Value& value : values) add_one(value);
  }
  template <class Value>
  void add_one(const std::optional<Value>& value) {
    add_one(value.has_value());
    if (value) add_one(*value);
  }
  void add_one(const Origin& o) { add(o.source, o.status); }
  void add_one(const Scale& s) { add(s.id, s.levels, s.names_en, s.names_nl); }
  void add_one(const Input& i) {
    add(i.id, i.name_en, i.name_nl, i.scale, i.is_indicator, i.may_be_not_applicable, i.minimum_denominator);
    add(i.suppress_extremes, i.window_years, i.minimum_years, i.counts_en, i.counts_nl, i.origin);
  }
  void add_one(const Norm& n) {
    add(n.indicator, n.level, n.reaches, n.threshold, n.direction, n.valid_from, n.valid_to, n.origin);
  }
  void add_one(const Choice& c) { add(c.input, c.levels); }
  void add_one(const Condition& c) {
    add(c.asks, c.of, c.group, c.bound, c.number, c.level, c.by, c.floor, c.at_most, c.choices, c.parts);
  }
  void add_one(const Rule& r) {
    add(r.id, r.when, r.outcome, r.because_en, r.because_nl, r.may_change, r.recovery_term, r.origin);
  }
  void add_one(const DecisionTable& t) { add(t.id, t.name_en, t.name_nl, t.scale, t.inputs, t.hit, t.rules, t.origin); }

  Digest digest_;
};

}  // namespace kring::framework::detail
