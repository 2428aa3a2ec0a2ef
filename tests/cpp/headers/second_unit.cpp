// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "everything.hpp"

const char* version_in_the_second_unit();
const char* version_in_the_second_unit() { return kring::version; }
