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
# # Comparing institutions
#
# 67 Dutch institutions of vocational education, three indicators, four school years. Which of them differ from
# the others, and how sure is that?

# %%
import kring

figures = kring.datasets.mbo_2019()
print(figures.source)

# %% [markdown]
# Read that text. The counts are derived, and the institutions differ in their mix of levels: every comparison below is
# unfair in that sense. It shows how to look, not whom to blame.

# %%
figures.results

# %% [markdown]
# What is an annual result? The definition, its source, and how sure it is:

# %%
kring.catalog.indicator("annual_result")

# %% [markdown]
# ## Compare
#
# Each institution with its group (ROC, AOC, VAK), per indicator and school year.

# %%
sector = kring.compare(figures.results, group="group")
sector

# %% [markdown]
# ## Look
#
# A funnel: size across, share up. Between the outer limits chance alone would leave 998 of 1,000 institutions.

# %%
sector.plot("funnel", indicator="annual_result", group="ROC", school_year="2017/18")

# %% [markdown]
# Most institutions lie outside. That is not because most are odd: students, regions and levels make the whole group
# spread more than chance. Allowing for that spread, two remain.

# %%
columns = sector.columns
rocs = (columns["group"] == "ROC") & (columns["indicator"] == "annual_result") & (columns["school_year"] == "2017/18")
outside = rocs & (abs(columns["adjusted_z_score"]) > 3.0902)
assert (rocs.sum(), outside.sum()) == (42, 2)
columns["unit"][outside]

# %% [markdown]
# ## Ask about one institution

# %%
sector.explain("25LH", indicator="annual_result", school_year="2017/18")

# %%
sector.explain("25LH", "nl", indicator="early_leaving", school_year="2017/18")

# %% [markdown]
# ## Ranks
#
# A league table has one place for each institution. Here is how wide that place is.

# %%
sector.plot("ranks", indicator="annual_result", group="ROC", school_year="2017/18")

# %% [markdown]
# ## Three years together
#
# Sums of counts over three school years: less chance, later news. A window with a missing year is kept, and nothing is
# said about it.

# %%
together = kring.compare(kring.window(figures.results, years=3), group="group")
together
