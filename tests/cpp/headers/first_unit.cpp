// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "everything.hpp"

const char* version_in_the_second_unit();

// Both units see one and the same inline variable: were it static, the addresses would differ.
int main() { return kring::version == version_in_the_second_unit() ? 0 : 1; }
