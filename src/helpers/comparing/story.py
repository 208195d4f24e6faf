"""One story in a few articles, side by side: what stands where, who speaks when, who acts and who answers."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from helpers.comparing.describing import NO_SIDE, UNRESOLVED, VOICES, articles_in_order, span_of_date
from helpers.comparing.keywords import keyness
from helpers.comparing.speech import SPOKEN, spoken
from helpers.framing import TOPIC, VARIANT
from helpers.tables import Tables, only

# From neutral to loaded, the order of the charts; the groups are those of codebook/reporting_verbs.csv.
STANCES = (
    "neutral", "signalling", "assertive", "committing", "directive", "conceding", "warning", "expressive",
    "prosodic", "paralinguistic", "denying", "doubting",
)  # fmt: skip
PARTS = ("headline", "standfirst", "lead", "opening")  # of an article, as in codebook/events.csv
FUNCTIONS = ("problem", "cause", "judgement", "remedy")  # of framing (Entman 1993), as in codebook/coded.csv
LEAST_COUNT = 3


def choose(
    tables: Tables, outlets: Sequence[str] | None = None, since: str | None = None, until: str | None = None
) -> Tables:
    """The tables of some articles: those of the outlets named, published between two days, both included.

    Parameters
    ----------
    outlets : None for all.
    since, until : ISO days; None for no limit. An article whose date is known to the month only is in if any
        of its days is; one without a date is out as soon as there is a limit.
    """
    spans = tables.articles["published"].map(span_of_date)
    first = pd.Timestamp(since) if since else pd.Timestamp.min
    last = pd.Timestamp(until) if until else pd.Timestamp.max
    dated = [bool(span and span[1] >= first and span[0] <= last) for span in spans]
    kept = pd.Series(dated if since or until else True, index=tables.articles.index, dtype=bool)
    if outlets is not None:
        kept &= tables.articles["outlet"].isin(list(outlets))
    return only(tables, tables.articles.loc[kept, "article_id"])


def presence(frames: pd.DataFrame, quotes: pd.DataFrame, articles: pd.DataFrame, sources: int = 3) -> pd.DataFrame:
    """How often each topic of the codebook stands in each article, and the words of each named speaker.

    Parameters
    ----------
    sources : words a speaker must have in all to be a row.

    Returns
    -------
    One row an item: ``kind`` (actor, place, matter, history, source), ``item``, one column an article id (number
    of places; for sources, of words in whole attributed clauses), and ``articles``, in how many it stands. Items of
    one article come first, by the order of the articles; those that stand in all come last.
    """
    ids = list(articles_in_order(articles)["article_id"])
    topics = frames[frames["frame"].str.startswith(TOPIC)]
    found = topics["frame"].str.removeprefix(TOPIC).str.split(": ", n=1, expand=True).reindex(columns=[0, 1])
    rows = pd.DataFrame({"kind": found[0], "item": found[1], "article_id": topics["article_id"], "n": 1})
    named = spoken(quotes)
    named = named[named["speaker_kind"].isin(["person", "organisation"])]
    said = pd.DataFrame(
        {"kind": "source", "item": named["speaker"], "article_id": named["article_id"], "n": named["words"]}
    )
    heard = said.groupby("item")["n"].transform("sum") >= sources
    both = pd.concat([rows, said[heard]]).astype({"kind": "str", "item": "str", "article_id": "str", "n": "int64"})
    wide = both.pivot_table(index=["kind", "item"], columns="article_id", values="n", aggfunc="sum", fill_value=0)
    wide = wide.reindex(columns=ids, fill_value=0).reset_index()
    wide["articles"] = (wide[ids] > 0).sum(axis=1)
    first = (wide[ids] > 0).to_numpy().argmax(axis=1) if len(wide) else []
    ordered = wide.assign(first=first).sort_values(["articles", "first", "kind", "item"], kind="stable")
    return ordered.drop(columns="first").reset_index(drop=True)


def marking_words(
    terms: pd.DataFrame, articles: pd.DataFrame, *, least: int = LEAST_COUNT, most: int = 12, leave: Iterable[str] = ()
) -> pd.DataFrame:
    """The words that mark each article against the others, by difference in log-odds.

    The difference is that of Monroe, Colaresi & Quinn (2008, "Fightin' Words", eq. 15 and 16), with their
    informative prior. No z and no rank by evidence: an article is one unit, however many words it has.

    Parameters
    ----------
    least : occurrences in all that a word must have.
    most : words for each article.
    leave : terms left out (function words).

    Returns
    -------
    Columns article_id, label, outlet, term, here, elsewhere (counts), log_odds; the highest first.
    """
    kept = terms[~terms["term"].isin(set(leave))]
    facts = articles_in_order(articles)
    found = []
    for row in facts.itertuples():
        own = kept["article_id"] == row.article_id
        if not own.any() or own.all():
            continue
        table = keyness(kept[own], kept[~own], resamples=0)
        table = table[(table["count_target"] + table["count_reference"] >= least) & (table["log_odds"] > 0)]
        table = table.sort_values(["log_odds", "term"], ascending=[False, True]).head(most)
        table = table.rename(columns={"count_target": "here", "count_reference": "elsewhere"})
        about = {"article_id": row.article_id, "label": row.label, "outlet": row.outlet}
        found.append(table[["term", "here", "elsewhere", "log_odds"]].assign(**about))
    columns = ["article_id", "label", "outlet", "term", "here", "elsewhere", "log_odds"]
    return pd.concat(found, ignore_index=True)[columns] if found else pd.DataFrame(columns=columns)


def namings(frames: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """How often each article, in each voice, uses each name for a thing: name, variant, label, voice, times."""
    named = frames[frames["frame"].str.startswith(VARIANT)]
    named = named.assign(name=named["frame"].str.removeprefix(VARIANT), variant=named["cue"].str.rstrip("*"))
    facts = articles_in_order(articles)[["article_id", "label", "outlet"]]
    joined = named.merge(facts, on="article_id", validate="many_to_one")
    keys = ["name", "variant", "article_id", "label", "outlet", "voice"]
    counted = joined.groupby(keys, as_index=False, dropna=False).size().rename(columns={"size": "times"})
    total = counted.groupby(["name", "variant"])["times"].transform("sum")
    ordered = counted.assign(total=total, at=counted["article_id"].map(_ranks(facts["article_id"])))
    by = ["name", "total", "variant", "at", "voice"]
    return ordered.sort_values(by, ascending=[True, False, True, True, True])[[*keys, "times"]].reset_index(drop=True)


def _ranks(ids: Iterable[str]) -> dict[str, int]:
    return {article_id: n for n, article_id in enumerate(ids)}


def turns(quotes: pd.DataFrame, ledger: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Every quotation by where in its article it stands.

    Returns
    -------
    One row a part of an outermost quotation, in the articles' order: article_id, label, quote_id, speaker, side,
    words (of the whole attributed clause, which counts with the first of the quotations in it), words_marked (inside
    quotation marks alone), ``from`` and ``to`` (shares of the clean text, 0 to 1), ``first``, ``longest`` (by words)
    and ``last``: whether it is that quotation of its article's body.
    """
    said = spoken(quotes, "body")
    length = ledger.groupby("article_id")["end"].max()
    facts = articles_in_order(articles)[["article_id", "label", "outlet"]]
    rows = said.merge(facts, on="article_id", validate="many_to_one")
    rows["speaker"] = rows["speaker"].fillna(UNRESOLVED)
    rows["side"] = rows["side"].fillna(NO_SIDE)
    by_article = rows.groupby("article_id")
    rows["first"] = by_article["start"].transform("min") == rows["start"]
    rows["last"] = by_article["start"].transform("max") == rows["start"]
    longest = rows.sort_values(["words", "start"], ascending=[False, True]).drop_duplicates("article_id").index
    rows["longest"] = rows.index.isin(longest)
    parts = rows["parts"].str.split(";").explode().str.split("-", expand=True).reindex(columns=[0, 1]).astype("float64")
    ends = rows["article_id"].map(length).astype("float64")
    joined = rows.join(parts.rename(columns={0: "from", 1: "to"}))
    for column in ("from", "to"):
        joined[column] = joined[column] / ends.reindex(joined.index)
    joined["at"] = joined["article_id"].map(_ranks(facts["article_id"]))
    columns = ["article_id", "label", "outlet", "quote_id", "speaker", "side", "words", "words_marked", "from", "to"]
    return joined.sort_values(["at", "from"])[[*columns, "first", "longest", "last"]].reset_index(drop=True)


def answers(
    events: pd.DataFrame, quotes: pd.DataFrame, articles: pd.DataFrame, sides: Mapping[str, str]
) -> pd.DataFrame:
    """Whether those whom others act upon are heard in the same article.

    Parameters
    ----------
    events : the codebook's file, as a table.
    sides : side of each name; a name of no side is only heard under itself.

    Returns
    -------
    One row an article and side (or name) that somebody acts upon: ``acts`` (number), ``verbs``; of that side in the
    body ``quotations``, ``words`` (of whole attributed clauses), ``words_marked`` (inside quotation marks alone),
    ``first_sentence`` of them and ``cues``, missing where the side says nothing; and ``thoughts``, how often the
    article says what the side thinks or fears, which is no quotation.
    """
    own = events[events["article_id"].isin(articles["article_id"]) & (events["object"] != "")]
    acted = own.assign(whom=[sides.get(name) or name for name in own["object"]])
    acts = acted.groupby(["article_id", "whom"], as_index=False).agg(acts=("verb", "size"), verbs=("verb", _listed))
    said = spoken(quotes, "body")
    heard = (
        said.assign(whom=_whose(said))
        .groupby(["article_id", "whom"], as_index=False)
        .agg(
            quotations=("quote_id", "size"),
            words=("words", "sum"),
            words_marked=("words_marked", "sum"),
            first_sentence=("sentence", "min"),
            cues=("cue", _listed),
        )
    )
    held = quotes[(quotes["type"] == "thought") & (quotes["place"] == "body")]
    held = held.assign(whom=_whose(held)).groupby(["article_id", "whom"]).size().rename("thoughts").reset_index()
    facts = articles_in_order(articles)[["article_id", "label"]]
    keys = {"article_id": "str", "whom": "str"}  # where there is no row, pandas takes them for numbers
    joined = acts.astype(keys)
    for table in (heard, held):
        joined = joined.merge(table.astype(keys), on=["article_id", "whom"], how="left")
    joined = joined.merge(facts, on="article_id")
    counts = ["quotations", "words", "words_marked", "thoughts"]
    joined[counts] = joined[counts].fillna(0).astype("Int64")
    order = joined["article_id"].map(_ranks(facts["article_id"]))
    joined = joined.assign(at=order).sort_values(["at", "acts", "whom"], ascending=[True, False, True])
    columns = ["label", "whom", "acts", "verbs", *counts[:3], "first_sentence", "cues", "thoughts"]
    return joined[columns].reset_index(drop=True)


def _whose(quotes: pd.DataFrame) -> pd.Series:
    """The side of each row's speaker, or the speaker where there is none."""
    return quotes["side"].fillna(quotes["speaker"])


def acts_side_by_side(events: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Who does what to whom, one row a part (headline, standfirst, lead, opening), one column an article."""
    said = (events["subject"] + " " + events["verb"] + " " + events["object"]).str.strip()
    own = events["voice"] == "own"
    return _side_by_side(events.assign(said=said.mask(~own, said + " (" + events["voice"] + ")")), articles, "part")


def codes_side_by_side(coded: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """What was coded by hand, one row a function of framing, one column an article; with whose words, and where."""
    whose = coded["speaker"].where(coded["speaker"] != "", "the paper")
    said = coded["wording"] + " (" + whose + ", sentence " + coded["sentence"] + ")"
    return _side_by_side(coded.assign(said=said), articles, "function")


def _side_by_side(rows: pd.DataFrame, articles: pd.DataFrame, by: str) -> pd.DataFrame:
    labels = articles_in_order(articles).set_index("article_id")["label"]
    own = rows[rows["article_id"].isin(labels.index)]
    own = own.assign(label=own["article_id"].map(labels))
    wide = own.groupby([by, "label"], sort=False)["said"].agg("; ".join).unstack()
    down = [name for name in (*PARTS, *FUNCTIONS) if name in wide.index]
    return wide.reindex(index=down, columns=[label for label in labels if label in wide.columns]).fillna("–")


def _listed(words: pd.Series) -> str:
    return ", ".join(dict.fromkeys(words.dropna()))


def verb_stances(quotes: pd.DataFrame) -> pd.DataFrame:
    """Reporting verbs by stance and side: stance, side, times, cues (the verbs), from neutral to loaded."""
    cued = quotes[quotes["type"].isin(SPOKEN) & quotes["cue"].notna() & quotes["stance"].notna()]
    cued = cued.assign(side=cued["side"].fillna(NO_SIDE))
    found = cued.groupby(["stance", "side"], as_index=False).agg(times=("cue", "size"), cues=("cue", _listed))
    rank = {stance: n for n, stance in enumerate(STANCES)}
    ordered = found.assign(at=found["stance"].map(rank).fillna(len(rank))).sort_values(["at", "side"])
    return ordered.drop(columns="at").reset_index(drop=True)


def voices_of(chosen: Sequence[str] | None) -> tuple[str, ...]:
    """The voices a chart shows, in their order; None for all."""
    return tuple(voice for voice in VOICES if chosen is None or voice in chosen)
