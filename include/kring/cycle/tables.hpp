// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/period.hpp"
#include "kring/cycle/assessor.hpp"
#include "kring/cycle/link.hpp"
#include "kring/cycle/publication.hpp"
#include "kring/cycle/record.hpp"
#include "kring/cycle/unit.hpp"
#include "kring/detail/text_index.hpp"
#include "kring/results/labels.hpp"

namespace kring::cycle {

/// A place without a row: the parent of the top, the record of a link that leads nowhere.
inline constexpr std::int32_t nowhere = -1;

/// The records of a dossier, one column a field of Record. Texts that repeat are kept once.
struct Records {
  kring::detail::TextIndex ids{};  ///< Identifiers, each once: the number of a record is its row.
  results::Labels unit{};
  std::vector<Phase> phase{};
  results::Labels aspect{};
  std::vector<std::optional<Period>> date{};
  results::Labels title{};
  results::Labels owner{};
  results::Labels source{};
  std::vector<Answer> retrievable{};
  std::vector<Author> by{};
  results::Labels indicator{};
  std::vector<Answer> sound{};
  std::vector<std::optional<double>> soundness{};
  std::vector<Confidence> confidence{};
  std::vector<Progress> status{};
  std::vector<std::optional<Period>> end_date{};
  std::vector<NormLevel> norm_level{};
  std::vector<std::optional<double>> target{};
  std::vector<Direction> direction{};
  std::vector<Answer> strict{};
  std::vector<std::optional<Period>> target_date{};
  results::Labels planned_measurement{};
  std::vector<std::optional<double>> value{};
  results::Labels value_unit{};
  std::vector<ValueState> value_state{};
  results::Labels verdict{};

  /// Number of records.
  [[nodiscard]] std::size_t size() const noexcept { return phase.size(); }

  /// Identifier of a record.
  [[nodiscard]] const std::string& id(std::size_t row) const { return ids.values()[row]; }

  /// The row of a record, or nowhere.
  [[nodiscard]] std::int32_t find(std::string_view id) const noexcept { return ids.find(id); }

  /// Adds a record.
  /// @throws InvalidValue when the identifier is empty or taken.
  void add(const Record& row) {
    if (row.record.empty()) throw InvalidValue("a record has no identifier: expected at least one character");
    if (ids.code(row.record) != static_cast<std::int32_t>(size())) {
      throw InvalidValue("record '" + row.record + "' is there already: expected identifiers that occur once");
    }
    unit.add(row.unit);
    phase.push_back(row.phase);
    aspect.add(row.aspect);
    date.push_back(row.date);
    title.add(row.title);
    owner.add(row.owner);
    source.add(row.source);
    retrievable.push_back(row.retrievable);
    by.push_back(row.by);
    indicator.add(row.indicator);
    sound.push_back(row.sound);
    soundness.push_back(row.soundness);
    confidence.push_back(row.confidence);
    status.push_back(row.status);
    end_date.push_back(row.end_date);
    norm_level.push_back(row.norm_level);
    target.push_back(row.target);
    direction.push_back(row.direction);
    strict.push_back(row.strict);
    target_date.push_back(row.target_date);
    planned_measurement.add(row.planned_measurement);
    value.push_back(row.value);
    value_unit.add(row.value_unit);
    value_state.push_back(row.value_state);
    verdict.add(row.verdict);
  }

  /// When a record is over: its end, without one its date.
  [[nodiscard]] const std::optional<Period>& end(std::size_t row) const noexcept {
    return end_date[row] ? end_date[row] : date[row];
  }

  /// One record with all its fields.
  [[nodiscard]] Record operator[](std::size_t row) const {
    return {id(row),          unit[row],
            phase[row],       aspect[row],
            date[row],        title[row],
            owner[row],       source[row],
            retrievable[row], by[row],
            indicator[row],   sound[row],
            soundness[row],   confidence[row],
            status[row],      end_date[row],
            norm_level[row],  target[row],
            direction[row],   strict[row],
            target_date[row], planned_measurement[row],
            value[row],       value_unit[row],
            value_state[row], verdict[row]};
  }
};

/// A name of a record that is not there: in which row and column it stands.
struct Dangling {
  std::size_t row;
  std::string_view column;
  std::string name;
};

namespace detail {

// The row of a record; a name that no record has goes to dangling.
[[nodiscard]] inline std::int32_t place(const Records& records, std::string_view name, std::size_t row,
                                        std::string_view column, std::vector<Dangling>& dangling) {
  const std::int32_t found = records.find(name);
  if (found == nowhere) dangling.push_back({row, column, std::string(name)});
  return found;
}

}  // namespace detail

/// The links of a dossier. from and to are rows of the records; nowhere for the names in dangling.
struct Links {
  std::vector<std::int32_t> from{};
  std::vector<std::int32_t> to{};
  std::vector<LinkKind> kind{};
  std::vector<Basis> basis{};
  std::vector<Confidence> confidence{};
  std::vector<Dangling> dangling{};

  /// Number of links.
  [[nodiscard]] std::size_t size() const noexcept { return kind.size(); }

  /// Adds a link between records that were added before.
  void add(const Link& row, const Records& records) {
    from.push_back(detail::place(records, row.from, size(), "from", dangling));
    to.push_back(detail::place(records, row.to, size(), "to", dangling));
    kind.push_back(row.kind);
    basis.push_back(row.basis);
    confidence.push_back(row.confidence);
  }
};

/// The assessors of a dossier, by row of their record.
struct Assessors {
  std::vector<std::int32_t> record{};
  std::vector<Dangling> dangling{};
  results::Labels assessor{};
  std::vector<Role> role{};
  results::Labels organisation{};
  std::vector<Part> part{};
  std::vector<std::int64_t> count{};
  std::vector<LastTime> last_tie{};
  std::vector<LastTime> reviewed_by_party{};
  std::vector<Answer> shared_governance{};
  std::vector<Answer> declaration{};

  /// Number of rows.
  [[nodiscard]] std::size_t size() const noexcept { return record.size(); }

  /// Adds an assessor of a record that was added before.
  void add(const Assessor& row, const Records& records) {
    record.push_back(detail::place(records, row.record, size(), "record", dangling));
    assessor.add(row.assessor);
    role.push_back(row.role);
    organisation.add(row.organisation);
    part.push_back(row.part);
    count.push_back(row.count);
    last_tie.push_back(row.last_tie);
    reviewed_by_party.push_back(row.reviewed_by_party);
    shared_governance.push_back(row.shared_governance);
    declaration.push_back(row.declaration);
  }
};

/// The publications of a dossier, by row of their record.
struct Publications {
  std::vector<std::int32_t> record{};
  std::vector<Dangling> dangling{};
  std::vector<Item> item{};
  std::vector<std::optional<Period>> date{};
  std::vector<Audience> audience{};
  std::vector<Answer> findable{};

  /// Number of rows.
  [[nodiscard]] std::size_t size() const noexcept { return record.size(); }

  /// Adds a publication of a record that was added before.
  void add(const Publication& row, const Records& records) {
    record.push_back(detail::place(records, row.record, size(), "record", dangling));
    item.push_back(row.item);
    date.push_back(row.date);
    audience.push_back(row.audience);
    findable.push_back(row.findable);
  }
};

/// Everything a dossier is made of, before it is checked.
struct Tables {
  std::vector<Unit> units{};
  Records records{};
  Links links{};
  Assessors assessors{};
  Publications publications{};
  std::vector<Event> events{};
  Standing standing = Standing::account;  ///< Of every board that does not say otherwise.
};

}  // namespace kring::cycle
