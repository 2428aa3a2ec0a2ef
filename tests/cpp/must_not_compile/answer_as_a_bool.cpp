// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// Nobody said so is not no: an answer that is unknown must not be taken for false unseen.
// expects: could not convert .*Answer.* to .*bool|not contextually convertible
#include "kring/cycle/words.hpp"

bool counts(kring::cycle::Answer findable) {
#ifdef KRING_WRONG
  if (findable) return true;
#endif
  return findable == kring::cycle::Answer::yes;
}
