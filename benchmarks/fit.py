"""Fit the weights by which candidates are ranked, on the invented gold articles alone.

usage: python benchmarks/fit.py [--check] [--folds N]

Each model is a conditional logit (McFadden 1974) with a quadratic penalty: the share of a candidate is the softmax
of its features' weights, and the right candidates' shares are made as great as may be (L-BFGS, Liu & Nocedal
1989). Written to ``weights.csv`` of the rooms that rank; ``--check`` says whether they are what is written there.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from gold_texts import TRAIN, Answer, Gold, texts
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from helpers import codebook
from helpers.language import Layer, ranking
from helpers.language.mentions import Mention
from helpers.people import linking
from helpers.people.cast import Entity
from helpers.people.naming_forms import name_of
from helpers.people.scene import Event, Link, Option, Pass
from helpers.quotes import attribution, clauses, cues, find_with
from helpers.records import Quote, Span

ROOMS = Path(ranking.__file__).parents[1]
PENALTY = 0.5
PEOPLE = ("kind", "name", "role", "pronoun", "plain", "body", "introduced")
UNSPOKEN = 3.0  # scare quotes and titles are few: each counts as so many
RAREST = 2  # articles a feature must occur in


class Example(NamedTuple):
    """One choice: the candidates' features, and which are right."""

    article: str
    options: list[list[str]]
    right: list[bool]
    weight: float = 1.0


def fit(examples: Sequence[Example], penalty: float) -> dict[str, float]:
    """The weights of one model; none where nothing is to be learned."""
    if not examples:
        return {}
    seen: dict[str, set[str]] = {}
    for example in examples:
        for features in example.options:
            for feature in features:
                seen.setdefault(feature, set()).add(example.article)
    names = sorted(f for f, where in seen.items() if f and len(where) >= RAREST)
    index = {name: n for n, name in enumerate(names)}
    rows, columns, group, right = [], [], [], []
    for number, example in enumerate(examples):
        for features, good in zip(example.options, example.right, strict=True):
            row = len(group)
            for feature in features:
                if feature in index:
                    rows.append(row)
                    columns.append(index[feature])
            group.append(number)
            right.append(good)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(group), len(names)))
    groups, good = np.array(group), np.array(right)
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    weighed = np.array([example.weight for example in examples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.maximum.reduceat(scores, starts)[groups]
        raised = np.exp(scores - top)
        total = np.add.reduceat(raised, starts)
        held = np.add.reduceat(raised * good, starts)
        share = raised / total[groups]
        wanted = raised * good / held[groups]
        value = float(np.sum(weighed * (np.log(total) - np.log(held))) + penalty * weights @ weights)
        return value, matrix.T @ (weighed[groups] * (share - wanted)) + 2 * penalty * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {name: round(float(w), 2) for name, w in zip(names, found, strict=True) if abs(w) >= 0.02}


def overlap(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def subject_examples(gold: Gold) -> Iterator[Example]:
    """Each cue of the gold with the phrases that may be its subject."""
    layer = gold.doc.outer
    scene = bare_scene(gold)
    for low, high in layer.sentences:
        for cue in cues.candidates(layer, low, high, gold.doc.lex):
            of = [a for a in gold.answers if a.cue and overlap(a.cue, layer.span((cue.start, cue.end)))]
            if not of:
                continue
            options = cues.subject_options(scene, cue, low, high)
            right = [m is not None and any(_is_mention(layer, m, a.mention) for a in of) for m, _ in options]
            if not any(right) and all(a.mention is None for a in of):
                right[0] = True
            if any(right):
                yield Example(gold.name, [f for _, f in options], right)


def bare_scene(gold: Gold) -> cues.Scene:
    mentions = gold.doc.outer.mentions
    return cues.Scene(gold.doc.outer, mentions, [m.start for m in mentions], [])


def _is_mention(layer: Layer, m: Mention, place: Span | None) -> bool:
    """Whether a phrase is the gold's: they end with the same head, or a pronoun is the same."""
    if place is None:
        return False
    start, end = layer.span((m.start, m.end))
    head = layer.start[m.head]
    return overlap((start, end), place) and place[0] <= head < place[1]


def answer_of(gold: Gold, passage: int) -> Answer | None:
    """The gold's answer for a passage between marks."""
    first = gold.doc.passages[passage].parts[0]
    for a in gold.answers:
        if a.type != "indirect" and any(abs(part[0] - first[0]) <= 1 for part in a.parts):
            return a
    return None


def speaker_examples(gold: Gold, scene: cues.Scene, model: Mapping[str, float]) -> list[Example]:
    """Each passage with what its words may be, the passages before it answered as the gold has them."""
    layer = gold.doc.outer
    found: list[Example] = []
    mentions = [(a.mention, a.speaker) for a in gold.answers if a.mention and a.speaker]

    def named(option: attribution.Option, answer: Answer) -> bool:
        if option.mention is None:
            return False
        place = layer.span((option.mention.start, option.mention.end))
        head = layer.start[option.mention.head]
        if overlap(place, answer.mention) and answer.mention[0] <= head < answer.mention[1]:
            return True
        if option.kind in ("cue", "unlisted"):
            return False
        if any(
            overlap(place, where) and where[0] <= head < where[1] and who == answer.speaker for where, who in mentions
        ):
            return True
        last = (answer.speaker or "").split()[-1:]
        words = [layer.low[k] for k in range(option.mention.start, option.mention.end)]
        return option.mention.kind == "name" and answer.kind == "person" and bool(last) and last[0].lower() in words

    before: list[Answer] = []

    def decide(q: int, options: Sequence[attribution.Option]) -> int:
        answer = answer_of(gold, layer.passage[q])
        scores = [ranking.score(o.features, model) for o in options]
        order = sorted(range(len(options)), key=lambda n: -scores[n])
        if answer is None:
            return order[0]
        resumed = bool(before) and before[-1] is answer
        before.append(answer)
        if answer.type in ("scare", "title"):
            right = [o.kind == answer.type for o in options]
        elif resumed and any(o.kind == "resumed" for o in options):
            right = [o.kind == "resumed" for o in options]
        else:
            right = [o.kind != "resumed" and named(o, answer) for o in options]
        shown = list(range(len(options)))
        if answer.speaker is not None:  # one whose words no candidate holds is still no scare quote
            named_ = any(right)
            right = right if named_ else [o.kind == "unnamed" for o in options]
            shown = [n for n, o in enumerate(options) if (o.kind != "unnamed" if named_ else not o.mention)]
        if not any(right):
            return order[0]
        weight = UNSPOKEN if answer.speaker is None else 1
        found.append(Example(gold.name, [options[n].features for n in shown], [right[n] for n in shown], weight))
        return next(n for n in order if right[n])

    attribution.attribute(gold.doc, scene, decide)
    return found


def clause_examples(gold: Gold, scene: cues.Scene) -> Iterator[tuple[str, Example]]:
    """Each cue with the clauses it may report, and each reported clause with where it may end."""
    layer = gold.doc.outer
    told = [a for a in gold.answers if a.type == "indirect"]
    for n, own in enumerate(scene.cues):
        for cue in own:
            if cue.takes in ("object", "thought"):
                continue
            options = clauses.clause_options(scene, n, cue)
            place = layer.span((cue.start, cue.end))
            of = [a for a in told if overlap(a.cue, place)]
            right = [any(_begins_as(layer, o, a) for a in of) for o in options]
            if not of:
                right[0] = True
            if len(options) < 2 or not any(right):
                continue
            yield "clause", Example(gold.name, [o.features for o in options], right)
            for option, good in zip(options, right, strict=True):
                if good and option.parts:
                    answer = next(a for a in of if _begins_as(layer, option, a))
                    ends = clauses.end_options(scene, n, cue, option)
                    last = answer.parts[-1][1] if len(option.parts) == len(answer.parts) else answer.parts[0][1]
                    if len(answer.parts) == 1:  # "that A and that B" is two clauses of one cue
                        last = max(a.parts[-1][1] for a in of)
                    hits = [abs(layer.end[k - 1] - last) <= 2 or layer.end[_back(layer, k)] == last for k, _ in ends]
                    if any(hits):
                        yield "end", Example(gold.name, [f for _, f in ends], hits)


def _back(layer: Layer, k: int) -> int:
    while k > 1 and layer.shape[k - 1] in ",.;:-x)":
        k -= 1
    return k - 1


def _begins_as(layer: Layer, option: clauses.Clause, answer: Answer) -> bool:
    kept = clauses.trimmed(layer, option.parts)
    if option.shape == "relative" and len(answer.parts) == 1:
        kept = kept[1:]
    if not kept or len(kept) != len(answer.parts):
        return False
    if option.shape == "around" and layer.low[kept[-1][0]] in ("and", "but"):
        begins = {layer.start[kept[-1][0]], layer.start[kept[-1][0] + 1]}
        if any(abs(answer.parts[-1][0] - begin) <= 2 for begin in begins):
            kept = kept[:-1]
            answer = answer._replace(parts=answer.parts[:-1])
    for (a, _), (start, _) in zip(kept, answer.parts, strict=True):
        if abs(layer.start[a] - start) > 2:
            return False
    if len(kept) > 1 or option.shape == "before":
        return abs(layer.end[kept[0][1] - 1] - answer.parts[0][1]) <= 2
    return True


def all_examples(golds: Sequence[Gold], models: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Fit the models of quotations in their order, each on what the ones before it choose."""
    models["subject"] = fit([e for g in golds for e in subject_examples(g)], PENALTY)
    scenes = [cues.survey(g.doc.outer, g.doc.lex, models["subject"]) for g in golds]
    models["speaker"] = {}
    for _ in range(2):
        models["speaker"] = fit(
            [e for g, s in zip(golds, scenes, strict=True) for e in speaker_examples(g, s, models["speaker"])],
            PENALTY,
        )
    found: dict[str, list[Example]] = {"clause": [], "end": []}
    for g, s in zip(golds, scenes, strict=True):
        for name, example in clause_examples(g, s):
            found[name].append(example)
    for name, examples in found.items():
        models[name] = fit(examples, PENALTY)
    return models


class Tagged:
    """Decides as the gold does where it says who is meant, as the model does elsewhere; takes the choices down."""

    def __init__(self, gold: Gold, models: Mapping[str, Mapping[str, float]]) -> None:
        self.gold, self.models = gold, models
        self.found: list[tuple[str, Example]] = []
        self.tags: dict[int, set[str]] = {}
        self.kept: list[Entity] = []  # alive, so that no other gets an id of theirs

    def answer(self, event: Event) -> Answer | None:
        start, end = event.layer.span((event.mention.start, event.mention.end))
        head = event.layer.start[event.mention.head]
        for a in self.gold.answers:
            if a.mention and a.speaker and a.mention[0] <= head < a.mention[1] and overlap((start, end), a.mention):
                return a
        return None

    def decide(self, model: str, event: Event, options: Sequence[Option]) -> tuple[int, float, str]:
        scores = [ranking.score(f, self.models.get(model, {})) for _, f in options]
        best = max(range(len(scores)), key=scores.__getitem__)
        answer = self.answer(event)
        right: list[bool] = []
        if model == "kind":
            right = self._kind(event)
        elif model == "introduced":
            right = self._introduced(event, options)
            known = [n for n, (e, _) in enumerate(options) if e is None or (right and right[n]) or self.tags.get(id(e))]
            if any(right) and len(known) > 1:
                self.found.append(
                    (model, Example(self.gold.name, [options[n][1] for n in known], [right[n] for n in known]))
                )
            return (right.index(True) if any(right) else best), 1.0, ""
        elif answer is not None:
            right = [e is not None and self._is(e, answer) for e, _ in options]
            if not any(right):
                right = [e is None for e, _ in options]
        if any(right) and not all(right):
            self.found.append((model, Example(self.gold.name, [f for _, f in options], right)))
            best = max((n for n in range(len(scores)) if right[n]), key=scores.__getitem__)
        if (
            answer is not None
            and model in ("name", "role", "pronoun", "plain", "body")
            and options[best][0] is not None
        ):
            self.tags.setdefault(id(options[best][0]), set()).add(answer.speaker or "")
            self.kept.append(options[best][0])
        return best, 1.0, ""

    def _is(self, entity: Entity, answer: Answer) -> bool:
        if answer.speaker in self.tags.get(id(entity), ()):
            return True
        wanted = (answer.speaker or "").lower().split()
        if wanted[-1:] and wanted[-1].startswith("spokes"):
            wanted = wanted[:-1] or wanted
        if not entity.named:
            return entity.name.lower() == " ".join(wanted)
        own = [w.lower() for w in entity.words]
        if answer.kind == "person":
            return own[-1] in wanted and (len(own) == 1 or own[0] in wanted or own[0][:1] == wanted[0][:1])
        return own[-1] == wanted[-1]

    def _kind(self, event: Event) -> list[bool]:
        name = name_of(event.layer, event.mention, self.gold.doc.lex)
        own = [w.lower() for w in name.words]
        for a in self.gold.answers:
            wanted = (a.speaker or "").lower().split()
            if wanted and a.kind in ("person", "organisation") and set(own) <= set(wanted) and wanted[-1] == own[-1]:
                return [a.kind == "person", a.kind == "organisation"]
        placed = event.mention.start and event.layer.low[event.mention.start - 1] in ("in", "near", "at")
        return [False, True] if placed and not name.title and len(own) == 1 else []

    def _introduced(self, event: Event, options: Sequence[Option]) -> list[bool]:
        name = name_of(event.layer, event.mention, self.gold.doc.lex)
        own = {w.lower() for w in name.words}
        hits = [
            e is not None and any(own <= set(tag.lower().split()) for tag in self.tags.get(id(e), ()))
            for e, _ in options
        ]
        if any(hits):
            return hits
        said = any(own <= set((a.speaker or "").lower().split()) for a in self.gold.answers)
        return [e is None for e, _ in options] if said or all(self.tags.get(id(e)) for e, _ in options[1:]) else []


def people_examples(
    gold: Gold, quotes: Sequence[Quote], models: Mapping[str, Mapping[str, float]], book: codebook.Codebook
) -> list[tuple[str, Example]]:
    """The choices of one pass over an article."""
    tagged = Tagged(gold, models)

    def link(now: Pass, event: Event) -> Link | None:
        made = linking.link(now, event)
        answer = tagged.answer(event)
        if answer is not None and made is not None and made.entity is not None:
            tagged.tags.setdefault(id(made.entity), set()).add(answer.speaker or "")
            tagged.kept.append(made.entity)
        return made

    now = Pass(gold.doc, book, tagged.decide)
    now.link = link
    linking.follow(now, quotes)
    return tagged.found


def fit_people(
    golds: Sequence[Gold], quoted: Sequence[Sequence[Quote]], book: codebook.Codebook
) -> dict[str, dict[str, float]]:
    """Fit the models of people, each round on the picture that the one before it draws."""
    models: dict[str, dict[str, float]] = {name: {} for name in PEOPLE}
    for _ in range(3):
        found: dict[str, list[Example]] = {name: [] for name in PEOPLE}
        for g, quotes in zip(golds, quoted, strict=True):
            for name, example in people_examples(g, quotes, models, book):
                found[name].append(example)
        models = {name: fit(examples, PENALTY) for name, examples in found.items()}
    return models


def accuracy(examples: Iterable[Example], model: Mapping[str, float]) -> tuple[int, int]:
    """How many choices are right, of how many."""
    tally: Counter[bool] = Counter()
    for example in examples:
        scores = [ranking.score(f, model) for f in example.options]
        tally[example.right[max(range(len(scores)), key=scores.__getitem__)]] += 1
    return tally[True], tally.total()


def report(
    golds: Sequence[Gold],
    models: dict[str, dict[str, float]],
    people: dict[str, dict[str, float]],
    book: codebook.Codebook,
) -> dict[str, tuple[int, int]]:
    scenes = [cues.survey(g.doc.outer, g.doc.lex, models["subject"]) for g in golds]
    found = {"subject": accuracy([e for g in golds for e in subject_examples(g)], models["subject"])}
    found["speaker"] = accuracy(
        [e for g, s in zip(golds, scenes, strict=True) for e in speaker_examples(g, s, models["speaker"])],
        models["speaker"],
    )
    pairs = [pair for g, s in zip(golds, scenes, strict=True) for pair in clause_examples(g, s)]
    for name in ("clause", "end"):
        found[name] = accuracy([e for kind, e in pairs if kind == name], models[name])
    pairs = [pair for g in golds for pair in people_examples(g, find_with(g.doc, models), people, book)]
    for name in PEOPLE:
        found[name] = accuracy([e for kind, e in pairs if kind == name], people[name])
    return found


def fit_all(golds: Sequence[Gold], book: codebook.Codebook) -> tuple[dict, dict]:
    models = all_examples(golds, {})
    return models, fit_people(golds, [find_with(g.doc, models) for g in golds], book)


def write(models: Mapping[str, Mapping[str, float]]) -> str:
    rows = [
        f'{model},"{feature}",{weight:g}'
        for model in sorted(models)
        for feature, weight in sorted(models[model].items())
    ]
    head = "# Fitted by benchmarks/fit.py on the invented articles in benchmarks/gold. Not made by hand.\n"
    head += "model,feature,weight\n"
    return head + "\n".join(rows) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="say whether the committed weights are what is fitted")
    parser.add_argument("--folds", type=int, default=0, help="also fit without each of so many parts, and test on it")
    options = parser.parse_args()
    book = codebook.load()
    golds = list(texts(TRAIN, book))
    models, people = fit_all(golds, book)
    print("fitted", report(golds, models, people, book), {k: len(v) for k, v in {**models, **people}.items()})
    total: dict[str, list[int]] = {}
    for fold in range(options.folds):
        out = [g for n, g in enumerate(golds) if n % options.folds == fold]
        rest = [g for n, g in enumerate(golds) if n % options.folds != fold]
        for name, (good, all_) in report(out, *fit_all(rest, book), book).items():
            sums = total.setdefault(name, [0, 0])
            sums[0] += good
            sums[1] += all_
    if total:
        print("held out", {k: (*v, round(100 * v[0] / max(v[1], 1), 1)) for k, v in total.items()})
    same = True
    for room, fitted in (("quotes", models), ("people", people)):
        target = ROOMS / room / "weights.csv"
        text = write(fitted)
        same = same and target.read_text(encoding="utf-8") == text
        if not options.check:
            target.write_text(text, encoding="utf-8")
    if options.check and not same:
        sys.exit("the committed weights are not what the gold articles give: run python benchmarks/fit.py")


if __name__ == "__main__":
    main()
