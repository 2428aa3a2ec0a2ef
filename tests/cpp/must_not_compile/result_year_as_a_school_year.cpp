// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// A result year runs from October to September; taking it for a school year shifts figures.
// expects: conversion from .*ResultYear.* to non-scalar type|no viable conversion
#include "kring/core/school_year.hpp"

const kring::ResultYear counted{2017};
const kring::SchoolYear of_the_same_name = counted.school_year();
#ifdef KRING_WRONG
const kring::SchoolYear mistaken = counted;
#endif
