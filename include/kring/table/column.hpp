// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kring/table/type.hpp"

namespace kring::table {

/// A run of rows of one column: rows [offset, offset + length) of an array that is shared with its producer. The array
/// is released when the last chunk that names it is gone.
struct Chunk {
  std::shared_ptr<const ArrowArray> array;
  std::int64_t offset = 0;
  std::int64_t length = 0;

  /// Place of the first row in the buffers of the array.
  [[nodiscard]] std::int64_t start() const noexcept { return array->offset + offset; }
};

/// A named column of any Arrow type: a type and chunks of rows. Copying a column copies no data.
class Column {
 public:
  /// schema: the type; its own name is not used. chunks: the rows, in order; chunks without rows are dropped.
  Column(std::string name, std::shared_ptr<const ArrowSchema> schema, std::vector<Chunk> chunks)
      : name_(std::move(name)), schema_(std::move(schema)), chunks_(std::move(chunks)) {
    std::erase_if(chunks_, [](const Chunk& chunk) { return chunk.length == 0; });
    for (const auto& chunk : chunks_) size_ += chunk.length;
  }

  /// Name of the column.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// Type of the column; its own name is not used.
  [[nodiscard]] const ArrowSchema& schema() const noexcept { return *schema_; }
  /// The type together with its ownership, for those who export it.
  [[nodiscard]] const std::shared_ptr<const ArrowSchema>& shared_schema() const noexcept { return schema_; }
  /// The rows, in order; no chunk is empty.
  [[nodiscard]] const std::vector<Chunk>& chunks() const noexcept { return chunks_; }
  /// Number of rows.
  [[nodiscard]] std::int64_t size() const noexcept { return size_; }

  /// The same rows under another name; no data is copied.
  [[nodiscard]] Column renamed(std::string name) const { return {std::move(name), schema_, chunks_}; }

 private:
  std::string name_;
  std::shared_ptr<const ArrowSchema> schema_;
  std::vector<Chunk> chunks_;
  std::int64_t size_ = 0;
};

}  // namespace kring::table
