// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string>

#include "kring/core/language.hpp"
#include "kring/results/comparison.hpp"
#include "kring/results/indicator.hpp"
#include "kring/results/observation.hpp"

namespace kring::results {

namespace detail {

// What the sentences of one row need, so that each sentence is a short function.
struct Facts {
  const Observations& observations;
  const Comparison& comparison;
  std::size_t row;
  const Indicator& indicator;
  Language language;

  [[nodiscard]] bool dutch() const noexcept { return language == Language::dutch; }
  [[nodiscard]] std::string either(const char* english, const char* in_dutch) const {
    return dutch() ? in_dutch : english;
  }
  [[nodiscard]] std::string percentage(const std::vector<double>& column) const {
    return percentage_text(column[row], language);
  }
  [[nodiscard]] std::string decimal(const std::vector<double>& column, int decimals) const {
    return decimal_text(column[row], decimals, language);
  }
  [[nodiscard]] std::string range(const std::vector<double>& lower, const std::vector<double>& upper) const {
    return percentage(lower) + either(" to ", " tot ") + percentage(upper);
  }
};

// The certainty of an interval without needless decimals: 95% and 99.8%.
inline std::string certainty(const Facts& f, double share) {
  const double percent = std::round(1000.0 * share) / 10.0;
  return decimal_text(percent, percent == std::floor(percent) ? 0 : 1, f.language) + "%";
}

// A probability with one decimal; never 0% or 100%, which no estimate is.
inline std::string probability(const Facts& f, double share) {
  if (share > 0.999) return f.either("more than ", "meer dan ") + percentage_text(0.999, f.language);
  if (share < 0.001) return f.either("less than ", "minder dan ") + percentage_text(0.001, f.language);
  return percentage_text(share, f.language);
}

inline std::string group_name(const Facts& f) {
  const std::string& level = f.observations.level[f.row];
  const std::string& group = f.observations.group[f.row];
  return level.empty() ? group : group + f.either(", level ", ", niveau ") + level;
}

inline std::string measured(const Facts& f) {
  const std::string year = period_text(f.observations, f.row);
  std::string name(f.dutch() ? f.indicator.name_nl : f.indicator.name_en);
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  if (std::isnan(f.comparison.share[f.row])) return name + " " + year + ".";
  return name + " " + year + ": " + number_text(f.observations.numerator[f.row], f.language) +
         f.either(" of ", " van ") + number_text(f.observations.denominator[f.row], f.language) + ", " +
         f.percentage(f.comparison.share) + " (" + certainty(f, f.comparison.options.confidence) +
         f.either(" interval ", "-interval ") + f.range(f.comparison.lower, f.comparison.upper) + ").";
}

inline std::string compared(const Facts& f) {
  const std::string size = number_text(f.comparison.group_size[f.row], f.language);
  return f.either("The group ", "De groep ") + group_name(f) + " (" + size +
         f.either(" units) together has ", " eenheden) heeft samen ") + f.percentage(f.comparison.target) + ".";
}

inline std::string dispersed(const Facts& f) {
  std::string text =
      f.either("Against chance alone its z-score is ", "Alleen tegen het toeval afgezet is de z-score ") +
      f.decimal(f.comparison.z_score, 2) + ". ";
  if (f.comparison.tau_squared[f.row] > 0.0) {
    text += f.either("The group varies ", "De groep varieert ") + f.decimal(f.comparison.phi, 1) +
            f.either(" times as much as chance explains; allowing for that the z-score is ",
                     " keer zoveel als toeval verklaart; daarmee rekening houdend is de z-score ");
  } else {
    text += f.either("The group varies no more than chance explains; the z-score for comparison is ",
                     "De groep varieert niet meer dan toeval verklaart; de z-score voor de vergelijking is ");
  }
  return text + f.decimal(f.comparison.adjusted_z_score, 2) + ".";
}

inline std::string shrunken(const Facts& f) {
  const bool higher = f.indicator.direction == Direction::higher;
  const std::string side = higher ? f.either("below", "onder") : f.either("above", "boven");
  return f.either("Allowing for chance, its share is estimated at ",
                  "Rekening houdend met toeval wordt het aandeel geschat op ") +
         f.percentage(f.comparison.shrunken_share) + " (" + certainty(f, f.comparison.options.credibility) +
         f.either(" interval ", "-interval ") + f.range(f.comparison.shrunken_lower, f.comparison.shrunken_upper) +
         f.either("); the probability that it lies ", "); de kans dat het ") + side +
         f.either(" that of the group is ", " dat van de groep ligt is ") +
         probability(f, f.comparison.probability_below[f.row]) + ".";
}

inline std::string flagged(const Facts& f) {
  const bool low = f.comparison.state[f.row] == State::flagged_low;
  const bool bad = low == (f.indicator.direction == Direction::higher);
  return f.either("It stands out: ", "De eenheid valt op: ") +
         (low ? f.either("lower", "lager") : f.either("higher", "hoger")) +
         f.either(" than chance and the usual spread of the group explain, which here is ",
                  " dan toeval en de gewone spreiding van de groep verklaren, en dat is hier ") +
         (bad ? f.either("unfavourable.", "ongunstig.") : f.either("favourable.", "gunstig."));
}

inline std::string why_no_statement(const Facts& f) {
  const std::string trials = number_text(f.comparison.options.minimum_trials, f.language);
  const std::string units = number_text(f.comparison.options.minimum_units, f.language);
  switch (f.comparison.reason[f.row]) {
    case Reason::none:
      return "";
    case Reason::missing:
      return f.either("the figure is missing", "het cijfer ontbreekt");
    case Reason::too_few:
      return f.either("the denominator is below ", "de noemer is kleiner dan ") + trials;
    case Reason::incomplete_window:
      return f.either("its window lacks a school year", "het venster mist een schooljaar");
    case Reason::group_too_small:
      return f.either("fewer than ", "er zijn minder dan ") + units +
             f.either(" units can be compared", " eenheden te vergelijken");
    case Reason::no_variation:
      return f.either("all or none in the group have it, so nobody differs",
                      "in de groep geldt het voor iedereen of voor niemand, dus niemand verschilt");
  }
  return "";
}

}  // namespace detail

/// One row of a comparison in a few sentences: the counts, the group, the z-scores, the shrunken share and what follows
/// from them, or why nothing is said. Percentages and z-scores are rounded half away from zero.
/// @throws UnknownIdentifier when the indicator of the row has no definition.
[[nodiscard]] inline std::string explain(const Observations& observations, const Comparison& comparison,
                                         std::size_t row, std::span<const Indicator> indicators, Language language) {
  const Indicator& indicator = find_indicator(indicators, observations.indicator[row]);
  const detail::Facts f{observations, comparison, row, indicator, language};
  std::string text = detail::measured(f);
  if (!std::isnan(comparison.target[row])) text += " " + detail::compared(f);
  const State state = comparison.state[row];
  if (state == State::no_statement) {
    return text + f.either(" No statement: ", " Geen uitspraak: ") + detail::why_no_statement(f) + ".";
  }
  text += " " + detail::dispersed(f) + " " + detail::shrunken(f) + " ";
  if (state != State::as_expected) return text + detail::flagged(f);
  return text +
         f.either("It does not stand out: the difference is what chance and the usual spread of the group bring.",
                  "De eenheid valt niet op: het verschil past bij toeval en de gewone spreiding van de groep.");
}

}  // namespace kring::results
