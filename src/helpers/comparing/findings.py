"""What a study's tables say in a few sentences, each with its numbers and their denominators.

The sentences say what was counted, of what; why it is so, they leave to the reader.
"""

import pandas as pd

from helpers.comparing.describing import (
    NO_SIDE,
    NO_SOURCE,
    articles_in_order,
    estimates,
    figures_by_category,
    frame_rates,
    side_tally,
    speaker_tally,
    words_by_voice,
)
from helpers.tables import Tables

_VOICES = {"own": "in the paper's own words", "reported": "reported outside marks", "quoted": "inside quotation marks"}
MOST = 4  # names in a sentence


def framing_findings(tables: Tables, found: pd.DataFrame) -> list[str]:
    """Whose words, which cues in whose voice, and what stands in one article alone.

    Parameters
    ----------
    found : the table of ``presence``.
    """
    said = []
    spoken = words_by_voice(tables.articles)
    spoken = spoken[spoken["share"].notna()].sort_values("share", ascending=False, kind="stable")
    for voice, where in (("quoted", "Inside quotation marks stand"), ("reported", "Attributed outside marks are")):
        rows = spoken[spoken["voice"] == voice]
        if len(rows):
            top, low = rows.iloc[0], rows.iloc[-1]
            least = f", and {low['share']:.0%} of those of {low['label']}." if len(rows) > 1 else "."
            share = f"{top['share']:.0%} of the words of {top['label']} ({top['words']} of {top['body']})"
            said.append(f"{where} {share}{least}")
    rates = frame_rates(tables.frames, tables.articles)
    totals = rates.groupby(["label", "frame"], sort=False)["cues"].sum()
    if len(totals) and totals.max():
        label, frame = totals.idxmax()
        own = rates[(rates["label"] == label) & (rates["frame"] == frame)]
        cues = [f"{n} {_VOICES[voice]}" for voice, n in zip(own["voice"], own["cues"], strict=True)]
        said.append(f"Most cues of one frame has {label}: {totals.max()} of {frame}, {', '.join(cues)}.")
    alone = found[found["articles"] == 1]
    if len(found) and len(tables.articles) > 1:
        labels = articles_in_order(tables.articles).set_index("article_id")["label"]
        each = {labels[i]: int((alone[i] > 0).sum()) for i in labels.index if i in alone.columns}
        share = _few([f"{n} in {label}" for label, n in sorted(each.items(), key=lambda kv: -kv[1]) if n])
        said.append(f"{len(alone)} of the {len(found)} topics and sources stand in one article only: {share}.")
    return said


def figure_findings(tables: Tables, noun: str) -> list[str]:
    """Who prints a number of the noun and on whose word, how many figures there are, and how many have a source."""
    counted = estimates(tables.quantities, tables.articles, noun)
    counted = counted[counted["value"].notna()]
    prints = [f"{row.label}: {_amount(row)} ({source_of(row)})" for row in counted.itertuples()]
    outlets = set(tables.articles["outlet"].dropna()) - set(counted["outlet"].dropna())
    none = f"; no number in {_few(sorted(outlets))}" if outlets and prints else ""
    said = [f"Numbers of {noun}s: {_few(prints, '; ') or 'none'}{none}."]
    counts = figures_by_category(tables.quantities, tables.articles)
    if len(counts):
        by = counts.groupby("label")["numbers"].sum().sort_values(ascending=False, kind="stable")
        kinds = counts[counts["label"] == by.index[0]].sort_values(["numbers", "what"], ascending=[False, True])
        what = _few([f"{n} {kind}" for kind, n in zip(kinds["what"], kinds["numbers"], strict=True)])
        said.append(f"Of {by.sum()} figures in {len(tables.articles)} articles {by.index[0]} has {by.iloc[0]}: {what}.")
    figures = tables.quantities[tables.quantities["kind"] == "figure"]
    if len(figures):
        bases = figures["claimant_basis"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
        each = _few([f"{n} {basis}" for basis, n in bases.items()], most=len(bases))
        said.append(
            f"A source is named for {bases.sum()} of the {len(figures)} figures{f' ({each})' if each else ''}; "
            f"for the other {len(figures) - bases.sum()} no source is named."
        )
    return said


def source_of(row: object) -> str:
    """On whose word a row of ``estimates`` stands, with the basis: "Liz Truss, quotation"; or that nobody is named."""
    claimant, basis = getattr(row, "claimant", None), getattr(row, "claimant_basis", None)
    return f"{claimant}, {basis}" if isinstance(claimant, str) else NO_SOURCE


def _amount(row: object) -> str:
    modifier, surface = getattr(row, "modifier", None), getattr(row, "surface", "")
    return f"{modifier} {surface}" if isinstance(modifier, str) else str(surface)


def source_findings(tables: Tables, answered: pd.DataFrame) -> list[str]:
    """Who has most words, how they fall to the sides, and who is acted upon without a word of his own.

    Parameters
    ----------
    answered : the table of ``answers``.
    """
    tally = speaker_tally(tables.quotes, tables.articles)
    if tally.empty:
        return ["No quotation was found."]
    total, marked = tally[["words", "words_marked"]].sum()
    by = tally.groupby("speaker")[["words", "words_marked"]].sum()
    first = by.sort_values("words", ascending=False, kind="stable").iloc[0]
    said = [
        f"{first.name} has {first['words']} of the {total} words in attributed clauses ({first['words'] / total:.0%})"
        + (f", {first['words_marked']} of the {marked} inside quotation marks." if marked else ".")
    ]
    sides = side_tally(tables.quotes, tables.articles)
    sides = sides[sides["side"] != NO_SIDE]
    if len(sides):
        words = sides.groupby("side", sort=False)[["words", "words_marked", "words_inferred"]].sum()
        where = sides.groupby("side")["article_id"].nunique()
        of = len(tables.articles)
        each = [
            f"{r.Index} {r.words} ({r.words_marked}) in {where[r.Index]} of {of} articles" for r in words.itertuples()
        ]
        said.append(f"Words by side, in attributed clauses (inside quotation marks): {_few(each)}.")
        inferred = _few([f"{r.Index} {r.words_inferred}" for r in words.itertuples() if r.words_inferred])
        if inferred:
            said.append(f"Of these, words of sources whose side is inferred from whom they are close to: {inferred}.")
    unheard = answered[answered["quotations"] == 0]
    if len(answered):
        who = _few([f"{row.whom} in {row.label}" for row in unheard.itertuples()])
        said.append(
            f"{len(unheard)} of {len(answered)} times a side is acted upon in an article that gives it no quotation"
            + (f": {who}." if who else ".")
        )
    return said


def _few(names: list[str], between: str = ", ", most: int = MOST) -> str:
    more = len(names) - most
    return between.join(names[:most]) + (f" and {more} more" if more > 0 else "")
