// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/beta_binomial.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "kept_figures.hpp"

namespace {

using kring::statistics::BetaBinomialFit;
using kring::statistics::fit_beta_binomial;
using kring::statistics::posterior_interval;
using kring::statistics::posterior_mean;
using kring::statistics::probability_below;
using Counts = std::vector<std::int64_t>;

// Tumours in 71 groups of control rats, Tarone 1982, as printed in Gelman et al., Bayesian Data Analysis, table 5.1.
const Counts tumours = {0, 0, 0, 0,  0, 0, 0, 0, 0,  0,  0, 0, 0, 0, 1, 1, 1, 1, 1,  1,  1,  1, 2, 2,
                        2, 2, 2, 2,  2, 2, 2, 1, 5,  2,  5, 3, 2, 7, 7, 3, 3, 2, 9,  10, 4,  4, 4, 4,
                        4, 4, 4, 10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6, 6, 6, 6, 16, 15, 15, 9, 4};
const Counts rats = {20, 20, 20, 20, 20, 20, 20, 19, 19, 19, 19, 18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 25, 24,
                     23, 20, 20, 20, 20, 20, 20, 10, 49, 19, 46, 27, 17, 49, 47, 20, 20, 13, 48, 50, 20, 20, 20, 20,
                     20, 20, 20, 48, 19, 19, 19, 22, 46, 49, 20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24, 14};

double log_coefficients(const Counts& events, const Counts& trials) {
  double sum = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto r = static_cast<double>(events[i]);
    const auto n = static_cast<double>(trials[i]);
    sum += std::lgamma(n + 1) - std::lgamma(r + 1) - std::lgamma(n - r + 1);
  }
  return sum;
}

TEST(BetaBinomial, rats_reach_the_published_optimum) {
  ASSERT_EQ(std::accumulate(tumours.begin(), tumours.end(), std::int64_t{0}), 267);
  ASSERT_EQ(std::accumulate(rats.begin(), rats.end(), std::int64_t{0}), 1739);
  const auto fit = fit_beta_binomial(tumours, rats);
  // methods.md 11.4: (2.3416, 14.1148), log-likelihood -730.3385 without the binomial coefficients.
  EXPECT_NEAR(fit.alpha, 2.3416, 5e-5);
  EXPECT_NEAR(fit.beta, 14.1148, 5e-5);
  EXPECT_NEAR(fit.log_likelihood - log_coefficients(tumours, rats), -730.3385, 5e-5);
  EXPECT_TRUE(fit.overdispersed);
}

TEST(BetaBinomial, posterior_of_a_known_beta_distribution) {
  // methods.md 11.4: Beta(1.4, 8.6) and 4 of 14 give mean .2250 and standard deviation .0835.
  const BetaBinomialFit fit{1.4, 8.6, 0.14, 0, true};
  EXPECT_NEAR(posterior_mean(fit, 4, 14), 0.2250, 5e-5);
  const auto [lower, upper] = posterior_interval(fit, 4, 14, 0.682689);
  EXPECT_NEAR((upper - lower) / 2, 0.0835, 1e-3);  // a normal would have exactly one standard deviation here
}

TEST(BetaBinomial, sixty_schools_agree_with_the_kept_figures) {
  const auto input = kept_figures("funnel-plots/input_synthetic_success.csv");
  if (input.empty()) GTEST_SKIP() << "no kept figures under " << KRING_SHARED_DIR;
  Counts events;
  Counts trials;
  for (const KeptRow& row : input) {
    events.push_back(std::llround(row.values[0]));
    trials.push_back(std::llround(row.values[1]));
  }
  const auto fit = fit_beta_binomial(events, trials);
  // betabinomial_mle_60schools.csv; its optimiser stopped 4e-10 below the maximum, hence the tolerance of alpha, beta.
  EXPECT_NEAR(fit.alpha, 24.442852681934, 3e-4);
  EXPECT_NEAR(fit.beta, 9.39219709942445, 1e-4);
  EXPECT_NEAR(fit.log_likelihood, -241.526280012274, 1e-9);
  const BetaBinomialFit kept{24.442852681934, 9.39219709942445, 0.722412197998328, 0, true};
  const auto rows = kept_figures("shrinkage/betabinomial_posterior_60schools.csv");
  ASSERT_EQ(rows.size(), events.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_NEAR(posterior_mean(kept, events[i], trials[i]), rows[i].values[0], 1e-12);
    EXPECT_NEAR(probability_below(kept, events[i], trials[i], 0.65), rows[i].values[1], 1e-9);
    EXPECT_NEAR(posterior_interval(kept, events[i], trials[i]).lower, rows[i].values[2], 1e-9);
    EXPECT_NEAR(posterior_interval(kept, events[i], trials[i]).upper, rows[i].values[3], 1e-9);
  }
}

TEST(BetaLaw, agrees_with_boost_for_shapes_of_every_size) {
  std::mt19937_64 engine(11);
  std::uniform_real_distribution<double> uniform(0, 1);
  const auto tail = kring::detail::tail_level(0.9);
  const kring::detail::math_policy policy;
  for (int i = 0; i < 4000; ++i) {
    const double a = std::exp(-2 + uniform(engine) * (i % 2 == 0 ? 7 : 15));
    const double b = std::exp(-2 + uniform(engine) * (i % 3 == 0 ? 7 : 15));
    const kring::detail::BetaLaw law(a, b);
    const double low = boost::math::ibeta_inv(a, b, 0.05, policy);
    const double high = boost::math::ibetac_inv(a, b, 0.05, policy);
    EXPECT_NEAR(law.lower_quantile(tail), low, 1e-12 * low) << a << ' ' << b;
    EXPECT_NEAR(law.upper_quantile(tail), high, 1e-12 * high) << a << ' ' << b;
    // Rounding of x moves a tail by about 1e-16 times a + b of itself.
    const double x = low + (high - low) * uniform(engine);
    if (!(x > 0 && x < 1)) continue;
    const double below = boost::math::ibeta(a, b, x, policy);
    EXPECT_NEAR(law.below(x), below, 1e-12 + 1e-15 * (a + b)) << a << ' ' << b << ' ' << x;
    EXPECT_NEAR(law.above(x), 1 - below, 1e-12 + 1e-15 * (a + b)) << a << ' ' << b << ' ' << x;
  }
}

// Slopes of the log-likelihood in log alpha and log beta by Boost: both 0 at an optimum.
std::pair<double, double> slopes(const BetaBinomialFit& fit, const Counts& events, const Counts& trials) {
  using boost::math::digamma;
  double in_alpha = 0;
  double in_beta = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto r = static_cast<double>(events[i]);
    const auto n = static_cast<double>(trials[i]);
    const double total = digamma(fit.alpha + fit.beta + n) - digamma(fit.alpha + fit.beta);
    in_alpha += digamma(fit.alpha + r) - digamma(fit.alpha) - total;
    in_beta += digamma(fit.beta + (n - r)) - digamma(fit.beta) - total;
  }
  return {fit.alpha * in_alpha, fit.beta * in_beta};
}

TEST(BetaBinomial, is_an_optimum_for_small_and_huge_counts_and_for_weak_and_strong_spread) {
  std::mt19937_64 engine(7);
  int checked = 0;
  for (const std::int64_t largest : {10LL, 300LL, 5'000LL, 1'000'000LL, 1'000'000'000LL}) {
    for (const double sum : {0.3, 20.0, 500.0}) {
      for (const std::size_t size : {12U, 200U}) {
        Counts events;
        Counts trials;
        std::gamma_distribution<double> first(0.7 * sum);
        std::gamma_distribution<double> second(0.3 * sum);
        std::uniform_int_distribution<std::int64_t> any(largest / 10 + 1, largest);
        for (std::size_t i = 0; i < size; ++i) {
          const double x = first(engine);
          const double share = x / (x + second(engine));
          trials.push_back(any(engine));
          events.push_back(std::binomial_distribution<std::int64_t>(trials.back(), share)(engine));
        }
        const auto fit = fit_beta_binomial(events, trials);
        if (!std::isfinite(fit.alpha)) continue;
        ++checked;
        const auto [in_alpha, in_beta] = slopes(fit, events, trials);
        // Boost's own differences carry about 1e-15 of log(n) a unit, times alpha.
        const double tolerance = 1e-7 + 1e-13 * static_cast<double>(size) * (fit.alpha + fit.beta);
        EXPECT_NEAR(in_alpha, 0, tolerance) << largest << ' ' << sum << ' ' << size;
        EXPECT_NEAR(in_beta, 0, tolerance) << largest << ' ' << sum << ' ' << size;
      }
    }
  }
  EXPECT_GE(checked, 24);
}

TEST(BetaBinomial, counts_that_differ_no_more_than_chance_share_one_share) {
  const std::vector<std::pair<Counts, Counts>> cases = {
      {{3, 3, 3}, {10, 10, 10}}, {{3}, {10}}, {{0, 1, 1, 0}, {1, 1, 1, 1}}, {{300'000'000}, {1'000'000'000}}};
  for (const auto& [events, trials] : cases) {
    const auto fit = fit_beta_binomial(events, trials);
    EXPECT_FALSE(fit.overdispersed);
    EXPECT_EQ(fit.alpha, std::numeric_limits<double>::infinity());
    EXPECT_EQ(fit.beta, std::numeric_limits<double>::infinity());
    const double pooled = static_cast<double>(std::accumulate(events.begin(), events.end(), std::int64_t{0})) /
                          static_cast<double>(std::accumulate(trials.begin(), trials.end(), std::int64_t{0}));
    EXPECT_DOUBLE_EQ(fit.mean, pooled);
    EXPECT_EQ(posterior_mean(fit, 1, 1), fit.mean);
    EXPECT_EQ(posterior_interval(fit, 1, 1).lower, fit.mean);
    EXPECT_EQ(posterior_interval(fit, 1, 1).upper, fit.mean);
    EXPECT_EQ(probability_below(fit, 1, 1, 0.99), 1);
    EXPECT_EQ(probability_below(fit, 1, 1, 0.01), 0);
  }
}

TEST(BetaBinomial, one_share_for_all_has_the_binomial_likelihood) {
  // By hand: (C(10,3) .3^3 .7^7)^2 with C(10,3) = 120.
  const auto fit = fit_beta_binomial(Counts{3, 3}, Counts{10, 10});
  EXPECT_NEAR(fit.log_likelihood, 2 * std::log(120.0) + 6 * std::log(0.3) + 14 * std::log(0.7), 1e-12);
}

TEST(BetaBinomial, pooled_share_of_0_or_1_is_no_variation) {
  for (const std::int64_t share : {0, 1}) {
    const auto fit = fit_beta_binomial(Counts{5 * share, 9 * share}, Counts{5, 9});
    EXPECT_FALSE(fit.overdispersed);
    EXPECT_EQ(fit.mean, static_cast<double>(share));
    EXPECT_NEAR(fit.log_likelihood, 0, 1e-12);
    EXPECT_EQ(posterior_mean(fit, 0, 5), static_cast<double>(share));
  }
}

TEST(BetaBinomial, all_or_nothing_gives_each_unit_its_own_share) {
  const auto fit = fit_beta_binomial(Counts{0, 7, 0, 9}, Counts{5, 7, 4, 9});
  EXPECT_TRUE(fit.overdispersed);
  EXPECT_EQ(fit.alpha, 0);
  EXPECT_EQ(fit.beta, 0);
  EXPECT_EQ(fit.mean, 0.5);
  EXPECT_NEAR(fit.log_likelihood, 4 * std::log(0.5), 1e-12);  // the limit: a fair coin a unit
  EXPECT_EQ(posterior_mean(fit, 7, 7), 1);
  EXPECT_EQ(posterior_interval(fit, 0, 5).upper, 0);
  EXPECT_EQ(probability_below(fit, 0, 5, 0.2), 1);
}

std::string refusal(const Counts& events, const Counts& trials) {
  try {
    (void)fit_beta_binomial(events, trials);
  } catch (const kring::InvalidValue& error) {
    return error.what();
  }
  return "accepted";
}

TEST(BetaBinomial, refuses_bad_counts_and_says_where) {
  EXPECT_THAT(refusal({1, 0}, {2, 0}), testing::HasSubstr("trials[1] is 0"));
  EXPECT_THAT(refusal({1, 3}, {2, 2}), testing::HasSubstr("events[1] is 3"));
  EXPECT_THAT(refusal({-1, 1}, {2, 2}), testing::HasSubstr("events[0] is -1"));
  EXPECT_THAT(refusal({1}, {2, 2}), testing::HasSubstr("trials has 2 elements, expected 1"));
  EXPECT_THAT(refusal({}, {}), testing::HasSubstr("empty"));
  EXPECT_THROW((void)probability_below({1, 1, 0.5, 0, true}, 1, 2, 1.0), kring::InvalidValue);
  EXPECT_THROW((void)posterior_interval({1, 1, 0.5, 0, true}, 1, 2, 0.0), kring::InvalidValue);
}

RC_GTEST_PROP(BetaBinomial, shrinks_each_unit_towards_the_mean_and_never_loses_to_one_share, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 40);
  const auto trials = *rc::gen::container<Counts>(size, rc::gen::inRange<std::int64_t>(1, 400));
  Counts events;
  for (const auto n : trials) events.push_back(*rc::gen::inRange<std::int64_t>(0, n + 1));
  const auto fit = fit_beta_binomial(events, trials);
  double r = 0;
  double n = 0;
  for (std::size_t i = 0; i < size; ++i) {
    r += static_cast<double>(events[i]);
    n += static_cast<double>(trials[i]);
    const double own = static_cast<double>(events[i]) / static_cast<double>(trials[i]);
    const double shrunken = posterior_mean(fit, events[i], trials[i]);
    RC_ASSERT(shrunken >= std::min(own, fit.mean) - 1e-12 && shrunken <= std::max(own, fit.mean) + 1e-12);
  }
  double one_share = log_coefficients(events, trials);
  if (r > 0) one_share += r * std::log(r / n);
  if (r < n) one_share += (n - r) * std::log1p(-r / n);
  RC_ASSERT(fit.log_likelihood >= one_share - 1e-9 * (1 + std::abs(one_share)));
}

RC_GTEST_PROP(BetaBinomial, order_of_the_units_is_irrelevant_and_events_mirror_failures, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(2, 30);
  auto trials = *rc::gen::container<Counts>(size, rc::gen::inRange<std::int64_t>(2, 60));
  Counts events;
  Counts failures;
  for (const auto count : trials) {
    events.push_back(*rc::gen::inRange<std::int64_t>(0, count + 1));
    failures.push_back(count - events.back());
  }
  const auto fit = fit_beta_binomial(events, trials);
  const auto mirrored = fit_beta_binomial(failures, trials);
  std::reverse(events.begin(), events.end());
  std::reverse(trials.begin(), trials.end());
  const auto reversed = fit_beta_binomial(events, trials);
  RC_ASSERT(std::abs(fit.log_likelihood - reversed.log_likelihood) < 1e-8);
  RC_ASSERT(std::abs(fit.log_likelihood - mirrored.log_likelihood) < 1e-8);
  RC_ASSERT(std::abs(fit.mean - (1 - mirrored.mean)) < 1e-6);
}

TEST(BetaBinomial, no_place_of_a_grid_is_higher_for_few_and_odd_units) {
  // Few units make likelihoods of every shape: two hills, hills far from the pooled share, a flat top.
  std::mt19937_64 engine(99);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int i = 0; i < 3000; ++i) {
    const std::int64_t largest = std::vector<std::int64_t>{3, 30, 1000, 1'000'000}[static_cast<std::size_t>(i % 4)];
    const double sum = std::exp(12 * uniform(engine) - 3);
    const double mean = uniform(engine) < 0.3 ? 0.02 * uniform(engine) : uniform(engine);
    std::gamma_distribution<double> first(std::max(1e-3, mean * sum));
    std::gamma_distribution<double> second(std::max(1e-3, (1 - mean) * sum));
    Counts events;
    Counts trials;
    for (std::uint64_t unit = 0; unit < 1 + engine() % 12; ++unit) {
      const double x = first(engine) + 1e-300;
      trials.push_back(1 + static_cast<std::int64_t>(engine() % static_cast<std::uint64_t>(largest)));
      events.push_back(std::binomial_distribution<std::int64_t>(trials.back(), x / (x + second(engine)))(engine));
    }
    const double reached = fit_beta_binomial(events, trials).log_likelihood;
    const kring::detail::BetaBinomialLikelihood likelihood(events, trials);
    const double coefficients = likelihood.log_coefficients();
    for (double m = 0.01; m < 1; m += 0.07) {
      for (double s = 1e-3; s < 1e7; s *= 5) {
        ASSERT_LE(coefficients + likelihood.kernel(m * s, (1 - m) * s), reached + 1e-7) << i << ' ' << m << ' ' << s;
      }
    }
  }
}

TEST(BetaBinomial, many_units_agree_with_one_at_a_time_for_any_number_of_threads) {
  const auto fit = fit_beta_binomial(tumours, rats);
  std::vector<double> means(rats.size());
  std::vector<double> lower(rats.size());
  std::vector<double> upper(rats.size());
  std::vector<double> below(rats.size());
  for (const unsigned threads : {1U, 3U}) {
    posterior_mean(fit, tumours, rats, means, threads);
    posterior_interval(fit, tumours, rats, 0.9, lower, upper, threads);
    probability_below(fit, tumours, rats, 0.15, below, threads);
    for (std::size_t i = 0; i < rats.size(); ++i) {
      EXPECT_EQ(means[i], posterior_mean(fit, tumours[i], rats[i]));
      EXPECT_EQ(lower[i], posterior_interval(fit, tumours[i], rats[i]).lower);
      EXPECT_EQ(upper[i], posterior_interval(fit, tumours[i], rats[i]).upper);
      EXPECT_EQ(below[i], probability_below(fit, tumours[i], rats[i], 0.15));
    }
  }
}

}  // namespace
