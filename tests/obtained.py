"""Files as researchers get them, made in code: exports, saved pages, Word files, sheets, and what is broken in them.

Every word of them is invented.
"""

import gzip
import io
import zipfile
from collections.abc import Sequence

SENTENCES = (
    "The floating market sank on Monday, the harbour office said, and forty stalls went down with it.",
    "Mayor Arthur Pym said: “A market that cannot float is a reef.”",
    "Traders put their losses at £40,000 and asked the council to raise the barges before winter.",
    "Nobody was hurt, though one parrot was missing for most of the afternoon.",
)
BODY = "\n\n".join(SENTENCES)
HEADLINE = "Floating market sinks in Port Carrick"


def nexis_old(articles: Sequence[dict], of: int | None = None) -> str:
    """The older layout, as LexisNexis Academic wrote text files."""
    return "".join(
        f"""\n\n                               {n} of {of or len(articles)} DOCUMENTS\n\n\n
                                  {a.get("outlet", "The Harbour Times (London)")}

{"" if a.get("undated") else f"                            {a.get('date', 'December 3, 2021 Friday')}  "}
                                 Final Edition

{a.get("headline", HEADLINE)}

BYLINE: {a.get("byline", "Nell Oakham, Harbour Correspondent")}

SECTION: NEWS; Pg. 4

LENGTH: 61 words


{a.get("body", BODY)}

LOAD-DATE: December 4, 2021

LANGUAGE: ENGLISH

GRAPHIC: The barges before they sank

PUBLICATION-TYPE: Newspaper


                     Copyright 2021 Harbour Press Limited
                              All Rights Reserved
"""
        for n, a in enumerate(articles, 1)
    )


def nexis_labelled(n: int = 2) -> str:
    """The oldest layout, with HEADLINE: and BODY: as labels and the copyright on top."""
    return "".join(
        f"""{i} of {n} DOCUMENTS

                    Copyright 2001 The Harbour Times Company
                             The Harbour Times

                        September 12, 2001 Wednesday
                            Late Edition - Final

SECTION: Section A; Column 1; Foreign Desk; Pg. 1

LENGTH: 61 words

HEADLINE: {HEADLINE} number {i}

BYLINE:  By NELL OAKHAM

DATELINE: PORT CARRICK, Sept. 11

BODY:
   {SENTENCES[0]}

   {SENTENCES[1]}

URL: http://www.example.org

LOAD-DATE: September 12, 2001

"""
        for i in range(1, n + 1)
    )


def nexis_uni(n: int = 2, cover: bool = True, listed: int | None = None) -> list[str]:
    """The newer layout as paragraphs, with its cover page."""
    lines = []
    if cover:
        lines += ["User Name: =", "Date and Time: Friday, December 3, 2021 10:15:00 AM GMT", "Job Number: 158634321"]
        lines += [f"Documents ({listed or n})", *(f"{i}. {HEADLINE} {i}" for i in range(1, n + 1))]
        lines += ["Client/Matter: -None-", "Search Terms: barge", "Search Type: Natural Language"]
        lines += ["| About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2021 LexisNexis"]
    for i in range(1, n + 1):
        lines += [
            f"Page 1 of {n}",
            f"{HEADLINE} {i}",
            "The Harbour Times(London)",
            "December 3, 2021 Friday 10:15 PM GMT",
        ]
        lines += ["Copyright 2021 Harbour Press Limited All Rights Reserved", "Section: UK NEWS; Version:1"]
        lines += ["Length: 61 words", "Byline: Nell Oakham", "Highlight: Traders demand refunds", "Body"]
        lines += [
            *SENTENCES,
            "Graphic",
            "Wet...the quay on Monday",
            "Classification",
            "Language: ENGLISH",
            "Publication-Type: Newspaper",
        ]
        lines += ["Subject: MARKETS (90%); BARGES (75%)", "Load-Date: December 4, 2021", "End of Document"]
    return lines


def factiva_plain(n: int = 2) -> str:
    """Factiva without codes, as its RTF and HTML exports are laid out."""
    lines = []
    for i in range(1, n + 1):
        lines += [
            "News",
            f"{HEADLINE} {i}",
            "By Nell Oakham",
            "61 words",
            "3 December 2021",
            "07:15",
            "The Harbour Times",
        ]
        lines += ["HARBT", "4", "English", "© 2021 Harbour Press Limited. All rights reserved.", *SENTENCES]
        lines += [f"Document HARBT00020211203ehc30001{i}"]
    lines += ["Search Summary", "Text", "barge", "Results Found", str(n), "Timestamp", "3 December 2021 10:15"]
    return "\n\n".join(lines)


def factiva_codes(n: int = 2) -> str:
    """Factiva with its two-letter codes."""
    lines = []
    for i in range(1, n + 1):
        lines += ["SE \tNews", f"HD \t{HEADLINE} {i}", "BY \tBy Nell Oakham", "WC \t61 words", "PD \t3 December 2021"]
        lines += ["SN \tThe Harbour Times", "SC \tHARBT", "PG \t4", "LA \tEnglish", "CY \t© 2021 Harbour Press Limited"]
        lines += [f"LP \t{SENTENCES[0]}", f"TD \t{SENTENCES[1]}", *SENTENCES[2:], "NS \tgcat : Political"]
        lines += ["PUB \tHarbour Press Limited", f"AN \tDocument HARBT00020211203ehc30001{i}"]
    return "\n\n".join(lines)


def factiva_html(n: int = 2) -> str:
    """Factiva's HTML: the same lines in blocks."""
    pieces = factiva_plain(n).split("\n\n")
    blocks = "".join(f"<div>{piece}</div>" for piece in pieces)
    return (
        f"<!DOCTYPE html><html><head><title>Factiva</title></head><body class='articleParagraph'>{blocks}</body></html>"
    )


def proquest(n: int = 2) -> str:
    """ProQuest's text export."""
    rule = "_" * 60
    text = f"{rule}\n\nReport Information from ProQuest\n\nDecember 03 2021 10:15\n\n{rule}\n\nTable of contents\n\n"
    text += "".join(f"{i}. {HEADLINE} {i}\n" for i in range(1, n + 1))
    for i in range(1, n + 1):
        text += f"""\n{rule}\n\nDocument {i} of {n}\n\n{HEADLINE} {i}

Author: Oakham, Nell; Pike, Tom

Publication info: Harbour Times ; London (UK) [London (UK)]03 Dec 2021: 4.

Links: Linking Service

Abstract: Traders demand refunds.

Full text: {BODY}

Subject: Markets; Barges

Title: {HEADLINE} {i}

Publication title: Harbour Times; London (UK)

Pages: 4

Publication year: 2021

Publication date: Dec 3, 2021

Source type: Newspapers

ProQuest document ID: 26050000{i}

Copyright: Copyright Harbour Press Dec 3, 2021

Database: ProQuest Central
"""
    return text + f"\n{rule}\n\nContact us at: http://www.example.org\n"


def europresse(n: int = 2) -> str:
    """Europresse's HTML export."""
    articles = "".join(
        f"""<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Harbour Times</span>
        </div><span class="DocHeader">vendredi 3 décembre 2021 - 61 mots , p. 4</span></header>
        <div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{HEADLINE} {i}</p></div>
        <div class="docAuthors">Nell Oakham</div><section><div class="docOcurrContainer">
        {"".join(f"<p>{s}</p>" for s in SENTENCES)}</div></section>
        <footer><div class="publiC-lblNodoc">news·20211203·HT·{i}</div></footer></article>"""
        for i in range(1, n + 1)
    )
    return f"<html><head><meta charset='utf-8'><title>{n} documents</title></head><body>{articles}</body></html>"


PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{headline} | The Harbour Times</title>
<meta property="og:title" content="{headline}"><meta property="og:site_name" content="The Harbour Times">
{ld}{meta}
<script>var x = "Please enable JavaScript";</script></head>
<body><header><nav><ul><li>News</li><li>Sport</li><li>Weather</li></ul></nav></header>
<main><article><h1>{headline}</h1><p class="dek">Traders demand refunds</p>{byline}
<div class="body">{body}</div></article></main>
<aside><h2>Most read</h2><a href="/a">Ferry captain retires after fifty years at sea</a></aside>
<div class="cookie">We use cookies to improve your experience. Accept all cookies.</div>
<footer>© 2021 Harbour Press Limited. All rights reserved.</footer></body></html>"""
LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
{"@type": "NewsArticle", "headline": "%s", "datePublished": "2021-12-03T10:15:00Z", "dateModified": "2021-12-04",
"author": [{"@type": "Person", "name": "Nell Oakham"}], "publisher": {"@type": "Organization",
"name": "The Harbour Times"}}]}</script>"""


def page(body: str = "", *, headline: str = HEADLINE, ld: str | None = None, meta: str = "", byline: str = "") -> str:
    """A saved web page with the usual furniture."""
    paragraphs = body or "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return PAGE.format(
        headline=headline, ld=LD % headline if ld is None else ld, meta=meta, byline=byline, body=paragraphs
    )


def mht(html: str) -> bytes:
    """A page saved as a web archive."""
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: A page\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
        "------b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{html}\r\n------b--\r\n"
    ).encode()


def docx(paragraphs: Sequence[str] = (), *, xml: str = "", style: str = "") -> bytes:
    """A Word document; ``xml`` stands after the paragraphs as it is, ``style`` is the first one's."""
    from docx import Document

    document = Document()
    for n, text in enumerate(paragraphs):
        document.add_paragraph(text, style=style if style and not n else None)
    out = io.BytesIO()
    document.save(out)
    return patched(out.getvalue(), "word/document.xml", lambda part: part.replace("<w:sectPr", f"{xml}<w:sectPr", 1))


def patched(data: bytes, part: str, change) -> bytes:
    """A ZIP archive with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode("utf-8")) if name == part else content)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def run(text: str) -> str:
    """A run of a Word paragraph."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def xlsx(rows: Sequence[Sequence[object]], **others: Sequence[Sequence[object]]) -> bytes:
    """An Excel file; ``others`` are further sheets by name."""
    from openpyxl import Workbook

    book = Workbook()
    for n, (name, sheet) in enumerate({"Articles": rows, **others}.items()):
        page = book.active if not n else book.create_sheet(name)
        for row in sheet:
            page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def far_corner() -> bytes:
    """A sheet with one cell at its first corner and one at its last."""
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "text"
    book.active["XFD1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rtf(text: str) -> bytes:
    """Rich text, with what is not ASCII written as RTF has it."""
    escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    coded = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in escaped)
    return (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0 " + coded.replace("\n", "\\par\n") + "}").encode()


def ole(stream: str) -> bytes:
    """The beginning of an old Office container with one named stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def bomb_gz() -> bytes:
    """60 MB of zeros in a small gzip file."""
    return gzip.compress(bytes(60_000_000))


def bomb_docx() -> bytes:
    """A Word file whose text unpacks to 200 MB."""
    good = docx(["x"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/media/image1.xml", b" " * 200_000_000)
    return out.getvalue()


LAUGHS = (
    """<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>"""
)
OUTSIDE = """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>"""


def declared(doctype: str) -> bytes:
    """A Word file whose text declares entities."""
    return patched(
        docx(["x"]),
        "word/document.xml",
        lambda part: part.replace("?>", f"?>{doctype}", 1) if "?>" in part else doctype + part,
    )
