// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kring/core/period.hpp"
#include "kring/cycle/words.hpp"

namespace kring::cycle {

/// What is made public (openbaar): how the assessment went, what it found, and what follows from it.
enum class Item : std::uint8_t { process, result, follow_up };
/// The words of an item.
template <>
inline constexpr std::array<std::string_view, 3> words_of<Item> = {"process", "result", "follow_up"};

/// For whom. Public: for anyone who looks, addressed to nobody in particular. Not stated is not public.
enum class Audience : std::uint8_t { not_stated, general_public, students, alumni, peers, employers, region };
/// The words of an audience.
template <>
inline constexpr std::array<std::string_view, 7> words_of<Audience> = {"",      "public",    "students", "alumni",
                                                                       "peers", "employers", "region"};

/// Publication (openbaarmaking): an item of a record made public for an audience.
struct Publication {
  std::string record{};
  Item item = Item::result;
  std::optional<Period> date{};
  Audience audience = Audience::not_stated;
  Answer findable = Answer::unknown;
};

/// Event (gebeurtenis): a visit, a warning, a recovery term: what supervision did with a unit.
struct Event {
  std::string unit{};
  std::string kind{};
  std::optional<Period> date{};
  std::optional<double> days{};  ///< Days on site.
  std::string verdict{};
  std::string term{};  ///< A date, or an ISO duration such as P1Y.
};

}  // namespace kring::cycle
