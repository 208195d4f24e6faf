"""The project's quantities in the format of NewsQuant (Almasian et al. 2023)."""

import re

from helpers.records import Quantity

_COUNTED = re.compile(r"(?:\d|illion|\b(?:one|two|three|four|five|six))\W+(?:[\w’'-]+ ?){0,4}")
MINOR = {"pound sterling": "p", "US dollar": "cent", "euro": "cent", "Malaysian ringgit": "sen"}


def newsquant(quantity: Quantity, text: str) -> dict[str, object] | None:
    """One quantity as a NewsQuant prediction; None where that format has no such thing.

    NewsQuant has one value or a list of two (ranges and vague plurals as [low, high], bound "="), one unit
    column that holds a measure or else the counted noun with its adjectives, fractions as "% noun", and pence
    and cents as printed. It has no dates, times, ordinals, numbered names, scores or amounts without a
    number, and no "doubled"; "one" in "one of the largest" it counts. A noun is a unit there only where it stands
    after the number.
    """
    counted = quantity.kind == "figure" or (quantity.kind == "idiom" and quantity.value is not None)
    interval = quantity.value is None and quantity.low is not None and quantity.high is not None
    if quantity.surface.lower().startswith(("doubl", "tripl", "trebl", "quadrup", "halv", "once")):
        return None
    if not counted or quantity.pair is not None or not (interval or quantity.value is not None):
        return None
    value: object = [quantity.low, quantity.high] if interval else quantity.value
    bound = "=" if quantity.bound in ("range", "vague") else quantity.bound
    unit = _unit(quantity if _noun_follows(quantity, text) else quantity._replace(noun=None, adjective=None))
    head, _, over = (quantity.unit or "").partition(" per ")
    if head in MINOR and quantity.value is not None and _printed_minor(quantity):
        value, unit = quantity.value * 100, MINOR[head] + (f" per {over}" if over else "")
    return {"value": value, "bound": bound, "unit": unit, "start": quantity.start, "end": quantity.end}


def _noun_follows(quantity: Quantity, text: str) -> bool:
    """Whether the noun stands after this number, or close after another one."""
    stem = (quantity.noun or "")[:3].lower()
    if stem in ("", "per") or stem in text[quantity.end :].lower():
        return True
    return any(f" {stem}" in f" {found[0]}" for found in _COUNTED.finditer(text.lower()))


def _unit(quantity: Quantity) -> str:
    counted = " ".join(word for word in (quantity.adjective, quantity.noun) if word)
    if quantity.unit:
        return _renamed(quantity.unit)
    if quantity.category == "ratio" and (quantity.value or 0) > 1:
        return "time"
    if quantity.category == "ratio":
        return f"% {counted or '-'}"
    return counted or "-"


def _renamed(unit: str) -> str:
    for ours, theirs in (("US dollar", "dollar"), ("time per", "count per"), ("part per", "parts per")):
        unit = unit.replace(ours, theirs)
    return (
        "percentage" + unit.removeprefix("per cent") if unit.startswith("per cent") and "century" not in unit else unit
    )


def _printed_minor(quantity: Quantity) -> bool:
    """Whether the number printed is a hundred times the value: 164p, 2.7 cents."""
    number = re.search(r"\d[\d,]*(?:\.\d+)?", quantity.surface)
    printed = float(number[0].replace(",", "")) if number else 0.0
    return printed > 0 and abs(printed - 100 * abs(quantity.value or 0)) < 1e-6 * printed
