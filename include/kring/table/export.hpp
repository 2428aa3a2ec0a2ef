// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/table/arrow.hpp"
#include "kring/table/columns.hpp"

namespace kring::table {

namespace detail {

// What an exported structure keeps alive. Children are exported structures of their own, because a consumer may move
// them out and release them later than their parent.
template <class Struct>
struct Exported {
  std::shared_ptr<const Struct> source;
  std::string name;
  std::vector<Owned<Struct>> children;
  std::vector<Struct*> child_pointers;
  Owned<Struct> dictionary;
  const void* no_bitmap = nullptr;
};

template <class Struct>
void release_exported(Struct* exported) {
  delete static_cast<Exported<Struct>*>(exported->private_data);
  exported->release = nullptr;
}

// Hands the state over to a structure of which every other field is filled in.
template <class Struct>
[[nodiscard]] Owned<Struct> handed_over(Struct content, std::unique_ptr<Exported<Struct>> state) {
  for (auto& child : state->children) state->child_pointers.push_back(child.get());
  content.n_children = static_cast<std::int64_t>(state->children.size());
  content.children = state->child_pointers.empty() ? nullptr : state->child_pointers.data();
  content.dictionary = state->dictionary ? state->dictionary.get() : nullptr;
  content.private_data = state.release();
  content.release = &release_exported<Struct>;
  return Owned<Struct>(content);
}

// A structure that shares everything below source, at any depth.
template <class Struct>
[[nodiscard]] Owned<Struct> shared_copy(const std::shared_ptr<const Struct>& source) {
  auto state = std::make_unique<Exported<Struct>>();
  state->source = source;
  const auto below = [&](Struct* child) {
    if (child == nullptr) throw InvalidTable("the Arrow data of a column are broken: a part is not there");
    return shared_copy(std::shared_ptr<const Struct>(source, child));
  };
  for (std::int64_t i = 0; i < source->n_children; ++i) state->children.push_back(below(source->children[i]));
  if (source->dictionary != nullptr) state->dictionary = below(source->dictionary);
  return handed_over(Struct(*source), std::move(state));
}

[[nodiscard]] inline Owned<ArrowSchema> exported_schema(const Column& column) {
  auto exported = shared_copy(column.shared_schema());
  auto& name = static_cast<Exported<ArrowSchema>*>(exported->private_data)->name;
  name = column.name();
  exported.get()->name = name.c_str();
  return exported;
}

// Rows [skip, skip + length) of a chunk. The number of missing values among part of the rows is left unknown (-1), but
// where every value is missing (no buffers).
[[nodiscard]] inline Owned<ArrowArray> exported_rows(const Chunk& chunk, std::int64_t skip, std::int64_t length) {
  auto exported = shared_copy(chunk.array);
  auto& content = *exported.get();
  const bool unknown = content.length != length && content.null_count != 0;
  if (unknown) content.null_count = content.n_buffers == 0 ? length : -1;
  content.offset = chunk.start() + skip;
  content.length = length;
  return exported;
}

// Place of the next row to export in each column.
struct Cursor {
  std::size_t chunk = 0;
  std::int64_t row = 0;
};

struct ExportedStream {
  Table table;
  std::vector<Cursor> cursors;
  std::string error;

  explicit ExportedStream(Table source) : table(std::move(source)), cursors(table.columns().size()) {}

  [[nodiscard]] bool at_end() const {
    return cursors.empty() || cursors[0].chunk == table.columns()[0].chunks().size();
  }

  // Rows up to the nearest chunk boundary of any column.
  [[nodiscard]] std::int64_t next_length() const {
    auto length = table.num_rows();
    for (std::size_t i = 0; i < cursors.size(); ++i) {
      length = std::min(length, table.columns()[i].chunks()[cursors[i].chunk].length - cursors[i].row);
    }
    return length;
  }

  [[nodiscard]] Owned<ArrowArray> take(std::size_t column, std::int64_t length) {
    auto& cursor = cursors[column];
    const auto& chunk = table.columns()[column].chunks()[cursor.chunk];
    auto rows = exported_rows(chunk, cursor.row, length);
    cursor.row += length;
    if (cursor.row == chunk.length) cursor = {cursor.chunk + 1, 0};
    return rows;
  }

  [[nodiscard]] Owned<ArrowArray> next() {
    auto state = std::make_unique<Exported<ArrowArray>>();
    ArrowArray record{};
    record.length = next_length();
    record.n_buffers = 1;
    record.buffers = &state->no_bitmap;
    for (std::size_t i = 0; i < cursors.size(); ++i) state->children.push_back(take(i, record.length));
    return handed_over(record, std::move(state));
  }
};

// Runs one callback of a stream; an exception becomes an error code and a text for get_last_error.
template <class Action>
int guarded(ArrowArrayStream* stream, Action action) noexcept {
  auto* state = static_cast<ExportedStream*>(stream->private_data);
  try {
    action(*state);
    return 0;
  } catch (const std::exception& error) {
    try {
      state->error = error.what();
    } catch (...) {
      state->error.clear();
    }
    return EIO;
  }
}

}  // namespace detail

/// The type of a table as an Arrow schema: a structure with one child a column.
[[nodiscard]] inline Owned<ArrowSchema> export_schema(const Table& table) {
  auto state = std::make_unique<detail::Exported<ArrowSchema>>();
  for (const auto& column : table.columns()) state->children.push_back(detail::exported_schema(column));
  ArrowSchema record{};
  record.format = "+s";
  record.name = "";
  return detail::handed_over(record, std::move(state));
}

/// The rows of a table as an Arrow stream. No buffer is copied: every exported array shares ownership of the buffers it
/// shows, so table may go first. Where columns differ in their chunks, records end at every chunk boundary.
[[nodiscard]] inline Owned<ArrowArrayStream> export_stream(const Table& table) {
  ArrowArrayStream stream{};
  stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    return detail::guarded(self, [&](auto& state) { export_schema(state.table).move_to(*out); });
  };
  stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    out->release = nullptr;
    return detail::guarded(self, [&](auto& state) {
      if (!state.at_end()) state.next().move_to(*out);
    });
  };
  stream.get_last_error = [](ArrowArrayStream* self) {
    return static_cast<detail::ExportedStream*>(self->private_data)->error.c_str();
  };
  stream.release = [](ArrowArrayStream* self) {
    delete static_cast<detail::ExportedStream*>(self->private_data);
    self->release = nullptr;
  };
  stream.private_data = new detail::ExportedStream(table);
  return Owned<ArrowArrayStream>(stream);
}

}  // namespace kring::table
