// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <utility>

// The structures of the Arrow C data and C stream interfaces, under the guards that the specification gives, so that
// any number of libraries can declare them. https://arrow.apache.org/docs/format/CDataInterface.html
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

extern "C" {

/// The type of an Arrow array: a format string, a name and the types of its children.
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

/// The data of an Arrow array: borrowed buffers and a release callback.
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
}

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

extern "C" {

/// A source of arrays of one type that can be read once.
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
}

#endif  // ARROW_C_STREAM_INTERFACE

namespace kring::table {

/// Sole owner of an Arrow structure (ArrowSchema, ArrowArray or ArrowArrayStream): releases it once, at its own end,
/// unless the content was moved out.
template <class Struct>
class Owned {
 public:
  /// Owner of nothing yet; pass get() to a producer to fill it.
  Owned() noexcept = default;
  /// Moves the content out of source, which is left marked as released.
  explicit Owned(Struct& source) noexcept : content_(source) { source.release = nullptr; }
  Owned(Owned&& other) noexcept : Owned(other.content_) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(content_, other.content_);
    return *this;
  }
  ~Owned() {
    if (content_.release != nullptr) content_.release(&content_);
  }

  /// True when there is content that still has to be released.
  [[nodiscard]] explicit operator bool() const noexcept { return content_.release != nullptr; }
  /// The structure itself, for reading and for callbacks; valid as long as this owner stays in place.
  [[nodiscard]] Struct* get() noexcept { return &content_; }
  /// The structure itself, for reading.
  [[nodiscard]] const Struct* get() const noexcept { return &content_; }
  /// A field of the structure, for reading.
  [[nodiscard]] const Struct* operator->() const noexcept { return &content_; }
  /// Moves the content into a structure of the caller, who must release it from then on.
  void move_to(Struct& target) noexcept {
    target = content_;
    content_.release = nullptr;
  }

 private:
  Struct content_{};
};

}  // namespace kring::table
