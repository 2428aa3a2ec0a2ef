// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kring/risk/sector.hpp"
#include "kring/table/detail/results_figures.hpp"
#include "kring/table/numbers.hpp"
#include "kring/table/units_table.hpp"

namespace kring::table {

namespace detail {

// The table of units row by row: to which board each belongs, and whether it is a programme.
struct UnitRows {
  TextColumn unit{};
  std::vector<std::string> board{};        // Empty where the row takes no part, such as a sector.
  std::vector<std::uint8_t> programme{};   // 1 for a programme.
  std::vector<std::uint8_t> not_funded{};  // 1 where the row says so.
  IntegerColumn students{};
};

// Finds the board of every row by walking up the column parent: to the institution where the table has kinds, else to
// the top.
class BoardSearch {
 public:
  BoardSearch(const TextColumn& unit, const TextColumn& parent, const TextColumn* kind)
      : unit_(unit), parent_(parent), kind_(kind) {
    for (std::size_t row = 0; row < unit.size(); ++row) {
      row_of_[unit[row]] = row;
      if (!parent[row].empty()) parents_.insert(parent[row]);
    }
  }

  // Empty where there is none.
  [[nodiscard]] std::string board(std::size_t row) const {
    for (std::size_t steps = 0; steps <= unit_.size(); ++steps) {
      if (kind_ != nullptr && (*kind_)[row] == "institution") return std::string(unit_[row]);
      const std::string_view above = parent_[row];
      const auto found = row_of_.find(above);
      if (above.empty()) return kind_ == nullptr ? std::string(unit_[row]) : std::string();
      if (found == row_of_.end()) return kind_ == nullptr ? std::string(above) : std::string();
      row = found->second;
    }
    return {};
  }
  [[nodiscard]] bool is_programme(std::size_t row) const {
    if (kind_ != nullptr) return (*kind_)[row] == "programme";
    return !parent_[row].empty() && !parents_.contains(unit_[row]);
  }

 private:
  const TextColumn& unit_;
  const TextColumn& parent_;
  const TextColumn* kind_;
  std::unordered_map<std::string_view, std::size_t> row_of_;
  std::set<std::string_view> parents_;
};

inline void place_by_parent(const Table& table, UnitRows& rows, Faults& faults) {
  const TextColumn parent = texts(table, "parent", faults);
  TextColumn kind;
  if (table.contains("kind")) {
    refuse_unknown_kinds(table, faults);
    kind = texts(table, "kind", faults);
  }
  refuse_circles(rows.unit, parent, faults);
  if (!faults.empty()) return;
  const BoardSearch search(rows.unit, parent, table.contains("kind") ? &kind : nullptr);
  FaultyRows homeless;
  for (std::size_t row = 0; row < rows.unit.size(); ++row) {
    rows.board[row] = search.board(row);
    rows.programme[row] = search.is_programme(row) ? 1 : 0;
    const bool above_boards = table.contains("kind") && kind[row] == "sector";
    if (rows.board[row].empty() && !above_boards) {
      homeless.add(static_cast<std::int64_t>(row), [&] { return std::string(rows.unit[row]); });
    }
  }
  faults.add("parent", "below no institution", homeless, "an institution above every other unit",
             "add the institution, or a column board that names it");
}

inline void place_by_board(const Table& table, UnitRows& rows, Faults& faults) {
  const TextColumn board = texts(table, "board", faults);
  for (std::size_t row = 0; row < rows.unit.size(); ++row) {
    const std::string_view above = board[row].empty() ? rows.unit[row] : board[row];
    rows.board[row] = std::string(above);
    rows.programme[row] = above == rows.unit[row] ? 0 : 1;
  }
}

inline void read_funding(const Table& table, UnitRows& rows, Faults& faults) {
  if (!table.contains("funding")) return;
  const TextColumn funding = texts(table, "funding", faults);
  faults.add(
      "funding", "no known word",
      rejected_rows(funding,
                    [](const std::string& text) { return text.empty() || text == "funded" || text == "non_funded"; }),
      "funded or non_funded");
  for (std::size_t row = 0; row < rows.unit.size(); ++row) rows.not_funded[row] = funding[row] == "non_funded" ? 1 : 0;
}

[[nodiscard]] inline UnitRows read_unit_rows(const Table& table, Faults& faults) {
  UnitRows rows;
  const auto size = static_cast<std::size_t>(table.num_rows());
  if (size == 0 && !table.columns().empty()) faults.add_table("it has no rows; expected at least one");
  rows.unit = read_names(table, "unit", faults);
  refuse_repeated_units(rows.unit, faults);
  rows.board.resize(size);
  rows.programme.resize(size);
  rows.not_funded.resize(size);
  rows.students = IntegerColumn(std::vector<std::int64_t>(size), std::vector<std::uint8_t>(size, 0));
  if (table.contains("students")) {
    rows.students = integers(table, "students", faults);
    refuse_negative(rows.students, "students", faults);
  }
  if (!faults.empty()) return rows;
  if (table.contains("board")) {
    place_by_board(table, rows, faults);
  } else {
    place_by_parent(table, rows, faults);
  }
  read_funding(table, rows, faults);
  return rows;
}

[[nodiscard]] inline std::optional<std::int64_t> students_of(const UnitRows& rows, std::size_t row) {
  return rows.students.is_missing(row) ? std::nullopt : std::optional(rows.students[row]);
}

}  // namespace detail

/// Reads the table `units` as boards with their programmes. With a column board every row with another unit's name in
/// it is a programme of that board. Else the column parent is walked up: with a column kind, programmes are the rows of
/// that kind and boards the institutions above them; without one, programmes are the rows that are nobody's parent and
/// boards the tops. A board without programmes stands for itself as one. Optional columns: students, funding (funded,
/// non_funded). Boards and programmes come in the order in which they appear. Every fault goes to faults.
[[nodiscard]] inline risk::Sector read_sector(const Table& table, Faults& faults) {
  const detail::UnitRows rows = detail::read_unit_rows(table, faults);
  risk::Sector sector;
  if (!faults.empty()) return sector;
  std::unordered_map<std::string, bool> not_funded;  // A board without a row of its own is what all its programmes are.
  for (std::size_t row = 0; row < rows.unit.size(); ++row) {
    const bool own = rows.board[row] == rows.unit[row];
    auto [found, is_new] = not_funded.try_emplace(rows.board[row], true);
    if (!own) found->second = found->second && rows.not_funded[row] != 0;
  }
  for (std::size_t row = 0; row < rows.unit.size(); ++row) {
    if (rows.board[row] == rows.unit[row]) not_funded[rows.board[row]] = rows.not_funded[row] != 0;
  }
  for (std::size_t row = 0; row < rows.unit.size(); ++row) {
    const std::string& board = rows.board[row];
    if (board.empty()) continue;
    const auto known = sector.board_of(board);
    const std::size_t place = known ? *known : sector.add_board(board, !not_funded[board]);
    if (rows.programme[row] != 0) {
      sector.add_programme({std::string(rows.unit[row]), place, detail::students_of(rows, row), false});
    } else {
      sector.add_between(std::string(rows.unit[row]), place);
    }
  }
  for (std::size_t i = 0; i < sector.boards().size(); ++i) {
    if (!sector.boards()[i].programmes.empty()) continue;
    std::optional<std::int64_t> students;
    for (std::size_t row = 0; row < rows.unit.size(); ++row) {
      if (rows.unit[row] == sector.boards()[i].unit) students = detail::students_of(rows, row);
    }
    sector.add_programme({sector.boards()[i].unit, i, students, true});
  }
  return sector;
}

}  // namespace kring::table
