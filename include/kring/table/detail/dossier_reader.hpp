// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/cycle/dossier.hpp"
#include "kring/cycle/tables.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/dossier_columns.hpp"
#include "kring/table/detail/record_names.hpp"
#include "kring/table/dossier_source.hpp"

namespace kring::table::detail {

// Reads the tables one after the other and keeps every fault.
class DossierReader {
 public:
  explicit DossierReader(const DossierSource& source) : source_(source) { tables_.standing = source.standing; }

  // Everything that is wrong; the tables are fit for a dossier when nothing is.
  [[nodiscard]] std::vector<std::string> read() {
    if (!source_.units) messages_.push_back(missing("units")), unread_.emplace("units.unit");
    if (!source_.records) messages_.push_back(missing("records"));
    each(source_.units, [this](const DossierColumns& c) { read_units(c); });
    each(source_.records, [this](const DossierColumns& c) { read_records(c); });
    each(source_.links, [this](const DossierColumns& c) { read_links(c); });
    each(source_.assessors, [this](const DossierColumns& c) { read_assessors(c); });
    each(source_.publications, [this](const DossierColumns& c) { read_publications(c); });
    each(source_.events, [this](const DossierColumns& c) { read_events(c); });
    // Without identifiers of its own no row can be named, nor tied to another.
    if (usable_ids_) check_all();
    return messages_;
  }

  [[nodiscard]] cycle::Dossier take() { return {std::move(tables_), std::move(graph_)}; }
  // True when links contradict each other and nothing else is wrong.
  [[nodiscard]] bool only_broken() const noexcept { return only_broken_; }

 private:
  template <class Read>
  void each(const std::optional<DossierTable>& given, Read read) {
    if (!given) return;
    Faults faults = faults_of(given->table.name(), given);
    read(DossierColumns(given->table, faults));
    messages_.insert(messages_.end(), faults.messages().begin(), faults.messages().end());
    for (const std::string& column : faults.columns()) unread_.insert(given->table.name() + "." + column);
  }

  [[nodiscard]] Faults faults_of(const std::string& name, const std::optional<DossierTable>& given) const {
    return {name, source_.file, given ? given->lines : std::vector<std::int64_t>{}};
  }

  [[nodiscard]] std::string missing(const std::string& name) const {
    return (source_.file.empty() ? "" : source_.file + ": ") + "the table '" + name +
           "' is missing: a dossier has at least units and records";
  }

  void read_units(const DossierColumns& c) {
    const auto unit = c.names("unit");
    const auto kind = c.words<cycle::UnitKind>("kind", true);
    const auto parent = c.labels("parent");
    const auto name = c.labels("name");
    const auto students = c.integers("students");
    const auto standing = read_standing(c);
    for (std::size_t row = 0; row < c.size(); ++row) {
      tables_.units.push_back(
          {unit[row], kind[row], parent[row], name[row].empty() ? unit[row] : name[row], students[row], standing[row]});
    }
    if (c.size() == 0) c.faults().add_table("it has no rows; expected at least one unit");
  }

  void read_records(const DossierColumns& c) {
    cycle::Records& r = tables_.records;
    read_ids(c);
    r.unit = c.names("unit");
    r.phase = c.words<cycle::Phase>("phase", true);
    r.aspect = c.labels("aspect");
    r.date = c.periods("date");
    r.title = c.labels("title");
    r.owner = c.labels("owner");
    r.source = c.labels("source");
    r.retrievable = c.answers("retrievable");
    r.by = c.words<cycle::Author>("by");
    r.indicator = c.labels("indicator");
    r.sound = c.answers("sound");
    r.soundness = c.numbers("soundness");
    r.confidence = c.words<cycle::Confidence>("confidence");
    r.status = c.words<cycle::Progress>("status");
    r.end_date = c.periods("end_date");
    r.norm_level = c.words<cycle::NormLevel>("norm_level");
    r.target = c.numbers("target");
    r.direction = c.words<cycle::Direction>("direction");
    r.strict = c.answers("strict");
    r.target_date = c.periods("target_date");
    r.planned_measurement = c.labels("planned_measurement");
    r.value = c.numbers("value");
    r.value_unit = c.labels("value_unit");
    r.value_state = c.words<cycle::ValueState>("value_state");
    r.verdict = c.labels("verdict");
  }

  // Identifiers go straight into the index, so that a million of them are hashed once.
  void read_ids(const DossierColumns& c) {
    const std::size_t before = c.faults().messages().size();
    const Column* column = c.table().find("record");
    if (column == nullptr || !is_text(type_of(value_schema(*column)))) {
      (void)read_names(c.table(), "record", c.faults());
      return;
    }
    auto codes = TextReader(*column, tables_.records.ids).read();
    FaultyRows empty;
    FaultyRows twice;
    FaultyRows broken;
    std::int32_t next = 0;
    for (std::size_t row = 0; row < codes.size(); ++row) {
      const std::int32_t code = codes[row];
      const auto number = static_cast<std::int64_t>(row);
      if (code < 0 || tables_.records.ids.values()[static_cast<std::size_t>(code)].empty()) {
        empty.add(number, [&] { return code < 0 ? "null" : "''"; });
      } else if (code == next && !is_utf8(tables_.records.ids.values()[static_cast<std::size_t>(code)])) {
        broken.add(number, [] { return "bytes that are no text"; });
      } else if (code != next) {
        twice.add(number, [&] { return tables_.records.ids.values()[static_cast<std::size_t>(code)]; });
      }
      next += code == next ? 1 : 0;
    }
    c.faults().add("record", "without a value", empty, "an identifier in every row", "fill in or remove these rows");
    c.faults().add("record", "not in UTF-8", broken, "text in UTF-8", "read the file again with its own encoding");
    c.faults().add("record", "there twice", twice, "identifiers that occur once", "rename or remove one of the rows");
    usable_ids_ = c.faults().messages().size() == before;
  }

  // The rows of the records that a column names.
  [[nodiscard]] std::vector<std::int32_t> records_of(const DossierColumns& c, const std::string& name,
                                                     std::string_view as, std::vector<cycle::Dangling>& dangling) {
    const Column* column = c.table().find(name);
    if (column == nullptr || !is_text(type_of(value_schema(*column)))) {
      (void)read_names(c.table(), name, c.faults());
      return std::vector<std::int32_t>(c.size(), cycle::nowhere);
    }
    RecordNames index{tables_.records};
    auto codes = TextReader(*column, index).read();
    FaultyRows empty;
    for (std::size_t row = 0; row < codes.size(); ++row) {
      if (codes[row] == -1) empty.add(static_cast<std::int64_t>(row), [] { return "null"; });
      if (codes[row] >= -1) continue;
      dangling.push_back({row, as, index.unknown[static_cast<std::size_t>(-2 - codes[row])]});
      codes[row] = cycle::nowhere;
    }
    c.faults().add(name, "without a value", empty, "a record in every row", "fill in or remove these rows");
    if (!usable_ids_) dangling.clear();
    return codes;
  }

  void read_links(const DossierColumns& c) {
    cycle::Links& links = tables_.links;
    links.from = records_of(c, "from", "from", links.dangling);
    links.to = records_of(c, "to", "to", links.dangling);
    links.kind = c.words<cycle::LinkKind>("kind", true);
    links.basis = c.words<cycle::Basis>("basis");
    links.confidence = c.words<cycle::Confidence>("confidence");
  }

  void read_assessors(const DossierColumns& c) {
    cycle::Assessors& a = tables_.assessors;
    a.record = records_of(c, "record", "record", a.dangling);
    a.assessor = c.labels("assessor");
    a.role = c.words<cycle::Role>("role");
    a.organisation = c.labels("organisation");
    a.part = c.words<cycle::Part>("part");
    for (const auto& count : c.integers("count")) a.count.push_back(count.value_or(1));
    a.last_tie = c.last_times("last_tie");
    a.reviewed_by_party = c.last_times("reviewed_by_party");
    a.shared_governance = c.answers("shared_governance");
    a.declaration = c.answers("declaration");
  }

  void read_publications(const DossierColumns& c) {
    cycle::Publications& p = tables_.publications;
    p.record = records_of(c, "record", "record", p.dangling);
    p.item = c.words<cycle::Item>("item", true);
    p.date = c.periods("date");
    p.audience = c.words<cycle::Audience>("audience");
    p.findable = c.answers("findable");
  }

  void read_events(const DossierColumns& c) {
    const auto unit = c.names("unit");
    const auto kind = c.names("kind");
    const auto date = c.periods("date");
    const auto days = c.numbers("days");
    const auto verdict = c.labels("verdict");
    const auto term = c.labels("term");
    for (std::size_t row = 0; row < c.size(); ++row) {
      tables_.events.push_back({unit[row], kind[row], date[row], days[row], verdict[row], term[row]});
    }
  }

  void check_all() {
    const bool linked = tables_.links.dangling.empty() && all_there();
    if (linked) graph_ = cycle::CycleGraph(tables_.links, tables_.records.size());
    const bool clean = messages_.empty();
    const auto found = cycle::check(tables_, linked ? &graph_ : nullptr, unread_);
    only_broken_ = clean && !found.empty();
    for (const cycle::Fault& fault : found.all()) {
      Faults faults = faults_of(fault.table, of(fault.table));
      faults.add(fault.column, fault.problem, fault.rows, fault.expected, fault.advice);
      messages_.push_back(faults.messages().front());
      only_broken_ = only_broken_ && fault.is_broken_cycle;
    }
  }

  [[nodiscard]] bool all_there() const {
    const auto none = [](const std::vector<std::int32_t>& ends) {
      return std::find(ends.begin(), ends.end(), cycle::nowhere) == ends.end();
    };
    return none(tables_.links.from) && none(tables_.links.to);
  }

  [[nodiscard]] const std::optional<DossierTable>& of(std::string_view name) const {
    if (name == "units") return source_.units;
    if (name == "records") return source_.records;
    if (name == "links") return source_.links;
    if (name == "assessors") return source_.assessors;
    return name == "publications" ? source_.publications : source_.events;
  }

  const DossierSource& source_;
  cycle::Tables tables_;
  cycle::CycleGraph graph_;
  std::vector<std::string> messages_;
  cycle::Unread unread_;
  bool usable_ids_ = false;
  bool only_broken_ = false;
};

}  // namespace kring::table::detail
