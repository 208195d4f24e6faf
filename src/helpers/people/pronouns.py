"""Pronouns: whom "he", "she", "it" and "they" mean."""

from collections.abc import Sequence

from helpers.people.bodies import body_meant
from helpers.people.cast import Entity
from helpers.people.scene import Event, Link, Option, Pass, agreement, human, latest, rivals_of, standing, surely

_ANSWERS = frozenset("reply answer respond retort counter".split())
_GOES_ON = frozenset(("add", "continue", "go on", "conclude", "finish"))
_GENDER = {"he": "m", "him": "m", "she": "f", "her": "f"}


def link_pronoun(now: Pass, event: Event) -> Link | None:
    word = event.head
    if word in _GENDER or word in ("he's", "she's", "he'd", "she'd", "he'll", "she'll"):
        return _personal(now, event, _GENDER[word.partition("'")[0]])
    if not event.quote:
        return None
    if word == "who" and now.previous and now.previous[0].layer is event.layer:
        return Link(now.previous[1].entity, "pronoun")
    if word in ("i", "we", "i'd", "i'm", "i've", "we've"):
        return Link(None, "self", 0.0)
    if word == "it":
        written = now.cast.written.get("")
        if (
            written
            and now.previous
            and now.previous[0].paragraph == event.paragraph
            and now.previous[0].mention.kind == "thing"
        ):
            return Link(written, "pronoun")
        return body_meant(now, event, "it")
    if word == "they":
        return _plain(
            now, event, [e for e in now.cast.entities if e.kind in ("group", "organisation", "anonymous", "person")]
        )
    if word in ("everyone", "everybody", "someone", "somebody", "anyone", "nobody"):
        one = word.startswith(("some", "any"))
        return Link(now.cast.add(Entity(word, "anonymous" if one else "group")), "role")
    return Link(None, "pronoun", 0.0)


def _personal(now: Pass, event: Event, gender: str) -> Link:
    """He or she: somebody of that gender in the picture."""
    people = [e for e in now.cast.entities if human(e) and not (e.sure and e.gender and e.gender != gender)]
    recent = latest(people)
    if not recent:
        return Link(None, "pronoun", 0.0)
    options: list[Option] = [(e, _pronoun_features(now, e, event, gender, rank)) for rank, e in enumerate(recent)]
    best, margin, why = now.decide("pronoun", event, options)
    entity = recent[best]
    rivals = rivals_of(options, best, "")
    if not entity.gender and margin > 0.5:
        entity.gender = gender
    return Link(entity, "pronoun", margin, why, rivals)


def _pronoun_features(now: Pass, entity: Entity, event: Event, gender: str, rank: int) -> list[str]:
    agrees = agreement(entity, gender)
    cue = (event.quote.cue or "") if event.quote else ""
    told = "answers" if cue in _ANSWERS else "goes on" if cue in _GOES_ON else "says" if event.quote else "no cue"
    last = bool(now.cast.speakers) and now.cast.speakers[-1][0] is entity
    return [
        f"gender {agrees}",
        f"rank {min(rank, 3)}",
        f"{told}, spoke last {last}",
        f"{told}, last as {entity.place}",
        f"{'object' if event.layer.shape[event.mention.start] == 'o' else 'subject'} pronoun, last as {entity.place}",
        f"{event.place}, last as {entity.place}",
        f"kind {entity.kind}, {'named' if entity.named else 'nameless'}",
        f"gender {agrees}, rank {min(rank, 2)}",
        f"surely a person {surely(now, entity)}",
        *standing(now, entity, event),
    ]


def _plain(now: Pass, event: Event, bodies: Sequence[Entity]) -> Link:
    options: list[Option] = [
        (e, [f"{event.head}: kind {e.kind}", f"{event.head}: rank {min(rank, 3)}", *standing(now, e, event)])
        for rank, e in enumerate(latest(bodies))
    ]
    if not options:
        return Link(None, "pronoun", 0.0)
    best, margin, why = now.decide("plain", event, options)
    return Link(options[best][0], "pronoun", margin, why)
