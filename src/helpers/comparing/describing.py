"""What the notebooks compare, as tables: counts with their denominators, articles side by side.

Everything here describes; with few articles nothing is tested or ranked by evidence.
"""

import pandas as pd

from helpers.comparing.speech import spoken
from helpers.framing import GENERIC, TOPIC, VARIANT

VOICES = ("own", "reported", "quoted")
UNRESOLVED = "unresolved"
NO_SIDE = "no side"
NO_SOURCE = "no source named"


def articles_in_order(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles by outlet and date, with a short ``label`` for charts: outlet and date."""
    ordered = articles.sort_values(["outlet", "published", "article_id"], na_position="last").reset_index(drop=True)
    outlet = ordered["outlet"].fillna("unknown outlet")
    label = outlet + ", " + ordered["published"].fillna("no date").map(date_in_words)
    again = label.groupby(label).cumcount() + 1
    return ordered.assign(label=label.where(again == 1, label + " (" + again.astype("str") + ")"))


def date_in_words(published: str) -> str:
    """2021-12-03 as 3 Dec 2021, 2022-01 as Jan 2022; anything else as it is."""
    parts = published.split("-")
    try:
        if len(parts) == 3:
            day = pd.Timestamp(published)
            return f"{day.day} {day:%b %Y}"
        return f"{pd.Timestamp(published):%b %Y}" if len(parts) == 2 else published
    except ValueError:
        return published


def span_of_date(published: str | None) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """First and last day that a date of stated precision can mean; None for no date."""
    if not isinstance(published, str) or not published:
        return None
    period = pd.Period(published, freq={1: "Y", 2: "M", 3: "D"}[len(published.split("-"))])
    return period.start_time.normalize(), period.end_time.normalize()


def lines_by_rule(ledger: pd.DataFrame) -> pd.DataFrame:
    """Lines of the ledger by what became of them: columns action, field, rule, lines, articles."""
    grouped = ledger.groupby(["action", "field", "rule"], as_index=False)
    found = grouped.agg(lines=("line", "size"), articles=("article_id", "nunique"))
    order = {"keep": 0, "label": 1, "drop": 2}
    return found.sort_values(
        ["action", "lines", "field", "rule"],
        key=lambda c: c.map(order) if c.name == "action" else -c if c.name == "lines" else c,
    ).reset_index(drop=True)


def words_by_voice(articles: pd.DataFrame) -> pd.DataFrame:
    """Words of each article's body by voice: columns of the articles, voice, words, share (of the body)."""
    kept = articles_in_order(articles)
    long = kept.melt(["article_id", "label", "outlet", "words"], [f"words_{v}" for v in VOICES], "voice", "spoken")
    long["voice"] = long["voice"].str.removeprefix("words_")
    long["share"] = (long["spoken"] / long["words"].where(long["words"] > 0)).astype("Float64")
    return long.rename(columns={"words": "body", "spoken": "words"})


def frame_cues_of(frames: pd.DataFrame, generic: bool = False) -> pd.DataFrame:
    """The rows of ``frames`` that are cues of the study's own frames, or of the generic ones, by their plain names."""
    kept = frames[~frames["frame"].str.startswith((VARIANT, TOPIC))]
    kept = kept[kept["frame"].str.startswith(GENERIC) == generic]
    return kept.assign(frame=kept["frame"].str.removeprefix(GENERIC))


def frame_rates(frames: pd.DataFrame, articles: pd.DataFrame, generic: bool = False) -> pd.DataFrame:
    """Cues of each frame in each article's body by voice; of the study's own frames, or of the generic ones.

    Returns
    -------
    One row for every article, frame and voice: ``cues``, ``words`` (of that voice in that body) and
    ``per_1000``, cues per 1,000 of these words; missing where the voice has none.
    """
    cues = frame_cues_of(frames, generic)
    counts = cues[cues["place"] == "body"].groupby(["article_id", "frame", "voice"]).size()
    totals = cues.groupby("frame", as_index=False).size().sort_values(["size", "frame"], ascending=[False, True])
    names = list(totals["frame"])  # the most frequent first
    spoken = words_by_voice(articles)[["article_id", "label", "outlet", "voice", "words"]]
    full = spoken.merge(pd.DataFrame({"frame": names}, dtype="str"), how="cross")
    keys = pd.MultiIndex.from_frame(full[["article_id", "frame", "voice"]])
    full["cues"] = counts.reindex(keys, fill_value=0).to_numpy()
    full["per_1000"] = (1000 * full["cues"] / full["words"].where(full["words"] > 0)).astype("Float64")
    return full


def speaker_tally(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Quotations and their words by speaker and article.

    Thoughts, scare quotes and titles are left out, quotations inside quotations too (their words are counted with
    the outer one). A speaker that could not be told stands as "unresolved".

    Returns
    -------
    Columns speaker, speaker_kind, side, side_basis, article_id, label, outlet, quotations, words (of whole attributed
    clauses), words_marked (inside quotation marks alone); most words first.
    """
    said = spoken(quotes)
    said = said.assign(
        speaker=said["speaker"].fillna(UNRESOLVED),
        speaker_kind=said["speaker_kind"].fillna(UNRESOLVED),
        side=said["side"].fillna(NO_SIDE),
        side_basis=said["side_basis"].fillna("none"),
    )
    keys = ["speaker", "speaker_kind", "side", "side_basis", "article_id"]
    tally = said.groupby(keys, as_index=False).agg(**_COUNTED)
    labelled = tally.merge(
        articles_in_order(articles)[["article_id", "label", "outlet"]],
        on="article_id",
        validate="many_to_one",
    )
    # Two articles' "government source" need not be one.
    unnamed = labelled["speaker_kind"].isin(["anonymous", "group", UNRESOLVED])
    several = labelled.groupby("speaker")["article_id"].transform("nunique") > 1
    apart = labelled["speaker"] + " (" + labelled["label"] + ")"
    labelled["speaker"] = labelled["speaker"].mask(unnamed & several, apart)
    total = labelled.groupby("speaker")["words"].transform("sum")
    columns = [*keys, "label", "outlet", *_COUNTED]
    return (
        labelled.assign(total=total)
        .sort_values(["total", "speaker", "article_id"], ascending=[False, True, True])[columns]
        .reset_index(drop=True)
    )


_COUNTED = {"quotations": ("quote_id", "size"), "words": ("words", "sum"), "words_marked": ("words_marked", "sum")}


def side_tally(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Quotations and their words by side and article.

    Returns
    -------
    Columns side, article_id, label, outlet, quotations, words (of whole attributed clauses), words_marked (inside
    quotation marks alone), words_inferred (of speakers whose side is inferred), share and share_marked (of all such
    words in the article); the side with most words first.
    """
    tally = speaker_tally(quotes, articles)
    tally = tally.assign(words_inferred=tally["words"].where(tally["side_basis"] == "inferred", 0))
    keys = ["side", "article_id", "label", "outlet"]
    counts = ["quotations", "words", "words_marked", "words_inferred"]
    found = tally.groupby(keys, as_index=False, dropna=False)[counts].sum()
    for share, words in (("share", "words"), ("share_marked", "words_marked")):
        whole = found.groupby("article_id")[words].transform("sum")
        found[share] = (found[words] / whole.where(whole > 0)).astype("Float64")
    total = found.groupby("side")["words"].transform("sum")
    ordered = found.assign(total=total).sort_values(["total", "side", "article_id"], ascending=[False, True, True])
    return ordered.drop(columns="total").reset_index(drop=True)


def certainty(quotes: pd.DataFrame, articles: pd.DataFrame, margin: float = 0.5) -> pd.DataFrame:
    """How surely the speakers of each article's quotations were told.

    Returns
    -------
    One row an article, by its label, and one for all: ``quotations``, ``below`` (the speaker ranked before the next
    candidate by less than ``margin``) and ``unresolved`` (no speaker could be told; they may be among those below).
    """
    said = spoken(quotes).merge(articles_in_order(articles)[["article_id", "label"]], on="article_id")
    said = said.assign(
        below=(said["margin"] < margin).fillna(False), unresolved=said["speaker_kind"].fillna(UNRESOLVED) == UNRESOLVED
    )
    found = said.groupby("label").agg(
        quotations=("quote_id", "size"), below=("below", "sum"), unresolved=("unresolved", "sum")
    )
    found.loc["all"] = found.sum()
    return found.astype("int64")


def figures_by_category(quantities: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Figures by category and article: columns what, article_id, numbers, label, outlet."""
    figures = quantities[quantities["kind"] == "figure"].assign(what=lambda table: table["category"])
    counts = figures.groupby(["what", "article_id"], as_index=False).size().rename(columns={"size": "numbers"})
    labels = articles_in_order(articles)[["article_id", "label", "outlet"]]
    found = counts.merge(labels, on="article_id", validate="many_to_one")
    return found.sort_values(["what", "label"]).reset_index(drop=True)


def numbers_that_count_nothing(quantities: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Dates, times, ordinals, names and idioms by article: one row an article, one column a kind."""
    other = quantities[quantities["kind"] != "figure"]
    labels = articles_in_order(articles)[["article_id", "label"]]
    named = labels.merge(other[["article_id", "kind"]], on="article_id", how="left")
    return pd.crosstab(named["label"], named["kind"])


def estimates(quantities: pd.DataFrame, articles: pd.DataFrame, noun: str) -> pd.DataFrame:
    """The figures that count a noun, with the dates of their articles.

    Parameters
    ----------
    noun : the noun's dictionary form, as in the column ``noun``: troop, person, diplomat.

    Returns
    -------
    The rows of ``quantities`` with label, outlet, ``first_day`` and ``last_day`` (what the article's date can
    mean) and ``claimed_by`` (the claimant, or "no source named"; ``claimant_basis`` says whether the number is
    quoted, reported, feared, given according to him or estimated), in the order of time.
    """
    chosen = quantities[(quantities["kind"] == "figure") & (quantities["noun"] == noun)]
    facts = articles_in_order(articles)[["article_id", "label", "outlet", "published"]]
    found = chosen.merge(facts, on="article_id", validate="many_to_one")
    spans = [span_of_date(day) for day in found["published"]]
    return (
        found.assign(
            first_day=[span[0] if span else pd.NaT for span in spans],
            last_day=[span[1] if span else pd.NaT for span in spans],
            claimed_by=found["claimant"].fillna(NO_SOURCE),
        )
        .sort_values(["first_day", "article_id", "start"], na_position="last")
        .reset_index(drop=True)
    )
