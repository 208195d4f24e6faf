"""An invented corpus with known differences, to see whether a comparison finds them.

Two outlets write from one stock of sentences. In each article the places {ships}, {matter} and {says} are filled with
one of two words; the odds are drawn for each article around the outlet's own, so that articles differ as articles do.
The outlets also differ in their mix of topics, which is no difference in framing.
"""

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

OUTLETS = ("Northern Dispatch", "Gulf Lantern")
CHOICES = {"ships": ("gunboats", "vessels"), "matter": ("threat", "puzzle"), "says": ("claimed", "said")}
ODDS = {"ships": (0.7, 0.35), "matter": (0.7, 0.35), "says": (0.5, 0.25)}  # of the first word, in either outlet
TOPICS = {"strait": (0.4, 0.2), "harbour": (0.3, 0.2), "budget": (0.2, 0.3), "weather": (0.1, 0.3)}
LIKENESS = 6.0  # of an outlet's articles: the two shapes of the beta from which an article's odds come add up to it
SHARED, OWN = 11, 6  # sentences of an article: from the stock of all, from that of its topic


class Invented(NamedTuple):
    """An invented corpus.

    ``source`` has a row an article (text, article_id, outlet, published), for ``tabulate``; ``planted`` a row for each
    planted word: term, and the Log Ratio of the first outlet against the second that it was planted with.
    """

    source: pd.DataFrame
    planted: pd.DataFrame


def invent(stock: str | Path, articles: int = 60, seed: int = 2021) -> Invented:
    """Make a corpus.

    Parameters
    ----------
    stock : the file of sentences: ``data/invented/sentences.csv``.
    articles : of each outlet.
    seed : the same seed gives the same corpus.
    """
    sentences = _read(Path(stock))
    random = np.random.default_rng(seed)
    rows = [
        {"text": _article(random, sentences, side, f"{outlet} {n + 1}"), "article_id": f"{key}-{n + 1:03}",
         "outlet": outlet, "published": f"{_day(random):%Y-%m-%d}"}
        for side, (outlet, key) in enumerate(zip(OUTLETS, ("dispatch", "lantern"), strict=True))
        for n in range(articles)
    ]  # fmt: skip
    planted = [
        (word, float(np.log2(first / second)))
        for slot, (ours, theirs) in ODDS.items()
        for word, first, second in zip(CHOICES[slot], (ours, 1 - ours), (theirs, 1 - theirs), strict=True)
    ]
    return Invented(pd.DataFrame(rows), pd.DataFrame(planted, columns=["term", "planted"]))


def _read(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            found.setdefault(row["topic"], []).append(row["sentence"])
    missing = [topic for topic in ("any", *TOPICS) if topic not in found]
    if missing:
        raise ValueError(f"{path.name}: no sentences for {', '.join(missing)}; it has {', '.join(found)}")
    return found


def _day(random: np.random.Generator) -> pd.Timestamp:
    return pd.Timestamp("2022-01-01") + pd.Timedelta(days=int(random.integers(60)))


def _article(random: np.random.Generator, stock: dict[str, list[str]], side: int, name: str) -> str:
    """A headline, then a paragraph a sentence, in an order of its own."""
    topic = str(random.choice(list(TOPICS), p=[odds[side] for odds in TOPICS.values()]))
    drawn = [*random.choice(stock["any"], SHARED, replace=False), *random.choice(stock[topic], OWN, replace=False)]
    odds = {slot: random.beta(LIKENESS * p[side], LIKENESS * (1 - p[side])) for slot, p in ODDS.items()}
    body = [_filled(random, str(sentence), odds) for sentence in random.permutation(drawn)]
    return "\n\n".join([f"{topic.capitalize()} in the news, number {name.rpartition(' ')[2]}", *body]) + "\n"


def _filled(random: np.random.Generator, sentence: str, odds: dict[str, float]) -> str:
    for slot, words in CHOICES.items():
        if f"{{{slot}}}" in sentence:
            sentence = sentence.replace(f"{{{slot}}}", words[int(random.random() >= odds[slot])])
    return sentence
