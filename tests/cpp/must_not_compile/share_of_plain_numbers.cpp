// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// A share takes two counts, so that a percentage cannot be passed as one.
// expects: no matching (function|constructor)|could not convert
#include "kring/core/share.hpp"

const kring::Share spelled_out{kring::Count{3}, kring::Count{4}};
#ifdef KRING_WRONG
const kring::Share silent{3.0, 4.0};
#endif
