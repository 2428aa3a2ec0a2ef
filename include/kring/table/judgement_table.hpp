// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/framework/evidence.hpp"
#include "kring/framework/judge.hpp"
#include "kring/framework/margin.hpp"
#include "kring/framework/probability.hpp"
#include "kring/framework/trace.hpp"
#include "kring/table/builder.hpp"
#include "kring/table/columns.hpp"

namespace kring::table {

namespace detail {

inline void add_or_missing(TextBuilder& builder, std::string_view text) {
  text.empty() ? builder.add_missing() : builder.add(text);
}

// Columns that say which row is meant, each row of evidence `times` times.
[[nodiscard]] inline std::vector<Column> key_columns(const framework::Evidence& evidence, std::size_t times) {
  TextBuilder unit(evidence.size() * times);
  TextBuilder level(evidence.size() * times);
  TextBuilder year(evidence.size() * times);
  const std::string school_year = evidence.school_year ? SchoolYear(*evidence.school_year).text() : "";
  for (std::size_t row = 0; row < evidence.size(); ++row) {
    const std::string_view level_text = evidence.level(row);
    for (std::size_t k = 0; k < times; ++k) {
      unit.add(evidence.name(row));
      level.add(level_text);
      year.add(school_year);
    }
  }
  std::vector<Column> columns{unit.finish("unit")};
  if (evidence.has_levels()) columns.push_back(level.finish("level"));
  if (evidence.school_year) columns.push_back(year.finish("school_year"));
  return columns;
}

// The columns of judgements, filled row by row.
class JudgementColumns {
 public:
  JudgementColumns(const framework::Evidence& evidence, const framework::Judged& judged,
                   const framework::Margins& margins)
      : evidence_(evidence), f_(evidence.framework), judged_(judged), margins_(margins) {
    for (std::size_t j = 0; j < f_.judgements(); ++j) add_rule_texts(j);
    for (std::size_t row = 0; row < evidence.size(); ++row) {
      for (std::size_t j = 0; j < f_.judgements(); ++j) add(row, j);
    }
  }

  void finish(std::vector<Column>& columns) {
    columns.push_back(judgement_.finish("judgement"));
    columns.push_back(outcome_.finish("outcome"));
    columns.push_back(state_.finish("state"));
    columns.push_back(reason_.finish("reason"));
    columns.push_back(rule_.finish("rule"));
    columns.push_back(possible_.finish("possible"));
    columns.push_back(make_column("margin", IntegerColumn(std::move(margin_), std::move(has_margin_))));
    columns.push_back(margin_of_.finish("margin_of"));
    if (any_term_) columns.push_back(recovery_term_.finish("recovery_term"));
  }

 private:
  struct RuleText {
    std::string ids;
    std::string recovery_term;
  };

  template <class Rules>
  [[nodiscard]] RuleText rule_text(std::size_t j, const Rules& rules) const {
    RuleText text;
    for (const auto place : rules) {
      const framework::Rule& rule = f_.definition().judgements[j].rules[place];
      text.ids += (text.ids.empty() ? "" : "|") + rule.id;
      if (!rule.recovery_term.empty()) text.recovery_term = rule.recovery_term;
    }
    return text;
  }

  void add_rule_texts(std::size_t j) {
    auto& texts = rule_texts_.emplace_back();
    for (const auto& end : f_.resolved().judgements[j].diagram.ends()) texts.push_back(rule_text(j, end.rules));
    for (const framework::Rule& rule : f_.definition().judgements[j].rules) {
      any_term_ = any_term_ || !rule.recovery_term.empty();
    }
  }

  void add(std::size_t row, std::size_t j) {
    const framework::Outcome& o = judged_.at(j, row);
    const framework::Scale& scale = f_.judgement_scale(j);
    const bool is_judged = o.state == framework::State::judged;
    judgement_.add(f_.definition().judgements[j].id);
    outcome_.add(is_judged ? std::string_view(scale.levels[o.levels.worst()]) : text(o.state));
    state_.add(text(o.state));
    add_or_missing(reason_, o.reasons.empty() ? std::string() : text(o.reasons));
    const bool open = o.state == framework::State::undetermined;
    add_or_missing(possible_, open ? scale.text(o.levels) : std::string());
    add_rule(row, j, o);
    add_margin(row, j);
  }

  void add_rule(std::size_t row, std::size_t j, const framework::Outcome& o) {
    const bool one_end = o.end >= 0;
    const RuleText several =
        one_end ? RuleText() : rule_text(j, framework::judgement_step(evidence_, judged_, j, row).rules);
    const RuleText& rule = one_end ? rule_texts_[j][static_cast<std::size_t>(o.end)] : several;
    add_or_missing(rule_, rule.ids);
    if (any_term_) add_or_missing(recovery_term_, o.state == framework::State::judged ? rule.recovery_term : "");
  }

  void add_margin(std::size_t row, std::size_t j) {
    const framework::Effort& effort = margins_.at(j, row);
    const bool has = margins_.has(j, row);
    margin_.push_back(has ? (effort.levels > 0 ? effort.levels : effort.people) : 0);
    has_margin_.push_back(has);
    add_or_missing(margin_of_, has ? (effort.levels > 0 ? "levels" : "people") : "");
  }

  const framework::Evidence& evidence_;
  const framework::Framework& f_;
  const framework::Judged& judged_;
  const framework::Margins& margins_;
  std::vector<std::vector<RuleText>> rule_texts_;  // by judgement, by end of its diagram
  bool any_term_ = false;
  TextBuilder judgement_, outcome_, state_, reason_, rule_, possible_, margin_of_, recovery_term_;
  std::vector<std::int64_t> margin_;
  std::vector<std::uint8_t> has_margin_;
};

}  // namespace detail

/// Judgements as a table, one row a unit (and level of education) and judgement: unit, level and school_year where
/// there are such, judgement, outcome (a level, undetermined or not_applicable), state, reason (null when judged;
/// several joined by '|'), rule (those that decided, joined by '|'), possible (the levels that remain when
/// undetermined), margin (to the nearest other outcome, null where there is none), margin_of (people or levels), and
/// recovery_term where the framework has any.
[[nodiscard]] inline Table judgement_table(const framework::Evidence& evidence, const framework::Judged& judged,
                                           const framework::Margins& margins) {
  auto columns = detail::key_columns(evidence, evidence.framework.judgements());
  detail::JudgementColumns(evidence, judged, margins).finish(columns);
  return Table("judgements", std::move(columns));
}

/// Probabilities as a table, one row a unit (and level of education), judgement and outcome: unit, level and
/// school_year where there are such, judgement, outcome, probability, standard_error (of the simulation; 0 where
/// exact), prior (peers or jeffreys).
[[nodiscard]] inline Table probability_table(const framework::Evidence& evidence,
                                             const framework::Probabilities& found) {
  const framework::Framework& f = evidence.framework;
  std::size_t width = 0;
  for (std::size_t j = 0; j < f.judgements(); ++j) width += f.judgement_scale(j).size() + 2;
  TextBuilder judgement(evidence.size() * width), outcome(evidence.size() * width), prior(evidence.size() * width);
  constexpr std::string_view words[] = {"none", "peers", "jeffreys"};
  std::vector<double> probability;
  std::vector<double> error;
  for (std::size_t row = 0; row < evidence.size(); ++row) {
    for (std::size_t j = 0; j < f.judgements(); ++j) {
      const auto law = found.at(j, row);
      const auto& levels = f.judgement_scale(j).levels;
      for (std::size_t k = 0; k < law.size(); ++k) {
        judgement.add(f.definition().judgements[j].id);
        outcome.add(k < levels.size()
                        ? std::string_view(levels[k])
                        : text(k == levels.size() ? framework::State::undetermined : framework::State::not_applicable));
        probability.push_back(law[k]);
        error.push_back(found.exact[j] ? 0.0 : std::sqrt(law[k] * (1 - law[k]) / found.draws));
        prior.add(words[static_cast<std::size_t>(found.prior[row])]);
      }
    }
  }
  auto columns = detail::key_columns(evidence, width);
  columns.push_back(judgement.finish("judgement"));
  columns.push_back(outcome.finish("outcome"));
  columns.push_back(make_column("probability", NumberColumn(std::move(probability))));
  columns.push_back(make_column("standard_error", NumberColumn(std::move(error))));
  columns.push_back(prior.finish("prior"));
  return Table("probabilities", std::move(columns));
}

}  // namespace kring::table
