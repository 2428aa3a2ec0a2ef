// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/path_reliability.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <bit>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

namespace {

using kring::InvalidValue;
using kring::detail::PathCore;
using kring::detail::PathSweep;
using kring::statistics::path_reliability;
using kring::statistics::PathEdge;
using kring::statistics::PathNetwork;
using kring::statistics::PathReliability;
using kring::statistics::PathReliabilityOptions;
using testing::HasSubstr;
using testing::ThrowsMessage;
using Probabilities = std::vector<double>;
using Numbers = std::vector<std::uint32_t>;
using Edges = std::vector<PathEdge>;

constexpr double infinity = std::numeric_limits<double>::infinity();

// What a network is made of, so that a test can change it.
struct Parts {
  Probabilities sound;
  Numbers component_of;
  Edges edges;
  Numbers starts, ends;

  [[nodiscard]] PathNetwork network() const { return {sound, component_of, edges, starts, ends}; }
  [[nodiscard]] std::uint32_t nodes() const { return static_cast<std::uint32_t>(component_of.size()); }
};

PathReliability reliability(const Parts& parts, const PathReliabilityOptions& options = {}) {
  return path_reliability(parts.network(), options);
}

// One path of nodes for each set of components.
Parts paths(const Probabilities& sound, const std::vector<Numbers>& sets) {
  Parts parts{sound, {}, {}, {}, {}};
  for (const Numbers& set : sets) {
    parts.starts.push_back(parts.nodes());
    for (const std::uint32_t component : set) {
      if (parts.nodes() != parts.starts.back()) parts.edges.push_back({parts.nodes() - 1, parts.nodes()});
      parts.component_of.push_back(component);
    }
    parts.ends.push_back(parts.nodes() - 1);
  }
  return parts;
}

Numbers up_to(std::size_t size) {
  Numbers numbers(size);
  std::iota(numbers.begin(), numbers.end(), 0U);
  return numbers;
}

Parts series(const Probabilities& sound) { return paths(sound, {up_to(sound.size())}); }

Parts parallel(const Probabilities& sound) {
  std::vector<Numbers> sets;
  for (std::uint32_t component = 0; component < sound.size(); ++component) sets.push_back({component});
  return paths(sound, sets);
}

// Holds when at least k of the components are sound: node i k + j is the j-th sound one, component i.
Parts at_least(std::uint32_t k, const Probabilities& sound) {
  Parts parts{sound, {}, {}, {}, {}};
  const auto size = static_cast<std::uint32_t>(sound.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    for (std::uint32_t j = 0; j < k; ++j) parts.component_of.push_back(i);
    parts.starts.push_back(i * k);
    parts.ends.push_back(i * k + k - 1);
    for (std::uint32_t later = i + 1; later < size; ++later) {
      for (std::uint32_t j = 0; j + 1 < k; ++j) parts.edges.push_back({i * k + j, later * k + j + 1});
    }
  }
  return parts;
}

// Every node of a layer leads to every node of the next.
Parts layers(std::uint32_t depth, std::uint32_t width, double sound) {
  Parts parts{Probabilities(depth * width, sound), up_to(depth * width), {}, up_to(width), {}};
  for (std::uint32_t node = 0; node + width < depth * width; ++node) {
    for (std::uint32_t i = 0; i < width; ++i) parts.edges.push_back({node, (node / width + 1) * width + i});
  }
  for (std::uint32_t i = 0; i < width; ++i) parts.ends.push_back((depth - 1) * width + i);
  return parts;
}

// The bridge has five components and minimal paths 1-4, 2-5, 1-3-5 and 2-3-4, numbered from 0 here.
Parts bridge(double sound) { return paths(Probabilities(5, sound), {{0, 3}, {1, 4}, {0, 2, 4}, {1, 2, 3}}); }

bool holds(const Parts& parts, std::size_t state) {
  const auto is_sound = [&](std::uint32_t node) { return (state >> parts.component_of[node]) & 1U; };
  std::vector<bool> reached(parts.nodes(), false);
  for (const std::uint32_t node : parts.starts) reached[node] = is_sound(node);
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [from, to] : parts.edges) {
      if (!reached[from] || reached[to] || !is_sound(to)) continue;
      reached[to] = changed = true;
    }
  }
  return std::ranges::any_of(parts.ends, [&](std::uint32_t node) { return reached[node]; });
}

// The sum over all states of the components: another route than any of the library.
double enumerated(const Parts& parts) {
  double sum = 0;
  for (std::size_t state = 0; state < std::size_t{1} << parts.sound.size(); ++state) {
    double probability = 1;
    for (std::size_t i = 0; i < parts.sound.size(); ++i) {
      probability *= (state >> i) & 1U ? parts.sound[i] : 1 - parts.sound[i];
    }
    if (probability > 0 && holds(parts, state)) sum += probability;
  }
  return sum;
}

// Holds with the largest smallest probability on a path, when all components fail in the same order of one number.
double comonotone(const Parts& parts) {
  Probabilities thresholds = parts.sound;
  std::ranges::sort(thresholds, std::greater{});
  for (const double threshold : thresholds) {
    std::size_t state = 0;
    for (std::size_t i = 0; i < parts.sound.size(); ++i) {
      if (parts.sound[i] >= threshold) state |= std::size_t{1} << i;
    }
    if (holds(parts, state)) return threshold;
  }
  return 0;
}

struct Ends {
  double lower, upper;
};

// The sharpest bracket for three or four components: least and greatest probability over all joint distributions with
// these marginals. A linear program in 2^n states with n + 1 equations, solved by visiting every basic solution.
Ends sharpest(const Parts& parts) {
  Ends ends{1, 0};
  const auto size = static_cast<Eigen::Index>(parts.sound.size());
  const std::size_t states = std::size_t{1} << size;
  Eigen::VectorXd wanted = Eigen::VectorXd::Ones(size + 1), worth(size + 1);
  for (Eigen::Index i = 0; i < size; ++i) wanted[i] = parts.sound[static_cast<std::size_t>(i)];
  Eigen::MatrixXd equations = Eigen::MatrixXd::Ones(size + 1, size + 1);
  for (std::size_t chosen = 0; chosen < std::size_t{1} << states; ++chosen) {
    if (std::popcount(chosen) != size + 1) continue;
    Eigen::Index column = 0;
    for (std::size_t state = 0; state < states; ++state) {
      if (!((chosen >> state) & 1U)) continue;
      for (Eigen::Index i = 0; i < size; ++i) equations(i, column) = static_cast<double>((state >> i) & 1U);
      worth[column++] = holds(parts, state);
    }
    const Eigen::PartialPivLU<Eigen::MatrixXd> solver(equations);
    if (std::abs(solver.determinant()) < .5) continue;  // Whole numbers: 0 or at least 1.
    const Eigen::VectorXd weights = solver.solve(wanted);
    if (weights.minCoeff() < -1e-12) continue;
    ends = {std::min(ends.lower, weights.dot(worth)), std::max(ends.upper, weights.dot(worth))};
  }
  return ends;
}

// Over the whole range from the first case on; RapidCheck by itself begins near the lower end.
template <class Number>
Number between(Number low, Number high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<Number>(low, high));
}

double random_probability() { return between(1, 1000) / 1000.0; }

Numbers some_of(const Numbers& numbers, int percent) {
  Numbers chosen;
  for (const std::uint32_t number : numbers) {
    if (between(0, 100) < percent) chosen.push_back(number);
  }
  return chosen;
}

// A network without circles whose nodes are numbered in any order. Shared: nodes draw their component, so that several
// may have the same; otherwise each node has its own.
Parts random_parts(std::uint32_t nodes, std::uint32_t components, bool shared, int edge_percent) {
  Parts parts;
  for (std::uint32_t i = 0; i < components; ++i) parts.sound.push_back(random_probability());
  for (std::uint32_t i = 0; i < nodes; ++i) parts.component_of.push_back(shared ? between(0U, components) : i);
  Numbers order = up_to(nodes);
  for (std::uint32_t i = 1; i < nodes; ++i) std::swap(order[i], order[between(0U, i + 1)]);
  for (std::uint32_t i = 0; i < nodes; ++i) {
    const Numbers later(order.begin() + i + 1, order.end());
    for (const std::uint32_t to : some_of(later, edge_percent)) parts.edges.push_back({order[i], to});
  }
  const auto middle = order.begin() + (nodes + 1) / 2;
  parts.starts = some_of({order.begin(), middle}, 60);
  parts.ends = some_of({middle, order.end()}, 60);
  // A node in the middle may be start, end, or both.
  if (between(0, 4) == 0) parts.starts.push_back(order[nodes / 2]);
  if (between(0, 4) == 0) parts.ends.push_back(order[nodes / 2]);
  return parts;
}

Parts random_parts() {
  const bool shared = *rc::gen::arbitrary<bool>();
  const auto components = between(5U, 11U);
  return random_parts(shared ? between(5U, 21U) : components, components, shared, between(15, 50));
}

// The polynomial 2 p^2 + 2 p^3 - 5 p^4 + 2 p^5 of the bridge, by hand: .97848 at .9 and .5 at .5.
TEST(PathReliability, the_bridge_of_the_textbooks) {
  EXPECT_NEAR(reliability(bridge(.9)).probability, .97848, 1e-15);
  EXPECT_NEAR(reliability(bridge(.5)).probability, .5, 1e-15);
  EXPECT_EQ(reliability(bridge(.9)).uncertain, 5U);
  EXPECT_TRUE(reliability(bridge(.9)).exact);
  EXPECT_EQ(reliability(bridge(.9)).standard_error, 0);
}

// By hand: .9 * .8 * .95 = .684; .9 + .8 + .95 - 2 = .65; the smallest is .8.
TEST(PathReliability, series_multiply_and_their_bracket_is_that_of_frechet) {
  const PathReliability found = reliability(series({.9, .8, .95}));
  EXPECT_DOUBLE_EQ(found.probability, .684);
  EXPECT_DOUBLE_EQ(found.lower, .65);
  EXPECT_DOUBLE_EQ(found.upper, .8);
  EXPECT_EQ(reliability(series({.3, .4, .2})).lower, 0);
  EXPECT_DOUBLE_EQ(reliability(series({.3, .4, .2})).upper, .2);
}

// By hand: 1 - .7 * .6 * .8 = .664; .3 + .4 + .2 = .9; the largest is .4.
TEST(PathReliability, parallels_multiply_failures_and_their_bracket_is_that_of_frechet) {
  const PathReliability found = reliability(parallel({.3, .4, .2}));
  EXPECT_DOUBLE_EQ(found.probability, .664);
  EXPECT_DOUBLE_EQ(found.lower, .4);
  EXPECT_DOUBLE_EQ(found.upper, .9);
  EXPECT_EQ(reliability(parallel({.9, .8})).upper, 1);
  EXPECT_DOUBLE_EQ(reliability(parallel({.9, .8})).lower, .9);
}

RC_GTEST_PROP(PathReliability, series_and_parallels_of_any_length_follow_their_formulas, ()) {
  Probabilities sound(between<std::size_t>(1, 60));
  for (double& p : sound) p = random_probability();
  double all = 1, none = 1, sum = 0;
  for (const double p : sound) {
    all *= p;
    none *= 1 - p;
    sum += p;
  }
  const PathReliabilityOptions exact{.largest_exact = 60};
  const PathReliability in_series = reliability(series(sound), exact), beside = reliability(parallel(sound), exact);
  RC_ASSERT(std::abs(in_series.probability - all) < 1e-14);
  RC_ASSERT(std::abs(in_series.lower - std::max(0.0, sum - (static_cast<double>(sound.size()) - 1))) < 1e-13);
  RC_ASSERT(in_series.upper == std::ranges::min(sound));
  RC_ASSERT(std::abs(beside.probability - (1 - none)) < 1e-14);
  RC_ASSERT(beside.lower == std::ranges::max(sound));
  RC_ASSERT(std::abs(beside.upper - std::min(1.0, sum)) < 1e-13);
}

TEST(PathReliability, one_component_passes_its_probability_on_unchanged) {
  for (const double p : {1e-300, .1, .3, 1 - 1e-16}) {
    EXPECT_EQ(reliability(series({p})), (PathReliability{p, 0, true, p, p, 1}));
  }
}

// A path that meets one component twice needs it once: .5 * .8 in place of .5 * .5 * .8, and .5 + .8 - 1 in place of 0.
TEST(PathReliability, a_component_with_several_nodes_counts_once) {
  const PathReliability found = reliability(paths({.5, .8}, {{0, 1, 0}}));
  EXPECT_DOUBLE_EQ(found.probability, .4);
  EXPECT_DOUBLE_EQ(found.lower, .3);
  EXPECT_DOUBLE_EQ(found.upper, .5);
  EXPECT_EQ(found.uncertain, 2U);
  EXPECT_EQ(reliability(paths({.5}, {{0}, {0}})), (PathReliability{.5, 0, true, .5, .5, 1}));
  // The first component is needed by each of three paths, although the others make the smaller cut of nodes.
  EXPECT_EQ(reliability(paths({.5, .4, .4, .4}, {{0, 1}, {0, 2}, {0, 3}})).upper, .5);
}

TEST(PathReliability, certain_and_impossible_components_are_not_uncertain) {
  EXPECT_DOUBLE_EQ(reliability(paths({1, .7, 0, .9}, {{0, 1}, {2, 3}})).probability, .7);
  EXPECT_EQ(reliability(paths({1, .7, 0, .9}, {{0, 1}, {2, 3}})).uncertain, 1U);
  // A path that cannot fail leaves nothing to the other.
  EXPECT_EQ(reliability(paths({1, .7}, {{0}, {1}})), (PathReliability{1, 0, true, 1, 1, 0}));
  EXPECT_EQ(reliability(paths({0, .7}, {{0, 1}})), (PathReliability{0, 0, true, 0, 0, 0}));
}

TEST(PathReliability, nodes_that_no_path_needs_count_for_nothing) {
  // 0 -> 1 -> 2 with a side road 0 -> 3, a road 4 -> 2 from nowhere, and a road on, 2 -> 5, to another end.
  const Parts parts{{.9, .8, .7, .6, .5, .4}, up_to(6), {{0, 1}, {1, 2}, {0, 3}, {4, 2}, {2, 5}}, {0}, {2, 5}};
  EXPECT_DOUBLE_EQ(reliability(parts).probability, .9 * .8 * .7);
  EXPECT_EQ(reliability(parts).uncertain, 3U);
}

TEST(PathReliability, without_starts_ends_or_paths_it_never_holds) {
  const PathReliability never{0, 0, true, 0, 0, 0};
  EXPECT_EQ(reliability({}), never);
  EXPECT_EQ(reliability({{.9}, {0}, {}, {}, {0}}), never);
  EXPECT_EQ(reliability({{.9}, {0}, {}, {0}, {}}), never);
  EXPECT_EQ(reliability({{1, 1}, {0, 1}, {{1, 0}}, {0}, {1}}), never);
}

TEST(PathReliability, an_edge_a_start_or_an_end_given_twice_counts_once) {
  const Parts parts{{.9, .8}, {0, 1}, {{0, 1}, {0, 1}}, {0, 0}, {1, 1}};
  EXPECT_EQ(reliability(parts), reliability(series({.9, .8})));
}

RC_GTEST_PROP(PathReliability, exact_is_the_sum_over_all_states, ()) {
  const Parts parts = random_parts();
  const PathReliability found = reliability(parts);
  RC_ASSERT(found.exact);
  RC_ASSERT(std::abs(found.probability - enumerated(parts)) < 1e-12);
}

RC_GTEST_PROP(PathReliability, exact_is_the_sum_over_all_states_with_zeros_and_ones, ()) {
  Parts parts = random_parts();
  for (double& p : parts.sound) {
    const int kind = between(0, 3);
    if (kind != 2) p = kind;
  }
  const PathReliability found = reliability(parts);
  RC_ASSERT(std::abs(found.probability - enumerated(parts)) < 1e-12);
  RC_ASSERT(found.lower <= found.probability && found.probability <= found.upper);
}

// More than ten components are swept or split; sweeping is looked at by itself for fewer.
RC_GTEST_PROP(PathReliability, sweeping_the_nodes_is_the_sum_over_all_states, ()) {
  const Parts parts = random_parts();
  const PathCore core(parts.network());
  RC_PRE(core.nodes() > 0);
  const auto swept = PathSweep(core)(infinity);
  RC_ASSERT(swept.has_value());
  RC_ASSERT(std::abs(*swept - enumerated(parts)) < 1e-12);
}

RC_GTEST_PROP(PathReliability, twelve_components_give_the_sum_over_all_states, ()) {
  const Parts parts = random_parts(between(20U, 40U), 12, true, between(10, 25));
  RC_ASSERT(std::abs(reliability(parts).probability - enumerated(parts)) < 1e-12);
}

TEST(PathReliability, splitting_components_with_many_nodes_is_the_sum_over_all_states) {
  // Thirty paths of four of fourteen components: too much to sweep.
  std::vector<Numbers> sets;
  for (std::uint32_t i = 0; i < 30; ++i) sets.push_back({i % 14, (i * 3 + 1) % 14, (i * 5 + 7) % 14, (i * i + 2) % 14});
  Probabilities sound;
  for (int i = 0; i < 14; ++i) sound.push_back(.2 + .04 * i);
  const Parts parts = paths(sound, sets);
  EXPECT_FALSE(PathSweep(PathCore(parts.network()))(100).has_value());
  EXPECT_NEAR(reliability(parts).probability, enumerated(parts), 1e-12);
}

// Each layer needs one sound node of five: (1 - .1^5)^5.
TEST(PathReliability, twenty_five_components_in_five_full_layers) {
  EXPECT_NEAR(reliability(layers(5, 5, .9)).probability, std::pow(1 - 1e-5, 5), 1e-15);
  EXPECT_EQ(reliability(layers(5, 5, .9)).uncertain, 25U);
  EXPECT_TRUE(reliability(layers(5, 5, .9)).exact);
}

// 169 useful nodes: more than a machine word has bits.
TEST(PathReliability, at_least_thirteen_of_twenty_five_is_the_tail_of_the_binomial) {
  const PathReliability found = reliability(at_least(13, Probabilities(25, .6)));
  const boost::math::binomial_distribution<double> law(25, .6);
  EXPECT_NEAR(found.probability, boost::math::cdf(boost::math::complement(law, 12)), 1e-14);
}

TEST(PathReliability, a_long_path_that_meets_every_component_twice_is_exact_when_asked) {
  Numbers twice = up_to(70);
  twice.insert(twice.end(), twice.begin(), twice.end());
  const PathReliability found = reliability(paths(Probabilities(70, .99), {twice}), {.largest_exact = 70});
  EXPECT_TRUE(found.exact);
  EXPECT_NEAR(found.probability, std::pow(.99, 70), 1e-14);
  EXPECT_NEAR(found.lower, 1 - 70 * .01, 1e-13);
}

RC_GTEST_PROP(PathReliability, the_bracket_holds_for_independent_and_for_comonotone_components, ()) {
  const Parts parts = random_parts();
  const PathReliability found = reliability(parts);
  RC_ASSERT(0 <= found.lower && found.lower <= found.probability);
  RC_ASSERT(found.probability <= found.upper && found.upper <= 1);
  const double together = comonotone(parts);
  RC_ASSERT(found.lower - 1e-15 <= together && together <= found.upper + 1e-15);
}

RC_GTEST_PROP(PathReliability, the_bracket_is_the_sharpest_where_each_component_has_one_node, ()) {
  const Parts parts = random_parts(3, 3, false, 50);
  const PathReliability found = reliability(parts);
  const Ends sharp = sharpest(parts);
  RC_ASSERT(std::abs(found.lower - sharp.lower) < 1e-12);
  RC_ASSERT(std::abs(found.upper - sharp.upper) < 1e-12);
}

// 0 leads to 2 and 3, 1 to 3 only: neither series nor parallel.
TEST(PathReliability, the_bracket_is_the_sharpest_in_a_network_that_no_series_and_parallels_make) {
  for (const Probabilities& sound : {Probabilities{.3, .4, .2, .6}, Probabilities{.9, .8, .7, .95}}) {
    const Parts parts{sound, up_to(4), {{0, 2}, {0, 3}, {1, 3}}, {0, 1}, {2, 3}};
    EXPECT_NEAR(reliability(parts).lower, sharpest(parts).lower, 1e-12);
    EXPECT_NEAR(reliability(parts).upper, sharpest(parts).upper, 1e-12);
  }
}

RC_GTEST_PROP(PathReliability, the_bracket_holds_for_every_dependence_where_components_have_several_nodes, ()) {
  const Parts parts = random_parts(between(1U, 9U), 3, true, 40);
  const PathReliability found = reliability(parts);
  const Ends sharp = sharpest(parts);
  RC_ASSERT(found.lower <= sharp.lower + 1e-12);
  RC_ASSERT(found.upper >= sharp.upper - 1e-12);
}

// Two of three at .6: every path gives 2 * .6 - 1 = .2, while failures of .4 each can spoil at most (3 * .4) / 2 = .6.
TEST(PathReliability, a_narrower_bracket_may_exist_where_components_have_several_nodes) {
  const Parts parts = at_least(2, Probabilities(3, .6));
  EXPECT_NEAR(reliability(parts).lower, .2, 1e-15);
  EXPECT_NEAR(sharpest(parts).lower, .4, 1e-15);
}

// Five standard errors: one test in two million fails by chance, and the seed is fixed.
TEST(PathReliability, simulated_is_within_five_standard_errors_of_exact) {
  const PathReliabilityOptions simulate{.largest_exact = 0};
  std::vector<Parts> all{bridge(.9), bridge(.5), layers(4, 3, .6), layers(7, 1, .9), at_least(5, Probabilities(9, .6))};
  for (const double p : {.001, .25, 1.0 / 3, .5, .9, .9995}) all.push_back(series({p}));
  for (const Parts& parts : all) {
    const PathReliability exact = reliability(parts), simulated = reliability(parts, simulate);
    EXPECT_FALSE(simulated.exact);
    EXPECT_NEAR(simulated.probability, exact.probability, 5 * simulated.standard_error);
    EXPECT_EQ(simulated.uncertain, exact.uncertain);
    EXPECT_LE(simulated.lower, simulated.probability);
    EXPECT_LE(simulated.probability, simulated.upper);
  }
}

TEST(PathReliability, the_standard_error_is_that_of_a_share) {
  const PathReliability found = reliability(bridge(.5), {.largest_exact = 0, .draws = 10'000});
  EXPECT_DOUBLE_EQ(found.standard_error, std::sqrt(found.probability * (1 - found.probability) / 10'000));
  EXPECT_NE(found, reliability(bridge(.5), {.largest_exact = 0, .draws = 10'000, .seed = 1}));
}

// The bits drawn agree with their probabilities one by one and two by two, also in the last bits of a word.
TEST(PathReliability, draws_have_their_probability_and_are_independent) {
  const auto key = kring::philox_key(2026);
  int first = 0, second = 0, both = 0, last = 0;
  constexpr int blocks = 10'000, draws = 64 * blocks;
  for (std::uint32_t block = 0; block < blocks; ++block) {
    const auto a = kring::detail::sound_in_draws(.3, 0, block, key);
    const auto b = kring::detail::sound_in_draws(.7, 1, block, key);
    first += std::popcount(a);
    second += std::popcount(b);
    both += std::popcount(a & b);
    last += static_cast<int>(a >> 63);
  }
  const auto close = [](int count, double p, double n) {
    return std::abs(count - p * n) < 5 * std::sqrt(p * (1 - p) * n);
  };
  EXPECT_TRUE(close(first, .3, draws) && close(second, .7, draws) && close(both, .21, draws));
  EXPECT_TRUE(close(last, .3, blocks));
}

TEST(PathReliability, every_draw_more_adds_one_or_nothing) {
  const PathCore core(bridge(.5).network());
  const kring::detail::PathDraws holding(core, 2026);
  std::uint64_t before = 0;
  for (std::uint32_t draws = 1; draws <= 200; ++draws) {
    const std::uint64_t count = holding(draws, 1);
    EXPECT_TRUE(count == before || count == before + 1) << draws;
    before = count;
  }
}

TEST(PathReliability, draws_without_any_or_without_another_outcome_are_not_certain) {
  const PathReliability never = reliability(series({1e-9}), {.largest_exact = 0, .draws = 1000});
  EXPECT_EQ(never.probability, 1e-9);  // No draw held: moved to the bracket, which is one point for one component.
  EXPECT_EQ(never.standard_error, .003);
  const PathReliability always = reliability(layers(3, 3, 1 - 1e-9), {.largest_exact = 0, .draws = 1000});
  EXPECT_EQ(always.probability, 1);
  EXPECT_EQ(always.standard_error, .003);
  EXPECT_EQ(reliability(bridge(.5), {.largest_exact = 0, .draws = 1}).standard_error, 1);
}

TEST(PathReliability, the_same_bits_for_any_number_of_threads) {
  for (const std::uint32_t draws : {1U, 63U, 64U, 65U, 1000U, 100'000U}) {
    PathReliabilityOptions options{.largest_exact = 3, .draws = draws};
    const PathReliability alone = reliability(layers(6, 5, .7), options);
    for (const unsigned threads : {2U, 8U, 0U}) {
      options.threads = threads;
      EXPECT_EQ(reliability(layers(6, 5, .7), options), alone);
    }
  }
}

RC_GTEST_PROP(PathReliability, numbers_of_nodes_and_order_of_edges_do_not_matter, ()) {
  const Parts parts = random_parts(between(1U, 25U), 14, true, 20);
  Numbers moved = up_to(parts.nodes());
  for (std::uint32_t i = 1; i < parts.nodes(); ++i) std::swap(moved[i], moved[between(0U, i + 1)]);
  Parts other = parts;
  for (std::uint32_t i = 0; i < parts.nodes(); ++i) other.component_of[moved[i]] = parts.component_of[i];
  for (PathEdge& edge : other.edges) edge = {moved[edge.from], moved[edge.to]};
  for (std::uint32_t& node : other.starts) node = moved[node];
  for (std::uint32_t& node : other.ends) node = moved[node];
  std::ranges::reverse(other.edges);
  const PathReliability before = reliability(parts), after = reliability(other);
  RC_ASSERT(std::abs(before.probability - after.probability) < 1e-12);
  RC_ASSERT(before.uncertain == after.uncertain);
  // Draws belong to components, so that even simulation gives the same count.
  const PathReliabilityOptions simulate{.largest_exact = 0, .draws = 200};
  RC_ASSERT(reliability(parts, simulate).standard_error == reliability(other, simulate).standard_error);
}

RC_GTEST_PROP(PathReliability, sounder_components_and_more_edges_never_make_it_less, ()) {
  const Parts parts = random_parts(between(2U, 20U), 12, true, 20);
  const PathReliability before = reliability(parts);
  Parts sounder = parts;
  double& p = sounder.sound[between<std::size_t>(0, 12)];
  p = std::max(p, between(0, 1001) / 1000.0);
  RC_ASSERT(reliability(sounder).probability >= before.probability - 1e-12);
  Parts larger = parts;
  const std::uint32_t from = between(0U, parts.nodes()), to = between(0U, parts.nodes());
  larger.edges.push_back({from, to});
  try {
    const PathReliability after = reliability(larger);
    RC_ASSERT(after.probability >= before.probability - 1e-12);
  } catch (const InvalidValue&) {
    RC_SUCCEED("the new edge leads round");
  }
}

RC_GTEST_PROP(PathReliability, the_bracket_without_shared_components_widens_with_no_component, ()) {
  const Parts parts = random_parts(8, 8, false, 30);
  Parts sounder = parts;
  double& p = sounder.sound[between<std::size_t>(0, 8)];
  p += (1 - p) / 2;
  const PathReliability before = reliability(parts), after = reliability(sounder);
  RC_ASSERT(after.lower >= before.lower - 1e-12);
  RC_ASSERT(after.upper >= before.upper - 1e-12);
}

TEST(PathNetwork, refuses_what_cannot_be_and_says_where) {
  const auto network = [](const Parts& parts) { return [=] { (void)parts.network(); }; };
  EXPECT_THAT(network({{.9, 1.2}, {}, {}, {}, {}}),
              ThrowsMessage<InvalidValue>(HasSubstr("sound[1] is 1.2; give a probability between 0 and 1")));
  EXPECT_THAT(network({{std::nan("")}, {}, {}, {}, {}}), ThrowsMessage<InvalidValue>(HasSubstr("sound[0] is nan")));
  EXPECT_THAT(network({{-.1}, {}, {}, {}, {}}), ThrowsMessage<InvalidValue>(HasSubstr("sound[0] is -0.1")));
  EXPECT_THAT(network({{.9, .8}, {0, 2}, {}, {}, {}}),
              ThrowsMessage<InvalidValue>("component_of[1] is 2; expected the number of a component, 0 to 1"));
  EXPECT_THAT(network({{}, {0}, {}, {}, {}}),
              ThrowsMessage<InvalidValue>(HasSubstr("a component, but there are none")));
  EXPECT_THAT(network({{.9}, {0}, {{0, 0}, {3, 0}}, {}, {}}),
              ThrowsMessage<InvalidValue>("edges.from[1] is 3; expected the number of a node, 0 to 0"));
  EXPECT_THAT(network({{.9}, {0}, {{0, 7}}, {}, {}}), ThrowsMessage<InvalidValue>(HasSubstr("edges.to[0] is 7")));
  EXPECT_THAT(network({{.9}, {0}, {}, {0, 1}, {}}), ThrowsMessage<InvalidValue>(HasSubstr("starts[1] is 1")));
  EXPECT_THAT(network({{.9}, {0}, {}, {}, {9}}), ThrowsMessage<InvalidValue>(HasSubstr("ends[0] is 9")));
}

TEST(PathNetwork, refuses_circles_and_shows_one) {
  const auto network = [](Edges edges, std::size_t nodes) {
    return [=] { (void)Parts{Probabilities(nodes, .9), up_to(nodes), edges, {}, {}}.network(); };
  };
  EXPECT_THAT(network({{0, 1}, {1, 2}, {2, 1}, {2, 3}}, 4),
              ThrowsMessage<InvalidValue>(testing::AnyOf(HasSubstr("by the nodes 1 -> 2 -> 1; expected a network that"),
                                                         HasSubstr("by the nodes 2 -> 1 -> 2; expected"))));
  EXPECT_THAT(network({{1, 1}}, 2), ThrowsMessage<InvalidValue>(HasSubstr("nodes 1 -> 1;")));
  Edges round;
  for (std::uint32_t i = 0; i < 40; ++i) round.push_back({i, (i + 1) % 40});
  EXPECT_THAT(network(round, 40), ThrowsMessage<InvalidValue>(HasSubstr(" -> ... -> ")));
}

TEST(PathReliability, refuses_a_number_of_draws_out_of_range) {
  EXPECT_THAT([] { (void)reliability(bridge(.5), {.draws = 0}); },
              ThrowsMessage<InvalidValue>("draws is 0; give 1 to 1000000000 draws"));
  EXPECT_THROW((void)reliability(bridge(.5), {.draws = 1'000'000'001}), InvalidValue);
}

TEST(PathNetwork, knows_its_size_and_equals_its_copy) {
  const PathNetwork network = bridge(.9).network();
  EXPECT_EQ(network.components(), 5U);
  EXPECT_EQ(network.nodes(), 10U);
  EXPECT_EQ(network.sound()[4], .9);
  EXPECT_EQ(network, bridge(.9).network());
  EXPECT_NE(network, bridge(.8).network());
}

}  // namespace
