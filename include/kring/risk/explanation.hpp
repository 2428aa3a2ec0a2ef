// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/language.hpp"
#include "kring/core/period.hpp"
#include "kring/results/indicator.hpp"
#include "kring/risk/risk.hpp"

namespace kring::risk {

namespace detail {

// One of two texts.
[[nodiscard]] inline std::string in(Language language, std::string_view english, std::string_view dutch) {
  return std::string(language == Language::english ? english : dutch);
}

[[nodiscard]] inline std::string count_text(std::int64_t number, Language language, const char* one_en,
                                            const char* more_en, const char* one_nl, const char* more_nl) {
  return number_text(number, language) + " " +
         (number == 1 ? in(language, one_en, one_nl) : in(language, more_en, more_nl));
}

[[nodiscard]] inline std::string programmes_text(std::int64_t number, Language language) {
  return count_text(number, language, "programme", "programmes", "opleiding", "opleidingen");
}

// A share as a percentage; one that would be shown as 0 or 1 and is not is said to be less or more than what can be
// shown.
[[nodiscard]] inline std::string share_text(double share, Language language) {
  if (share > 0.0 && share < 0.0005) {
    return in(language, "less than ", "minder dan ") + percentage_text(0.001, language);
  }
  if (share >= 0.9995 && share < 1.0) {
    return in(language, "more than ", "meer dan ") + percentage_text(0.999, language);
  }
  return percentage_text(share, language);
}

// How large the risk is and what it rests on.
[[nodiscard]] inline std::vector<std::string> risk_sentences(const BoardRisk& board, bool whole, bool by_students,
                                                             const Profile& profile, Language language) {
  const std::string upper = decimal_text(100 * profile.upper_quantile, 0, language) + "%";
  std::vector<std::string> lines;
  if (board.state == BoardState::not_examined) {
    return {
        in(language, "There are no figures on any programme: nothing is said of its risk, which is not a risk of 0.",
           "Er zijn geen cijfers over een opleiding: over het risico wordt niets gezegd. Dat is geen risico van 0.")};
  }
  const std::string risk = share_text(*board.risk, language);
  const std::string most = share_text(*board.risk_upper, language);
  if (whole) {
    return {in(language, "No programmes are known. The probability that the institution as a whole is insufficient is ",
               "Er zijn geen opleidingen bekend. De kans dat de instelling als geheel onvoldoende is, is ") +
            risk + "."};
  }
  const std::string who =
      by_students ? in(language, "students", "studenten") : in(language, "programmes", "opleidingen");
  lines.push_back((by_students
                       ? in(language, "On average ", "Naar verwachting zit ") + risk +
                             in(language, " of its students are in an insufficient programme; with probability ",
                                " van de studenten in een onvoldoende opleiding; met kans ")
                       : in(language, "On average ", "Naar verwachting is ") + risk +
                             in(language, " of its programmes are insufficient; with probability ",
                                " van de opleidingen onvoldoende; met kans ")) +
                  upper + in(language, " it is at most ", " is het hoogstens ") + most + in(language, " of ", " van ") +
                  number_text(board.weight, language) + " " + who + ".");
  lines.push_back(in(language, "It rests on ", "Het berust op ") + programmes_text(board.programmes, language) +
                  in(language, ": a statement is made on ", ": een uitspraak over ") +
                  number_text(board.with_statement, language) +
                  in(language, ", there are no figures on ", ", geen cijfers over ") +
                  number_text(board.without_data, language) + ".");
  if (board.without_data > 0) {
    lines.push_back(profile.prevalence_without_data
                        ? in(language, "A programme without figures counts with the prevalence of the profile, ",
                             "Een opleiding zonder cijfers telt mee met de prevalentie van het profiel, ") +
                              percentage_text(profile.prevalence, language) + "."
                        : in(language, "A programme without figures counts for nothing.",
                             "Een opleiding zonder cijfers telt niet mee."));
  }
  lines.push_back(in(language, "The largest risk is that of ", "Het grootste risico heeft ") + board.worst_programme +
                  ": " + share_text(*board.worst, language) + ".");
  return lines;
}

[[nodiscard]] inline std::string breach_sentence(const Breach& breach, Language language) {
  const std::string term = breach.deadline ? day_text(*breach.deadline) : "";
  std::string text = breach.unit + ": " + in(language, "insufficient on ", "onvoldoende op ") + breach.kind +
                     in(language, " since ", " sinds ") + period_text(breach.date);
  switch (breach.standing) {
    case BreachStanding::past_term:
      return text + in(language, "; the term for recovery ended on ", "; de hersteltermijn eindigde op ") + term + ".";
    case BreachStanding::within_term:
      return text + in(language, "; to be recovered by ", "; te herstellen uiterlijk ") + term + ".";
    default:
      return text + in(language, "; its term for recovery is not known.", "; de hersteltermijn is niet bekend.");
  }
}

[[nodiscard]] inline std::string professionalism_sentence(Professionalism professionalism, Language language) {
  switch (professionalism) {
    case Professionalism::safeguarded:
      return in(language, "Professionalism: judged to be safeguarded.",
                "Professionaliteit: volgens het oordeel geborgd.");
    case Professionalism::not_safeguarded:
      return in(language, "Professionalism: judged not to be safeguarded.",
                "Professionaliteit: volgens het oordeel niet geborgd.");
    default:
      return in(language, "Professionalism: no judgement was given.",
                "Professionaliteit: er is geen oordeel opgegeven.");
  }
}

[[nodiscard]] inline std::string finance_sentence(const FinanceRisk& finance, const Profile& profile,
                                                  Language language) {
  std::string parts;
  const auto& named = finance.state == FinanceState::signal ? finance.signals : finance.unknown;
  for (const std::string& part : named) {
    const auto signal = std::find_if(profile.signals.begin(), profile.signals.end(),
                                     [&](const Signal& one) { return one.part == part; });
    parts += (parts.empty() ? "" : ", ") + in(language, part, signal->part_nl);
  }
  switch (finance.state) {
    case FinanceState::signal:
      return in(language, "Finances: below a signal value for ", "Financiën: onder een signaleringswaarde voor ") +
             parts + ".";
    case FinanceState::in_order:
      return in(language, "Finances: no value is below its signal value.",
                "Financiën: geen waarde ligt onder zijn signaleringswaarde.");
    case FinanceState::not_applicable:
      return in(language, "Finances: no ground for a board that is not funded.",
                "Financiën: geen grond bij een niet-bekostigde instelling.");
    default:
      return in(language, "Finances: not known for ", "Financiën: niet bekend voor ") + parts + ".";
  }
}

}  // namespace detail

/// Why a board has the risk it has, in sentences: how large it is and what it rests on, breaches, finances, and by
/// which profile.
/// @param board Its place in the sector.
[[nodiscard]] inline std::vector<std::string> explain(const Sector& sector, const Risks& risks, const Profile& profile,
                                                      std::size_t board, Language language) {
  using detail::in;
  const Board& unit = sector.boards()[board];
  bool by_students = true;
  for (const std::size_t place : unit.programmes) by_students = by_students && sector.programmes()[place].students;
  const bool whole = sector.programmes()[unit.programmes.front()].whole;
  std::vector<std::string> lines = detail::risk_sentences(risks.boards[board], whole, by_students, profile, language);
  lines.front() = unit.unit + ": " + lines.front();
  bool any = false;
  for (const Breach& breach : risks.breaches) {
    if (sector.board_of(breach.unit) != board) continue;
    lines.push_back(detail::breach_sentence(breach, language));
    any = true;
  }
  if (!any) {
    lines.push_back(
        risks.compliance[board] == Compliance::unknown
            ? in(language, "Judgements of the inspectorate were not given.",
                 "Oordelen van de inspectie zijn niet opgegeven.")
            : in(language, "No insufficient judgement is in force.", "Er is geen onvoldoende oordeel van kracht."));
  }
  lines.push_back(detail::professionalism_sentence(risks.professionalism[board], language));
  lines.push_back(detail::finance_sentence(risks.finance[board], profile, language));
  lines.push_back(in(language, "Probabilities are uncalibrated: no verified outcomes were used.",
                     "De kansen zijn niet geijkt: er zijn geen geverifieerde uitkomsten gebruikt."));
  lines.push_back(in(language, "By profile ", "Volgens profiel ") + profile.id + " " + profile.version + " (" +
                  std::string(results::name(profile.origin.status)) + ", digest " + profile.digest.substr(0, 12) +
                  ").");
  return lines;
}

}  // namespace kring::risk
