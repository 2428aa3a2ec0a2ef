// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/core/identifier.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace {

struct Unit;
struct Indicator;

TEST(Identifier, an_empty_name_is_refused) { EXPECT_THROW(kring::Identifier<Unit>(""), kring::InvalidValue); }

TEST(Identifier, kinds_do_not_mix) {
  EXPECT_FALSE((std::is_convertible_v<kring::Identifier<Unit>, kring::Identifier<Indicator>>));
  EXPECT_LT(kring::Identifier<Unit>("00GT"), kring::Identifier<Unit>("25LH"));
}

}  // namespace
