# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Proportionate supervision of two invented boards: the band of each, why, and what would change it."""

import kring

advice = kring.supervise(
    {
        "unit": ["north", "south"],
        "ambition": [0.50, 0.60],
        "visibility": [0.82, 0.60],
        "traceability": [0.35, 0.60],
        "reliability": [0.55, 0.60],
        "risk": [0.12, 0.05],
    }
)
for unit in advice.units:
    band, reason, *_ = advice.explain(unit).splitlines()
    print(f"{band} {reason.partition(':')[0]}")

shares = advice.contributions("north")
print("contributions: " + ", ".join(f"{name} {share:.3f}" for name, share in shares.items() if share))
for band in (2, 1):
    changes = advice.counterfactual("north", band)
    listed = zip(changes["criterion"], changes["to"], strict=True)
    print(f"band {band} with " + ", ".join(f"{criterion} {to:.2f}" for criterion, to in listed))
warning = advice.warning("south")
print(f"nearest higher band: {warning['criterion'][0]} {warning['to'][0]:.4f}")

found = advice.profile.verify()
print(f"{found.boards} boards told apart, {len(found.flaws)} flaws")

# Output:
# north: band 3 (intensified). Band 3 or higher, because judgements cannot be followed from ambition to effect
# south: band 1 (light). Nothing asks for more supervision.
# contributions: ambition 0.333, traceability 1.333, reliability 0.333
# band 2 with traceability 0.40
# band 1 with ambition 0.60, traceability 0.60, reliability 0.60
# nearest higher band: ambition 0.5999
# 1036800 boards told apart, 0 flaws
