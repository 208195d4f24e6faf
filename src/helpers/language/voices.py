"""In whose voice a place of the text is: the paper's own, quoted in marks, or reported."""

from collections.abc import Callable, Iterable

from helpers.language.spans import span_at
from helpers.records import Quote, Voice


def voices(quotes: Iterable[Quote]) -> Callable[[int], tuple[Voice, Quote | None]]:
    """A lookup from a position to the voice that speaks there and its innermost quotation.

    The voice is ``quoted`` inside the marks of a direct or partial quotation, ``reported`` in the rest of an
    attributed clause (indirect speech, the clause around a partial quotation, thought), else ``own`` (scare quotes
    and titles included), with no quotation.
    """
    spoken: list[tuple[int, int, Voice, Quote]] = []
    for quote in quotes:
        if quote.type in ("scare", "title"):
            continue
        voice: Voice = "reported" if quote.type in ("indirect", "thought") else "quoted"
        spoken += [(start, -end, voice, quote) for start, end in quote.parts]
        spoken += [(start, -end, "reported", quote) for start, end in quote.clause]
    pieces: list[tuple[int, int]] = []
    owners: list[tuple[Voice, Quote]] = []
    stack: list[tuple[int, Voice, Quote]] = []
    position = 0

    def advance(to: int) -> None:
        nonlocal position
        while stack and position < to:
            end, voice, owner = stack[-1]
            upto = min(end, to)
            if upto > position:
                pieces.append((position, upto))
                owners.append((voice, owner))
                position = upto
            if end <= to:
                stack.pop()
        position = max(position, to)

    for start, minus_end, voice, quote in sorted(spoken, key=lambda piece: piece[:2]):
        advance(start)
        stack.append((-minus_end, voice, quote))
    advance(max((-minus_end for _, minus_end, _, _ in spoken), default=0))

    def at(where: int) -> tuple[Voice, Quote | None]:
        index = span_at(pieces, where)
        return ("own", None) if index is None else owners[index]

    return at
