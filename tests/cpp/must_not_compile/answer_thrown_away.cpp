// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// Comparing changes nothing, so a comparison whose answer is not used is a mistake.
// expects: ignoring return value of|unused-result
#include "kring/core/share.hpp"

int use(const kring::Share& share) {
#ifdef KRING_WRONG
  kring::compare(share, kring::TenThousandths{6700});
#endif
  return kring::compare(share, kring::TenThousandths{6700});
}
