"""Words in company, by NLTK: concordance lines, collocates of a node, and how two groups of articles differ in them.

These functions read the articles' clean text, so they need the files; what they return quotes it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from helpers import tables
from helpers.comparing.counting import CountsError
from helpers.comparing.keywords import keyness
from helpers.language import voices, words
from helpers.records import Quote

if TYPE_CHECKING:
    from nltk.collocations import BigramCollocationFinder

Texts: TypeAlias = Mapping[str, str] | pd.Series  # article_id to clean text
MEASURES = (
    "likelihood_ratio",
    "pmi",
    "student_t",
    "chi_sq",
    "dice",
    "jaccard",
    "mi_like",
    "phi_sq",
    "poisson_stirling",
)
TOKENS = ["article_id", "voice", "start", "end", "token", "term"]


def tokens(texts: Texts, quotes: pd.DataFrame | None = None) -> pd.DataFrame:
    """The word tokens of texts, punctuation left out: columns article_id, voice, start, end, token, term.

    Parameters
    ----------
    texts : from article_id to clean text, whose offsets start and end are.
    quotes : the table ``quotes``, for the voice; without it the voice is missing.
    """
    rows = []
    spoken = _by_article(quotes) if quotes is not None else None
    for article_id, text in texts.items():
        at = voices(spoken.get(str(article_id), [])) if spoken is not None else None
        for start, end in words(text):
            token = text[start:end]
            if any(c.isalpha() for c in token):
                rows.append((article_id, at(start)[0] if at else None, start, end, token, token.lower()))
    return pd.DataFrame(rows, columns=TOKENS)


def _by_article(quotes: pd.DataFrame) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {}
    for row in quotes.to_dict("records"):
        found.setdefault(row["article_id"], []).append(tables.quote(row))
    return found


def concordance(texts: Texts, node: str, *, quotes: pd.DataFrame | None = None, width: int = 40) -> pd.DataFrame:
    """Every place of a word or phrase, whatever its case, with what stands around it.

    Parameters
    ----------
    node : one word or several, divided by spaces.
    width : characters of text shown on either side.

    Returns
    -------
    One row a place, in the order of the articles: article_id, voice, start, end, left, node, right.
    """
    from nltk.text import ConcordanceIndex

    rows = []
    for article_id, own in tokens(texts, quotes).groupby("article_id", sort=False):
        index = ConcordanceIndex(own["term"].tolist())
        text, n = texts[str(article_id)], len(node.split())
        for line in index.find_concordance(node.lower().split()):
            first, last = own.iloc[line.offset], own.iloc[line.offset + n - 1]
            start, end = int(first["start"]), int(last["end"])
            left, right = text[max(0, start - width) : start], text[end : end + width]
            rows.append((article_id, first["voice"], start, end, _flat(left), _flat(text[start:end]), _flat(right)))
    return pd.DataFrame(rows, columns=["article_id", "voice", "start", "end", "left", "node", "right"])


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def score(measure: str, together: float, node: float, term: float, words_in_all: float) -> float:
    """NLTK's association measure of a pair: how often together, how often each, and all words."""
    from nltk.metrics.association import BigramAssocMeasures

    if measure not in MEASURES:
        raise CountsError(f"no measure {measure!r}; there are {', '.join(MEASURES)}")
    return float(getattr(BigramAssocMeasures, measure)(together, (node, term), words_in_all))


def collocates(found: pd.DataFrame, node: str, *, window: int = 5, measure: str = "likelihood_ratio") -> pd.DataFrame:
    """The words that stand near a node, with a measure of association.

    Parameters
    ----------
    found : rows of ``tokens``; no window reaches over the end of an article.
    window : words on either side.
    measure : one of ``MEASURES``. As NLTK's finder has it (after Church & Hanks 1990), the number of times
        together is divided by the places there are, here 2 × ``window``.

    Returns
    -------
    term, together (pairs within the window), count (of the term in all), node_count, words, and the measure,
    highest first.
    """
    finder = _finder(found, window)
    frequency, node = finder.word_fd, node.lower()
    rows = []
    for term, together in _together(finder, node).items():
        value = score(measure, together / (2 * window), frequency[node], frequency[term], finder.N)
        rows.append((term, together, frequency[term], frequency[node], finder.N, value))
    table = pd.DataFrame(rows, columns=["term", "together", "count", "node_count", "words", measure])
    return table.sort_values([measure, "term"], ascending=[False, True]).reset_index(drop=True)


def _finder(found: pd.DataFrame, window: int) -> "BigramCollocationFinder":
    from nltk.collocations import BigramCollocationFinder

    # NLTK's own from_documents pads for neighbours only, so the ends of articles are padded here.
    texts = (chain(own.tolist(), repeat(None, window)) for _, own in found.groupby("article_id", sort=False)["term"])
    made = BigramCollocationFinder.from_words(chain.from_iterable(texts), window_size=window + 1)
    made.N = len(found)
    return made


def _together(finder: "BigramCollocationFinder", node: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for (first, second), n in finder.ngram_fd.items():
        if (first == node) != (second == node):
            other = second if first == node else first
            found[other] = found.get(other, 0) + n
    return found


def near(found: pd.DataFrame, node: str, *, window: int = 5) -> pd.DataFrame:
    """The words within a window of a node as rows of counts (article_id, term, count), for ``keyness``."""
    rows = list(_near(found, node.lower(), window))
    pairs = pd.DataFrame(rows, columns=["article_id", "term"], dtype="str")
    return pairs.groupby(["article_id", "term"], sort=False).size().rename("count").reset_index()


def _near(found: pd.DataFrame, node: str, window: int) -> Iterator[tuple[str, str]]:
    for article_id, own in found.groupby("article_id", sort=False)["term"]:
        terms = own.tolist()
        for n, term in enumerate(terms):
            if term == node:
                beside = terms[max(0, n - window) : n] + terms[n + 1 : n + 1 + window]
                yield from ((str(article_id), other) for other in beside if other != node)


def compare_collocates(
    found: pd.DataFrame,
    node: str,
    target: Iterable[str],
    reference: Iterable[str],
    *,
    window: int = 5,
    measure: str = "likelihood_ratio",
    articles: pd.DataFrame | None = None,
    **options: object,
) -> pd.DataFrame:
    """How two groups of articles differ in the company a node keeps.

    Parameters
    ----------
    target, reference : the articles' ids.
    options : for ``keyness``, which compares the words near the node: its note says what is not tested.

    Returns
    -------
    The columns of ``keyness`` (counts and frequencies are of the words within the window), and for each side
    the measure of association.

    Raises
    ------
    CountsError : a side without the node.
    """
    sides = [found[found["article_id"].isin(set(ids))] for ids in (target, reference)]
    rows = [near(side, node, window=window) for side in sides]
    table = keyness(*rows, articles=articles, **options)  # type: ignore[arg-type]
    for side, name in zip(sides, ("target", "reference"), strict=True):
        scores = collocates(side, node, window=window, measure=measure).set_index("term")[measure]
        table[f"{measure}_{name}"] = table["term"].map(scores)
    return table
