"""What a web page states of its article: JSON-LD of schema.org first, then meta elements. Nothing is guessed."""

import json
import re
from collections.abc import Iterator
from typing import Any

_ARTICLE = re.compile(r"(?:.*Article|.*Posting|Report|Review|.*Blog)$")
_DATES = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "publish-date", "publishdate", "pubdate",
    "date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "cxenseparse:author")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher")
_HEADLINES = ("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_DEEPEST = 40
_WRAPPED = re.compile(r"\A\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*\Z")


def page_facts(tree: Any) -> tuple[dict[str, str], str]:
    """Headline, published, byline, outlet, standfirst and whether the page is paid for, as far as stated; and
    the article's text where the page's JSON-LD holds it."""
    objects = [found for script in tree.iter("script") for found in _objects(script)]
    articles = [found for found in objects if _is_article(found)]
    main = next((found for found in articles if found.get("headline")), articles[0] if articles else {})
    meta = _meta(tree)
    facts = {
        "headline": _text(main.get("headline")) or _first(meta, _HEADLINES),
        "standfirst": _text(main.get("description")) or _first(meta, _DESCRIPTIONS),
        "published": _text(main.get("datePublished")) or _first(meta, _DATES) or _time(tree),
        "byline": _names(main.get("author"), objects) or _authors(meta),
        "outlet": _names(main.get("publisher"), objects) or _first(meta, _OUTLETS),
        "paid": "yes" if str(main.get("isAccessibleForFree", "")).lower() == "false" else "",
    }
    return facts, main["articleBody"] if isinstance(main.get("articleBody"), str) else ""


def _objects(script: Any) -> Iterator[dict]:
    """Every object of a JSON-LD script, however it is nested; none of one that is no JSON."""
    if "ld+json" not in (script.get("type") or "").lower():
        return
    try:
        read = json.loads(_WRAPPED.sub("", script.text or ""), strict=False)
    except (ValueError, RecursionError):
        return
    waiting = [(read, 0)]
    while waiting:
        found, depth = waiting.pop(0)
        if isinstance(found, dict):
            yield found
        if isinstance(found, (dict, list)) and depth < _DEEPEST:
            inner = found.values() if isinstance(found, dict) else found
            waiting += [(one, depth + 1) for one in inner if isinstance(one, (dict, list))]


def _is_article(found: dict) -> bool:
    kinds = found.get("@type")
    return any(isinstance(k, str) and _ARTICLE.match(k) for k in (kinds if isinstance(kinds, list) else [kinds]))


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _names(value: Any, objects: list[dict]) -> str:
    """The names of people or an organisation, by reference too; addresses are none."""
    names = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and not one.get("name") and one.get("@id"):
            one = next((o for o in objects if o.get("@id") == one["@id"] and o.get("name")), one)
        name = _text(one)
        if name and "://" not in name and name not in names:
            names.append(name)
    return _joined(names)


def _joined(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def _meta(tree: Any) -> dict[str, list[str]]:
    """Contents of the page's meta elements by their name in small letters."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((meta[name][0] for name in names if name in meta), "")


def _authors(meta: dict[str, list[str]]) -> str:
    for name in _AUTHORS:
        if authors := [one for one in meta.get(name, []) if "://" not in one]:
            return _joined(list(dict.fromkeys(authors)))
    return ""


def _time(tree: Any) -> str:
    """The one moment that is marked as that of publication."""
    for element in tree.iter("time"):
        if element.get("datetime") and (
            element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        ):
            return element.get("datetime")
    return ""
