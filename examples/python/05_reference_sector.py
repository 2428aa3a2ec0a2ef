# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""A synthetic sector from results and dossiers to advice: who has which band, why, and on which groups it falls."""

from collections import Counter

import kring

sector = kring.datasets.reference_sector(seed=2026, backend="dict")
print(sector.label)
boards = sector.units["kind"] == "institution"
students = sector.units["students"][boards].sum()
print(f"{boards.sum()} boards, {(~boards).sum()} programmes, {students} students, {sector.sizes['results']} results")

risk = kring.assess_risk(sector.results, sector.units, judgements=sector.judgements, on=sector.on)
quality = kring.assess_quality(sector.dossier, on=sector.on)
advice = kring.supervise(quality, risk=risk, previous=sector.previous)

profile = advice.profile
counts = Counter(advice.frame["band"].tolist())
print(f"by profile {profile.id} ({profile.status}):")
for band, name in enumerate(profile.bands()):
    print(f"  band {band}, {name}: {counts[band]} boards")
for state, count in sorted(Counter(advice.frame["state"].tolist()).items()):
    print(f"  {state}: {count}")

names = dict(zip(sector.units["unit"], sector.units["name"], strict=True))
unit = next(unit for unit, band in zip(advice.units, advice.frame["band"], strict=True) if band == 4)
gates = advice.gates(unit)
reasons = dict.fromkeys(gates["en"][gates["holds"] & (gates["kind"] == "escalation") & (gates["band"] == 4)])
print(f"{names[unit]}, band 4:")
for reason in reasons:
    print(f"  {reason}")

groups = kring.supervision.groups(advice, sector.units, by="funding", tolerance=0.10)
for gap in groups.gaps:
    print(f"{gap.group}: {gap.intensified} of {gap.boards} boards in band {groups.from_band} or higher,")
    print(f"  gap {gap.gap:+.3f} ({gap.gap_lower:+.3f} to {gap.gap_upper:+.3f}), blocks: {gap.blocks(0.10)}")
text = profile.publish(groups, tolerance=0.10)
print(f"published with {len(text.splitlines()) - len(profile.text.splitlines())} lines of figures")

# Output:
# synthetic reference sector, seed 2026 (not real / niet echt)
# 163 boards, 11000 programmes, 539904 students, 87116 results
# by profile proposal-2026 (proposal):
#   band 0, trust: 3 boards
#   band 1, light: 19 boards
#   band 2, basis: 81 boards
#   band 3, intensified: 41 boards
#   band 4, intervention: 19 boards
#   advised: 74
#   not_examined: 83
#   undetermined: 6
# Synthetic board 006 (not real), band 4:
#   the risk to students is high
#   quality assurance is weak while students run a risk
# funded: 28 of 63 boards in band 3 or higher,
#   gap +0.124 (-0.034 to +0.279), blocks: False
# non_funded: 32 of 100 boards in band 3 or higher,
#   gap -0.124 (-0.279 to +0.034), blocks: False
# published with 4 lines of figures
