// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// A constant share with more diplomas than leavers is refused when compiling, not when running.
// expects: is not a constant expression|must be initialized by a constant expression
#include "kring/core/share.hpp"

constexpr kring::Share possible{kring::Count{4}, kring::Count{5}};
#ifdef KRING_WRONG
constexpr kring::Share impossible{kring::Count{5}, kring::Count{4}};
#endif
