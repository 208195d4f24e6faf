"""The project's quantities in the format of NewsQuant (Almasian et al. 2023)."""

from helpers.records import Quantity

MINOR = {"pound sterling": "p", "US dollar": "cent", "euro": "cent", "Malaysian ringgit": "sen"}


def newsquant(quantity: Quantity) -> dict[str, object] | None:
    """One quantity as a NewsQuant prediction; None where that format has no such thing.

    NewsQuant has one value or a list of two (ranges and vague plurals as [low, high], bound "="), one unit
    column that holds a measure or else the counted noun with its adjectives, fractions as "% noun", and pence
    and cents as printed. It has no dates, times, ordinals, numbered names, scores or amounts without a
    number; "one" in "one of the largest" it counts.
    """
    counted = quantity.kind == "figure" or (quantity.kind == "idiom" and quantity.value is not None)
    interval = quantity.value is None and quantity.low is not None and quantity.high is not None
    if not counted or quantity.pair is not None or not (interval or quantity.value is not None):
        return None
    value: object = [quantity.low, quantity.high] if interval else quantity.value
    bound = "=" if quantity.bound in ("range", "vague") else quantity.bound
    unit = _unit(quantity)
    head, _, over = (quantity.unit or "").partition(" per ")
    if head in MINOR and quantity.value is not None and _printed_minor(quantity):
        value, unit = quantity.value * 100, MINOR[head] + (f" per {over}" if over else "")
    return {"value": value, "bound": bound, "unit": unit, "start": quantity.start, "end": quantity.end}


def _unit(quantity: Quantity) -> str:
    counted = " ".join(word for word in (quantity.adjective, quantity.noun) if word)
    if quantity.unit:
        return _renamed(quantity.unit)
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
    digits = "".join(c for c in quantity.surface if c.isdecimal() or c == ".")
    return bool(digits) and abs(float(digits) - 100 * abs(quantity.value or 0)) < 1e-6 * float(digits)
