// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "kring/format/toml.hpp"
#include "kring/framework.hpp"

namespace {

namespace framework = kring::framework;

const framework::Framework& studiesucces() {
  static const framework::Framework f = kring::format::catalog_framework("studiesucces-2024");
  return f;
}

framework::Evidence one_unit() {
  framework::Evidence evidence(studiesucces(), 1);
  evidence.education[0] = 1;
  const std::pair<std::int64_t, std::int64_t> shares[] = {{75, 100}, {80, 100}, {90, 100}};
  for (std::size_t i = 0; i < 3; ++i) framework::set_counts(evidence, i, 0, shares[i].first, shares[i].second);
  return evidence;
}

// From counts to the trace: the norms, the levels, the rule that decided.
void judge_one_with_trace(benchmark::State& state) {
  for (auto _ : state) {
    const framework::Evidence evidence = one_unit();
    const auto judged = framework::judge(evidence.findings, evidence.education);
    benchmark::DoNotOptimize(framework::trace(evidence, judged, 0));
  }
}
BENCHMARK(judge_one_with_trace);

// The trace of a unit that is judged already.
void trace_alone(benchmark::State& state) {
  const framework::Evidence evidence = one_unit();
  const auto judged = framework::judge(evidence.findings, evidence.education);
  for (auto _ : state) benchmark::DoNotOptimize(framework::trace(evidence, judged, 0));
}
BENCHMARK(trace_alone);

void changes_of_one(benchmark::State& state) {
  const framework::Evidence evidence = one_unit();
  const auto judged = framework::judge(evidence.findings, evidence.education);
  for (auto _ : state) benchmark::DoNotOptimize(framework::changes(evidence, judged, 0, 0));
}
BENCHMARK(changes_of_one);

void judge_a_million(benchmark::State& state) {
  constexpr std::size_t units = 1'000'000;
  std::mt19937_64 random(1);
  std::vector<std::vector<std::int64_t>> numerator(3), denominator(3);
  std::vector<framework::EducationLevel> level;
  for (std::size_t i = 0; i < units; ++i) {
    level.push_back(static_cast<framework::EducationLevel>(random() % 3));
    for (std::size_t k = 0; k < 3; ++k) {
      denominator[k].push_back(static_cast<std::int64_t>(random() % 400));
      numerator[k].push_back(denominator[k].back() * static_cast<std::int64_t>(50 + random() % 50) / 100);
    }
  }
  std::vector<framework::IndicatorCounts> counts;
  for (std::size_t k = 0; k < 3; ++k) counts.emplace_back(k, framework::Counts{numerator[k], denominator[k]});
  std::vector<std::int8_t> codes(units);
  for (auto _ : state) framework::judge_counts(studiesucces(), counts, level, {}, codes);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(units));
}
BENCHMARK(judge_a_million)->Unit(benchmark::kMillisecond);

}  // namespace
