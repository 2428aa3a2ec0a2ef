// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "kring/framework/definition.hpp"
#include "kring/framework/detail/rule_faults.hpp"
#include "kring/framework/state.hpp"

namespace kring::framework::detail {

// Checks the scales of a framework.
class ScaleCheck {
 public:
  ScaleCheck(const Definition& definition, RuleFaults& faults) : d_(definition), faults_(faults) {}

  void run() {
    for (const Scale& scale : d_.scales) check_scale(scale);
  }

 private:
  void check_scale(const Scale& scale) {
    const auto named = [&](const Scale& other) { return &other != &scale && other.id == scale.id; };
    if (std::find_if(d_.scales.begin(), d_.scales.end(), named) < d_.scales.begin() + (&scale - d_.scales.data())) {
      faults_.add(scale.where, "scale '" + scale.id + "' is there twice: expected one of each name");
    }
    if (scale.size() < 2 || scale.size() > most_levels) {
      faults_.add(scale.where, "scale '" + scale.id + "' has " + counted(scale.size(), "level") + ": expected 2 to " +
                                   std::to_string(most_levels));
    }
    for (std::size_t i = 0; i < scale.size(); ++i) check_level_name(scale, i);
    check_names(scale, scale.names_en, "names_en");
    check_names(scale, scale.names_nl, "names_nl");
  }

  void check_names(const Scale& scale, const std::vector<std::string>& names, const std::string& field) {
    if (names.empty() || names.size() == scale.size()) return;
    faults_.add(scale.where, "scale '" + scale.id + "' has " + counted(scale.size(), "level") + " and " +
                                 counted(names.size(), "name") + " in " + field + ": expected a name for each level");
  }

  void check_level_name(const Scale& scale, std::size_t i) {
    const std::string& level = scale.levels[i];
    const bool reserved = level == "undetermined" || level == "not_applicable" || level == "judged" ||
                          level == "unknown" ||
                          std::find(reason_words.begin(), reason_words.end(), level) != reason_words.end();
    if (reserved) {
      faults_.add(scale.where, "scale '" + scale.id + "' has the level '" + level +
                                   "', which is the word for a state: expected another word");
    }
    if (level.empty() || level.find('|') != std::string::npos) {
      faults_.add(scale.where, "scale '" + scale.id + "' has a level written '" + level +
                                   "': expected a word without '|', which separates the levels of a set");
    }
    if (std::find(scale.levels.begin(), scale.levels.end(), level) !=
        scale.levels.begin() + static_cast<std::ptrdiff_t>(i)) {
      faults_.add(scale.where,
                  "scale '" + scale.id + "' has the level '" + level + "' twice: expected each level once");
    }
  }

  const Definition& d_;
  RuleFaults& faults_;
};

}  // namespace kring::framework::detail
