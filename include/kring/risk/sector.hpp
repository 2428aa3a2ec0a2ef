// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"

namespace kring::risk {

/// Programme (opleiding) as risk looks at it.
struct Programme {
  std::string unit{};
  std::size_t board = 0;                   ///< Place of its board.
  std::optional<std::int64_t> students{};  ///< Nothing where it is not known.
  bool whole = false;                      ///< It is its board, which has no programmes of its own.
};

/// Board (bestuur) as risk looks at it.
struct Board {
  std::string unit{};
  bool funded = true;                     ///< Finances are no ground for a board that is not funded.
  std::vector<std::size_t> programmes{};  ///< Places of its programmes.
};

/// Boards with their programmes, and to which board every other unit belongs.
class Sector {
 public:
  /// Adds a board; its unit must be new. @return Its place.
  std::size_t add_board(std::string unit, bool funded = true) {
    boards_.push_back({unit, funded, {}});
    board_of_.emplace(std::move(unit), boards_.size() - 1);
    return boards_.size() - 1;
  }

  /// Adds a programme of a board; its unit must be new, or that of the board itself when it stands for the whole.
  void add_programme(Programme programme) {
    boards_[programme.board].programmes.push_back(programmes_.size());
    board_of_.emplace(programme.unit, programme.board);
    programme_of_.emplace(programme.unit, programmes_.size());
    programmes_.push_back(std::move(programme));
  }

  /// Adds a unit between a programme and its board, such as a team.
  void add_between(std::string unit, std::size_t board) { board_of_.emplace(std::move(unit), board); }

  /// Every board, in the order in which they were added.
  [[nodiscard]] const std::vector<Board>& boards() const noexcept { return boards_; }
  /// Every programme, in the order in which they were added.
  [[nodiscard]] const std::vector<Programme>& programmes() const noexcept { return programmes_; }

  /// The place of the board of a unit, which may be the board itself; nothing for a unit that is not there.
  [[nodiscard]] std::optional<std::size_t> board_of(const std::string& unit) const { return find(board_of_, unit); }
  /// The place of a programme; nothing for a unit that is none.
  [[nodiscard]] std::optional<std::size_t> programme(const std::string& unit) const {
    return find(programme_of_, unit);
  }

  /// The place of a board by its unit.
  /// @throws UnknownIdentifier for any other unit.
  [[nodiscard]] std::size_t board(const std::string& unit) const {
    const auto found = board_of(unit);
    if (found && boards_[*found].unit == unit) return *found;
    throw UnknownIdentifier("unit '" + unit + "' is not a board: " +
                            (found ? "it belongs to board '" + boards_[*found].unit + "'; ask for that one"
                                   : "expected one of the " + std::to_string(boards_.size()) + " boards of the units"));
  }

 private:
  using Places = std::unordered_map<std::string, std::size_t>;
  [[nodiscard]] static std::optional<std::size_t> find(const Places& places, const std::string& unit) {
    const auto found = places.find(unit);
    return found == places.end() ? std::nullopt : std::optional(found->second);
  }

  std::vector<Board> boards_;
  std::vector<Programme> programmes_;
  Places board_of_;
  Places programme_of_;
};

}  // namespace kring::risk
