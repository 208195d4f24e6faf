"""The forms of nouns and verbs, and of names."""

import re


def plural(noun: str) -> str:
    """The noun's regular plural; people and men as English has them."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if re.search(r"(s|x|ch|sh)$", noun):
        return noun + "es"
    return re.sub(r"([^aeiou])y$", r"\1ie", noun) + "s"


def without_the(name: str) -> str:
    """A name without the article before it."""
    return re.sub(r"^[Tt]he ", "", name)


def verb_forms(verb: str, irregular: list[str]) -> list[tuple[str, str]]:
    """(form, kind) for each form of a verb; kind is base, s, past or ing."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    past = irregular or [re.sub(r"([^aeiou])y$", r"\1i", stem) + ("d" if stem.endswith("ee") else "ed")]
    doubled = next((form[:-2] for form in irregular if form.endswith("ed") and form[-3:-2] == form[-4:-3]), None)
    third = "goes" if verb == "go" else plural(verb)
    present = {stem + "ing", (doubled or stem) + "ing"}
    return [
        (verb, "base"),
        (third, "s"),
        *((form, "past") for form in past),
        *((form, "ing") for form in sorted(present)),
    ]
