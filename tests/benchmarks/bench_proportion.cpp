// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <vector>

#include "kring/statistics/mid_p.hpp"
#include "kring/statistics/proportion.hpp"

namespace {

constexpr std::size_t size = 100'000;

struct Counts {
  std::vector<std::int64_t> events, trials;
};

// Units of 10 to 2,000 people with shares around 0.7, as annual results are; the generator's stream is standardised.
Counts counts() {
  std::mt19937_64 random(1);
  Counts result;
  for (std::size_t i = 0; i < size; ++i) {
    const auto trials = static_cast<std::int64_t>(10 + random() % 1991);
    result.trials.push_back(trials);
    result.events.push_back(trials * static_cast<std::int64_t>(60 + random() % 21) / 100);
  }
  return result;
}

void intervals(benchmark::State& state, kring::statistics::IntervalMethod method) {
  const Counts given = counts();
  std::vector<double> lower(size), upper(size);
  for (auto _ : state) {
    kring::statistics::proportion_interval(given.events, given.trials, 0.95, method, lower, upper,
                                           static_cast<unsigned>(state.range(0)));
    benchmark::DoNotOptimize(lower.data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(size) * state.iterations());
}

void mid_p_z_scores(benchmark::State& state) {
  const Counts given = counts();
  const std::vector<double> target(size, 0.7);
  std::vector<double> z_scores(size);
  for (auto _ : state) {
    kring::statistics::mid_p_z_score(given.events, given.trials, target, z_scores,
                                     static_cast<unsigned>(state.range(0)));
    benchmark::DoNotOptimize(z_scores.data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(size) * state.iterations());
}

BENCHMARK_CAPTURE(intervals, clopper_pearson, kring::statistics::IntervalMethod::clopper_pearson)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime();
BENCHMARK_CAPTURE(intervals, mid_p, kring::statistics::IntervalMethod::mid_p)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime();
BENCHMARK(mid_p_z_scores)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime();

}  // namespace
