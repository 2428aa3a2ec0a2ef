// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// A share is compared with a norm exactly, so a rounded 0.67 is no norm.
// expects: could not convert|no viable conversion
#include "kring/core/share.hpp"

bool reaches(const kring::Share& share) {
#ifdef KRING_WRONG
  return kring::compare(share, 0.67) >= 0;
#else
  return kring::compare(share, kring::TenThousandths{6700}) >= 0;
#endif
}
