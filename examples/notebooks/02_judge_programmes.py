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
# # Judging programmes
#
# A comparison finds who differs from the others. A judgement needs norms, and rules that make one outcome of several
# figures. In kring both stand in a *framework* (waarderingskader): a file that anyone can read, with its source.

# %%
import polars as pl

import kring

pl.Config.set_tbl_rows(20)
studiesucces = kring.catalog.framework("studiesucces-2024")
print(studiesucces)

# %% [markdown]
# `secondary` means that these norms were seen in another publication that quotes them, not in the document itself.
# Every explanation repeats it.
#
# ## Real figures, refused
#
# The bundled figures are of whole institutions. Can they be judged?

# %%
figures = kring.datasets.mbo_2019(backend="polars")
try:
    studiesucces.judge(figures.results)
except kring.InvalidTable as refusal:
    print(refusal)

# %% [markdown]
# Rightly not. The norms differ by level of education, and an institution with much of level 2 cannot be held against
# the norm of level 4. Filling in a level to get past the message only leads to the next one:

# %%
try:
    studiesucces.judge(figures.results.with_columns(level=pl.lit(4)))
except kring.InvalidPeriod as refusal:
    print(refusal)

# %% [markdown]
# The figures are of 2017/18, the norms begin on 31 May 2024. Judging old figures by new norms is possible, with
# `on="2024-05-31"`, but somebody has to ask for it.
#
# ## Programmes
#
# kring ships no figures of single programmes. **The table below is made up.** No programme in it exists.

# %%
made_up = [  # programme, level, students a year, and the three results in percent
    ("nursing", 4, 120, 88, 91, 86),
    ("accounting", 4, 60, 71, 73, 84),
    ("software", 4, 75, 69, 74, 79),
    ("sports", 4, 45, 64, 72, 80),
    ("events", 4, 50, 68, 71, 78),
    ("laboratory", 4, 25, 73, 75, None),
    ("childcare", 3, 80, 82, 84, 90),
    ("catering", 3, 40, 70, 72, 83),
    ("welding", 3, 30, 62, 71, 84),
    ("logistics", 3, 50, 74, 78, 84),
    ("hairdressing", 3, 35, 64, 60, 77),
    ("goldsmith", 3, 3, 67, 67, 67),
    ("security", 2, 30, 66, 63, 80),
    ("entry", 1, 40, 60, 62, 70),
]
indicators = ("annual_result", "diploma_result", "starters_result")
rows = [
    (unit, level, indicator, year, round(share / 100 * students), students)
    for unit, level, usual, *shares in made_up
    for indicator, share in zip(indicators, shares, strict=True)
    for year, students in (("2021/22", usual - 2), ("2022/23", usual), ("2023/24", usual + 2))
    if share is not None
]
columns = ["unit", "level", "indicator", "school_year", "numerator", "denominator"]
results = pl.DataFrame(rows, schema=columns, orient="row")
results.head(9)

# %% [markdown]
# ## Judge
#
# The framework asks for sums over three school years, and `judge` makes them.

# %%
judged = studiesucces.judge(results)
judged

# %% [markdown]
# The same as a frame, with more columns:

# %%
judged.frame.select("unit", "level", "outcome", "state", "reason", "rule", "possible", "margin", "margin_of")

# %% [markdown]
# - `outcome` is a level, or one of two words that are no level: *undetermined* and *not applicable*.
# - *goldsmith* has fewer than 12 students in three years: undetermined, `too_few`. `possible` says what it could be.
# - *entry* is at level 1, for which the framework has no norms. That is no judgement, and surely no bad one.
# - `margin` is how many students the nearest other outcome is away. For *events* it is one: it lies exactly on a
#   norm, and a share on the norm meets it.

# %%
margins = dict(judged.frame.select("unit", "margin").iter_rows())
assert margins["events"] == 1
judged.counts()

# %% [markdown]
# ## Why?

# %%
judged.explain("events")

# %%
judged.explain("events", "nl")

# %% [markdown]
# One result unknown: here the published table has a row of its own, and the outcome may change when more is known.

# %%
judged.explain("laboratory")

# %% [markdown]
# ## What would change it?
#
# The smallest changes, with the number of students as it is. They say how near another outcome is, not how to get
# there.

# %%
judged.what_if("sports")

# %%
judged.what_if("laboratory")

# %% [markdown]
# ## How sure is it?
#
# A norm is met or not, but the share that is held against it is that of some tens of students. Had other students
# come, by the same education, would the outcome be the same?

# %%
chances = judged.probabilities()
wide = chances.frame.pivot(on="outcome", index=["unit", "level", "prior"], values="probability")
wide.with_columns(pl.selectors.numeric().round(2))

# %% [markdown]
# `prior` says what a probability rests on beside the programme's own counts. `peers`: on how much true shares differ
# among the programmes at that level. `jeffreys`: on nothing, because there are fewer than ten of them. How many of
# those judged sufficient have less than 9 chances in 10 of being so?

# %%
sufficient = judged.frame.filter(pl.col("outcome") == "sufficient").select("unit")
chance = sufficient.join(chances.frame.filter(pl.col("outcome") == "sufficient"), on="unit")
uncertain = chance.filter(pl.col("probability") < 0.9).sort("probability")
print(f"{len(uncertain)} of {len(chance)} judged sufficient have less than 90%")
uncertain.select("unit", "probability")

# %% [markdown]
# Two limits. The three results of a programme share students and go up and down together; kring takes them as
# independent given the counts, so that the best and the worst outcome look rarer than they are. And ten peers say
# little about how much programmes differ; with fewer, or where they differ no more than chance explains, nothing is
# learnt from them. Read a probability beside the outcome, not instead of it.
#
# ## What if the norm were another?
#
# A framework is text. Take a copy, change the norm for the annual result at levels 3 and 4 from 68% to 70%, and say
# that the result is a proposal: nobody publishes it.

# %%
text = kring.catalog.framework_text("studiesucces-2024")
text = text.replace('id = "studiesucces-2024"', 'id = "studiesucces-at-70"', 1)
text = text.replace('status = "secondary"', 'status = "proposal"', 1)
text = text.replace("threshold = 68\n", "threshold = 70\n")
stricter = kring.framework.read(text)
print(f"{studiesucces.digest[:12]} became {stricter.digest[:12]}")

# %% [markdown]
# The digest names the rules: two outcomes with the same digest were judged by the same rules. Who changes?

# %%
again = stricter.judge(results)
before = judged.frame.select("unit", before="outcome")
after = again.frame.select("unit", after="outcome")
changed = before.join(after, on="unit").filter(pl.col("before") != pl.col("after"))
assert set(changed["unit"]) == {"software", "events"}
changed

# %% [markdown]
# Every explanation now ends in a warning:

# %%
again.explain("events")

# %% [markdown]
# ## Rules that contradict themselves
#
# Rules are easily written wrong. Suppose that "at least two of three results meet their norm" became "exactly two":

# %%
text = kring.catalog.framework_text("studiesucces-2024")
slip = text.replace("when = { at_least = 2, of", "when = { exactly = 2, of")
assert slip != text
found = kring.framework.read(slip, file="slip.toml").verify()
found

# %% [markdown]
# Verification looks at every input there is, and gives the smallest example: a programme that gets better on one
# result and is judged worse for it. As data:

# %%
(flaw,) = found.flaws
print(flaw.kind)
print("with   ", dict(flaw.example))
print("but    ", dict(flaw.better))

# %% [markdown]
# The framework of the catalogue has no such flaw:

# %%
studiesucces.verify()

# %% [markdown]
# ## Findings of people
#
# Many standards have no figures: people look, and find a level. A finding may be known as a set only, because a
# report says "at least sufficient": `sufficient|good`. These findings are made up too; the framework was for reports
# before August 2021, and shows here how such rules work.

# %%
findings = pl.DataFrame(
    [
        ("software", "didactics", "sufficient|good"),
        ("software", "work_placement", "sufficient"),
        ("software", "guidance", "sufficient"),
        ("software", "programme_content", "sufficient"),
        ("sports", "didactics", "sufficient|good"),
        ("sports", "work_placement", "good"),
        ("sports", "guidance", "sufficient"),
        ("sports", "programme_content", "sufficient"),
        ("hairdressing", "didactics", "insufficient"),
    ],
    schema=["unit", "standard", "verdict"],
    orient="row",
)
process = kring.catalog.framework("process-area-2017").judge(findings)
process.frame.select("unit", "outcome", "reason", "possible")

# %% [markdown]
# - *software*: sufficient, whichever of the two it is. A set is no problem where every member leads to the same
#   outcome.
# - *sports*: it matters, so that the outcome is undetermined, and `possible` says what is left.
# - *hairdressing*: three standards were not examined, and yet it is settled: insufficient didactics decides.

# %%
process.explain("sports")

# %% [markdown]
# ## One judgement as a finding of the next
#
# A programme is very weak when study success is insufficient and another standard as well. The outcomes above are
# findings for that rule: a level where there is one, the possible levels as a set where not.

# %%
outcomes = judged.frame.select("unit", standard=pl.lit("study_success"), verdict=pl.coalesce("possible", "outcome"))
safety = pl.DataFrame(
    [("sports", "safety", "insufficient"), ("goldsmith", "safety", "insufficient")],
    schema=["unit", "standard", "verdict"],
    orient="row",
)
very_weak = kring.catalog.framework("very-weak-2021").judge(pl.concat([outcomes, safety]))
very_weak.frame.select("unit", "outcome", "reason", "possible")

# %% [markdown]
# Where study success is at least sufficient, nobody needs to look at the rest. *hairdressing* is undetermined because
# nobody did; *goldsmith* because its study success is; *entry* is not applicable, by a rule that kring proposes and
# that its explanation warns of. Not very weak is not the same as sufficient: the rule says no more than it says.

# %%
very_weak.explain("entry")

# %% [markdown]
# kring decides nothing. It shows which rule leads where, on which figures, and what it does not know. People judge.
