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
# # A letter as a quality cycle
#
# On 16 December 2020 the minister of education wrote to parliament about quality assurance in vocational education
# (Kamerstukken 31524 nr. 482). A quality cycle runs from ambition to norm, measurement, evaluation, judgement, action
# and effect, and then begins anew. How far does the letter itself come? A letter is no quality plan and need not hold
# all of this: reading it as one shows how to read.
#
# ## A dossier
#
# A *dossier* holds such a cycle as records, one a statement, and links, one a tie between two of them. This one was
# coded from the letter and four short pages around it.

# %%
import polars as pl

import kring

pl.Config.set_tbl_rows(30)
pl.Config.set_fmt_str_lengths(80)
letter = kring.datasets.dossier("letter-2020", backend="polars")
letter

# %% [markdown]
# `reconstruction` means: outsiders coded public documents. It shows how far these documents reach. **Nobody was
# examined, and what the documents do not say is not known.** It is no failure of anybody. The annexes of the letter
# were not read; what is absent here may well stand there.
#
# What the source text asks to read first:

# %%
print(letter.source.split("\n## ")[1])

# %% [markdown]
# Records look like this. `by` says whose a record is; empty is the sector's own.

# %%
records = letter.tables["records"]
records.filter(pl.col("phase") == "judgement").select("record", "date", "title", "by", "confidence")

# %% [markdown]
# ## Which steps are there?
#
# Of all records that should have a step, how many do:

# %%
steps = letter.steps()
steps

# %% [markdown]
# Where nothing is asked of any record (`of` is 0) there is no share; that is not zero.
#
# ## Where the circle breaks
#
# **Ambition without norm.** One of ten ambitions is tied to a norm: the first goal, to the statutory duty.

# %%
counts = {step: (count, of) for step, count, of, _ in steps.iter_rows()}
assert counts["ambition_with_norm"] == (1, 10)
letter.records("ambition").select("record", "date", "title", "with_norm")

# %% [markdown]
# **Measurement before ambition.** Two percentages carry the story: 27 in 2012 and 78 in 2018. Both were measured before
# the goals were written down in December 2020, and they are held against a norm of the inspectorate that no ambition
# here leads to. None of the documents has a later percentage.

# %%
letter.records("norm").select("record", "title", "with_ambition", "set_before", "measurement", "value", "state")

# %%
shares = letter.records("measurement").filter(pl.col("indicator") == "quality_assurance_share")
assert shares["date"].to_list() == ["2012", "2018"]
records.filter(pl.col("record").is_in(["let-m1", "let-m2", "let-n2"])).select("record", "date", "value", "note")

# %% [markdown]
# `state` is *not known*: the documents give no threshold that 78 could be held against. That is neither met nor broken.
#
# **Findings without figures.** Two of nine evaluations rest on a measurement. The four findings of the inspectorate
# say *seldom*, *mainly*, *not yet*; shares may stand in its report, which was not read.

# %%
assert counts["evaluation_on_measurement"] == (2, 9)
letter.records("evaluation").select("record", "title", "by", "on_measurement")

# %% [markdown]
# **Actions without a check of their effect.** 29 actions, 18 after a finding, 16 with an owner and a date. For none do
# the documents tell whether it worked.

# %%
assert counts["action_after_finding"] == (18, 29)
assert counts["action_with_owner_and_date"] == (16, 29)
assert counts["action_effect_checked"] == (0, 29)
letter.records("action").select("record", "title", "after_finding", "with_owner_and_date", "effect_checked").head(8)

# %% [markdown]
# Is it too early to ask? Asked on the last day that the documents speak of, steps that wait for a day to come leave the
# count:

# %%
print(letter.last_day)
due = letter.steps(on=letter.last_day).filter(pl.col("step") == "action_effect_checked")
assert due["of"].to_list() == [27]
due

# %% [markdown]
# Two actions run until that day or longer. That no document reports on the others does not mean that nobody looked.
#
# ## The chain through every judgement

# %%
chains = letter.chains()
assert not chains["complete_by_links"].any()
chains.select("record", "title", "missing_before", "missing_after", "path")

# %% [markdown]
# `missing_before` and `missing_after` are the nearest steps that no link leads to. The judgement that the goal is not
# yet reached everywhere (`let-j2`) comes furthest: only an effect is lacking. How solid is that chain?

# %%
chains.filter(pl.col("record") == "let-j2").select("flaws", "path").rows()

# %% [markdown]
# An undated record, and a link that the coder laid and the text does not state. The *strict* reading accepts neither.
#
# ## Two pictures
#
# The wheel shows the same counts in a circle, on the last day the documents speak of:

# %%
letter.plot("wheel")

# %% [markdown]
# And the lanes show the order in time: what was measured lies before what is aimed for.

# %%
letter.plot("lanes")

# %% [markdown]
# ## Who was heard?
#
# The letter asks for feedback at every step, from inside and outside. On how many records was someone consulted, and on
# how many did someone judge?

# %%
heard = letter.feedback()
heard.filter((pl.col("consulted") > 0) | (pl.col("judging") > 0))

# %%
letter.plot("feedback")

# %% [markdown]
# Mostly ministry and inspectorate judge. Staff, which includes boards and associations of schools, is consulted at four
# steps. Employers and municipalities stand there only with `let-j5`: how boards judge themselves, as the inspectorate
# found it. Nobody is named at norms and measurements.

# %%
roles = heard.group_by("role", maintain_order=True).agg(pl.col("consulted", "judging").sum())
silent = roles.filter((pl.col("consulted") == 0) & (pl.col("judging") == 0))["role"].to_list()
assert silent == ["alumnus", "peer"]
silent

# %% [markdown]
# Alumni and peers are not named as heard on any record. They are to be involved:

# %%
letter.records("action").filter(pl.col("aspect") == "stakeholders").select("record", "title")

# %% [markdown]
# ## What rests on the 78 per cent?

# %%
impact = letter.impact("let-m2")
impact.select("record", "phase", "title", "links_away", "by_link")

# %% [markdown]
# Eleven records: an evaluation, three judgements, seven actions. But links of every kind count here, also those that
# the coder laid. With only the links that the text states:

# %%
tables = dict(letter.tables)
tables["links"] = tables["links"].filter(pl.col("basis") == "stated")
stated = kring.Dossier(**tables, standing="reconstruction", name="letter-2020, stated links")
assert (len(impact), len(stated.impact("let-m2"))) == (11, 3)
stated.impact("let-m2").select("record", "phase", "title", "by_link")

# %% [markdown]
# So this is what the text itself builds on that figure: that schools improved, that they deserve trust, and the legal
# room they were given. How many programmes were examined, and how they were chosen, is not in the letter; 2012 and 2018
# were judged by different frameworks.
#
# ## How far chains come
#
# Of ten ambitions one comes to a norm, and that one comes as far as an action:

# %%
survival = letter.survival()
survival

# %% [markdown]
# At the effect nobody is at risk: among the actions it came to is one that runs until 2025, so that the chain waits and
# has not ended. Read strictly, it does not even reach its norm, which has no date:

# %%
strict = letter.survival(reading="strict")
assert strict["reached"].to_list()[0] == 0
strict.head(1)

# %% [markdown]
# ## No score
#
# kring scores the quality assurance of those who give an account of it. A reconstruction has no score, which is not a
# score of zero.

# %%
quality = kring.assess_quality(letter, level="sector")
assert quality.frame["state"].to_list() == ["not_examined"]
quality

# %% [markdown]
# ## Held against itself
#
# The letter names four elements and four recommendations. A coverage framework looks which of them the dossier shows,
# and by which records. What it does not show stays unknown, never *not met*.

# %%
coverage = quality.coverage("letter-2020")
assert "not_met" not in coverage.frame["verdict"].to_list()
coverage

# %% [markdown]
# Always read the records behind a verdict. *Account of result* is met by publications about findings and conclusions of
# others about the sector; whether these are its own assessments is for the reader to say. *Independence* is not
# examined: experts wrote evaluations, and nobody says how independent they were.

# %%
records.filter(pl.col("record").is_in(coverage.records("account_of_result"))).select("record", "title")

# %%
coverage.judgements

# %% [markdown]
# Both the framework and how it is read are proposals of this project: the letter gives no measure.
#
# ## Another kind of document: a plan
#
# The work agenda of one institution for 2024 to 2027, again a reconstruction. Here ambition and norm do meet:

# %%
agenda = kring.datasets.dossier("cibap-2024", backend="polars")
norms = agenda.records("norm")
print(f"{norms['with_ambition'].sum()} of {len(norms)} norms have an ambition")
assert (norms["with_ambition"].sum(), len(norms)) == (118, 124)

# %%
states = norms.group_by("state").len().sort("len", descending=True)
assert states.rows()[:2] == [("not_yet_due", 97), ("not_measured", 21)]
states

# %% [markdown]
# 97 are not yet due: their year had not passed when the agenda was published. 21 have no target year, or an earlier
# one, and are compared with no figure. The other six are national averages beside figures of the school, and not one of
# them is known to be older than its figure. So no norm of this plan is compared with what was measured afterwards, and
# for most it was too early.

# %%
compared = norms.filter(pl.col("compared"))
assert compared["norm_level"].unique().to_list() == ["sector"]
assert compared["set_before"].null_count() == len(compared) == 6
agenda.survival(start="norm")

# %% [markdown]
# Chains that wait leave the count of a step instead of counting as broken. A plan that has just begun cannot have
# effects.
#
# ## An account of your own
#
# `kring dossier new` writes a small dossier to start from, the same as this text: one institution, one programme, one
# aspect. It is invented. Its standing is `account`: what a board stands for as complete. Only then is what is absent a
# finding.

# %%
own = kring.cycle.read(kring.cycle.starter(), backend="polars")
own.chains().select("record", "complete", "path")

# %%
scored = kring.assess_quality(own)
scored

# %% [markdown]
# Four properties between 0 and 1, higher is better: ambition, visibility, traceability, reliability. **Every number in
# them is a proposal of this project.** The words come from a pilot of 2022; how to measure them nobody published. The
# profile holds the numbers, and every output names it.

# %%
profile = kring.catalog.profile("proposal-2026")
assert profile.status == "proposal"
profile

# %%
print(scored.explain("my-institution"))

# %%
print(scored.explain("my-institution", "nl"))

# %% [markdown]
# ## What is not there
#
# Gaps, with what each alone would gain. They are no advice: paper that is written for a score improves nothing.

# %%
gaps = scored.gaps("my-institution")
gaps.select("gap", "en", "gain", "quality_gain")

# %% [markdown]
# What if the follow-up were public for everyone it concerns?

# %%
scored.what_if("my-institution", "publication:follow_up")

# %% [markdown]
# And if it were published for students only? Rows may be added as they would stand in the dossier:

# %%
row = {"record": "j1", "item": "follow_up", "date": "2023-09", "audience": "students", "findable": True}
for_students = scored.what_if("my-institution", {"publications": row})
assert 0 < for_students.gain < scored.what_if("my-institution", "publication:follow_up").gain
for_students

# %% [markdown]
# What does an independent expert add? One is there already. Suppose that nothing were said of a declaration of
# independence:

# %%
text = kring.cycle.starter().replace("declaration = true\n", "")
undeclared = kring.assess_quality(kring.cycle.read(text, backend="polars"))
undeclared.assessors("my-institution").filter(pl.col("role") == "expert").select("assessor", "independent", "against")

# %% [markdown]
# The expert may well be independent, but it is not shown, and reliability is at most 0.60. With one who is shown to be:

# %%
undeclared.what_if("my-institution", "expert")

# %% [markdown]
# Would a second one help the institution that has one?

# %%
second = {
    "record": "j1",
    "assessor": "a second expert",
    "role": "expert",
    "organisation": "a-third-school",
    "part": "judging",
    "last_tie": "none",
    "reviewed_by_party": "none",
    "shared_governance": False,
    "declaration": True,
}
more = scored.what_if("my-institution", {"assessors": second})
assert more.now["reliability"] == more.then["reliability"] == 0.75
more

# %% [markdown]
# Not in its reliability: as long as alumni, peers and employers are not heard, that is at most 0.75. Only the
# pessimistic value moves.
#
# ## What this does not say
#
# - Records and links tell what was written down, not what happens in a classroom.
# - The letter and the agenda are reconstructions by one coder. Nothing here is a judgement of those who wrote them.
# - Scores compare only within one profile, and this profile is a proposal.
#
# kring decides nothing. It shows where a circle is closed on paper, and what is not known. People judge.
