# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""How visible, traceable and reliable an institution's own quality assurance is."""

from kring.quality._assess import assess_quality
from kring.quality._blend import min_blend
from kring.quality._profile import Profile, load_profile
from kring.quality._quality import Quality, WhatIf

__all__ = ["Profile", "Quality", "WhatIf", "assess_quality", "load_profile", "min_blend"]
