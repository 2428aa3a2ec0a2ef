// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <vector>

#include "kring/catalog/indicators.hpp"
#include "kring/core/error.hpp"
#include "kring/results/indicator.hpp"

[[nodiscard]] inline kring::results::Direction direction_of(const std::string& indicator, const std::string& word) {
  if (word == "higher") return kring::results::Direction::higher;
  if (word == "lower") return kring::results::Direction::lower;
  throw kring::InvalidValue("the direction of indicator '" + indicator + "' is '" + word +
                            "': expected 'higher' or 'lower'");
}

// The indicators of the catalogue and those the user gave a direction; a user's direction comes first.
[[nodiscard]] inline std::vector<kring::results::Indicator> known_indicators(
    const std::map<std::string, std::string>& directions, std::vector<std::string>& names) {
  std::vector<kring::results::Indicator> all;
  names.reserve(directions.size());
  for (const auto& [name, word] : directions) {
    names.push_back(name);
    const auto& stored = names.back();
    kring::results::Indicator own;
    own.id = own.name_en = own.name_nl = stored;
    own.direction = direction_of(name, word);
    own.source = "the user of this comparison";
    all.push_back(own);
  }
  const auto catalogue = kring::catalog::indicators();
  all.insert(all.end(), catalogue.begin(), catalogue.end());
  return all;
}
