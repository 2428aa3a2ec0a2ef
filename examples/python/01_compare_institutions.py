# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of 42 regional institutions differ from the others in their annual result of 2017/18?"""

import numpy as np

import kring
from kring.statistics import funnel_limits

YEAR = "2017/18"

results = kring.datasets.mbo_2019(backend="dict").results
chosen = (results["group"] == "ROC") & (results["indicator"] == "annual_result") & (results["school_year"] == YEAR)
columns = kring.compare({name: column[chosen] for name, column in results.items()}, group="group").columns

share, adjusted = columns["share"], columns["adjusted_z_score"]
target, tau = columns["target"][0], np.sqrt(columns["tau_squared"][0])
limits = funnel_limits(columns["denominator"], target=target, probabilities=[0.001, 0.999])
below, above = int(np.sum(share < limits[:, 0])), int(np.sum(share > limits[:, 1]))

print(f"annual_result {YEAR}, ROC: {len(share)} institutions, together {100 * target:.1f}% (derived counts)")
print(f"outside the exact 99.8% limits: {below + above} ({below} below, {above} above)")
print(f"spread beyond chance: phi {columns['phi'][0]:.2f}, tau {tau:.4f}")
print(f"outside after allowing for it: {int(np.sum(np.abs(adjusted) > 3.0902))}")
print("unit  share   lower   upper   adjusted z  state")
for i in np.flatnonzero(np.char.startswith(columns["state"].astype(str), "flagged")):
    numbers = f"{100 * share[i]:.1f}%   {100 * columns['lower'][i]:.1f}%   {100 * columns['upper'][i]:.1f}%"
    print(f"{columns['unit'][i]}  {numbers}   {adjusted[i]:10.2f}  {columns['state'][i]}")
for state in ("as_expected", "no_statement"):
    print(f"{state}: {int(np.sum(columns['state'] == state))}")
print("Institutions differ in their mix of levels: this comparison is unfair, and a flag is a question.")

# Output:
# annual_result 2017/18, ROC: 42 institutions, together 70.7% (derived counts)
# outside the exact 99.8% limits: 25 (12 below, 13 above)
# spread beyond chance: phi 24.64, tau 0.0347
# outside after allowing for it: 2
# unit  share   lower   upper   adjusted z  state
# 04CY  85.5%   83.8%   87.2%         4.06  flagged_high
# 09MR  87.6%   86.3%   88.8%         4.72  flagged_high
# as_expected: 40
# no_statement: 0
# Institutions differ in their mix of levels: this comparison is unfair, and a flag is a question.
