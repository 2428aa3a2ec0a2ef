// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/parallel.hpp"
#include "kring/cycle/words.hpp"
#include "kring/risk/board_risk.hpp"
#include "kring/risk/breach.hpp"
#include "kring/risk/finance.hpp"
#include "kring/risk/pooled.hpp"
#include "kring/risk/professionalism.hpp"
#include "kring/risk/programme_risk.hpp"
#include "kring/risk/sector.hpp"

namespace kring::risk {

/// How a board stands with the law: whether breaches are in force, and whether one is past its term.
enum class Compliance : std::uint8_t { unknown, in_order, breach, breach_past_term };

}  // namespace kring::risk

namespace kring::cycle {

/// The words of compliance.
template <>
inline constexpr std::array<std::string_view, 4> words_of<risk::Compliance> = {"unknown", "in_order", "breach",
                                                                               "breach_past_term"};

}  // namespace kring::cycle

namespace kring::risk {

/// What a risk is assessed from, beside results.
struct Facts {
  std::optional<std::vector<Judgement>> judgements{};   ///< Nothing: nobody looked.
  std::optional<std::vector<FinanceFigure>> finance{};  ///< Nothing: nobody looked.
  Day on = 0;                                           ///< The day on which breaches are looked at.
};

/// The risk of all boards and programmes of a sector, in the order of the sector.
struct Risks {
  Pooled pooled{};                          ///< The counts it rests on.
  IndicatorRisks indicators{};              ///< What each of them shows.
  std::vector<ProgrammeRisk> programmes{};  ///< One a programme.
  std::vector<BoardRisk> boards{};          ///< One a board.
  std::vector<Compliance> compliance{};     ///< One a board.
  std::vector<cycle::Answer>
      open_breach{};  ///< L, one a board: a breach past its term; unknown where a term is not known.
  std::vector<Professionalism> professionalism{};  ///< One a board.
  std::vector<FinanceRisk> finance{};              ///< One a board.
  std::vector<Breach> breaches{};                  ///< Those in force, by unit and kind.
};

namespace detail {

[[nodiscard]] inline std::vector<double> good_standing(const Pooled& pooled, const results::Comparison& comparison,
                                                       std::span<const results::Indicator> indicators) {
  std::vector<double> z = comparison.adjusted_z_score;
  for (std::size_t row = 0; row < z.size(); ++row) {
    const auto& indicator = results::find_indicator(indicators, pooled.rows.indicator[row]);
    if (indicator.direction == results::Direction::lower) z[row] = -z[row];
  }
  return z;
}

// The rows of every programme, by aspect.
inline void place_rows(const Sector& sector, std::span<const results::Indicator> indicators, const Profile& profile,
                       Risks& risks) {
  const results::Observations& rows = risks.pooled.rows;
  std::vector<std::map<std::string, AspectRisk>> aspects(sector.programmes().size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto programme = sector.programme(rows.unit[row]);
    if (!programme) {
      throw InvalidValue("results of unit '" + rows.unit[row] +
                         "', which is no programme of the units: expected results of programmes, or of boards that "
                         "have none; add the unit or leave its results out");
    }
    const AspectPlace place = place_of(profile, rows.indicator[row]);
    AspectRisk& aspect = aspects[*programme][place.aspect];
    aspect.aspect = place.aspect;
    aspect.severity = place.severity;
    aspect.rows.push_back(row);
    const bool higher =
        results::find_indicator(indicators, rows.indicator[row]).direction == results::Direction::higher;
    aspect.flagged = aspect.flagged || flagged_as_bad(risks.indicators.comparison, row, higher);
  }
  risks.programmes.resize(aspects.size());
  for (std::size_t i = 0; i < aspects.size(); ++i) {
    for (auto& [name, aspect] : aspects[i]) risks.programmes[i].aspects.push_back(std::move(aspect));
  }
}

inline void assess_programmes(const Sector& sector, std::span<const results::Indicator> indicators,
                              const Profile& profile, unsigned threads, Risks& risks) {
  place_rows(sector, indicators, profile, risks);
  std::vector<bool> judged(risks.programmes.size(), false);
  for (const Breach& breach : risks.breaches) {
    if (const auto programme = sector.programme(breach.unit)) judged[*programme] = true;
  }
  const auto standing = good_standing(risks.pooled, risks.indicators.comparison, indicators);
  const Correlations correlations(risks.pooled.rows, standing, profile.correlation_prior,
                                  profile.correlation_prior_units);
  for_each_part(risks.programmes.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      for (AspectRisk& aspect : risks.programmes[i].aspects) {
        combine_rows(risks.pooled, risks.indicators, correlations, profile, aspect);
      }
      conclude(risks.programmes[i], profile, judged[i]);
    }
  });
}

}  // namespace detail

/// What the programmes of a board weigh, and their probabilities. Students are the weight where they are known for
/// every programme of the board; else each programme weighs 1.
[[nodiscard]] inline std::vector<Exposure> exposures(const Sector& sector, std::span<const ProgrammeRisk> programmes,
                                                     std::size_t board) {
  const auto& places = sector.boards()[board].programmes;
  const bool known = std::all_of(places.begin(), places.end(),
                                 [&](std::size_t place) { return sector.programmes()[place].students.has_value(); });
  std::vector<Exposure> result;
  for (const std::size_t place : places) {
    const Programme& programme = sector.programmes()[place];
    result.push_back(
        {programme.unit, known ? *programme.students : 1, programmes[place].probability, programmes[place].state});
  }
  return result;
}

namespace detail {

// The breaches of a board and of all units below it; its finances.
inline void look_at_facts(const Sector& sector, const Facts& facts, const Profile& profile, Risks& risks) {
  const std::size_t boards = sector.boards().size();
  risks.compliance.assign(boards, facts.judgements ? Compliance::in_order : Compliance::unknown);
  risks.open_breach.assign(boards, facts.judgements ? cycle::Answer::no : cycle::Answer::unknown);
  risks.finance.resize(boards);
  for (const Breach& breach : risks.breaches) {
    const auto board = sector.board_of(breach.unit);
    if (!board) {
      throw InvalidValue("a judgement of unit '" + breach.unit +
                         "', which is not among the units: add the unit or leave the judgement out");
    }
    const bool past = breach.standing == BreachStanding::past_term;
    const Compliance now = past ? Compliance::breach_past_term : Compliance::breach;
    risks.compliance[*board] = std::max(risks.compliance[*board], now);
    cycle::Answer& open = risks.open_breach[*board];
    if (past) {
      open = cycle::Answer::yes;
    } else if (breach.standing == BreachStanding::term_unknown && open != cycle::Answer::yes) {
      open = cycle::Answer::unknown;
    }
  }
  const Finances finances(facts.finance ? std::span<const FinanceFigure>(*facts.finance)
                                        : std::span<const FinanceFigure>());
  for (std::size_t i = 0; i < boards; ++i) {
    const Board& board = sector.boards()[i];
    risks.finance[i] = finances.of(board.unit, profile);
    if (!board.funded) risks.finance[i] = {FinanceState::not_applicable, {}, {}};
  }
}

}  // namespace detail

/// Assesses the education risk of every programme and board of a sector. Results of several school years are pooled,
/// each indicator is held against its norm or its peers, indicators make aspects, aspects make programmes, programmes
/// make boards; insufficient judgements in force are facts, not chances. The numbers do not depend on the order of rows
/// or on the number of threads. Nothing is calibrated: see backtest() for what a probability has been worth.
/// @param norms Of each row a share, NaN where there is none; empty where no row has one.
/// @throws InvalidValue for results or judgements of units that the sector does not have, and as the parts do.
[[nodiscard]] inline Risks assess(const results::Observations& rows, std::span<const double> norms,
                                  std::span<const results::Indicator> indicators, const Sector& sector,
                                  const Facts& facts, const Profile& profile, unsigned threads = 1) {
  Risks risks;
  risks.pooled = pool(rows, norms, profile.year_weights);
  risks.indicators = indicator_risks(risks.pooled, indicators, profile, threads);
  const auto judgements =
      facts.judgements ? std::span<const Judgement>(*facts.judgements) : std::span<const Judgement>();
  risks.professionalism = professionalism(judgements, sector, profile, facts.on);
  risks.breaches = breaches(judgements, profile, facts.on);
  detail::look_at_facts(sector, facts, profile, risks);
  detail::assess_programmes(sector, indicators, profile, threads, risks);
  risks.boards.resize(sector.boards().size());
  for_each_part(risks.boards.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      risks.boards[i] = board_risk(exposures(sector, risks.programmes, i), profile);
    }
  });
  return risks;
}

}  // namespace kring::risk
