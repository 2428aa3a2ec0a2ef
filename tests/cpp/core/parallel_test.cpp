// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/core/parallel.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>
#include <vector>

namespace {

TEST(Parallel, parts_cover_every_place_once_for_any_number_of_threads) {
  for (const unsigned threads : {0U, 1U, 2U, 3U, 16U}) {
    for (const std::size_t size : {0U, 1U, 2U, 17U, 1000U}) {
      std::vector<int> visits(size, 0);
      kring::for_each_part(size, threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) ++visits[i];
      });
      EXPECT_EQ(visits, std::vector<int>(size, 1)) << threads << " threads, size " << size;
    }
  }
}

TEST(Parallel, the_first_failure_in_order_of_parts_is_thrown) {
  const auto fail = [](std::size_t begin, std::size_t) { throw std::runtime_error(begin == 0 ? "first" : "later"); };
  for (const unsigned threads : {1U, 4U}) {
    try {
      kring::for_each_part(100, threads, fail);
      FAIL() << "nothing was thrown";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "first");
    }
  }
}

}  // namespace
