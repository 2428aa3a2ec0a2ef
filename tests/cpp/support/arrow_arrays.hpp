// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kring/table/arrow.hpp"
#include "kring/table/import.hpp"

// A producer of Arrow streams for tests, written without the exporter of kring: every structure counts its releases.
namespace arrow_arrays {

inline int live_arrays = 0;
inline int live_schemas = 0;

/// One array by hand: buffers are copied from the vectors given; an empty vector stands for a null pointer.
struct Part {
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::int64_t offset = 0;
  std::vector<std::vector<std::uint8_t>> buffers;
  std::vector<Part> children;
  std::shared_ptr<Part> dictionary;
};

struct Field {
  std::string format;
  std::string name;
  std::vector<Field> children;
  std::shared_ptr<Field> dictionary;
};

struct ArrayState {
  Part part;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  ArrowArray dictionary{};
};

struct SchemaState {
  Field field;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  ArrowSchema dictionary{};
};

template <class State, class Struct>
void release(Struct* self) {
  auto* state = static_cast<State*>(self->private_data);
  for (auto& child : state->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (state->dictionary.release != nullptr) state->dictionary.release(&state->dictionary);
  delete state;
  self->release = nullptr;
}

inline ArrowArray array(const Part& part) {
  auto* state = new ArrayState{part, {}, {}, {}, {}};
  for (const auto& bytes : state->part.buffers) state->buffers.push_back(bytes.empty() ? nullptr : bytes.data());
  for (const auto& child : part.children) state->children.push_back(array(child));
  for (auto& child : state->children) state->pointers.push_back(&child);
  if (part.dictionary) state->dictionary = array(*part.dictionary);
  ++live_arrays;
  ArrowArray result{};
  result.length = part.length;
  result.null_count = part.null_count;
  result.offset = part.offset;
  result.n_buffers = static_cast<std::int64_t>(state->buffers.size());
  result.buffers = state->buffers.data();
  result.n_children = static_cast<std::int64_t>(state->pointers.size());
  result.children = state->pointers.data();
  result.dictionary = part.dictionary ? &state->dictionary : nullptr;
  result.private_data = state;
  result.release = [](ArrowArray* self) {
    --live_arrays;
    release<ArrayState>(self);
  };
  return result;
}

inline ArrowSchema schema(const Field& field) {
  auto* state = new SchemaState{field, {}, {}, {}};
  for (const auto& child : field.children) state->children.push_back(schema(child));
  for (auto& child : state->children) state->pointers.push_back(&child);
  if (field.dictionary) state->dictionary = schema(*field.dictionary);
  ++live_schemas;
  ArrowSchema result{};
  result.format = state->field.format.c_str();
  result.name = state->field.name.c_str();
  result.n_children = static_cast<std::int64_t>(state->pointers.size());
  result.children = state->pointers.data();
  result.dictionary = field.dictionary ? &state->dictionary : nullptr;
  result.private_data = state;
  result.release = [](ArrowSchema* self) {
    --live_schemas;
    release<SchemaState>(self);
  };
  return result;
}

struct StreamState {
  Field field;
  std::vector<Part> parts;
  std::size_t next = 0;
  int failure = 0;
};

/// A stream of records; failure: the error code of the last get_next, 0 for a normal end.
inline ArrowArrayStream stream(Field field, std::vector<Part> parts, int failure = 0) {
  ArrowArrayStream result{};
  result.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    *out = schema(static_cast<StreamState*>(self->private_data)->field);
    return 0;
  };
  result.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    auto* state = static_cast<StreamState*>(self->private_data);
    out->release = nullptr;
    if (state->next == state->parts.size()) return state->failure;
    *out = array(state->parts[state->next++]);
    return 0;
  };
  result.get_last_error = [](ArrowArrayStream*) { return "the disk is full"; };
  result.release = [](ArrowArrayStream* self) {
    delete static_cast<StreamState*>(self->private_data);
    self->release = nullptr;
  };
  result.private_data = new StreamState{std::move(field), std::move(parts), 0, failure};
  return result;
}

template <class T>
std::vector<std::uint8_t> bytes(const std::vector<T>& values) {
  const auto* first = reinterpret_cast<const std::uint8_t*>(values.data());
  return {first, first + values.size() * sizeof(T)};
}

inline std::vector<std::uint8_t> bytes(const std::string& text) { return {text.begin(), text.end()}; }

/// A table of one column, read from a stream with a record for each chunk.
inline kring::table::Table read(const Field& column, const std::vector<Part>& chunks) {
  std::vector<Part> records;
  for (const auto& chunk : chunks) records.push_back({chunk.length, 0, 0, {{}}, {chunk}, nullptr});
  auto source = stream({"+s", "", {column}, nullptr}, records);
  return kring::table::import_stream(source, "results");
}

}  // namespace arrow_arrays
