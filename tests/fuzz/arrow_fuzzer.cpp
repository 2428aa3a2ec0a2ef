// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bytes.hpp"
#include "kring/table.hpp"

namespace {

using kring::table::Owned;
using kring::table::Table;

constexpr const char* formats[] = {"n",   "b",   "c",    "s", "i", "l",  "C",  "S", "I",      "L",      "f",      "g",
                                   "tdD", "tdm", "tsu:", "u", "U", "vu", "+l", "z", "d:38,0", "d:19,2", "d:9,40", "?"};

// An array of the bytes given: every buffer is long enough for the rows it states, whatever it holds. What the C data
// interface gives no way to check (a buffer shorter than stated, offsets past the end of the text) is kept out; all
// else may be broken: lengths, counts, buffers that are not there, indices, views, dictionaries.
struct Part {
  ArrowArray array{};
  std::vector<std::vector<std::uint8_t>> memory;
  std::vector<const void*> buffers;
  std::vector<std::unique_ptr<Part>> parts;
  std::vector<ArrowArray*> children;
};

void release(ArrowArray* array) {
  must(array->release != nullptr, "an array is released once");
  delete static_cast<Part*>(array->private_data);
  array->release = nullptr;
}

std::vector<std::uint8_t> random_bytes(Bytes& bytes, std::size_t size) {
  std::vector<std::uint8_t> result(size);
  for (auto& byte : result) byte = bytes.next<std::uint8_t>();
  return result;
}

// Offsets that now and then go back or below zero, and never beyond the 64 bytes of text.
template <class Offset>
std::vector<std::uint8_t> random_offsets(Bytes& bytes, std::size_t rows) {
  std::vector<std::uint8_t> result((rows + 1) * sizeof(Offset));
  for (std::size_t row = 0; row <= rows; ++row) {
    const Offset offset = static_cast<Offset>(bytes.next<std::int8_t>() % 65);
    std::memcpy(result.data() + row * sizeof(Offset), &offset, sizeof(Offset));
  }
  return result;
}

void add_buffers(Part& part, Bytes& bytes, const std::string& format, std::size_t rows) {
  part.memory.push_back(random_bytes(bytes, (rows + 7) / 8));
  if (format == "u" || format == "+l") part.memory.push_back(random_offsets<std::int32_t>(bytes, rows));
  if (format == "U") part.memory.push_back(random_offsets<std::int64_t>(bytes, rows));
  if (format == "u" || format == "U") part.memory.push_back(random_bytes(bytes, 64));
  if (part.memory.size() == 1) part.memory.push_back(random_bytes(bytes, rows * 16));
  if (format != "vu") return;
  part.memory.push_back(random_bytes(bytes, 64));
  part.memory.push_back(std::vector<std::uint8_t>{64, 0, 0, 0, 0, 0, 0, 0});
}

std::unique_ptr<Part> random_part(Bytes& bytes, const std::string& format, bool encoded);

void add_dictionary(Part& part, Bytes& bytes, const std::string& format) {
  if (bytes.next<std::uint8_t>() % 8 == 0) return;
  part.parts.push_back(random_part(bytes, format, false));
  part.array.dictionary = &part.parts.back()->array;
  if (part.array.dictionary->length < 0) part.array.dictionary->length = 0;
}

std::unique_ptr<Part> random_part(Bytes& bytes, const std::string& format, bool encoded) {
  auto part = std::make_unique<Part>();
  auto& array = part->array;
  array.length = bytes.next<std::int8_t>() % 16;
  array.offset = bytes.next<std::int8_t>() % 4;
  array.null_count = bytes.next<std::int8_t>() % 3 - 1;
  // A view is the only type with a part whose place is told by a buffer of its own, so it keeps its buffers.
  const auto rows = static_cast<std::size_t>(std::max<std::int64_t>(array.length + array.offset, 0) + 24);
  add_buffers(*part, bytes, encoded ? "l" : format, rows);
  const auto missing = bytes.next<std::uint8_t>();
  for (std::size_t i = 0; i < part->memory.size(); ++i) {
    const bool gone = i < 3 && (missing >> i & 1) != 0 && !(format == "vu" && i == 3);
    part->buffers.push_back(gone ? nullptr : part->memory[i].data());
  }
  array.n_buffers = static_cast<std::int64_t>(part->buffers.size());
  if (format != "vu" && missing > 200) array.n_buffers = missing % 2;
  array.buffers = part->buffers.data();
  array.private_data = part.get();
  array.release = [](ArrowArray* self) { self->release = nullptr; };  // children go with their record
  if (encoded) add_dictionary(*part, bytes, format);
  return part;
}

struct Column {
  std::string format;
  bool encoded;
};

ArrowArray random_record(Bytes& bytes, const std::vector<Column>& columns) {
  auto record = std::make_unique<Part>();
  record->array.length = bytes.next<std::int8_t>() % 16;
  record->array.offset = bytes.next<std::int8_t>() % 4;
  for (const auto& column : columns) record->parts.push_back(random_part(bytes, column.format, column.encoded));
  for (auto& part : record->parts) record->children.push_back(&part->array);
  if (bytes.next<std::uint8_t>() % 16 == 0) record->children.pop_back();
  record->array.n_children = static_cast<std::int64_t>(record->children.size());
  record->array.children = record->children.data();
  record->array.private_data = record.get();
  record->array.release = &release;
  return record.release()->array;
}

struct Stream {
  Bytes bytes;
  std::vector<Column> columns;
  std::vector<ArrowSchema> schemas;
  std::vector<ArrowSchema*> children;
  int left;
};

int fill_schema(ArrowArrayStream* self, ArrowSchema* out) {
  auto& stream = *static_cast<Stream*>(self->private_data);
  const auto no_release = [](ArrowSchema* schema) { schema->release = nullptr; };
  stream.schemas.resize(stream.columns.size() * 2);
  for (std::size_t i = 0; i < stream.columns.size(); ++i) {
    auto& type = stream.schemas[2 * i];
    auto& values = stream.schemas[2 * i + 1];
    values.format = type.format = stream.columns[i].format.c_str();
    type.name = i == 0 ? "a" : "b";
    values.release = type.release = no_release;
    if (stream.columns[i].encoded) type.format = "l", type.dictionary = &values;
    stream.children.push_back(&type);
  }
  *out = ArrowSchema{};
  out->format = "+s";
  out->n_children = static_cast<std::int64_t>(stream.children.size());
  out->children = stream.children.data();
  out->release = no_release;
  return 0;
}

void read_everything(const Table& table) {
  const auto attempt = [](auto read) {
    try {
      (void)read();
    } catch (const kring::InvalidTable&) {
    }
  };
  for (const auto& column : table.columns()) {
    const auto& name = column.name();
    attempt([&] { return kring::table::integers(table, name).size(); });
    attempt([&] { return kring::table::numbers(table, name).size(); });
    attempt([&] { return kring::table::texts(table, name).size(); });
    attempt([&] { return kring::table::stored_numbers(table, name).size(); });
    attempt([&] { return kring::table::stored_integers(table, name).size(); });
  }
  auto out = kring::table::export_stream(table);
  attempt([&] {
    const auto again = kring::table::import_stream(*out.get(), "again");
    must(again.num_rows() == table.num_rows(), "as many rows come out as went in");
    return again;
  });
}

}  // namespace

// Any stream whose buffers are as long as they should be is read right or refused; nothing else is ever touched.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Stream source{Bytes(data, size), {}, {}, {}, 0};
  source.left = source.bytes.next<std::uint8_t>() % 4;
  for (int i = 0; i < 2; ++i) {
    const auto choice = source.bytes.next<std::uint8_t>();
    source.columns.push_back({formats[choice % std::size(formats)], choice >= 192});
  }
  ArrowArrayStream stream{};
  stream.get_schema = &fill_schema;
  stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    auto& state = *static_cast<Stream*>(self->private_data);
    out->release = nullptr;
    if (state.left-- > 0) *out = random_record(state.bytes, state.columns);
    return 0;
  };
  stream.get_last_error = [](ArrowArrayStream*) { return "broken"; };
  stream.release = [](ArrowArrayStream* self) { self->release = nullptr; };
  stream.private_data = &source;
  try {
    read_everything(kring::table::import_stream(stream, "fuzz"));
  } catch (const kring::InvalidTable&) {
  }
  return 0;
}
