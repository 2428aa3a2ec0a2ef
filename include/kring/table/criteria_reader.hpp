// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/faulty_rows.hpp"
#include "kring/supervision/advice.hpp"
#include "kring/table/check.hpp"
#include "kring/table/detail/criteria_columns.hpp"
#include "kring/table/detail/dossier_columns.hpp"

namespace kring::table {

/// What tables say of boards, ready to be advised on.
struct Boards {
  std::vector<std::string> units{};
  std::vector<supervision::Criteria> criteria{};
  std::vector<std::string> not_examined{};              ///< Why its quality assurance was not examined; else empty.
  std::vector<std::optional<std::int32_t>> previous{};  ///< The band a board had before.
};

namespace detail {

// Reads the tables that advice starts from, and keeps every fault.
class CriteriaReader {
 public:
  explicit CriteriaReader(const supervision::Profile& profile) : profile_(profile) {}

  [[nodiscard]] Boards read(const Table& scores, const Table* risk, const Table* previous) {
    read_scores(scores, risk != nullptr);
    if (risk != nullptr) read_risk(*risk, scores);
    if (previous != nullptr) read_previous(*previous, scores);
    boards_.previous.resize(boards_.units.size());
    if (!messages_.empty()) throw InvalidTable(all_faults("the input of supervision", messages_));
    return std::move(boards_);
  }

 private:
  using Criterion = supervision::Criterion;

  void read_scores(const Table& table, bool risk_apart) {
    Faults faults(table.name());
    const DossierColumns columns(table, faults);
    add_units(columns, faults);
    for (const Criterion one :
         {Criterion::ambition, Criterion::visibility, Criterion::traceability, Criterion::reliability}) {
      require(table, faults, one);
    }
    if (!risk_apart) require(table, faults, Criterion::risk);
    std::vector<std::size_t> rows(columns.size());
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
    read_columns(columns, faults, rows);
    refuse_misspelt(table, faults);
    read_states(columns);
    check_quality(columns, faults);
    keep(faults);
  }

  void add_units(const DossierColumns& columns, Faults& faults) {
    const auto units = columns.names("unit");
    FaultyRows twice;
    for (std::size_t row = 0; row < columns.size(); ++row) {
      const bool is_new = rows_.emplace(units[row], row).second;
      if (!is_new) twice.add(static_cast<std::int64_t>(row), [&] { return units[row]; });
      boards_.units.push_back(units[row]);
    }
    faults.add("unit", "there twice", twice, "one row a unit", "remove one of the rows");
    boards_.criteria.resize(boards_.units.size());
    boards_.not_examined.resize(boards_.units.size());
  }

  static void require(const Table& table, Faults& faults, Criterion criterion) {
    const std::string name(cycle::word(criterion));
    if (!table.contains(name)) faults.add_missing(name, table.missing(name));
  }

  // rows: the board each row is about.
  void read_columns(const DossierColumns& columns, Faults& faults, const std::vector<std::size_t>& rows) {
    for (std::size_t c = 0; c < supervision::criteria_count; ++c) {
      const auto criterion = static_cast<Criterion>(c);
      const std::string name(cycle::word(criterion));
      if (criterion == Criterion::quality || !columns.table().contains(name)) continue;
      const auto values = read_criterion(columns, faults, criterion, name);
      for (std::size_t row = 0; row < rows.size(); ++row) boards_.criteria[rows[row]].set(criterion, values[row]);
    }
  }

  void read_states(const DossierColumns& columns) {
    const auto states = columns.labels("state");
    const auto reasons = columns.labels("reason");
    for (std::size_t row = 0; row < columns.size(); ++row) {
      if (states[row] == "not_examined") boards_.not_examined[row] = reasons[row].empty() ? "not_said" : reasons[row];
    }
  }

  // Q is worked out from the four; one that was given must be the same, else two profiles disagree.
  void check_quality(const DossierColumns& columns, Faults& faults) {
    if (!columns.table().contains("quality")) return;
    const auto given = columns.numbers("quality");
    FaultyRows other;
    for (std::size_t row = 0; row < columns.size(); ++row) {
      if (!given[row] || !boards_.not_examined[row].empty()) continue;
      const auto& v = boards_.criteria[row].values;
      const double q = supervision::quality_of(profile_, {v[0], v[1], v[2], v[3]});
      if (std::abs(q - *given[row]) > 1e-9) {
        other.add(static_cast<std::int64_t>(row), [&] { return std::to_string(*given[row]); });
      }
    }
    faults.add("quality", "not Q by this profile", other,
               "MinBlend with the blend and weights of profile " + profile_.id,
               "score with the same numbers, or leave the column out");
  }

  void read_risk(const Table& table, const Table& scores) {
    Faults faults(table.name());
    const DossierColumns columns(table, faults);
    require(table, faults, Criterion::risk);
    for (const auto name : cycle::words_of<Criterion>) {
      if (name != "quality" && table.contains(std::string(name)) && scores.contains(std::string(name))) {
        faults.add_column(std::string(name), "is in the table '" + scores.name() + "' too",
                          "a criterion in one of them", "remove it from one");
      }
    }
    const auto units = columns.names("unit");
    std::vector<std::size_t> rows;
    std::vector<bool> seen(boards_.units.size(), false);
    FaultyRows twice;
    const std::size_t scored = boards_.units.size();
    for (std::size_t row = 0; row < columns.size(); ++row) {
      const auto [found, is_new] = rows_.emplace(units[row], boards_.units.size());
      if (is_new) add_unscored(units[row]);
      seen.resize(boards_.units.size(), false);
      if (seen[found->second]) twice.add(static_cast<std::int64_t>(row), [&] { return units[row]; });
      seen[found->second] = true;
      rows.push_back(found->second);
    }
    faults.add("unit", "there twice", twice, "one row a unit", "remove one of the rows");
    read_columns(columns, faults, rows);
    refuse_misspelt(table, faults);
    keep(faults);
    FaultyRows without;
    for (std::size_t i = 0; i < scored; ++i) {
      if (!seen[i]) without.add(static_cast<std::int64_t>(i), [&] { return boards_.units[i]; });
    }
    Faults of_scores(scores.name());
    of_scores.add("unit", "of a unit without a risk", without,
                  "a row of the table '" + table.name() + "' for each unit",
                  "assess the risk of the same units, with a missing value where it is not known");
    keep(of_scores);
  }

  // A board of which only the risk is known: nobody examined its quality assurance.
  void add_unscored(const std::string& unit) {
    supervision::Criteria criteria;
    for (const Criterion one :
         {Criterion::ambition, Criterion::visibility, Criterion::traceability, Criterion::reliability}) {
      criteria.set(one, std::numeric_limits<double>::quiet_NaN());
    }
    boards_.units.push_back(unit);
    boards_.criteria.push_back(criteria);
    boards_.not_examined.emplace_back("no_dossier");
  }

  void read_previous(const Table& table, const Table& scores) {
    Faults faults(table.name());
    const DossierColumns columns(table, faults);
    const auto units = columns.names("unit");
    const auto bands = columns.integers("band");
    const auto cycles = columns.integers("cycles_at_low_band");
    boards_.previous.resize(boards_.units.size());
    if (!table.contains("band")) {
      faults.add_missing("band", table.missing("band"));
      return keep(faults);
    }
    FaultyRows outside;
    for (std::size_t row = 0; row < columns.size(); ++row) {
      const auto size = static_cast<std::int64_t>(profile_.bands.size());
      if (!bands[row] || *bands[row] < 0 || *bands[row] >= size) {
        outside.add(static_cast<std::int64_t>(row), [&] { return bands[row] ? std::to_string(*bands[row]) : "null"; });
        continue;
      }
      const auto found = rows_.find(units[row]);
      if (found == rows_.end()) continue;
      boards_.previous[found->second] = static_cast<std::int32_t>(*bands[row]);
      if (scores.contains("cycles_at_low_band")) continue;
      // Without a count, one low band is one cycle: what lies before it is not known.
      const std::int64_t low = *bands[row] <= 1 ? 1 : 0;
      boards_.criteria[found->second].set(Criterion::cycles_at_low_band, double(cycles[row].value_or(low)));
    }
    faults.add("band", "no band of the profile", outside, "0 to " + std::to_string(profile_.bands.size() - 1),
               "correct or remove these rows");
    keep(faults);
  }

  void keep(const Faults& faults) {
    messages_.insert(messages_.end(), faults.messages().begin(), faults.messages().end());
  }

  const supervision::Profile& profile_;
  Boards boards_;
  std::unordered_map<std::string, std::size_t> rows_;
  std::vector<std::string> messages_;
};

}  // namespace detail

/// Reads what advice starts from. scores: one row a board with unit, ambition, visibility, traceability, reliability
/// and risk (or risk in a table of its own), and any other criterion; a state not_examined with its reason. risk: unit,
/// risk and other criteria; a board only it names was not examined. previous: unit, band, and cycles_at_low_band if it
/// is known; boards it does not name had no band. A missing value is unknown.
/// @throws InvalidTable with every fault at once.
[[nodiscard]] inline Boards read_boards(const supervision::Profile& profile, const Table& scores,
                                        const Table* risk = nullptr, const Table* previous = nullptr) {
  return detail::CriteriaReader(profile).read(scores, risk, previous);
}

}  // namespace kring::table
