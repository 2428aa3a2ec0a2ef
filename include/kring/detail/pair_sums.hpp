// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "kring/core/parallel.hpp"
#include "kring/detail/centred_normal.hpp"

namespace kring::detail {

/// Sums of P(theta_k < theta_i) - 1/2 over pairs of independent normals, each pair evaluated once: what one unit gains
/// the other loses. Rows are dealt out over a fixed number of stripes and the stripes are added in order, so that the
/// result has the same bits for any number of threads.
class PairSums {
 public:
  PairSums(std::span<const double> means, std::span<const double> standard_deviations)
      : means_(means), variances_(means.size()), stripes_(std::clamp<std::size_t>(means.size() / 64, 1, 16)) {
    std::transform(standard_deviations.begin(), standard_deviations.end(), variances_.begin(),
                   // The floor makes two certain and equal units tie: 0 times anything finite is 0.
                   [](double s) { return std::max(s * s, 1e-300); });
  }

  /// Writes for each unit i the sum over k != i of P(theta_k < theta_i) - 1/2.
  void operator()(unsigned threads, std::span<double> out) const {
    const std::size_t size = means_.size();
    std::vector<double> partial(stripes_ * size, 0.0);
    for_each_part(stripes_, threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t stripe = begin; stripe < end; ++stripe) {
        double* const sums = partial.data() + stripe * size;
        for (std::size_t row = stripe; row < size; row += stripes_) add_row(row, sums);
      }
    });
    std::fill(out.begin(), out.end(), 0.0);
    for (std::size_t stripe = 0; stripe < stripes_; ++stripe) {
      for (std::size_t i = 0; i < size; ++i) out[i] += partial[stripe * size + i];
    }
  }

 private:
  static constexpr std::size_t block = 128;
  static constexpr std::size_t lanes = 8;

  void add_row(std::size_t row, double* sums) const {
    std::array<double, lanes> total{};
    std::array<double, block> gains{};
    for (std::size_t begin = row + 1; begin < means_.size(); begin += block) {
      const std::size_t count = std::min(block, means_.size() - begin);
      find_gains(row, begin, count, gains.data());
      for (std::size_t j = 0; j < count; ++j) sums[begin + j] -= gains[j];
      std::fill(gains.begin() + static_cast<std::ptrdiff_t>(count), gains.end(), 0.0);
      for (std::size_t j = 0; j < block; j += lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) total[lane] += gains[j + lane];
      }
    }
    for (const double lane : total) sums[row] += lane;
  }

  // Three plain loops over a block, the first and the last without a branch, so that the compiler vectorises them.
  void find_gains(std::size_t row, std::size_t begin, std::size_t count, double* gains) const {
    constexpr double limit = CentredNormal::limit;
    constexpr double step = CentredNormal::step;
    const double mean = means_[row];
    const double variance = variances_[row];
    const double* const means = means_.data() + begin;
    const double* const variances = variances_.data() + begin;
    const CentredNormal::Node* const nodes = centred_normal().nodes();
    std::array<double, block> x;
    std::array<double, block> node;
    std::array<double, block> value;
    std::array<double, block> density;
    for (std::size_t j = 0; j < count; ++j) {
      x[j] = (mean - means[j]) * reciprocal_root(variance + variances[j]);
    }
    for (std::size_t j = 0; j < count; ++j) {
      x[j] = std::min(std::max(x[j], -limit), limit);
      const int place = static_cast<int>(x[j] * (1 / step) + (CentredNormal::half + 0.5));
      node[j] = static_cast<double>(place - CentredNormal::half) * step;
      value[j] = nodes[place].value;
      density[j] = nodes[place].density;
    }
    for (std::size_t j = 0; j < count; ++j) {
      gains[j] = CentredNormal::step_from({value[j], density[j]}, node[j], x[j] - node[j]);
    }
  }

  std::span<const double> means_;
  std::vector<double> variances_;
  std::size_t stripes_;
};

}  // namespace kring::detail
