"""From the words that name a speaker to the speaker: names, roles, pronouns, unnamed sources."""

import bisect
import re
from collections.abc import Sequence

from helpers.people.entities import Entity
from helpers.people.names import Name
from helpers.people.pronouns import antecedent, organisation_before, people_named, same_speaker, they_before
from helpers.people.roles import in_role, with_role
from helpers.people.speakers import PERSONAL, UNRESOLVED, WORD, Scene, Speaker, of_entity, of_person, role_kind
from helpers.records import Quote

_INDEFINITE = re.compile(
    r"(?:a|an|one|another|some|several|many|most|two|three|four|five|six|both|other|around|about|up to|more than|"
    r"senior|unnamed|local|[\d,]+)\b",
    re.I,
)
_ANONYMISES = frozenset(
    "source insider official aide minister diplomat adviser advisor officer operative mp backbencher".split()
)
_LINK_BEFORE = re.compile(r"\b(?:of|for|to|from|at|with|in|by|on|inside|behind)\s+(?:the\s+)?$")
_ENDS_HEAD = frozenset("of for to from at with in by on close who familiar inside behind that".split())
# What an organisation is called beside its own name; "the UK government" is not the UK.
_BODIES = frozenset("union charity group company firm party agency regulator trust club airline bank retailer".split())
_SHARE = re.compile(
    r"(?:(?:about|around|almost|nearly|roughly|some|only|just|over|under|more than|fewer than|less than) )*"
    r"(?:[\w.,-]+ ?(?:%|per cent\b|percent\b|pc\b)|[\w-]+ in (?:\d+|[a-z]+)\b|"
    r"(?:\w+ ){0,2}(?:third|quarter|fifth|half|majority|minority)s?\b)",
    re.I,
)
_ONE = re.compile(r"(?:a|an|one|another)\b", re.I)
_COUNTED = re.compile(
    r"^(?:(?:a|an|one|another|some|several|the|around|about|up to|more than|two|three|four|five|[\d,]+)\s+)+",
    re.I,
)


def resolve_mention(
    scene: Scene,
    start: int | None,
    end: int | None,
    quote: Quote,
    earlier: Sequence[Quote],
    outer: Quote | None,
) -> Speaker:
    """The speaker that the words ``text[start:end]`` mean."""
    if start is None or end is None:
        return UNRESOLVED
    words = [_plain(w) for w in WORD.findall(scene.text[start:end])]
    if not words:
        return UNRESOLVED
    if words in (["i"], ["we"], ["me"], ["my"]) and outer is not None:
        return Speaker(outer.speaker, outer.speaker_kind or "unresolved", "pronoun", outer.role)
    if len(words) == 1 and words[0] in PERSONAL:
        gender = PERSONAL[words[0]]
        again = same_speaker(scene, start, quote, gender, earlier, outer)
        again = again or _told_by_role(scene, start, quote, gender, earlier, outer)
        person = None if again else antecedent(scene, start, quote, gender, outer)
        return again or of_person(person or _last_to_speak(scene, gender, earlier, outer), "pronoun")
    if words in (["it"], ["its"]):
        return organisation_before(scene, start, earlier)
    if len(words) == 1 and words[0] in ("they", "we", "their", "i", "you", "who", "which"):
        return they_before(scene, start, earlier) if words[0] in ("they", "their") else UNRESOLVED
    return _of_phrase(scene, start, end, words, quote, earlier, outer)


def _last_to_speak(scene: Scene, gender: str, earlier: Sequence[Quote], outer: Quote | None) -> Entity | None:
    """The last speaker known to be of that gender, where nobody named of late can be meant."""
    speakers = {e.name: e for e in scene.entities if e.kind == "person" and e.gender == gender}
    held = outer.speaker if outer else None
    return next((speakers[q.speaker] for q in reversed(earlier) if q.speaker in speakers and q.speaker != held), None)


_VERB_AHEAD = (
    r"(?= (?:has|had|was|is|will|would|did|also|then|later|yesterday|[a-z]+ed|[a-z]+s|told|said|met|left|took|came|went"
    r"|gave|spoke|wrote|made|held|stood)\b|, )"
)
_OPENS = re.compile(
    r"(?:But |And |Yet |In a statement,? |Later |Yesterday )?"
    r"((?:The|A|An|One|the|a|an|one) (?:[A-Za-z][\w’'.-]* ){0,5}?[a-z][\w-]*)" + _VERB_AHEAD
)


def _told_by_role(
    scene: Scene, start: int, quote: Quote, gender: str, earlier: Sequence[Quote], outer: Quote | None
) -> Speaker | None:
    """Who "he" is after a sentence whose subject is told by a role alone: "The Leeds boss was in Preston. He said"."""
    here = bisect.bisect_right(scene.sentences, start, key=lambda s: s[0]) - 1
    for n in range(here, max(-1, here - 3), -1):
        low, high = scene.sentences[n]
        high = min(high, start)
        if scene.in_marks(low + 1):
            continue
        match = _OPENS.match(scene.text, low, high)
        words = [w.lower() for w in WORD.findall(match.group(1))] if match else []
        kind = role_kind(words[-1], scene.known) if words and not words[-1].endswith("s") else ""
        if match and kind and kind != "class":
            told = scene.known.roles.get(words[-1], ("", ""))[1]
            found = _of_phrase(scene, match.start(1), match.end(1), words, quote, earlier, outer)
            known = next((e.gender for e in scene.entities if e.name == found.name), told)
            fits = not (known and known != gender) and not (outer and outer.speaker == found.name)
            return found._replace(basis="pronoun") if found.name and fits else None
        if people_named(scene, low, high, gender):
            return None
    return None


def _plain(word: str) -> str:
    """The word in lower case, a pronoun without what is contracted to it: she'd, he's."""
    return re.sub(r"^(i|he|she|it|we|they|you)[’'].*", r"\1", word.lower())


def _of_phrase(
    scene: Scene,
    start: int,
    end: int,
    words: list[str],
    quote: Quote,
    earlier: Sequence[Quote],
    outer: Quote | None,
) -> Speaker:
    text, known = scene.text, scene.known
    phrase = text[start:end]
    inside = scene.names_between(start, end)
    roles = [w for w in _head_words(words) if role_kind(w, known)]
    last = inside[-1] if inside else None
    behind = bool(last and _LINK_BEFORE.search(text[start : max(start, last.begin)]))
    origin = words[2:] if words[1:2] == ["former"] else words[1:]
    demonym = words[0] == "the" and (" ".join(origin) in known.demonyms or _formerly(scene, words, last))
    if _SHARE.match(phrase):
        return Speaker(phrase[0].lower() + phrase[1:], "group", "role")
    classes = bool(roles) and roles[-1] == words[-1] and words[-1].endswith("s") and words[-1] not in known.roles
    if (
        last
        and last.end >= end - 1
        and not behind
        and not demonym
        and not classes
        and (entity := scene.entity_at(last))
    ):
        return of_entity(entity, known)
    if any(role_kind(w, known) == "spokes" for w in [*roles, words[-1]]):
        return _spokesman(scene, phrase, words, start, inside, earlier)
    owner = re.match(r"(.*?)[’']s?\s", phrase)
    if owner and inside and roles:
        person = scene.entity_at(inside[0])
        rest = [w.lower() for w in WORD.findall(phrase[owner.end() :])]
        told = any(w in roles for w in rest)
        if person and told and inside[0].end <= start + owner.end():
            return _kin_of(scene, person, phrase[owner.end() :])
    if words[0] in ("his", "her", "its", "their") and len(words) > 1:
        return _possessed(scene, words, start, quote, earlier, roles)
    several = bool(roles) and roles[-1] not in known.roles and "-of-" not in roles[-1]
    plural = several or (bool(roles) and role_kind(roles[-1], known) == "class")
    holder = _only_holder(scene, start, words, roles)
    if holder:
        return of_person(holder, "role")
    if (
        _INDEFINITE.match(phrase)
        or plural
        or (roles and words[0] not in ("the", "this", "that") and _lone(words, roles))
    ):
        return _unnamed(phrase, roles)
    first = scene.entity_at(inside[0]) if inside else None
    if first and first.kind == "person" and inside[0].begin <= start + 12 and not behind:
        return of_entity(first, known)
    heads = [w for w in (_head_words(words) if behind else words) if w in known.organisation]
    if demonym:
        return in_role(scene, start, phrase, words, words[1:], quote, earlier, outer)
    if heads and (not roles or (words[-1] in known.organisation and not role_kind(words[-1], known))):
        return _organisation_called(scene, phrase, words, heads[-1], start, inside, earlier)
    if roles:
        return in_role(scene, start, phrase, words, roles, quote, earlier, outer)
    if words[-1].endswith("-year-old"):
        return in_role(scene, start, phrase, words, words[-1:], quote, earlier, outer)
    if words[-1].endswith("s") and phrase[-1:] == "s" and not phrase.split()[-1][0].isupper():
        return _unnamed(phrase, roles)
    if words[0] in ("the", "this", "that") and (behind or not inside):
        return _described(scene, start, phrase, words, quote, earlier, outer)
    entity = scene.entity_at(inside[-1]) if inside else None
    return of_entity(entity, known) if entity else UNRESOLVED


def _only_holder(scene: Scene, start: int, words: Sequence[str], roles: Sequence[str]) -> Entity | None:
    """Whom the story's first sentence means by "a coroner": the only one the article names."""
    if words[0] not in ("a", "an") or not roles or scene.text.count("\n\n", scene.body, start) > 0:
        return None
    if role_kind(roles[-1], scene.known) != "person":
        return None
    holders = [e for e in scene.entities if e.kind == "person" and roles[-1] in e.heads]
    return holders[0] if len(holders) == 1 else None


def _formerly(scene: Scene, words: Sequence[str], last: Name | None) -> bool:
    """Whether "the former X" tells a person by what he was: no name of a person stands in it."""
    entity = scene.entity_at(last) if last else None
    return words[1:2] == ["former"] and entity is not None and entity.kind != "person"


def _described(
    scene: Scene,
    start: int,
    phrase: str,
    words: list[str],
    quote: Quote,
    earlier: Sequence[Quote],
    outer: Quote | None,
) -> Speaker:
    """Someone told by a noun no list holds ("the wildcard", "the Swede"): as a role, if the cue is a person's."""
    if quote.cue is None or (
        quote.stance in (None, "neutral", "assertive") and len(words) == 2 and words[-1] in _IT_SAYS
    ):
        return UNRESOLVED
    return in_role(scene, start, phrase, words, _head_words(words)[-1:], quote, earlier, outer)


_IT_SAYS = frozenset(
    "report statement letter document paper study survey poll notice sign message email website".split()
)


def _head_words(words: Sequence[str]) -> Sequence[str]:
    """The words of a phrase up to its first preposition or relative clause."""
    stop = next((n for n, w in enumerate(words) if n and w in _ENDS_HEAD), len(words))
    return words[:stop]


def _lone(words: Sequence[str], roles: Sequence[str]) -> bool:
    """A source without an article, as headlines have them: "Government source claims"."""
    return words[-1] in ("source", "insider") or (words[-1] in roles and roles[-1] in ("source", "insider"))


def _spokesman(
    scene: Scene,
    phrase: str,
    words: Sequence[str],
    start: int,
    inside: Sequence[Name],
    earlier: Sequence[Quote],
) -> Speaker:
    """An unnamed spokesman speaks for the organisation named with him or last before him."""
    for name in inside:
        entity = scene.entity_at(name)
        if entity:
            return Speaker(f"{entity.name} spokesman", "organisation", "role")
    head = next((w for w in words if w in scene.known.organisation), None)
    if head:
        plain = re.sub(
            r"^(?:an?|the|one)?\s*spokes\w+ (?:for|of|from|at) |\s*spokes\w+\s*", "", phrase, flags=re.I
        ).strip()
        words = [w.lower() for w in WORD.findall(plain)] or words
        found = _organisation_called(scene, plain, words, head, start, inside, earlier)
        return Speaker(f"{found.name} spokesman", "organisation", "role") if found.name else UNRESOLVED
    if words[0] == "the":
        for quote in reversed(earlier):
            if quote.speaker and quote.speaker.endswith(" spokesman"):
                return Speaker(quote.speaker, "organisation", "role")
    organisation = organisation_before(scene, start, earlier)
    if organisation.name:
        base = organisation.name.removesuffix(" spokesman")
        return Speaker(f"{base} spokesman", "organisation", "role")
    return UNRESOLVED


def _kin_of(scene: Scene, owner: Entity, rest: str) -> Speaker:
    """Someone told by whose they are: "Mr Pugh's neighbours", "Mr Pugh's daughter"."""
    head = [w.lower() for w in WORD.findall(rest)]
    if head and head[-1].endswith("s"):
        return Speaker(f"{owner.name}'s {' '.join(head)}", "group", "role")
    for entity in scene.entities:
        if (
            entity.kind == "person"
            and entity is not owner
            and set(head) & entity.heads
            and owner.surname in entity.roles
        ):
            return Speaker(entity.name, "person", "role", entity.role)
    return Speaker(f"{owner.name}'s {' '.join(head)}", "anonymous", "role")


def _possessed(
    scene: Scene,
    words: Sequence[str],
    start: int,
    quote: Quote,
    earlier: Sequence[Quote],
    roles: Sequence[str],
) -> Speaker:
    """ "his office", "her spokesman", "its director"."""
    owner: str | None = None
    if words[0] in PERSONAL:
        entity = antecedent(scene, start, quote, PERSONAL[words[0]], None)
        owner = entity.name if entity else None
    elif words[0] == "its":
        owner = organisation_before(scene, start, earlier).name
    if roles and role_kind(roles[-1], scene.known) in ("person", "unnamed"):
        known = with_role(scene, start, words[1:], roles)
        if known:
            return Speaker(known.name, "person", "role", known.role)
        return Speaker(f"{owner}'s {' '.join(words[1:])}", "anonymous", "role") if owner else UNRESOLVED
    if owner is None:
        return UNRESOLVED
    if words[-1] in _IT_SAYS:  # "its statement said"
        return Speaker(owner, "person" if words[0] in PERSONAL else "organisation", "pronoun")
    kind = "organisation" if words[-1] in scene.known.organisation else "group"
    return Speaker(f"{owner}'s {' '.join(words[1:])}", kind, "role")


def _unnamed(phrase: str, roles: Sequence[str]) -> Speaker:
    """An unnamed source, or a group: "a source close to …", "analysts"."""
    if phrase.split()[0].lower() in roles:  # "Engineers" at a sentence's beginning
        phrase = phrase[0].lower() + phrase[1:]
    definite = re.match(r"(?:the|his|her|its|their)\b", phrase, re.I)
    name = _COUNTED.sub("", phrase)
    of = re.match(
        r"(?:[a-z]+s|crowd|group|handful|number|couple|pair|majority) of (?:the |his |her |its |their )?", name
    )
    name = name[of.end() :] if of else name
    anonymous = _ONE.match(phrase) is not None or (
        not definite and any(w.rstrip("s") in _ANONYMISES or w in _ANONYMISES for w in roles)
    )
    return Speaker(name, "anonymous" if anonymous else "group", "role")


def _organisation_called(
    scene: Scene,
    phrase: str,
    words: Sequence[str],
    head: str,
    start: int,
    inside: Sequence[Name],
    earlier: Sequence[Quote],
) -> Speaker:
    """ "the commission" is the organisation last named with that word, "the firm" the last that spoke or was
    named; with a name in it, it is its own."""
    plain = re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.I)
    if inside:
        entity = scene.entity_at(inside[-1])
        united = plain == f"{scene.text[inside[-1].start : inside[-1].end]} {head}" and head in _BODIES  # the FDU union
        if entity and entity.kind != "person" and (len(entity.words) > 1 or united):
            return Speaker(entity.name, "organisation", "named")
        return Speaker(plain, "organisation", "named")
    before = [
        e
        for e in scene.entities
        if e.kind != "person" and e.mentions[0] < start and (head in (w.lower() for w in e.words) or head in e.heads)
    ]
    if before and words[0] in ("the", "this", "that"):
        nearest = max(before, key=lambda e: max(m for m in e.mentions if m < start))
        return Speaker(nearest.name, "organisation", "role")
    if words[0] == "the" and len(words) == 2:
        spoke = next((q for q in reversed(earlier) if q.speaker_kind == "organisation" and q.speaker), None)
        if spoke and spoke.speaker and scene.text.count("\n\n", spoke.end, start) < 4:
            return Speaker(spoke.speaker.removesuffix(" spokesman"), "organisation", "role")
        near = {e for n in scene.names_between(max(0, start - 300), start) if (e := scene.entity_at(n))}
        bodies = [e for e in near if e.kind == "organisation"]
        if len(bodies) == 1:
            return Speaker(bodies[0].name, "organisation", "role")
    return Speaker(plain, "organisation", "named")
