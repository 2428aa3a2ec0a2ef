// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/math/policies/policy.hpp>

namespace kring::detail {

/// The one policy under which kring calls Boost.Math; pass `math_policy{}` as the last argument, or as the second
/// template argument of a distribution. Arithmetic stays in double: the default promotes to long double, which costs
/// time and gives other digits on platforms where long double is double. Every failure (domain, pole, overflow, no
/// convergence) throws, so that no NaN travels on unseen; underflow to zero is silent.
using math_policy =
    boost::math::policies::policy<boost::math::policies::promote_float<false>,
                                  boost::math::policies::promote_double<false>,
                                  boost::math::policies::domain_error<boost::math::policies::throw_on_error>,
                                  boost::math::policies::pole_error<boost::math::policies::throw_on_error>,
                                  boost::math::policies::overflow_error<boost::math::policies::throw_on_error>,
                                  boost::math::policies::evaluation_error<boost::math::policies::throw_on_error>>;

}  // namespace kring::detail
