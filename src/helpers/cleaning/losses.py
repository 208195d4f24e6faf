"""Marks that a conversion lost or replaced: put back where their place leaves no doubt, else counted.

A lost mark stands as U+FFFD, as a question mark, as the letter that Mac Roman's mark becomes in Windows-1252
(Ò Ó Õ), or as a misread UTF-8 sequence without its last byte.
"""

import re

# The three bytes of a curly mark, misread, begin so; what may follow as the third, and what stands for its loss.
_CUT = re.compile("â€(?![\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])[\ufffd?]?")
_SIGN = "[\ufffd?ÒÓÕÔ]"
_LETTER = r"[^\W\d_ÒÓÕÔ]"
_APOSTROPHE = re.compile(rf"(?<={_LETTER}){_SIGN}(?=(?:s|t|d|m|re|ve|ll)\b)")
_OPENING = re.compile(rf"(?<![\w?\ufffd.,!]){_SIGN}(?={_LETTER})")
_CLOSING = re.compile(rf"(?<=[.,!?\w]){_SIGN}(?![\w?\ufffd])")
_HINT = re.compile(r"\ufffd|â€|[ÒÓÕÔ]|\w\?[a-z]|(?<![\w?])\?[A-Za-z]")
_LINK = re.compile(r"https?://|www\.|\S\?\w+=")
_LEFT = re.compile(rf"\ufffd|(?<={_LETTER})\?(?={_LETTER})|(?<![\w?.,!])\?(?=\w)")


def restored(text: str) -> tuple[str, int, int]:
    """The text with the marks put back of which there is no doubt, how many these are, and how many characters
    stay lost."""
    if not _HINT.search(text) or _LINK.search(text):
        return text, 0, 0
    text, cut = _CUT.subn(_by_place, text)
    text, apostrophes = _APOSTROPHE.subn("’", text)
    text, pairs = _paired(text)
    return text, cut + apostrophes + pairs, len(_LEFT.findall(text))


def _by_place(match: re.Match[str]) -> str:
    """The mark that fits where the sequence stands: opening before a word, apostrophe inside, else closing."""
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    if after.isalnum():
        return "’" if before.isalnum() else "“"
    return "”"


def _paired(text: str) -> tuple[str, int]:
    """Quotation marks put back, where each one that opens is followed by one that closes."""
    opening = [match.start() for match in _OPENING.finditer(text)]
    closing = [m.start() for m in _CLOSING.finditer(text) if text[m.start()] != "?" or text[m.start() - 1] in ".,!?"]
    order = sorted([(at, "“") for at in opening] + [(at, "”") for at in closing])
    if not opening or [mark for _, mark in order] != ["“", "”"] * len(opening):
        return text, 0
    for at, mark in order:
        text = text[:at] + mark + text[at + 1 :]
    return text, len(order)
