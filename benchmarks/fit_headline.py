"""Weights by which cleaning chooses the headline, the newspaper's name and the page's own lines.

usage: python benchmarks/fit_headline.py GOLD.jsonl … > data/codebook/line_weights.csv

The gold files are the invented articles with the field of each line; their raw files lie beside them in raw/.
The headline's weights maximise the likelihood of the right line among the article's candidates (conditional
logit), the others' that of each line being one (logistic regression); both with a ridge penalty, by Newton's
method from what a reader expects, so that the same files give the same weights. On standard error: how many
lines are chosen
rightly on the files themselves, and when each article is left out of the fit.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from helpers import cleaning, codebook, reading
from helpers.cleaning import choosing, head

RIDGE, STEPS = 1.0, 12
# What a reader expects before any article is seen, for few articles hold each kind of line.
EXPECTED = {
    "headline": {
        "one or two words": -1.5,
        "three or four words": -0.3,
        "over 20 words": -0.5,
        "ends in a full stop": -2.5,
        "one sentence after another": -3.0,
        "all capitals": 0.0,
        "no word in small letters": -1.0,
        "short, every word a capital": -0.3,
        "bullet": -2.0,
        "code": -3.0,
        "speaks to the reader": -1.5,
        "call on the reader": -2.0,
        "quotation marks": 0.5,
        "newspaper's name": -3.0,
        "name of a person": -1.5,
        "words shared with the opening": 2.0,
        "share of its words in the opening": 2.0,
        "ends in another line": -3.0,
        "no word shared with the opening": -1.5,
        "under a line that says something": -3.0,
        "earlier lines": -0.5,
        "byline or date below": 1.0,
    },
    "outlet": {
        "none": -2.0,
        "newspaper's name": 3.0,
        "repeated by the page": 3.0,
        "The and one word": 2.5,
        "known name": 3.0,
        "one word": -1.0,
    },
    "page": {"begins with the author": 3.0, "between the page's lines": 2.0, "web address": 1.0},
}
NOTE = """\
# What speaks for a line being the headline, or the newspaper's name, among the lines above an article's body, and
# for one below being the page's and not the article's.
# Fitted by benchmarks/fit_headline.py on the invented articles with known answers; each feature is described in
# helpers.cleaning.choosing.py. The line with the greatest sum of its features times their weights is the headline;
# a line is the newspaper's name, or the page's, where the sum is above nought.
choice,feature,weight"""

Choice = tuple[list[dict[str, float]], list[bool]]  # the features of each line, and whether it is the right one


def choices(paths: list[str]) -> Iterator[tuple[Choice, Choice, Choice]]:
    """For each article the candidates for headline, outlet and page's line."""
    book = codebook.load()
    for path in map(Path, paths):
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            saved = reading.read(path.parent / "raw" / line["file"])[0]
            fields = {found["line"]: found["field"] for found in line["lines"]}
            if found := _of_article(saved, fields, book):
                yield found


def _of_article(saved, fields: dict[int, str], book) -> tuple[Choice, Choice, Choice] | None:
    page = cleaning.told_alone(saved, book)
    first = head.body_start(page, book)
    head.tell_front(page, first, book)
    # Lines of the page that are known by a pattern are candidates here too: others like them are not known. Those
    # that are told by their form (navigation, sections) always are.
    form = ("navigation", "section label", "folio")
    hidden = [
        mark is None or (mark.field in ("junk", "outlet") and mark.rule not in form) for mark in page.marks[:first]
    ]
    known = [i for i in range(first) if hidden[i]]
    lines = [i for i in known if head.may_be_headline(page, i, book)]
    right = [fields.get(page.paragraphs[i].lines[0].number) for i in lines]
    if "headline" not in right:
        return None
    described = choosing.of_headlines(page, lines, book)
    furnished = choosing.page_furniture(page)
    above = choosing.names(page, (i for i in known if i < lines[right.index("headline")]))
    named = [choosing.of_outlet(page, i, furnished, book) for i in above]
    papers = [fields.get(page.paragraphs[i].lines[0].number) == "outlet" for i in above]
    below = list(_below(page, fields, book))
    page_lines = [one for one, _ in below], [field in ("junk", "credit") for _, field in below]
    return (described, [field == "headline" for field in right]), (named, papers), page_lines


def _below(page, fields: dict[int, str], book) -> Iterator[tuple[dict[str, float], str]]:
    """The lines below the head that nothing is known of, with their fields."""
    first = head.read_head(page, book)
    scene = choosing.scene(page, book)
    for index in range(first, len(page.marks)):
        field = fields.get(page.paragraphs[index].lines[0].number, "")
        if page.marks[index] is None and field in ("body", "crosshead", "junk", "credit"):
            yield choosing.of_page(page, index, scene, book), field


def fit(found: list[Choice], expected: dict[str, float], *, one_of_them: bool) -> dict[str, float]:
    """The weights of the features; ``one_of_them`` where each article has exactly one right line."""
    names = sorted({name for features, _ in found for one in features for name in one} | set(expected))
    matrices = [np.array([[one.get(name, 0.0) for name in names] for one in features]) for features, _ in found]
    prior = np.array([expected.get(name, 0.0) for name in names])
    weights = prior.copy()
    for _ in range(STEPS):
        slope, curve = -RIDGE * (weights - prior), RIDGE * np.eye(len(names))
        for matrix, (_, right) in zip(matrices, found, strict=True):
            if len(matrix):
                chances = _chances(matrix @ weights, one_of_them)
                spread = (
                    np.diag(chances) - np.outer(chances, chances) if one_of_them else np.diag(chances * (1 - chances))
                )
                slope += matrix.T @ (np.array(right, float) - chances)
                curve += matrix.T @ spread @ matrix
        weights += np.linalg.solve(curve, slope)
    return dict(zip(names, weights.round(2).tolist(), strict=True))


def _chances(scores: np.ndarray, one_of_them: bool) -> np.ndarray:
    if not one_of_them:
        return 1 / (1 + np.exp(-scores))
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def right(weights: dict[str, float], choice: Choice, *, one_of_them: bool) -> bool:
    """Whether the weights choose the right line or lines of an article."""
    features, truth = choice
    scores = [sum(weights.get(name, 0.0) * value for name, value in one.items()) for one in features]
    if one_of_them:
        return truth[scores.index(max(scores))]
    return all((score > 0) == wanted for score, wanted in zip(scores, truth, strict=True))


def main() -> None:
    articles = list(choices(sys.argv[1:]))
    print(NOTE)
    for place, name in enumerate(("headline", "outlet", "page")):
        found, one, expected = [article[place] for article in articles], place == 0, EXPECTED[name]
        weights = fit(found, expected, one_of_them=one)
        own = sum(right(weights, choice, one_of_them=one) for choice in found)
        left_out = sum(
            right(fit(found[:n] + found[n + 1 :], expected, one_of_them=one), choice, one_of_them=one)
            for n, choice in enumerate(found)
        )
        print(f"{name}: {own} of {len(found)} right, {left_out} when left out", file=sys.stderr)
        for feature, weight in weights.items():
            print(f'{name},"{feature}",{weight}')


if __name__ == "__main__":
    main()
