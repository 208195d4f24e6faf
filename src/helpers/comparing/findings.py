"""What a study's tables say in a few sentences, each with its numbers and their denominators.

The sentences say what was counted, of what; why it is so, they leave to the reader.
"""

import pandas as pd

from helpers.comparing.describing import (
    articles_in_order,
    estimates,
    figures_by_category,
    frame_rates,
    speaker_tally,
    words_by_voice,
)
from helpers.comparing.story import NO_SIDE
from helpers.tables import Tables

_VOICES = {"own": "in the paper's own words", "reported": "in reported speech", "quoted": "inside quotation marks"}
MOST = 4  # names in a sentence


def framing_findings(tables: Tables, found: pd.DataFrame) -> list[str]:
    """Whose words, which cues in whose voice, and what stands in one article alone.

    Parameters
    ----------
    found : the table of ``presence``.
    """
    said = []
    spoken = words_by_voice(tables.articles)
    quoted = spoken[(spoken["voice"] == "quoted") & spoken["share"].notna()].sort_values("share", ascending=False)
    if len(quoted):
        top, low = quoted.iloc[0], quoted.iloc[-1]
        said.append(
            f"Inside quotation marks stand {top['share']:.0%} of the words of {top['label']} "
            f"({top['words']} of {top['body']})"
            + (f", and {low['share']:.0%} of those of {low['label']}." if len(quoted) > 1 else ".")
        )
    rates = frame_rates(tables.frames, tables.articles)
    totals = rates.groupby(["label", "frame"], sort=False)["cues"].sum()
    if len(totals) and totals.max():
        label, frame = totals.idxmax()
        own = rates[(rates["label"] == label) & (rates["frame"] == frame)]
        where = [f"{n} {_VOICES[voice]}" for voice, n in zip(own["voice"], own["cues"], strict=True)]
        said.append(f"Most cues of one frame has {label}: {totals.max()} of {frame}, {', '.join(where)}.")
    alone = found[found["articles"] == 1]
    if len(found) and len(tables.articles) > 1:
        labels = articles_in_order(tables.articles).set_index("article_id")["label"]
        each = {labels[i]: int((alone[i] > 0).sum()) for i in labels.index if i in alone.columns}
        share = _few([f"{n} in {label}" for label, n in sorted(each.items(), key=lambda kv: -kv[1]) if n])
        said.append(f"{len(alone)} of the {len(found)} topics and sources stand in one article only: {share}.")
    return said


def figure_findings(tables: Tables, noun: str) -> list[str]:
    """Who prints a number of the noun, how many figures there are, and who claims them."""
    counted = estimates(tables.quantities, tables.articles, noun)
    counted = counted[counted["value"].notna()]
    prints = [f"{row.label}: {_amount(row)}" for row in counted.itertuples()]
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
        claimed = int(figures["claimant"].notna().sum())
        said.append(
            f"For {claimed} of the {len(figures)} figures it is told who gives them; the rest are the papers' own."
        )
    return said


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
    total = int(tally["words"].sum())
    by = tally.groupby("speaker")["words"].sum().sort_values(ascending=False, kind="stable")
    said = [f"{by.index[0]} has {by.iloc[0]} of the {total} words quoted or reported ({by.iloc[0] / total:.0%})."]
    sides = tally[tally["side"] != NO_SIDE].groupby("side")
    if sides.ngroups:
        words = sides["words"].sum().sort_values(ascending=False, kind="stable")
        where = sides["article_id"].nunique()
        each = [f"{side} {n} in {where[side]} of {len(tables.articles)} articles" for side, n in words.items()]
        said.append(f"Words by side: {_few(each)}.")
    unheard = answered[answered["quotations"] == 0]
    if len(answered):
        who = _few([f"{row.whom} in {row.label}" for row in unheard.itertuples()])
        said.append(
            f"{len(unheard)} of {len(answered)} times a side is acted upon in an article that gives it no quotation"
            + (f": {who}." if who else ".")
        )
    return said


def _few(names: list[str], between: str = ", ") -> str:
    more = len(names) - MOST
    return between.join(names[:MOST]) + (f" and {more} more" if more > 0 else "")
