// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace kring {

/// Number of worker threads to use for a request: 0 means every hardware thread, any other number means itself.
[[nodiscard]] inline unsigned worker_count(unsigned threads) noexcept {
  return threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
}

/// Calls f(begin, end) on consecutive parts of [0, size), one part a thread. f must write only to places that belong to
/// its own part, so that the result is the same for any number of threads. The first exception, in order of parts, is
/// thrown again after all parts have ended. threads: 0 means every hardware thread; 1 starts no thread at all.
template <class Function>
void for_each_part(std::size_t size, unsigned threads, Function f) {
  const std::size_t parts = std::min<std::size_t>(worker_count(threads), size);
  if (parts <= 1) {
    if (size != 0) f(std::size_t{0}, size);
    return;
  }
  std::vector<std::exception_ptr> failures(parts);
  const auto run = [&](std::size_t part) noexcept {
    try {
      f(size * part / parts, size * (part + 1) / parts);
    } catch (...) {
      failures[part] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> workers;
    workers.reserve(parts - 1);
    for (std::size_t part = 1; part < parts; ++part) workers.emplace_back(run, part);
    run(0);
  }
  for (const auto& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace kring
