// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/table/arrow.hpp"
#include "kring/table/column.hpp"
#include "kring/table/columns.hpp"

namespace kring::table {

namespace detail {

[[noreturn]] inline void throw_broken(const std::string& table, const std::string& what) {
  throw InvalidTable("table '" + table + "': the Arrow data are broken: " + what +
                     "; report this to the makers of the library that gave them");
}

inline void check_record(const ArrowSchema& schema, const std::string& table) {
  if (format_of(schema) != "+s") {
    throw InvalidTable("table '" + table + "': found a single column of " + type_name(schema) +
                       "; expected a table with named columns");
  }
  if (schema.n_children < 0) throw_broken(table, "a negative number of columns");
}

// A record is a structure whose rows are never missing as a whole.
inline bool has_missing_records(const ArrowArray& record) noexcept {
  if (record.null_count == 0 || record.n_buffers < 1 || record.buffers == nullptr) return false;
  const auto* bits = static_cast<const std::uint8_t*>(record.buffers[0]);
  if (bits == nullptr) return false;
  for (auto i = record.offset; i < record.offset + record.length; ++i) {
    if ((bits[i / 8] >> (i % 8) & 1) == 0) return true;
  }
  return false;
}

inline void check_record(const ArrowArray& record, const ArrowSchema& schema, const std::string& table) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max() / 4;
  if (record.length < 0 || record.offset < 0 || record.length > most || record.offset > most) {
    throw_broken(table, "a length or offset outside its range");
  }
  if (record.n_children != schema.n_children) throw_broken(table, "rows with another number of columns than the type");
  if (has_missing_records(record)) throw InvalidTable("table '" + table + "': whole rows are missing; remove them");
  for (std::int64_t i = 0; i < record.n_children; ++i) {
    const auto* child = record.children[i];
    if (child == nullptr || child->release == nullptr) throw_broken(table, "a column without data");
    if (child->offset < 0 || child->offset > most || child->length < record.offset + record.length) {
      throw_broken(table, "a column that is shorter than its table");
    }
  }
}

// Takes a table together record by record: the columns share ownership of the records.
class Importer {
 public:
  Importer(std::string table, Owned<ArrowSchema> schema)
      : table_(std::move(table)), schema_(std::make_shared<Owned<ArrowSchema>>(std::move(schema))) {
    check_record(*schema_->get(), table_);
    chunks_.resize(static_cast<std::size_t>((*schema_)->n_children));
  }

  void add(Owned<ArrowArray> source) {
    const auto record = std::make_shared<Owned<ArrowArray>>(std::move(source));
    check_record(*record->get(), *schema_->get(), table_);
    const auto* whole = record->get();
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
      chunks_[i].push_back({{record, whole->children[i]}, whole->offset, whole->length});
    }
  }

  [[nodiscard]] Table finish() {
    std::vector<Column> columns;
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
      const auto* child = (*schema_)->children[i];
      if (child == nullptr) throw_broken(table_, "a column without a type");
      columns.emplace_back(child->name == nullptr ? "" : child->name,
                           std::shared_ptr<const ArrowSchema>(schema_, child), std::move(chunks_[i]));
    }
    return Table(std::move(table_), std::move(columns));
  }

 private:
  std::string table_;
  std::shared_ptr<Owned<ArrowSchema>> schema_;
  std::vector<std::vector<Chunk>> chunks_;
};

inline void check_status(ArrowArrayStream* stream, int status, const std::string& table) {
  if (status == 0) return;
  const char* reason = stream->get_last_error == nullptr ? nullptr : stream->get_last_error(stream);
  throw InvalidTable("table '" + table +
                     "': its library could not give the data: " + (reason == nullptr ? std::strerror(status) : reason));
}

}  // namespace detail

/// Reads a whole Arrow stream into a table; the table shares the producer's buffers and copies none. The content of
/// stream is moved out and released before this returns or throws: a stream is read once.
/// @throws kring::InvalidTable when the stream was read before, fails, is no table or breaks the Arrow contract.
[[nodiscard]] inline Table import_stream(ArrowArrayStream& stream, std::string name) {
  Owned<ArrowArrayStream> source(stream);
  if (!source) {
    throw InvalidTable("table '" + name +
                       "': this Arrow stream was read before; a stream can be read once, make it anew");
  }
  Owned<ArrowSchema> schema;
  detail::check_status(source.get(), source->get_schema(source.get(), schema.get()), name);
  if (!schema) detail::throw_broken(name, "a stream without a type");
  detail::Importer importer(name, std::move(schema));
  while (true) {
    Owned<ArrowArray> record;
    detail::check_status(source.get(), source->get_next(source.get(), record.get()), name);
    if (!record) return importer.finish();
    importer.add(std::move(record));
  }
}

/// Reads one Arrow record (a structure array with its type) into a table without copying; both are moved out.
/// @throws kring::InvalidTable when they were read before, are no table or break the Arrow contract.
[[nodiscard]] inline Table import_array(ArrowSchema& schema, ArrowArray& array, std::string name) {
  Owned<ArrowSchema> type(schema);
  Owned<ArrowArray> record(array);
  if (!type || !record) throw InvalidTable("table '" + name + "': this Arrow array was read before; make it anew");
  detail::Importer importer(std::move(name), std::move(type));
  importer.add(std::move(record));
  return importer.finish();
}

}  // namespace kring::table
