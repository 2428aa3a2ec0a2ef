// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/language.hpp"
#include "kring/framework/definition.hpp"
#include "kring/supervision/duration.hpp"

namespace kring::supervision {

/// Kinds of event by their place in a file of terms.
using Kinds = std::vector<std::size_t>;

/// True when a kind is among these.
[[nodiscard]] inline bool has(const Kinds& kinds, std::size_t kind) noexcept {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// A name in both languages.
struct Name {
  std::string en{};
  std::string nl{};

  /// The name in a language.
  [[nodiscard]] const std::string& in(Language language) const noexcept {
    return language == Language::dutch ? nl : en;
  }
  bool operator==(const Name&) const = default;
};

/// Where a rule of supervision stands, and how sure it is.
struct Citation {
  std::string article{};  ///< "WEB art. 6.1.5".
  std::string text_of{};  ///< Which text was read: a year, or why there is none.
  std::string url{};
  framework::Status status = framework::Status::proposal;
  bool operator==(const Citation&) const = default;
};

/// A kind of event (gebeurtenis) that a file of terms knows, and whom it can befall.
struct EventKind {
  std::string id{};
  Name name{};
  bool of_board = true;
  bool of_programme = true;
};

/// An end of a term: so long after the event it starts from, or what the event itself states.
struct Bound {
  std::optional<Duration> fixed{};
  bool stated = false;

  /// True when the term has this end at all.
  [[nodiscard]] bool there() const noexcept { return stated || fixed.has_value(); }
};

/// Term (termijn): a step that is due some time after an event, with the article that says so.
struct Term {
  std::string id{};
  std::string step{};
  Name name{};
  Kinds starts{};   ///< The events it starts from.
  Kinds perhaps{};  ///< Events it starts from on one of several grounds, which they do not state.
  Kinds done_by{};  ///< The events that are the step.
  Kinds closed{};   ///< Later events after which the step is over, recorded or not.
  Bound at_least{};
  Bound at_most{};
  std::optional<Duration> limit{};  ///< The longest term that may be stated.
  bool each = false;       ///< Every event counts, else of several without the step between them only the last.
  bool not_early = false;  ///< A step before its first day is another one, and this one is still to come.
  bool may_never = false;  ///< The step may never come, so nothing waits for it.
  bool floor = false;      ///< A floor that no score removes: every board has it.
  std::optional<std::size_t> needs_insufficient{};  ///< An event that must have come with an insufficient verdict.
  std::vector<std::size_t> conflicts{};             ///< Terms of other sources for the same step.
  Citation citation{};
  Name note{};
};

/// Steps of which a later one cannot come before an earlier one in the same round; some events begin a new round.
struct Sequence {
  Kinds kinds{};
  Kinds begins_with{};
};

/// A rung (trede) of a ladder.
struct Rung {
  std::string id{};
  Name name{};
  Kinds reached_by{};
  Kinds ended_by{};
  std::vector<std::size_t> opens_by{};  ///< Terms of which one must have come; none: it opens by judgement.
  Name condition{};
  Citation citation{};
};

/// Whom supervision deals with. Board and programme are different objects, with ladders of their own.
enum class Party : std::uint8_t { board, programme };

/// Ladder (escalatieladder): measures from light to heavy.
struct Ladder {
  Party of = Party::board;
  Name name{};
  Kinds ends_with{};             ///< Events after which no earlier measure holds.
  Kinds ends_with_sufficient{};  ///< The same, where they come with a sufficient verdict.
  std::vector<Rung> rungs{};
};

/// Terms (termijnen): everything a calendar and a ladder rest on. No term stands in code: terms are read from a file,
/// each with its source and status, and every output names them.
struct Terms {
  std::string id{};
  std::string version{};
  Name name{};
  framework::Origin origin{};
  std::string digest{};  ///< SHA-256 of what it says, without names, sources and notes.
  std::vector<EventKind> events{};
  std::vector<Term> terms{};
  std::vector<Sequence> sequences{};
  std::vector<Ladder> ladders{};
  std::vector<std::string> insufficient{};  ///< Verdicts that are.
  std::vector<std::string> sufficient{};
};

/// What a verdict comes to: 1 sufficient, -1 insufficient, 0 where it is empty, unknown, or a set "weak|good" with
/// levels of both sorts.
[[nodiscard]] inline int side_of(const Terms& terms, std::string_view verdict) {
  const auto among = [](const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  int side = 0;
  for (bool more = !verdict.empty(), first = true; more; first = false) {
    const std::size_t end = verdict.find('|');
    const std::string_view level = verdict.substr(0, end);
    const int found = among(terms.sufficient, level) ? 1 : (among(terms.insufficient, level) ? -1 : 0);
    if (found == 0 || (!first && found != side)) return 0;
    side = found;
    more = end != std::string_view::npos;
    if (more) verdict.remove_prefix(end + 1);
  }
  return side;
}

}  // namespace kring::supervision
