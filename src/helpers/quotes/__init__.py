"""Quotations, attributed clauses, their cues and the words that name the speaker. Who that is, ``people`` decides."""

from collections.abc import Iterator, Mapping, Sequence

from helpers.codebook import Codebook
from helpers.language import SPEAKER_LABEL, Doc, Layer, as_doc
from helpers.language.mentions import Mention
from helpers.language.ranking import Weights, reasons, score, shares, weights
from helpers.quotes.attribution import Decide, Option, attribute, content
from helpers.quotes.clauses import find_clause, trimmed
from helpers.quotes.cues import Cue, Scene, survey
from helpers.records import Quote, QuoteType, Span

Models = Mapping[str, Weights]


def find_quotes(text: str | Doc, codebook: Codebook) -> list[Quote]:
    """Find the quotations and attributed clauses of an article.

    Parameters
    ----------
    text : the article's clean text, or its ``Doc``.
    codebook : the hand-made knowledge: reporting verbs, titles, roles.

    Returns
    -------
    Quotations in the order of the text, numbered from 1, with cue and mention where the text has them;
    speakers are not filled in. Spans are code-point offsets; ``parts`` lie inside the marks.
    """
    return find_with(as_doc(text, codebook), weights("quotes"))


def find_with(doc: Doc, models: Models) -> list[Quote]:
    """``find_quotes`` by given weights."""
    scene = survey(doc.outer, doc.lex, models["subject"])
    margins: dict[int, tuple[float, str]] = {}
    answers = attribute(doc, scene, _decider(models["speaker"], margins))
    quotes = [_marked(doc, doc.outer, group, margins) for group in _joined(answers)]
    quotes, clauses = _with_clauses(doc, scene, quotes, answers, models)
    quotes += clauses
    for layer, found in _nested(doc, models):
        quotes += [_marked(doc, layer, [(q, answer)], {}) for q, answer in found.items()]
    return _numbered(doc, quotes)


def _decider(model: Weights, margins: dict[int, tuple[float, str]]) -> Decide:
    def decide(q: int, options: Sequence[Option]) -> int:
        scores = [score(option.features, model) for option in options]
        best = max((n for n, o in enumerate(options) if o.kind != "unnamed"), key=scores.__getitem__)
        if not options[best].spoken:  # said by somebody who cannot be read, rather than a scare quote
            best = max((n for n, o in enumerate(options) if not o.mention), key=scores.__getitem__)
        ranked = shares(scores)
        rival = max(
            (s for n, s in enumerate(ranked) if n != best and options[n].mention != options[best].mention), default=0.0
        )
        margins[q] = (ranked[best] - rival, reasons(options[best].features, model))
        return best

    return decide


def _joined(answers: dict[int, Option]) -> list[list[tuple[int, Option]]]:
    """Passages as quotations: one that only takes up the last behind its cue clause is a part of it."""
    groups: list[list[tuple[int, Option]]] = []
    for q, answer in sorted(answers.items()):
        if groups and answer.kind == "resumed" and groups[-1][-1][1].spoken:
            groups[-1].append((q, answer))
        else:
            groups.append([(q, answer)])
    return groups


def _with_clauses(
    doc: Doc, scene: Scene, quotes: list[Quote], answers: dict[int, Option], models: Models
) -> tuple[list[Quote], list[Quote]]:
    """The attributed clauses: those around a partial quotation are noted with it, the others are rows.

    A clause that only says what somebody else said ("D said X told Y that …") is that one's, passed on by D.
    """
    layer = doc.outer
    speech = {q: doc.passages[layer.passage[q]].parts[0][0] for q, answer in answers.items() if answer.spoken}
    by_start = {quote.start: n for n, quote in enumerate(quotes)}
    rows: list[Quote] = []
    taken: list[tuple[Span, Cue, int]] = []  # clause, its cue, its row
    for n, cues in enumerate(scene.cues):
        for cue in cues:
            around = next((t for t in taken if t[0][0] <= cue.start < t[0][1]), None)
            if cue.takes == "object":
                continue
            apart = around is not None and (cue.first - around[0][0] > 1 or around[2] < 0)
            for parts in find_clause(scene, n, cue, models, apart):
                kept = trimmed(layer, parts)
                spans = tuple(layer.span(part) for part in kept)
                held = [speech[q] for a, b in kept for q in range(a, b) if q in speech]
                if not kept:
                    continue
                if held:
                    taken += [(part, cue, -1) for part in kept]
                    for at in (by_start[start] for start in held if start in by_start):
                        passed = quotes[at].cue_start not in (None, layer.start[cue.start])
                        if quotes[at].type == "partial" and not (passed and quotes[at].clause):
                            quotes[at] = _relayed(
                                layer, quotes[at]._replace(clause=spans), cue.subject if passed else None
                            )
                    continue
                kind: QuoteType = "thought" if cue.takes == "thought" else "indirect"
                row = _row(layer, spans, kind, cue, cue.subject, "cue")
                if around and not apart:
                    rows[around[2]] = _relayed(layer, row, around[1].subject)
                else:
                    taken += [(part, cue, len(rows)) for part in kept]
                    rows.append(row)
    return quotes, rows


def _relayed(layer: Layer, quote: Quote, by: Mention | None) -> Quote:
    """A quotation with who passes it on, unless that is who says it."""
    if by is None:
        return quote
    start, end = layer.span((by.start, by.end))
    return quote if start == quote.mention_start else quote._replace(relay_start=start, relay_end=end)


def _nested(doc: Doc, models: Models) -> Iterator[tuple[Layer, dict[int, Option]]]:
    """Passages inside other passages, by the cues around them there."""
    for layer in doc.inner:
        if layer.passage:
            scene = survey(layer, doc.lex, models["subject"])
            yield layer, attribute(doc, scene, _decider(models["speaker"], {}))


def _marked(
    doc: Doc, layer: Layer, group: Sequence[tuple[int, Option]], margins: dict[int, tuple[float, str]]
) -> Quote:
    held = [doc.passages[layer.passage[q]] for q, _ in group]
    parts = tuple(part for passage in held for part in passage.parts)
    first, answer = group[0]
    label = SPEAKER_LABEL.match(doc.text, parts[0][0])
    if label:
        return Quote(0, parts, mention_start=label.start(), mention_end=label.end(), basis="cue")
    kind: QuoteType = _type(layer, first, answer) if answer.spoken else "title" if answer.kind == "title" else "scare"
    basis = _BASES.get(answer.kind, "carried")
    row = _row(layer, parts, kind, answer.cue, answer.mention, basis)
    margin = margins.get(first, (0.0, ""))
    return row._replace(unclosed=not held[-1].closed, margin=round(margin[0], 2), reasons=margin[1])


_BASES = {"scare": "none", "title": "none", "unnamed": "none", "elsewhere": "later"} | dict.fromkeys(
    ("cue", "unlisted", "colon", "signed", "subject here", "resumed"), "cue"
)


def _type(layer: Layer, q: int, answer: Option) -> QuoteType:
    said = content(layer, q)
    first = next((c for c in said if c.isalnum()), "")
    capital = first.isupper() or first.isdigit() or not said[:1].isalnum()
    beside = (
        layer.shape[q - 1 : q] in ("", ":", ",", "q", ".")
        or (answer.cue is not None and answer.cue.end == q)
        or answer.cue is None
        or answer.cue.first > q
    )
    whole = said[-1:] in ".?!…,—–" or len(said.split()) > 2
    return "direct" if capital and beside and whole else "partial"


def _row(
    layer: Layer, parts: tuple[Span, ...], kind: QuoteType, cue: Cue | None, mention: Mention | None, basis: str
) -> Quote:
    place = layer.span((mention.start, mention.end)) if mention else (None, None)
    return Quote(
        quote_id=0,
        parts=parts,
        type=kind,
        cue_start=layer.start[cue.start] if cue else None,
        cue_end=layer.end[cue.end - 1] if cue else None,
        cue=cue.lemma if cue else None,
        stance=cue.stance or None if cue else None,
        mention_start=place[0],
        mention_end=place[1],
        basis=basis,
    )


def _numbered(doc: Doc, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotations in the order of the text, numbered, nested ones with the number of their outer one."""
    ordered = sorted(quotes, key=lambda q: (q.start, -q.end, q.type == "indirect"))
    marked = [(n, q) for n, q in enumerate(ordered, 1) if q.type not in ("indirect", "thought")]
    number = {part[0]: n for n, q in marked for part in q.parts}
    outer = {p.parts[0][0]: doc.passages[p.within] for p in doc.passages if p.within is not None}
    numbered = []
    for n, q in enumerate(ordered, 1):
        holder = outer.get(q.start) if q.type not in ("indirect", "thought") else None
        within = next((number.get(a) for a, b in holder.parts if a <= q.start < b), None) if holder else None
        numbered.append(q._replace(quote_id=n, within=within))
    return numbered
