// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

/// The version of kring, stated here and nowhere else: CMake and the Python package read this line.
#define KRING_VERSION "0.1.0"

namespace kring {

/// Version of the library as text, for example "0.1.0". Every result carries it.
inline constexpr const char* version = KRING_VERSION;

}  // namespace kring
