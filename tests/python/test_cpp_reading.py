# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reader behind the habits test sees what it should: each example is C++ of the shapes this project writes."""

from cpp_reading import declarations, functions

HEADER = """
#include <vector>
namespace kring {
namespace detail {
inline int hidden() { return 1; }
}  // namespace detail

/// A documented type.
class Share {
 public:
  Share() = default;
  /// Documented; braces and strings with ; or { in them: "a;{".
  explicit Share(int n) : n_{n}, m_{1'000} {
    if (n < 0) {
      throw n;
    }
  }
  [[nodiscard]] int silent() const noexcept { return n_; }

 private:
  int hidden_too() const { return n_; }
  int n_ = 0;
};

struct Silent {
  int member = 3;
};

using SilentAlias = std::vector<int>;

enum class SilentEnum { first, second };

/// Documented.
template <class T>
[[nodiscard]] T twice(T value) {
  return value + value;
}

template <class T>
  requires(sizeof(T) > 1)
void silent_template(T value);

inline constexpr double number{1.5};
}  // namespace kring
"""


def test_silent_public_names_are_seen_and_no_others() -> None:
    silent = [
        found.text.splitlines()[-1]
        for found in declarations(HEADER)
        if (found.is_function or found.is_type) and not found.documented and not found.needs_no_words
    ]
    assert silent == [
        "[[nodiscard]] int silent() const noexcept",
        "struct Silent",
        "using SilentAlias = std::vector<int>",
        "enum class SilentEnum",
        "void silent_template(T value)",
    ]


def test_bodies_are_measured_in_lines() -> None:
    # Counted by hand in HEADER: from the opening to the closing brace, one at least.
    lengths = {found.text.split("(")[0].split()[-1]: found.body_lines for found in functions(HEADER)}
    assert lengths == {"hidden": 1, "Share": 4, "silent": 1, "hidden_too": 1, "twice": 2}
