"""Quotations, their cues and the words that name the speaker. Who that is, ``people`` decides."""

from collections.abc import Iterator, Sequence

from helpers.codebook import Codebook
from helpers.quotes import attribution
from helpers.quotes.attribution import Attribution
from helpers.quotes.cues import find_cues
from helpers.quotes.indirect import Reported, find_reported
from helpers.quotes.later import attribute_later
from helpers.quotes.lexicon import Lexicon, lexicon
from helpers.quotes.marks import SPEAKER_LABEL, Passage, find_passages
from helpers.quotes.stream import Stream, build
from helpers.records import Quote, Span


def find_quotes(text: str, codebook: Codebook) -> list[Quote]:
    """Find the quotations of an article.

    Parameters
    ----------
    text : the article's clean text.
    codebook : the hand-made knowledge: reporting verbs, titles, roles.

    Returns
    -------
    Quotations in the order of the text, numbered from 1, with cue and mention where the text has them;
    speakers are not filled in. Spans are code-point offsets; ``parts`` lie inside the marks.
    """
    lex = lexicon(codebook)
    passages = find_passages(text)
    top = [i for i, p in enumerate(passages) if p.within is None]
    stream = build(text, _items(text, passages, top), lex)
    cues = [find_cues(stream, low, high, lex) for low, high in stream.sentences]
    found = attribution.attribute(stream, cues)
    groups = [(stream, group) for group in attribution.join_split(stream, cues, found)]
    groups += [(s, [(q, a)]) for s, nested in _nested(text, passages, lex) for q, a in nested.items()]
    quotes = [_marked(s, passages, group) for s, group in groups]
    spoken = {q for q, a in found.items() if a.type not in ("scare", "title")}
    for (low, high), here in zip(stream.sentences, cues, strict=True):
        quotes += [_indirect(stream, r) for r in find_reported(stream, low, high, here, spoken)]
    return _numbered(attribute_later(text, quotes), passages)


def _items(text: str, passages: Sequence[Passage], chosen: Sequence[int]) -> list[tuple[Span, Span, int, int]]:
    """(outer span, inner span, passage, part) of each part of the chosen passages."""
    items = []
    for i in chosen:
        parts = passages[i].parts
        for number, (start, end) in enumerate(parts):
            low = passages[i].outer[0] if number == 0 else _mark_before(text, start)
            high = passages[i].outer[1] if number == len(parts) - 1 else end
            items.append(((low, high), (start, end), i, number))
    return sorted(items)


def _mark_before(text: str, start: int) -> int:
    return start - 2 if text[max(0, start - 2) : start] in ("``", "''") else start - 1


def _nested(text: str, passages: Sequence[Passage], lex: Lexicon) -> Iterator[tuple[Stream, dict[int, Attribution]]]:
    """Streams and attributions of the passages inside other passages, by the cues around them there."""
    children: dict[int, list[int]] = {}
    for i, passage in enumerate(passages):
        if passage.within is not None:
            children.setdefault(passage.within, []).append(i)
    for outer, inner in children.items():
        for region in passages[outer].parts:
            here = [i for i in inner if region[0] <= passages[i].outer[0] < region[1]]
            if here:
                s = build(text, _items(text, passages, here), lex, region)
                cues = [find_cues(s, low, high, lex) for low, high in s.sentences]
                yield s, attribution.in_sentences(s, cues)


def _numbered(quotes: Sequence[Quote], passages: Sequence[Passage]) -> list[Quote]:
    """The quotations in the order of the text, numbered, nested ones with the number of their outer one."""
    ordered = sorted(quotes, key=lambda q: (q.start, -q.end))
    number = {part[0]: n for n, q in enumerate(ordered, 1) if q.type != "indirect" for part in q.parts}
    outer = {p.parts[0][0]: passages[p.within] for p in passages if p.within is not None}
    numbered = []
    for n, q in enumerate(ordered, 1):
        holder = outer.get(q.start) if q.type != "indirect" else None
        within = next((number[a] for a, b in holder.parts if a <= q.start < b), None) if holder else None
        numbered.append(q._replace(quote_id=n, within=within))
    return numbered


def _marked(s: Stream, passages: Sequence[Passage], group: Sequence[tuple[int, Attribution]]) -> Quote:
    held = [passages[s.passage[q]] for q, _ in group]
    parts = tuple(part for passage in held for part in passage.parts)
    return _quote(s, parts, group[0][1])._replace(unclosed=not held[-1].closed)


def _indirect(s: Stream, reported: Reported) -> Quote:
    parts = tuple((s.start[a], s.end[b - 1]) for a, b in reported.parts)
    relay = reported.relay.mention if reported.relay else None
    return _quote(s, parts, Attribution("indirect", reported.cue, reported.cue.mention, "cue", relay=relay))


def _quote(s: Stream, parts: tuple[Span, ...], a: Attribution) -> Quote:
    label = SPEAKER_LABEL.match(s.text, parts[0][0])
    if label:
        return Quote(0, parts, "direct", mention_start=label.start(), mention_end=label.end(), basis="cue")
    cue, mention = a.cue, a.mention
    return Quote(
        quote_id=0,
        parts=parts,
        type=a.type,
        cue_start=s.start[cue.span[0]] if cue else None,
        cue_end=s.end[cue.span[1] - 1] if cue else None,
        cue=cue.lemma if cue else None,
        stance=cue.stance if cue else None,
        mention_start=s.start[mention[0]] if mention else None,
        mention_end=s.end[mention[1] - 1] if mention else None,
        basis=a.basis,
        relay_start=s.start[a.relay[0]] if a.relay else None,
        relay_end=s.end[a.relay[1] - 1] if a.relay else None,
    )
