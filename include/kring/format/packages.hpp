// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/catalog/packages.hpp"
#include "kring/format/detail/rules_digest.hpp"
#include "kring/format/detail/toml_document.hpp"
#include "kring/format/detail/toml_supervision.hpp"
#include "kring/supervision/package.hpp"

namespace kring::format {

namespace detail {

// Reads packages of activities.
class TomlPackages {
 public:
  TomlPackages(const toml::table& document, const std::string& file)
      : faults_("the packages"), root_(document, "file of packages", file, faults_) {}

  [[nodiscard]] supervision::Packages read() {
    root_.allow({"format", "id", "version", "name_en", "name_nl", "status", "source", "note_en", "note_nl", "cycle",
                 "verification", "activity"});
    read_rules_head(root_, packages_);
    if (const auto cycle = duration_of(root_, "cycle", root_.text("cycle"))) packages_.cycle = *cycle;
    if (packages_.cycle.days != 0) faults_.add(root_.where_of("cycle"), "cycle has days: expected months or years");
    read_verification();
    root_.each("activity", [this](const TomlRow& row) { read_activity(row); });
    if (packages_.activities.empty()) {
      faults_.add(root_.where(), "no activity is there: expected rows [[activity]]");
    }
    faults_.raise();
    return std::move(packages_);
  }

 private:
  void read_verification() {
    const TomlRow row = root_.part("verification", "verification");
    row.allow({"confidence", "insufficient"});
    packages_.insufficient_ten_thousandths = row.percentage("insufficient");
    if (row.has("insufficient") && packages_.insufficient_ten_thousandths == 0) {
      faults_.add(row.where_of("insufficient"),
                  "insufficient is 0: expected a percentage above 0, which a sample can find");
    }
    const toml::array* list = row.has("confidence") ? row.table().get("confidence")->as_array() : nullptr;
    if (list == nullptr || list->size() != supervision::bands) {
      faults_.add(row.where_of("confidence"), "confidence of a verification is no list of " +
                                                  std::to_string(supervision::bands) +
                                                  ": expected a percentage for each band, 0 to 4");
      return;
    }
    for (std::size_t band = 0; band < supervision::bands; ++band) {
      const toml::node& node = *list->get(band);
      const double percent = node.is_number() ? node.value_or(0.0) : 0.0;
      if (!(percent > 0 && percent < 100)) {
        row.wrong("confidence", node, "percentages between 0 and 100, without these");
        continue;
      }
      packages_.confidence[band] = percent / 100;
      if (band > 0 && packages_.confidence[band] < packages_.confidence[band - 1]) {
        row.wrong("confidence", node, "no less than in the lighter band before it");
      }
    }
  }

  void read_activity(const TomlRow& row) {
    row.allow({"id", "name_en", "name_nl", "of", "floor", "number", "every", "status", "source"});
    supervision::Activity activity;
    activity.id = row.text("id");
    activity.name = name_of(row);
    (void)row.text("of");
    activity.of = static_cast<supervision::Party>(row.word("of", {"board", "programme"}));
    activity.floor = row.flag("floor");
    activity.origin = {row.text("source"), status_of(row), row.where()};
    read_number(row, activity);
    read_every(row, activity);
    refuse_twice(row, activity.id, packages_.activities);
    packages_.activities.push_back(std::move(activity));
  }

  void read_number(const TomlRow& row, supervision::Activity& activity) {
    const bool of_programmes = activity.of == supervision::Party::programme;
    if (!row.has("number")) {
      if (of_programmes) {
        faults_.add(row.where(), "activity '" + activity.id +
                                     "' is of programmes and lacks the field 'number': expected \"sample\", \"given\" "
                                     "or a whole number");
      }
      return;
    }
    if (!of_programmes) {
      faults_.add(row.where_of("number"),
                  "activity '" + activity.id + "' is of the board and has a number: expected none");
      return;
    }
    if (row.table().get("number")->is_integer()) {
      activity.fixed = row.integer_within("number", 1, 1000000, 1);
      return;
    }
    activity.number = row.word("number", {"sample", "given"}) == 0 ? supervision::Activity::Number::sample
                                                                   : supervision::Activity::Number::given;
  }

  void read_every(const TomlRow& row, supervision::Activity& activity) {
    using Kind = supervision::Frequency::Kind;
    const std::vector<std::string> written = row.texts("every");
    if (written.size() != supervision::bands) {
      faults_.add(row.where_of("every"), "every of activity '" + activity.id + "' has " +
                                             std::to_string(written.size()) +
                                             " values: expected one for each band, 0 to 4");
      return;
    }
    for (std::size_t band = 0; band < supervision::bands; ++band) {
      supervision::Frequency& frequency = activity.every[band];
      const auto word = cycle::find_word<Kind>(written[band]);
      frequency.kind = word && *word != Kind::every ? *word : Kind::every;
      if (frequency.kind == Kind::none && activity.floor) {
        faults_.add(row.where_of("every"), "activity '" + activity.id + "' is a floor and is left out of band " +
                                               std::to_string(band) + ": expected a floor in every band");
      }
      if (frequency.kind != Kind::every) continue;
      const auto duration = duration_of(row, "every", written[band], ", or once, event or none");
      if (duration) frequency.every = *duration;
      if (duration && (duration->days != 0 || packages_.cycle.months % duration->months != 0)) {
        faults_.add(row.where_of("every"),
                    "every of activity '" + activity.id + "' is " + written[band] +
                        ": expected months or years that go into the cycle a whole number of times");
      }
    }
  }

  RuleFaults faults_;
  TomlRow root_;
  supervision::Packages packages_;
};

}  // namespace detail

/// Reads packages of activities from TOML text; docs/terms.md describes the format.
/// @param file The name of the file in messages.
/// @throws InvalidRule with file, line, column, what was found and what was expected; every fault at once.
[[nodiscard]] inline supervision::Packages read_packages(std::string_view text, const std::string& file) {
  const toml::table document = detail::parsed(text, file);
  supervision::Packages packages = detail::TomlPackages(document, file).read();
  packages.digest = detail::rules_digest(document);
  return packages;
}

/// Reads the packages of the catalogue with this id, by the same reader as any other.
/// @throws UnknownIdentifier for an id the catalogue does not have; the message names the nearest.
[[nodiscard]] inline supervision::Packages catalog_packages(std::string_view id) {
  return read_packages(catalog::package_text(id), "catalogue, packages " + std::string(id) + ".toml");
}

}  // namespace kring::format
