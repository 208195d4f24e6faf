"""Choosing among lines of a page: each is described by named features, and the weights of the codebook decide."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from helpers.cleaning import bylines, furniture, outlets
from helpers.cleaning.marks import Page, is_display, is_prose, stopped
from helpers.codebook import Codebook

Features = Mapping[str, float]

_WORD = re.compile(r"[^\W\d_]{4,}")
_BULLET = re.compile(r"[•●▪■◆►*–—-]\s")
_CODE = re.compile(r"(?=[A-Z]*\d)[A-Z\d]{4,}|[A-Z]{2,}[/-][A-Z/-]*|\d{4,}")
_OWN_NAME = re.compile(
    r"©|\(c\)|@|\b(?:copyright|rights|follow|from|support|download|subscribe|newsletter|app|readers|edition)\b",
    re.IGNORECASE,
)
_SMALL_WORD = re.compile(r"(?<!\w)[^\W\d_A-Z]{3,}(?!\w)")
_READER = re.compile(r"\b(?:you|your|us|our|my|me|we)\b", re.IGNORECASE)
_QUOTED = re.compile(r"(?:^|\s)[\"'“‘«]\w")
_ADDRESS = re.compile(r"@\w|https?:|www\.")
_QUOTATION = re.compile(r"[“\"«][^”\"»]*[”\"»]|(?<!\w)[‘'][^’']*[’'](?!\w)")
_GOES_ON = re.compile(r"[^\W\d_A-Z]{3}[.!?][”\"’']?\s+[“\"‘']?[A-Z]")  # a sentence ends and another begins
_ONE_SENTENCE = 15  # words, beyond which a headline is no two sentences
_STEM, _SHARED_MOST, _LEAD = 5, 4, 12
_STEP = re.compile(r"\s*[/›>»|]\s*|\s[–—-]\s")  # between the parts of a page's path
_EARLIER = 4  # lines above, beyond which more make no difference
_SURE, _MOSTLY, _REACH = 8, 0.7, 12  # words of a paragraph; share of them; lines looked up
# Grounds against a line by its own form and place, and those by which it is bound to the page.
_UNLIKE = ("no sentence's end", "after the article", "no word of the article")
_SPEAKS = ("speaks to the reader", "begins with the author", "web address", "between the page's lines")
_PLACED = ("under the page's foot", "touches the page's lines", "begins with the author")
_AMONG = ("under the page's foot", "touches the page's lines", "after the article")
_BOUND = (
    "under the page's foot",
    "touches the page's lines",
    "speaks to the reader",
    "call on the reader",
    "begins with the author",
    "web address",
)


def score(choice: str, features: Features, codebook: Codebook) -> float:
    """The sum of the features times their weights."""
    weights = _weights(choice, codebook)
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


@lru_cache(maxsize=8)
def _weights(choice: str, codebook: Codebook) -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in codebook["line_weights"] if row["choice"] == choice}


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The beginnings of the words, by which "shut" is known in "shuts"."""
    return frozenset(word[:_STEM].lower() for text in texts for word in _WORD.findall(text))


def vocabulary(page: Page) -> frozenset[str]:
    """Words of the page's first paragraphs that end as sentences."""
    known = zip(page.paragraphs, page.marks, strict=True)
    lead = [p.text for p, mark in known if mark is None and is_prose(p.text) and len(p.text.split()) >= _SURE]
    return stems(lead[:_LEAD])


def of_headlines(page: Page, lines: list[int], codebook: Codebook) -> list[dict[str, float]]:
    """What speaks for and against each of the lines that may be the headline."""
    lead, texts = vocabulary(page), {page.paragraphs[i].text for i in lines}
    found, told = [], False
    for place, index in enumerate(lines):
        text = page.paragraphs[index].text
        path = _STEP.split(text)[-1]
        holds = path != text and path in texts
        features = _of_form(text, codebook) | _of_words(stems([text]), lead) | _of_place(page, index, codebook)
        features |= {"under a line that says something": told, "ends in another line": holds}
        features["earlier lines"] = min(place, _EARLIER) / _EARLIER
        found.append({name: float(value) for name, value in features.items() if value})
        told = told or (not holds and says_something(text, lead, codebook))
    return found


def _of_form(text: str, codebook: Codebook) -> dict[str, float]:
    length, quoted = len(text.split()), _QUOTED.search(text) is not None
    return {
        "one or two words": length <= 2,
        "three or four words": 3 <= length <= 4,
        "over 20 words": length > 20,
        "ends in a full stop": not is_display(text),
        "one sentence after another": length > _ONE_SENTENCE and _GOES_ON.search(text) is not None,
        "no word in small letters": not _SMALL_WORD.search(text),
        "all capitals": text.isupper() and length > 2,
        "short, every word a capital": length <= 3 and not text.isupper() and outlets.is_title(text),
        "bullet": _BULLET.match(text) is not None,
        "code": len(_CODE.findall(text)) >= 2,
        "speaks to the reader": _READER.search(text) is not None and not quoted,
        "call on the reader": furniture.is_call(text, codebook),
        "quotation marks": quoted,
        "newspaper's name": outlets.is_outlet(text, codebook),
        "name of a person": bylines.parse(text, codebook, bare=True) is not None,
    }


def _of_words(own: frozenset[str], lead: frozenset[str]) -> dict[str, float]:
    shared = len(own & lead)
    return {
        "words shared with the opening": min(shared, _SHARED_MOST) / _SHARED_MOST,
        "share of its words in the opening": shared / len(own) if own else 0,
        "no word shared with the opening": bool(lead) and not shared,
    }


def _of_place(page: Page, index: int, codebook: Codebook) -> dict[str, float]:
    return {
        "blank line above": page.apart(index - 1, index),
        "blank line below": page.apart(index, index + 1),
        "byline or date below": any(page.is_signature(i, codebook) for i in (index + 1, index + 2)),
    }


def outlet_line(page: Page, lines: list[int], codebook: Codebook) -> int | None:
    """The line that is the newspaper's name, of those above the headline; None where none is likely."""
    named = names(page, lines)
    furnished = page_furniture(page)
    scores = {i: score("outlet", of_outlet(page, i, furnished, codebook), codebook) for i in named}
    best = max(scores, key=lambda i: scores[i], default=None)
    return best if best is not None and scores[best] > 0 else None


def names(page: Page, lines: Iterable[int]) -> list[int]:
    """The lines that are printed as names are."""
    return [i for i in lines if outlets.is_title(page.paragraphs[i].text)]


def page_furniture(page: Page) -> str:
    """Where the page names itself beside the article (credits, rights, addresses, calls on the reader), without
    spaces and in small letters."""
    known = [(p.text, mark.field) for p, mark in zip(page.paragraphs, page.marks, strict=True) if mark]
    return _squeezed("\n".join(t for t, field in known if field in ("credit", "caption") or _OWN_NAME.search(t)))


def names_itself(page: Page, name: str) -> bool:
    """Whether the page gives a name as its own in its rights or credits."""
    return _squeezed(name) in page_furniture(page)


def _squeezed(text: str) -> str:
    return re.sub(r"[^\w\n]", "", text).lower()


def of_outlet(page: Page, index: int, furnished: str, codebook: Codebook) -> dict[str, float]:
    """What speaks for and against a line as the newspaper's name."""
    text = page.paragraphs[index].text
    words = text.split()
    stem = _squeezed(text).removeprefix("the")
    found = {
        "none": True,
        "newspaper's name": outlets.is_outlet(text, codebook),
        "repeated by the page": len(stem) > 3 and stem in furnished,
        "known name": outlets.is_known(text, codebook),
        "The and one word": len(words) == 2 and words[0] == "The",
        "several capitals in a word": re.search(r"[a-z][A-Z]", text) is not None,
        "one word": len(words) == 1,
        "right above the headline or first": index == 0 or page.apart(index, index + 1),
    }
    return {name: float(value) for name, value in found.items() if value}


def says_something(text: str, lead: frozenset[str], codebook: Codebook) -> bool:
    """Whether a line tells of what the article tells of, as a headline does and a page's links do not."""
    if outlets.is_outlet(text, codebook) or len(_CODE.findall(text)) >= 2:
        return False
    return bool(_SMALL_WORD.search(text)) and len(stems([text]) & lead) >= (1 if len(text.split()) >= 4 else 2)


class Scene(NamedTuple):
    """What the lines below the head are seen against."""

    words: Mapping[str, int]  # how often the article's paragraphs hold each word
    end: int  # index of the last paragraph that is surely the article's
    apart: bool  # whether blank lines part the article's paragraphs
    author: str  # the byline's first name and surname


def scene(page: Page, codebook: Codebook) -> Scene:
    """The article as far as its sentences are known."""
    known = zip(page.paragraphs, page.marks, strict=True)
    prose = [i for i, (p, mark) in enumerate(known) if mark is None and is_prose(p.text)]
    words = Counter(stem for i in prose for stem in stems([page.paragraphs[i].text]))
    names = (page.byline.names or "").partition(" and ")[0] if page.byline else ""
    told = [i for i in prose if not _to_reader(page.paragraphs[i].text, codebook)]
    told = [i for i in told if not (names and page.paragraphs[i].text.startswith(names))]
    sure = (i for i in reversed(told) if _is_sure(page.paragraphs[i].text, words))
    set_apart = sum(page.apart(i - 1, i) for i in prose) >= _MOSTLY * len(prose)
    return Scene(words, next(sure, max(told, default=-1)), set_apart, names)


def _is_sure(text: str, words: Mapping[str, int]) -> bool:
    """Whether a paragraph tells of what others tell of."""
    return len(text.split()) >= _SURE and sum(words[stem] > 1 for stem in stems([text])) >= 2


def _to_reader(text: str, codebook: Codebook) -> bool:
    """Whether the line speaks to the reader outside quotation marks."""
    if furniture.told(text, codebook):
        return False
    return _READER.search(_QUOTATION.sub("", text)) is not None


def calls_by_address(text: str, codebook: Codebook) -> bool:
    """Whether the line gives the reader an address to write to."""
    return _ADDRESS.search(text) is not None and _to_reader(text, codebook)


def of_page(page: Page, index: int, scene: Scene, codebook: Codebook) -> dict[str, float]:
    """What speaks for and against a line below the head being the page's and not the article's."""
    text = page.paragraphs[index].text
    length, own = len(text.split()), stems([text])
    itself = int(is_prose(text))
    found = {
        "none": True,
        "no sentence's end": not stopped(text) and text[-1] not in ",:;",
        "after the article": index > scene.end,
        "under the page's foot": _under_foot(page, index),
        "touches the page's lines": scene.apart and any(_touched(page, index)),
        "between the page's lines": scene.apart and all(_touched(page, index)),
        "speaks to the reader": _to_reader(text, codebook),
        "call on the reader": not furniture.told(text, codebook) and furniture.opens_as_call(text, codebook),
        "no word of the article": not any(scene.words.get(stem, 0) > itself for stem in own),
        "begins with the author": bool(scene.author) and text.startswith(scene.author),
        "web address": _ADDRESS.search(text) is not None,
        "one or two words": length <= 2,
        "tells of somebody": furniture.told(text, codebook),
        "quotation marks": _QUOTED.search(text) is not None,
        "leads on or lists": text[-1] in ",:;" or _BULLET.match(text) is not None,
    }
    return {name: float(value) for name, value in found.items() if value}


def is_pages(page: Page, index: int, scene: Scene, codebook: Codebook) -> bool:
    """Whether a line is the page's: by the weights, and on two independent grounds of which one binds it to the
    page, before the article's end on three. A sentence goes only where it speaks to the reader, tells of the
    author or stands among the page's lines."""
    found = of_page(page, index, scene, codebook)
    bound = sum(name in found for name in _BOUND)
    grounds = bound + sum(name in found for name in _UNLIKE)
    if not bound or grounds < (3 if index <= scene.end else 2) or score("page", found, codebook) <= 0:
        return False
    if not stopped(page.paragraphs[index].text):
        return True
    placed = any(name in found for name in _PLACED)
    return placed and (any(name in found for name in _SPEAKS) or all(name in found for name in _AMONG))


def _under_foot(page: Page, index: int) -> bool:
    """Whether the nearest line above that is known is one with which a page's foot begins."""
    for above in range(index - 1, max(-1, index - _REACH), -1):
        mark = page.marks[above]
        if mark is not None and mark.field != "body":
            return mark.opens != "" or mark.rule == "teaser"
        if is_prose(page.paragraphs[above].text):
            return False
    return False


def _touched(page: Page, index: int) -> tuple[bool, bool]:
    """Whether no blank line parts the line from one of the page's above it, and below it."""
    above = page.field(index - 1) in ("junk", "credit") and not page.apart(index - 1, index)
    return above, page.field(index + 1) in ("junk", "credit") and not page.apart(index, index + 1)
