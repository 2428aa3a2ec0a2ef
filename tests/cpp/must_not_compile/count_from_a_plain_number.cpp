// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// A bare number must not become a count unseen: arguments could be swapped.
// expects: conversion from .*int.* to non-scalar type|no viable conversion
#include "kring/core/count.hpp"

const kring::Count spelled_out{3};
#ifdef KRING_WRONG
const kring::Count silent = 3;
#endif
