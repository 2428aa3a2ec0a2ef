// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "kring/core/philox.hpp"
#include "kring/cycle/chains.hpp"
#include "kring/cycle/judgement_chain.hpp"
#include "kring/cycle/step_counts.hpp"
#include "kring/format/profile.hpp"
#include "kring/quality/quality.hpp"

namespace {

namespace cycle = kring::cycle;
namespace quality = kring::quality;

constexpr std::array kinds = {cycle::LinkKind::specified_by, cycle::LinkKind::measured_by, cycle::LinkKind::weighed_in,
                              cycle::LinkKind::concludes,    cycle::LinkKind::leads_to,    cycle::LinkKind::checked_by};

// Boards with records in equal parts over the steps; every link runs from a step to the next within its board.
cycle::Tables made_up(std::uint32_t boards, std::uint32_t records, std::uint32_t links) {
  cycle::Tables tables;
  const auto name = [](char kind, std::uint32_t number) { return kind + std::to_string(number); };
  const auto draw = [](std::uint32_t a, std::uint32_t b, std::uint32_t below) {
    return kring::philox({a, b, 0, 0}, kring::philox_key(4))[0] % below;
  };
  const std::uint32_t each = records / 7;
  for (std::uint32_t board = 0; board < boards; ++board) {
    tables.units.push_back({.unit = name('b', board), .kind = cycle::UnitKind::institution, .parent = "mbo"});
    for (std::uint32_t i = 0; i < each * 7; ++i) {
      const auto phase = static_cast<cycle::Phase>(i / each);
      const bool figure =
          phase == cycle::Phase::norm || phase == cycle::Phase::measurement || phase == cycle::Phase::effect;
      const std::uint32_t drawn = draw(board, i, 8);
      tables.records.add({.record = name('r', board * records + i),
                          .unit = name('b', board),
                          .phase = phase,
                          .aspect = name('a', drawn % 4),
                          .date = kring::Period::read(std::to_string(2012 + i / each)),
                          .retrievable = cycle::Answer::yes,
                          .indicator = figure ? name('i', drawn) : ""});
    }
  }
  for (std::uint32_t board = 0; board < boards; ++board) {
    for (std::uint32_t i = 0; i < links; ++i) {
      const std::uint32_t kind = i % 6;
      const std::uint32_t from = (i / 6 % each) + kind * each;
      const std::uint32_t to = (i / 6 % each + i / 6 / each * 7 + i / 6) % each + (kind + 1) * each;
      tables.links.add({name('r', board * records + from), name('r', board * records + to), kinds[kind]},
                       tables.records);
    }
  }
  return tables;
}

const cycle::Dossier& million() {
  static const cycle::Dossier dossier(made_up(100, 10'000, 20'000));
  return dossier;
}

void build(benchmark::State& state) {
  const cycle::Tables tables = million().tables();
  for (auto _ : state) {
    const cycle::CycleGraph graph(tables.links, tables.records.size());
    benchmark::DoNotOptimize(graph.order().data());
  }
}

void chains(benchmark::State& state) {
  for (auto _ : state) {
    const cycle::Chains found(million(), static_cast<cycle::Reading>(state.range(0)));
    benchmark::DoNotOptimize(found.complete(0));
  }
}

void steps(benchmark::State& state) {
  const cycle::Ties ties(million());
  for (auto _ : state) benchmark::DoNotOptimize(cycle::count_steps(million(), ties).data());
}

void examples(benchmark::State& state) {
  const cycle::ChainReadings readings(million());
  for (auto _ : state) {
    std::size_t links = 0;
    for (std::size_t row = 0; row < million().records().size(); ++row) {
      if (million().records().phase[row] != cycle::Phase::judgement) continue;
      links += cycle::chain_through(million(), readings, row).path.size();
    }
    benchmark::DoNotOptimize(links);
  }
}

void boards(benchmark::State& state) {
  static const cycle::Dossier dossier(made_up(3000, 300, 450));
  static const quality::Profile profile = kring::format::catalog_profile("proposal-2026");
  const kring::Day on = kring::Period::parse("2020-01-01").first();
  for (auto _ : state) {
    const quality::Evidence evidence(dossier, on);
    benchmark::DoNotOptimize(quality::assess_all(evidence, profile, cycle::UnitKind::institution).data());
  }
}

}  // namespace

BENCHMARK(build)->Unit(benchmark::kMillisecond);
BENCHMARK(chains)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);
BENCHMARK(steps)->Unit(benchmark::kMillisecond);
BENCHMARK(examples)->Unit(benchmark::kMillisecond);
BENCHMARK(boards)->Unit(benchmark::kMillisecond);
