"""Reading and cleaning: web pages beside trafilatura alone, and the speed of plain text.

usage: python benchmarks/reading.py

The pages are invented: sentences made of word lists, set into five layouts of news sites with the furniture of
such sites. F1 is that of the body's words (as a bag) against those that were set into the page as body.
"""

import random
import re
import tempfile
import time
from collections import Counter
from pathlib import Path

import trafilatura

from helpers import cleaning, reading
from helpers.records import Article

PAGES, ARTICLES = 100, 2000
WHO = "the council|a spokeswoman|Mayor Pym|the harbour office|traders|the inquiry|two witnesses|Dame Honor Pell".split(
    "|"
)
DID = "said|warned|denied that|confirmed that|told the inquiry that|claimed".split("|")
WHAT = "the barges|forty stalls|the new pontoon|a parrot|the ferry|last year's budget|the lifeboat|a crane".split("|")
HOW = "had sunk|would never float|had cost £40,000|were raised at dawn|was found adrift|had been sold twice".split("|")
WHEN = "on Monday|before winter|without warning|after the storm|in the end|by all accounts".split("|")
NAVIGATION = ["Home", "News", "Sport", "Weather", "Opinion", "Jobs", "Puzzles"]
TEASERS = ["Ferry captain retires after fifty years", "Who really owns the pier?", "Ten cheeses that float"]
CALLS = ["Sign up to our newsletter", "Follow us on Facebook and X", "Read more: Why barges sink", "Advertisement"]


def sentence(source: random.Random) -> str:
    who, did, what, how, when = (source.choice(words) for words in (WHO, DID, WHAT, HOW, WHEN))
    return f"{who[0].upper()}{who[1:]} {did} {what} {how} {when}."


def paragraphs(source: random.Random) -> list[str]:
    return [" ".join(sentence(source) for _ in range(source.randint(1, 4))) for _ in range(source.randint(4, 14))]


def element(source: random.Random, paragraph: str) -> str:
    """A paragraph as pages set it: mostly plain, with a link, in a quotation or as items of a list."""
    kind = source.randrange(12)
    if kind == 0:
        return f"<blockquote><p>{paragraph}</p></blockquote>"
    if kind == 1:
        items = "".join(f"<li>{one}.</li>" for one in paragraph.rstrip(".").split(". "))
        return f"<ul>{items}</ul>"
    if kind < 5:
        first, _, rest = paragraph.partition(" ")
        return f'<p><a href="/topic">{first}</a> {rest}</p>'
    return f"<p>{paragraph}</p>"


def page(source: random.Random, body: list[str]) -> str:
    """A page in one of five layouts."""
    layout = source.randrange(5)
    inner = [element(source, p) for p in body]
    for call in source.sample(CALLS, 2):
        inner.insert(source.randrange(1, len(inner)), f'<p class="promo"><strong>{call}</strong></p>')
    if layout == 1:
        inner = [f"<div>{p}</div>" for p in body]
    elif layout == 2:
        inner = ["<br><br>".join(body)]
    elif layout == 3:
        inner.insert(
            2, "<figure><img src='a.jpg'><figcaption>The barges. Photograph: Ida Cross/PA</figcaption></figure>"
        )
    tag = ("article", "div", "section", "article", "main")[layout]
    links = "".join(f"<li><a href='/{n}'>{word}</a></li>" for n, word in enumerate(NAVIGATION))
    more = "".join(f"<li><a href='/{n}'>{teaser}</a></li>" for n, teaser in enumerate(TEASERS))
    return f"""<!DOCTYPE html><html><head><title>Barge news | The Harbour Times</title>
    <meta property="article:published_time" content="2021-12-03T10:00:00Z"></head><body>
    <nav><ul>{links}</ul></nav><div class="cookies">We use cookies to improve your experience.</div>
    <{tag} class="story"><h1>Barge news of the day</h1><p class="byline">By Nell Oakham</p>
    <p class="date">Published: 3 December 2021</p><div class="story-body">{"".join(inner)}</div></{tag}>
    <div class="related"><h3>Most read</h3><ul>{more}</ul></div>
    <div class="comments"><h3>Comments (3)</h3><p>Be the first to comment</p></div>
    <footer>© 2021 Harbour Press Limited. All rights reserved.</footer></body></html>"""


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def f1(found: str, gold: str) -> float:
    one, other = words(found), words(gold)
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def body_of(article: Article) -> str:
    return "\n".join(article.text[row.start : row.end] for row in article.ledger if row.field == "body")


def web() -> None:
    """F1 and pages a second of trafilatura and of this project on the same pages."""
    source = random.Random(2021)
    bodies = [paragraphs(source) for _ in range(PAGES)]
    pages = [page(source, body) for body in bodies]
    gold = ["\n".join(body) for body in bodies]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{n}.html" for n in range(PAGES)]
        for path, text in zip(paths, pages, strict=True):
            path.write_text(text, encoding="utf-8")
        cleaning.clean(reading.read(paths[0])[0])  # begins the process that reads web pages
        begun = time.perf_counter()
        ours = [body_of(cleaning.clean(reading.read(path)[0])) for path in paths]
        our_time = time.perf_counter() - begun
    begun = time.perf_counter()
    theirs = [trafilatura.extract(text, include_comments=False) or "" for text in pages]
    their_time = time.perf_counter() - begun
    for name, found, seconds in (("trafilatura", theirs, their_time), ("this project", ours, our_time)):
        score = sum(f1(a, b) for a, b in zip(found, gold, strict=True)) / PAGES
        print(f"web pages   {name:<14} F1 {100 * score:5.1f}   {PAGES / seconds:7.0f} pages a second")


def plain() -> None:
    """Articles of plain text read and cleaned a second of one core's time."""
    source = random.Random(2021)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{n}.txt" for n in range(ARTICLES)]
        for n, path in enumerate(paths):
            body = "\n\n".join(paragraphs(source))
            head = f"The Harbour Times\n\nBarge {n} sinks off Port Carrick\n\nBy Nell Oakham\n3 December 2021"
            foot = "Most read\n\nFerry captain retires after fifty years\n\n© 2021 Harbour Press Limited."
            path.write_text(f"{head}\n\n{body}\n\nRead more: Why barges sink\n\n{foot}\n", encoding="utf-8")
        cleaning.clean(reading.read(paths[0])[0])
        begun = time.process_time()
        found = [cleaning.clean(one) for path in paths for one in reading.read(path)]
        seconds = time.process_time() - begun
    length = sum(len(article.text.split()) for article in found) / len(found)
    print(f"plain text  this project   {len(found) / seconds:,.0f} articles of {length:.0f} words a second of one core")


if __name__ == "__main__":
    web()
    plain()
