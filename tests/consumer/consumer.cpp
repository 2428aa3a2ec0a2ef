// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <cstdio>
#include <cstring>
#include <kring.hpp>

// Succeeds when the kring it was built against is the version named by its only argument.
int main(int argc, char** argv) {
  std::printf("kring %s\n", kring::version);
  return argc == 2 && std::strcmp(argv[1], kring::version) == 0 ? 0 : 1;
}
