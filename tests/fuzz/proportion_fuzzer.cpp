// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/proportion.hpp"

#include <cmath>

#include "bytes.hpp"
#include "kring/statistics/mid_p.hpp"

namespace {

using kring::statistics::IntervalMethod;

void check_interval(std::int64_t events, std::int64_t trials, double confidence, IntervalMethod method) {
  const auto found = kring::statistics::proportion_interval(events, trials, confidence, method);
  const double share = static_cast<double>(events) / static_cast<double>(trials);
  must(found.lower >= 0.0 && found.upper <= 1.0, "limits lie in [0, 1]");
  // At a confidence near 0 both limits are one quantile, and each is right to a few units in the last place.
  must(found.lower <= found.upper * (1.0 + 1e-12), "the lower limit is not above the upper");
  if (method == IntervalMethod::clopper_pearson || (method == IntervalMethod::mid_p && confidence >= 0.5)) {
    must(found.lower <= share && share <= found.upper, "an exact interval holds the share");
  }
}

}  // namespace

// Any two numbers, level and target either give an interval and a z-score that keep the laws, or are refused as
// invalid.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  const auto events = bytes.next<std::int32_t>();
  const auto trials = bytes.next<std::int32_t>();
  const auto confidence = bytes.next<double>();
  auto target = bytes.next<double>();
  // Quotients with a target below 1e-290 leave the range of double; no share of people is that small.
  if (target > 0.0 && target < 1e-290) target = 1e-290;
  for (const auto method :
       {IntervalMethod::clopper_pearson, IntervalMethod::wilson, IntervalMethod::jeffreys, IntervalMethod::mid_p}) {
    try {
      check_interval(events, trials, confidence, method);
    } catch (const kring::InvalidValue&) {
    }
  }
  try {
    must(!std::isnan(kring::statistics::mid_p_z_score(events, trials, target)), "a z-score is a number");
  } catch (const kring::InvalidValue&) {
  }
  return 0;
}
