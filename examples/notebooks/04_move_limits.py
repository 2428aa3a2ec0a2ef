# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2

# %% [markdown]
# # If the limits were elsewhere
#
# Every limit of a profile of supervision is a proposal. Which boards would come to another band if one of them were
# elsewhere? Here on a sector that does not exist: nothing in it is real. It needs `pip install 'kring[notebook]'`.

# %%
import kring

sector = kring.datasets.reference_sector(seed=2026)
risk = kring.assess_risk(sector.results, sector.units, judgements=sector.judgements, on=sector.on)
quality = kring.assess_quality(sector.dossier, on=sector.on)
advice = kring.supervise(quality, risk=risk, previous=sector.previous)

# %% [markdown]
# Move a slider, or write a number beside it: the kernel works out every band anew.

# %%
explorer = advice.explore(names=dict(zip(sector.units["unit"], sector.units["name"], strict=True)))
explorer

# %% [markdown]
# What a slider does can be written down, so that it can be done again. All boards that change, with the gates that
# decided before and decide now:

# %%
explorer.move({"high_risk.risk.at_least": 0.20, "raised_risk.risk.at_least": 0.18})
explorer.changes

# %% [markdown]
# The changed profile has a name and a digest of its own and says what was changed. Does each gate still decide
# something?

# %%
print(explorer.profile.source)
explorer.profile.verify()

# %% [markdown]
# Its text is a file to keep, to discuss and to give to `kring.supervise(..., profile="mine.toml")`.

# %%
print("\n".join(explorer.profile.text.splitlines()[10:23]))
