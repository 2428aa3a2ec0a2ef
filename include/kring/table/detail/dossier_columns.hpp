// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/period.hpp"
#include "kring/cycle/tables.hpp"
#include "kring/cycle/words.hpp"
#include "kring/framework/detail/rule_faults.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/periods.hpp"
#include "kring/table/detail/results_keys.hpp"
#include "kring/table/numbers.hpp"
#include "kring/table/stored.hpp"
#include "kring/table/texts.hpp"

namespace kring::table::detail {

// Reads the columns of one table of a dossier; a column that is not there is empty in every row.
class DossierColumns {
 public:
  DossierColumns(const Table& table, Faults& faults) : table_(table), faults_(faults) {}

  [[nodiscard]] std::size_t size() const noexcept { return static_cast<std::size_t>(table_.num_rows()); }
  [[nodiscard]] const Table& table() const noexcept { return table_; }
  [[nodiscard]] Faults& faults() const noexcept { return faults_; }

  // Texts, empty where missing. Numbers would have lost leading zeros, so they are refused.
  [[nodiscard]] results::Labels labels(const std::string& name) const {
    if (!table_.contains(name)) return one_label(size());
    return filled(texts(table_, name, faults_), size());
  }

  // Texts that every row must have.
  [[nodiscard]] results::Labels names(const std::string& name) const {
    return filled(read_names(table_, name, faults_), size());
  }

  // A word of a closed set in every row. The empty word is allowed where the set has it.
  template <class Enum>
  [[nodiscard]] std::vector<Enum> words(const std::string& name, bool needed = false) const {
    std::vector<Enum> result(size(), Enum{});
    if (!needed && !table_.contains(name)) return result;
    const TextColumn column = texts(table_, name, faults_);
    const auto& known = cycle::words_of<Enum>;
    const bool may_be_empty = known[0].empty();
    FaultyRows wrong;
    std::vector<std::optional<Enum>> found;
    for (const std::string& text : column.values) found.push_back(cycle::find_word<Enum>(text));
    for (std::size_t row = 0; row < column.size(); ++row) {
      const auto value = column.is_missing(row) ? (may_be_empty ? std::optional(Enum{}) : std::nullopt)
                                                : found[static_cast<std::size_t>(column.codes[row])];
      if (value) {
        result[row] = *value;
      } else if (table_.contains(name)) {
        wrong.add(static_cast<std::int64_t>(row), [&] { return "'" + std::string(column[row]) + "'"; });
      }
    }
    faults_.add(name, "no word that is known", wrong,
                "one of " + listed_words(known) + (may_be_empty ? ", or nothing" : ""), advice(wrong, known));
    return result;
  }

  // true, false, or nothing where nobody said so; booleans, or the words true and false.
  [[nodiscard]] std::vector<cycle::Answer> answers(const std::string& name) const {
    const Column* column = table_.find(name);
    const bool is_number = column != nullptr && table::is_number(type_of(value_schema(*column)));
    if (is_number) {
      faults_.add_column(name, "holds " + type_name(column->schema()), "text 'true' or 'false', or booleans",
                         "convert the column to booleans");
      return std::vector<cycle::Answer>(size());
    }
    if (column == nullptr || type_of(value_schema(*column)) != Type::boolean) return words<cycle::Answer>(name);
    const IntegerColumn flags = stored_integers(table_, name);
    std::vector<cycle::Answer> result(size());
    for (std::size_t row = 0; row < size(); ++row) {
      if (!flags.is_missing(row)) result[row] = cycle::answer(flags[row] != 0);
    }
    return result;
  }

  // Days, months, years or school years: dates, text, or whole numbers for years.
  [[nodiscard]] std::vector<std::optional<Period>> periods(const std::string& name) const {
    return std::move(dates(name, "").date);
  }

  // The same, where a word stands for never.
  [[nodiscard]] std::vector<cycle::LastTime> last_times(const std::string& name) const {
    const auto [date, never] = dates(name, "none");
    std::vector<cycle::LastTime> result(size());
    for (std::size_t row = 0; row < size(); ++row) {
      if (never[row]) result[row].happened = cycle::Answer::no;
      if (date[row]) result[row] = {cycle::Answer::yes, date[row]};
    }
    return result;
  }

  [[nodiscard]] std::vector<std::optional<double>> numbers(const std::string& name) const {
    std::vector<std::optional<double>> result(size());
    if (!table_.contains(name)) return result;
    const NumberColumn column = table::numbers(table_, name, faults_);
    for (std::size_t row = 0; row < size(); ++row) {
      if (!column.is_missing(row)) result[row] = column[row];
    }
    return result;
  }

  [[nodiscard]] std::vector<std::optional<std::int64_t>> integers(const std::string& name) const {
    std::vector<std::optional<std::int64_t>> result(size());
    if (!table_.contains(name)) return result;
    const IntegerColumn column = table::integers(table_, name, faults_);
    for (std::size_t row = 0; row < size(); ++row) {
      if (!column.is_missing(row)) result[row] = column[row];
    }
    return result;
  }

 private:
  struct Dates {
    std::vector<std::optional<Period>> date;
    std::vector<bool> never;
  };

  [[nodiscard]] Dates dates(const std::string& name, std::string_view never) const {
    Dates result{std::vector<std::optional<Period>>(size()), std::vector<bool>(size())};
    const Column* column = table_.find(name);
    if (column == nullptr) return result;
    const Type type = type_of(value_schema(*column));
    if (type == Type::date32) {
      result.date = stored_days(table_, name);
    } else if (is_number(type) && type != Type::date64) {
      result.date = years(name);
    } else {
      const TextColumn texts_read = texts(table_, name, faults_);
      result.date =
          written_periods(texts_read, name, date_forms + std::string(never.empty() ? "" : ", or none for never"),
                          faults_, [&](const std::string& text) { return text.empty() || text == never; });
      for (std::size_t row = 0; row < size(); ++row) {
        result.never[row] = !never.empty() && !texts_read.is_missing(row) && texts_read[row] == never;
      }
    }
    return result;
  }

  // Whole numbers are calendar years.
  [[nodiscard]] std::vector<std::optional<Period>> years(const std::string& name) const {
    const IntegerColumn stored = table::integers(table_, name, faults_);
    std::vector<std::optional<Period>> result(size());
    FaultyRows wrong;
    for (std::size_t row = 0; row < size(); ++row) {
      if (stored.is_missing(row)) continue;
      result[row] = Period::read(std::to_string(stored[row]));
      if (!result[row]) wrong.add(static_cast<std::int64_t>(row), [&] { return std::to_string(stored[row]); });
    }
    faults_.add(name, "not a date", wrong, date_forms);
    return result;
  }

  // Missing texts become the empty one; so do all of a column that could not be read.
  [[nodiscard]] static results::Labels filled(TextColumn column, std::size_t rows) {
    if (column.size() != rows) return one_label(rows);
    std::int32_t empty = -1;
    for (std::int32_t& code : column.codes) {
      if (code >= 0) continue;
      if (empty < 0) {
        empty = static_cast<std::int32_t>(column.values.size());
        column.values.emplace_back();
      }
      code = empty;
    }
    return detail::labels(std::move(column));
  }

  template <class Words>
  [[nodiscard]] static std::string listed_words(const Words& known) {
    std::vector<std::string_view> shown;
    std::copy_if(known.begin(), known.end(), std::back_inserter(shown), [](auto word) { return !word.empty(); });
    return framework::detail::listed(shown);
  }

  template <class Words>
  [[nodiscard]] static std::string advice(const FaultyRows& wrong, const Words& known) {
    if (wrong.first.empty() || wrong.first[0].value.size() < 3) return "fill in these rows";
    const std::string written = wrong.first[0].value.substr(1, wrong.first[0].value.size() - 2);
    const std::string guess = framework::detail::did_you_mean(written, known);
    return "correct these rows" + guess;
  }

  const Table& table_;
  Faults& faults_;
};

}  // namespace kring::table::detail
