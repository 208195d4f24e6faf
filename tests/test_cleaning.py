"""Cleaning: every line of invented pages, the lines that only look like junk, and what holds for any text."""

import re
import sys
import textwrap
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import cleaning, codebook, reading
from helpers.cleaning import bylines, dates, lines, outlets
from helpers.records import LineMark, SavedArticle

BOOK = codebook.load()
SAMPLES = Path(__file__).parents[1] / "data" / "sample"
DROPPED = {"junk", "credit"}


def _clean(text, **fields):
    return cleaning.clean(SavedArticle(text, "some.txt", fields=fields))


# Each page line is "field> text"; "+" goes on with the paragraph above; "dropped date" dates a change.
# Then what the page states.
PAGES = {
    "print page copied from PressReader": (
        """
        outlet> Morning Trumpet

        headline> Mayor sinks plan for floating market

        byline> - By Nell Oakham Chief Political Correspondent

        body> ARTHUR Pym tore up plans for a floating market last night after two barges sank.

        body> The mayor said: “A market that cannot float is a reef.”

        crosshead> Soggy

        body> Traders put their losses at £40,000.
        junk> TURN TO PAGE 7
        junk> FROM PAGE ONE

        body> “We were promised pontoons,” said one.

        caption>  ?? Picture: IDA CROSS ?? Sunk...Mayor Arthur Pym surveys the barges
        caption> Picture: IDA CROSS Sunk...Mayor Arthur Pym surveys the barges

        junk> Newspapers in English

        junk> Newspapers from Ireland
        """,
        {
            "outlet": "Morning Trumpet",
            "headline": "Mayor sinks plan for floating market",
            "standfirst": None,
            "byline": "Nell Oakham",
            "byline_role": "Chief Political Correspondent",
            "published": None,
            "published_basis": "unknown",
        },
    ),
    "tabloid web page": (
        """
        junk> HOME > NEWS > POLITICS
        junk> EXCLUSIVE
        headline> 'He sold us a leaky boat': Fury as mayor's market goes under
        standfirst> Traders demand refunds after opening night ends in the harbour
        standfirst> Council leader says pontoons were 'a false economy'
        byline> By NELL OAKHAM and TOM O'DRISCOLL, Harbour Reporters
        date> PUBLISHED: 09:14, Sat, Mar 5, 2022 | UPDATED: 11:02, Sat, Mar 5, 2022
        junk> Share on Facebook  Share on X  112 comments

        body> Furious traders have demanded their money back after a market sank on its first night.

        junk> READ MORE: Ten things you did not know about pontoons

        body> "I lost forty cheeses," said Gwen Tarr, 61.

        junk> Advertisement

        body> "Forty. And a parrot."

        credit> Image: Ida Cross / Harbour Press
        junk> Most read
        junk> Ferry captain retires after 50 years
        junk> Who really owns the pier?
        junk> Follow us on Facebook and Instagram
        """,
        {
            "outlet": None,
            "headline": "'He sold us a leaky boat': Fury as mayor's market goes under",
            "standfirst": "Traders demand refunds after opening night ends in the harbour"
            " | Council leader says pontoons were 'a false economy'",
            "byline": "Nell Oakham and Tom O'Driscoll",
            "byline_role": "Harbour Reporters",
            "published": "2022-03-05",
            "published_basis": "stated",
        },
    ),
    "broadsheet web page": (
        """
        outlet> The Harbour Review
        junk> Skip to main content   Subscribe   Log in

        headline> Floating market inquiry finds ‘no evidence of buoyancy’

        standfirst> Report blames council for ‘heroic optimism’ over barges bought for £1 each

        byline> Isolde van der Meer Local government correspondent
        date> Sat 12 Mar 2022 07.30 GMT
        dropped date> Last modified on Sun 13 Mar 2022 10.15 GMT
        caption> The barges before they sank. Photograph: Ida Cross/PA

        body> An inquiry into the floating market has found that the barges were never fit to float.

        body> Its chair, Dame Honor Pell, said “no evidence of buoyancy” had been offered.

        junk> Sign up to First Tide: our free daily email

        body> Read more of the report, she told councillors, and you may weep.

        junk> Explore more on these topics
        junk> Local government
        junk> Markets
        junk> Reuse this content
        """,
        {
            "outlet": "The Harbour Review",
            "byline": "Isolde van der Meer",
            "byline_role": "Local government correspondent",
            "published": "2022-03-12",
        },
    ),
    "Gulf web page": (
        """
        outlet> Creek Chronicle
        junk> UAE | GULF | BUSINESS | LIFE

        headline> Dubai dhow race called off as wind drops

        standfirst> Organisers hope for a breeze before Friday

        caption> Dhows at anchor off Deira. Salim Noor / Creek Chronicle
        junk> Beta V.3.0 - Powered by automated translation
        byline> Mariam Al Hashar
        byline> Dubai

        body> The annual dhow race was called off on Sunday after the wind dropped to three knots.

        body> "A dhow without wind is a hotel," race director Saif bin Omar said.

        dropped date> Updated: March 14, 2022, 6:42 PM

        junk> More from Creek Chronicle
        junk> Pearl prices slip
        junk> © Creek Chronicle 2022. All rights reserved.
        """,
        {
            "outlet": "Creek Chronicle",
            "byline": "Mariam Al Hashar",
            "published": "2022-03-14",
            "published_basis": "inferred",
            "published_ground": "line 17: the page was changed on that day, so published then or before",
        },
    ),
    "agency copy": (
        """
        junk> MARKET-FLOATING/ (UPDATE 2, PIX)
        date> SEAWIRE 0915 GMT 13 MAR 2022

        headline> Floating market sinks, insurers say

        byline> By Lotte Brink

        body> PORT CARRICK, March 13 (Seawire) - A floating market sank on Sunday, its insurers said.

        body> "It is on the bottom," a spokesman for the insurers said.

        credit> (Reporting by Lotte Brink in Port Carrick; Editing by Hugo Stein)
        junk> ((lotte.brink@seawire.example; +44 20 7946 0000))
        """,
        {"outlet": "Seawire", "byline": "Lotte Brink", "published": "2022-03-13"},
    ),
    "American page": (
        """
        junk> U.S. NEWS
        headline> Mayor Defends Floating Market
        byline> By Wade Kimble
        byline> Staff Writer
        date> March 13, 2022, 6:30 p.m. ET
        junk> 4 min read

        body> PORT CARRICK, Maine -- The mayor on Sunday defended a floating market that no longer floats.

        junk> Story continues below advertisement

        body> “I stand by the barges,” he said.

        credit> Dana Roe contributed to this report.
        dropped date> Updated 9:15 p.m. ET, March 13, 2022
        """,
        {
            "headline": "Mayor Defends Floating Market",
            "byline": "Wade Kimble",
            "byline_role": "Staff Writer",
            "published": "2022-03-13",
            "outlet": None,
        },
    ),
    "hard-wrapped text": (
        """
        headline> Harbour board votes to raise barges

        body> The harbour board voted on Monday to raise the two barges that sank with
        + a floating market aboard, at a cost that one member called a scandal in
        + a bucket. The work is expected to take six weeks and to end before the
        + regatta.

        body> Read more books about the sea before you vote, Captain Alma Strode told
        + the board, and it fell silent for longer than anyone could remember it
        + ever having done.

        junk> Add a comment
        """,
        {"headline": "Harbour board votes to raise barges", "standfirst": None},
    ),
    "first paragraph under the headline is body": (
        """
        headline> Barges raised at last


        body> Two barges were raised from the harbour yesterday, six weeks after they sank.

        body> Nobody cheered.


        junk> Please enter your comment!
        junk> Please enter your name here
        """,
        {"headline": "Barges raised at last", "standfirst": None, "outlet": None, "published": None},
    ),
    "broadcaster's page": (
        """
        headline> Barges to be sold for scrap
        date> Published
        date> 2 May 2022
        dropped date> Updated 3 May 2022
        credit> Image source, Getty Images
        caption> Image caption, The barges have been in dry dock since April

        byline> By Orla Finch
        byline> Business correspondent

        body> The two barges that sank with a floating market are to be sold for scrap.

        crosshead> What happens to the market

        body> The market will go ahead on land, the council said.

        junk> Related Topics
        junk> Harbours
        """,
        {"byline": "Orla Finch", "byline_role": "Business correspondent", "published": "2022-05-02"},
    ),
    "press database export": (
        """
        outlet> The Harbour Review
        date> May 3, 2022 Tuesday
        junk> Copyright 2022 Harbour Newspapers Limited All Rights Reserved
        junk> Section: NEWS; Pg. 12
        junk> Length: 61 words
        byline> Byline: Nell Oakham
        headline> Scrap man makes £40 from market barges
        body> A scrap dealer has made £40 from the barges of a floating market.

        body> He said it was the hardest £40 he had ever earned.
        dropped date> Load-Date: May 4, 2022
        junk> End of Document
        """,
        {"outlet": "The Harbour Review", "byline": "Nell Oakham", "published": "2022-05-03"},
    ),
}


def _page(marked):
    """The page's text and, for each non-blank line, its field, action and paragraph's first line or not."""
    text, expected, field = [], [], ""
    for line in marked.strip("\n").split("\n"):
        line = line.removeprefix(" " * 8)
        if line.startswith("+ "):
            label, shown = field, line[2:]
        else:
            label, _, shown = line.partition("> ")
        text.append(shown if line.strip() else "")
        if line.strip():
            field = label
            expected.append((field.removeprefix("dropped "), _action(field)))
    return "\n".join(text), expected


def _action(field):
    if field in ("headline", "standfirst", "body"):
        return "keep"
    return "drop" if field in DROPPED or field.startswith("dropped") else "label"


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_line_of_a_page(page):
    marked, stated = page
    text, expected = _page(marked)
    article = _clean(text)
    raw = text.split("\n")
    assert [(raw[r.line - 1], r.field, r.action) for r in article.ledger] == [
        (line, *found) for line, found in zip(filter(None, raw), expected, strict=True)
    ]
    assert {field: getattr(article, field) for field in stated} == stated


HEAD = "Council meets at last\n\nThe council met on Monday for the first time since May, officials said.\n\n"
FOOT = "\n\nThe meeting ended in good order, and the clerk locked the door behind them."

# Sentences that begin as a page's furniture does; each between two paragraphs and at the end.
STAYS = [
    "Read more books, she told pupils.",
    "Read more of the small print, Ms Tarr told them, before they cheered.",
    "Follow us to the sea, she shouted.",
    "Follow the money, Mr Pym said, and you will find the barge.",
    "Like us, Ms Pell told fans at the gate, you deserve better.",
    "Share what you have, warden Una Quill told those who arrived dry.",
    "Subscribe to the idea that nothing can be done, he warned, and nothing will be.",
    "Sign up for Facebook, his mother told him, and see the world.",
    "Listen to the article of faith here, his friends say, and you would think barges grew on trees.",
    "Click, whirr, beep, went the recording, and nobody laughed.",
    "Comment cards are available at reception, Dr Bligh told the family.",
    "Advertisement enough, some would say.",
    "Explore the coast on a calm night and forty boats can be counted.",
    "Copyright law will change next year, ministers said.",
    "Updated forecasts are due in May.",
    "Published accounts for 2019 show a loss of £3m.",
    "Join our podcast, she joked, and lose your friends.",
    "Support for the plan has fallen to 12 per cent.",
    "By Monday the river had burst its banks.",
    "By Harbour Street the water stood two feet deep.",
    "Reporting by the charity Open Quay found that half of the boats leaked.",
    "Report by Dame Honor Pell finds that the barges never floated.",
    "Analysis by Seawire shows that two in five markets fail.",
    "Research by Professor Ada Lunn shows that most barges sink.",
    "With information from the police, the clerk closed the road.",
    "Shelling was reported from Port Carrick overnight.",
    "This report was published in March and nobody read it.",
    "This story was told to every child in the town.",
    "First published in 1922, the almanac has never been wrong.",
    "More from Mr Pym is expected on Friday.",
    "Most read nothing at all, the librarian said.",
    "Related claims against the port were settled in June.",
    "Pictured as a hero, he felt a fraud.",
    "Picture this: a market on a barge in a gale.",
    "Images of the barge were shown to the jury.",
    "Photos by a passing walker show the barge going down.",
    "From £200 a month in 2019, berths now cost £900.",
    "To keep the peace, both sides must account for their prisoners.",
    "To read this as weakness would be folly.",
    "You have read the reports and you know the risk.",
    "Have you any shame? asked the mayor.",
    "We use boats because we have no bridge.",
    "No part of this can be undone.",
    "Contact with the tug was lost at noon.",
    "Get Facebook to answer that.",
    "Terms and conditions were not discussed.",
    "Continued on page after page, the list runs to 900 names.",
    "Source close to the mayor denied it.",
    "Live from the quay, the band played on.",
    "Exclusive deals were struck in the dark.",
    "Trending down since May, prices are now flat.",
    "Latest figures show a rise of 4 per cent.",
    "Video shows the barge going down in four minutes.",
    "Watch the tide, fishermen say here; never the clock.",
    "“Follow us on Facebook,” read the banner on the barge.",
    "“Sign up to our newsletter”, it said on the door.",
    "‘Please enter your comment!’ the machine demanded.",
    "“Advertisement,” he sniffed.",
    "“No.”",
    "“Never again.”",
    "‘Why?’",
    "She laughed.",
    "But who pays?",
    "Silence!",
    "He posted: “Sunk 🌊”",
    "• £5m for a new pontoon",
    "– two tugs and a crane",
    "14 May.",
    "Patients with concerns can ring the trust on 01632 960412.",
    "In 2021, he sold the barge for £1 to Ida Cross / Harbour Press.",
    "He flew to Paris. Reuters was told nothing.",
    "Please enter your office by the side door, the notice said.",
    "We will send you home, the warden told them.",
    "We use your money to build boats, he said.",
    "Subscribe to the harbour fund, she said, and keep the barges afloat.",
    "This page of history will be read for years, he said.",
    "Don’t miss the point, she said: the barge sank.",
    "You have reached the limit of what a barge can bear, he said.",
    "Access was denied to forty traders.",
    "Follow Mr Pym on his rounds and you will see why.",
    "Stay informed, the warden told residents, and stay dry.",
    "Verify you have life jackets, the captain told them.",
    "The page was not found among his papers.",
    "Javascript is a language that none of the councillors speaks.",
    "Source: the mayor would not say who had told him.",
]


@pytest.mark.parametrize("sentence", STAYS)
def test_sentences_that_begin_like_junk_stay(sentence):
    for text in (HEAD + sentence + FOOT, HEAD + FOOT.strip() + "\n\n" + sentence):
        article = _clean(text)
        (row,) = [r for r in article.ledger if article.text[r.start : r.end] == sentence]
        assert (row.action, row.field) == ("keep", "body")


# Furniture below the body, or between its paragraphs.
GOES = [
    ("View image in fullscreen", "junk"),
    ("after newsletter promotion", "junk"),
    ("Privacy Notice: Newsletters may contain info about charities and online ads.", "junk"),
    ("We’ll send you latest news updates through the day.", "junk"),
    ("You can unsubscribe at any time.", "junk"),
    ("Join thousands of others who are already subscribed", "junk"),
    ("Harbour News is not responsible for readers’ comments on this website", "junk"),
    ("Find your bookmarks in your account, under my profile", "junk"),
    ("Something went wrong, please try again later.", "junk"),
    ("Purchase Licensing Rights", "junk"),
    ("Was this article helpful?", "junk"),
    ("We pay for your stories!", "junk"),
    ("The writer can be reached at news@harbour.example", "junk"),
    ("Follow Quay News on social media", "junk"),
    ("(With inputs from agencies)", "credit"),
    ("This article is more than 2 years old", "junk"),
    ("Please enable JavaScript to view this page.", "junk"),
    ("This website uses cookies to improve your experience.", "junk"),
    ("Subscribe now to continue reading.", "junk"),
    ("Advertisement", "junk"),
    ("ADVERTISEMENT - CONTINUE READING BELOW", "junk"),
    ("Read more: Why barges sink", "junk"),
    ("READ NEXT: 'I was sold a pup' - trader speaks out", "junk"),
    ("Related: Council in numbers", "junk"),
    ("Share this article", "junk"),
    ("Share on Facebook Share on X Email a friend", "junk"),
    ("Follow us on X and Instagram", "junk"),
    ("Sign up for our free money newsletter - delivered straight to your inbox every Friday", "junk"),
    ("Subscribe to our WhatsApp channel", "junk"),
    ("Download our app for all the latest news.", "junk"),
    ("You've read 4 articles this month. Support our journalism from £2", "junk"),
    ("By clicking Accept you agree to our use of cookies", "junk"),
    ("We use cookies to improve your experience on this site.", "junk"),
    ("Got a story? Ring the newsdesk on 01632 960888", "junk"),
    ("Do you have a story? Email us at news@harbour.example", "junk"),
    ("Please enter your comment!", "junk"),
    ("Be the first to comment", "junk"),
    ("Comments are closed on this article", "junk"),
    ("Join the conversation", "junk"),
    ("View all 214 comments", "junk"),
    ("© Harbour Press 2022. All rights reserved.", "junk"),
    ("Copyright The Harbour Review Ltd 2022", "junk"),
    ("(c) Copyright Seawire 2022. Republication without written consent is prohibited.", "junk"),
    ("This material may not be published, broadcast, rewritten or redistributed without permission.", "junk"),
    ("SEE EDITORIAL: PAGE 14", "junk"),
    ("Continued on Page 4", "junk"),
    ("FULL STORY: PAGES 4&5", "junk"),
    ("Beta V.2.1 - Powered by automated translation", "junk"),
    ("PressReader", "junk"),
    ("((nell@harbour.example; +44 20 7946 0000))", "junk"),
    ("nell.oakham@harbour.example", "junk"),
    ("https://harbour.example/news/barge", "junk"),
    ("* * *", "junk"),
    ("(Reporting by Lotte Brink; additional reporting by Bo Lind and Ann Hay in Oslo)", "credit"),
    ("Additional reporting by Bo Lind", "credit"),
    ("Picture: Harbour Press / Ida Cross", "credit"),
    ("(Image: Getty)", "credit"),
    ("Photograph: Ida Cross/PA", "credit"),
    ("Image source, Getty Images", "credit"),
    ("The barge goes under. Ida Cross / Harbour Press", "caption"),
    ("The barge goes under (Image: Getty)", "caption"),
    ("The barge goes under. Photo: Reuters", "caption"),
    ("The barge goes under. AP Photo", "caption"),
    ("Sunk...Mayor Pym at the barge on Sunday", "caption"),
    ("PICTURED: Mayor Pym at the barge", "caption"),
    ("Fury", "crosshead"),
    ("‘Disgrace’", "crosshead"),
    ("What we know about the barge", "crosshead"),
    ("By Nell Oakham", "byline"),
    ("Published: 14 March 2022", "date"),
]


@pytest.mark.parametrize(("line", "field"), GOES)
def test_furniture_between_paragraphs(line, field):
    article = _clean(HEAD + line + FOOT)
    assert [r.field for r in article.ledger if r.line == 5] == [field]


# Headlines that begin or look like furniture.
@pytest.mark.parametrize(
    "headline",
    [
        "COVID-19: What we know about the new variant",
        "Analysis: Why the barge sank",
        "Live: Barge hearing resumes",
        "Watch out: Telegram scams soar",
        "Join Facebook? No thanks, say teens",
        "FLASH FLOODS HIT PORT CARRICK",
        "Updates to planning law anger council",
        "Exclusive: Mayor to quit",
        "By George! Port Carrick win the cup",
        "‘We will never float again.’",
        "‘It was a barge, not a palace!’ Fury as mayor bills the town for a week of gold taps and towels",
        "Truss",
        "Russia hits back at the U.S.",
        "Daily Mail editor quits over barge",
        "March 2022: the month the barge sank",
        "Who sank the barge?",
    ],
)
def test_headlines_that_look_like_furniture(headline):
    article = _clean(f"{headline}\n\nBy Nell Oakham\n\nThe barge sank on Monday, the mayor said.{FOOT}")
    assert article.headline == headline
    assert article.byline == "Nell Oakham"
    assert article.outlet is None


def test_a_broken_off_paragraph_is_no_headline():
    text = (
        "Dockers keep ships waiting\n\nDock leaders were accused of greed last night as their walkout stopped every "
        "crane. “They keep us waiting,” said\nMayor Ann Tolley. “It must end.” Some 300 wardens stand ready."
    )
    assert _clean(text).headline == "Dockers keep ships waiting"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Mayor quits", ["headline"]),
        ("The mayor has quit, the council said on Monday.", ["body"]),
        ("Mayor quits\n\nBy Nell Oakham", ["headline", "byline"]),
        ("Harbour Times\n\nMayor quits", ["outlet", "headline"]),
        ("The mayor has quit, it said.\n\nNobody was surprised by the news.", ["body", "body"]),
        ("Mayor quits\n\nAides weep\n\nDogs bark\n\nCats sleep", ["headline", "standfirst", "body", "body"]),
        ("Mayor quits\nThe mayor has quit, the council said.\nNobody wept.", ["headline", "body", "body"]),
        ("Mayor quits over\nsunken barge\n\nThe mayor has quit.", ["headline", "headline", "body"]),
        (
            "Mayor quits\n\nBy Nell Oakham\n\nDogs bark\n\nCats sleep\n\nFish swim",
            ["headline", "byline", "standfirst", "body", "body"],
        ),
        ("\u200b\nMayor quits", ["junk", "headline"]),
        ("Advertisement", ["junk"]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_short_and_headless_files(text, fields):
    assert [row.field for row in _clean(text).ledger] == fields


@pytest.mark.parametrize(
    ("line", "names", "role"),
    [
        ("- By Nell Oakham Deputy Political Editor", "Nell Oakham", "Deputy Political Editor"),
        ("By KERRY MCBRIDE Crime Reporter", "Kerry McBride", "Crime Reporter"),
        ("By PRIYA CASTLE-O'NEILL, Consumer Editor", "Priya Castle-O'Neill", "Consumer Editor"),
        ("By Nell Oakham, Health and Science Editor", "Nell Oakham", "Health and Science Editor"),
        ("By Nell Oakham and Tom Pike in Oslo", "Nell Oakham and Tom Pike", None),
        ("By Nell Oakham, Tom Pike and Una van Dam", "Nell Oakham, Tom Pike and Una van Dam", None),
        ("By Nell Oakham, Crime Reporter, and Tom Pike", "Nell Oakham and Tom Pike", "Crime Reporter"),
        ("By Nell Oakham for the Harbour Review", "Nell Oakham", None),
        ("By Nell Oakham | nell@harbour.example", "Nell Oakham", None),
        ("By Mary Jane Watts Senior Reporter", "Mary Jane Watts", "Senior Reporter"),
        ("Exclusive by NELL OAKHAM", "Nell Oakham", None),
        ("By Saif Al Nuri", "Saif Al Nuri", None),
        ("By Nell Oakham and agencies", "Nell Oakham", "agencies"),
        ("By Staff Reporter", None, "Staff Reporter"),
        ("By Reuters", None, None),
        ("By Nell Oakham For The Harbour Review", "Nell Oakham", None),
        ("By Nell Oakham, Special to the Quay Press", "Nell Oakham", None),
        ("By Nell Oakham 3 min read", "Nell Oakham", None),
        ("By Nell Oakham BBC News", "Nell Oakham", None),
        ("By Karim al-Hadidi and Paolo dell'Acqua", "Karim al-Hadidi and Paolo dell'Acqua", None),
        ("By Louis d'Arcy", "Louis d'Arcy", None),
        ("Nell Oakham, Science Editor | Mina Osei", "Nell Oakham and Mina Osei", "Science Editor"),
        ("By Nell Oakham Crime and Courts Reporter", "Nell Oakham", "Crime and Courts Reporter"),
        ("By Nell Oakham Kelp Editor", "Nell Oakham", "Kelp Editor"),
        ("Words by Nell Oakham. Photographs by Ida Cross", "Nell Oakham", None),
        ("Reporter: Nell Oakham", "Nell Oakham", None),
    ],
)
def test_bylines(line, names, role):
    assert bylines.parse(line, BOOK, bare="|" in line) == (names, role)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday",
        "By the harbour",
        "By Nell",
        "By Nell Oakham's door.",
        "By half past two",
        "Bye Nell Oakham",
        "By",
    ],
)
def test_no_bylines(line):
    assert bylines.parse(line, BOOK) is None


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("Nell Oakham", "Nell Oakham"),
        ("Nell Oakham and Tom Pike", "Nell Oakham and Tom Pike"),
        ("Nell Oakham, Home Affairs Editor", "Nell Oakham"),
        ("Mayor Quits Over Barge", None),
        ("Middle East", None),
        ("Barge sinks", None),
        ("Harbour News", None),
    ],
)
def test_names_without_by(line, bare):
    found = bylines.parse(line, BOOK, bare=True)
    assert (found.names if found else None) == bare


@pytest.mark.parametrize(
    ("line", "published", "changed"),
    [
        ("Published: 16:45, 14 March 2023", "2023-03-14", None),
        ("PUBLISHED: 06:30, Tue, Feb 6, 2024", "2024-02-06", None),
        ("Thursday, January 4, 2024", "2024-01-04", None),
        ("22 November 2023 • 9:12pm", "2023-11-22", None),
        ("17th February 2023", "2023-02-17", None),
        ("2021-12-14T08:19:00+04:00", "2021-12-14", None),
        ("January 2022", "2022-01", None),
        ("Dec. 3, 2021 3:45 p.m. ET", "2021-12-03", None),
        ("First published on Fri 3 May 2024", "2024-05-03", None),
        ("Published 3 May 2024 | Updated 4 May 2024", "2024-05-03", "2024-05-04"),
        ("Updated: May 9, 2022, 7:05 PM", None, "2022-05-09"),
        ("Last modified on Fri 3 May 2024 08.20 BST", None, "2024-05-03"),
        ("13/12/2021", "2021-12-13", None),
        ("12/13/2021", "2021-12-13", None),
        ("05/05/2021", "2021-05-05", None),
        ("Fri 04/12/2020", "2020-12-04", None),
        ("03/12/2021", None, None),
        ("03/12/21", None, None),
        ("31 February 2022", None, None),
        ("3 December", None, None),
        ("Updated 2 hours ago", None, None),
    ],
)
def test_dates(line, published, changed):
    found = dates.parse(line, BOOK)
    assert (found.before, found.published, found.changed) == ("", published, changed)
    assert (found.reason is None) == bool(published or changed)


@pytest.mark.parametrize(
    "line",
    [
        "1984",
        "March",
        "Sunday",
        "May 14 was a bad day for barges.",
        "Updated forecasts are due in May 2022",
        "Published accounts for 2019",
        "Published",
        "7-4",
        "3.5 per cent",
        "In 2021 the barge sank",
        "Kelsey 2 Rovers 1",
        "",
    ],
)
def test_no_dates(line):
    found = dates.parse(line, BOOK)
    assert found is None or found.before


@pytest.mark.parametrize(
    ("text", "published", "basis", "ground"),
    [
        (
            "Barge sinks\n\n03/12/2021\n\nIt sank.",
            None,
            "unknown",
            "03/12/2021: day and month cannot be told apart",
        ),
        (
            "Barge sinks\n\n2 hours ago\n\nIt sank.",
            None,
            "unknown",
            "2 hours ago: counted from an unknown day",
        ),
        ("Barge sinks\n\n3 December\n\nIt sank.", None, "unknown", "the line gives no year"),
        ("Barge sinks\n\nMay 2022\n\nIt sank.", "2022-05", "stated", "line 3"),
        ("Barge sinks\n\nIt sank in May 2022.", None, "unknown", None),
    ],
)
def test_published(text, published, basis, ground):
    article = _clean(text)
    assert (article.published, article.published_basis, article.published_ground) == (
        published,
        basis,
        ground,
    )


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("Daily Express", True),
        ("The Harbour Gazette", True),
        ("Sunday Chronicle & Mail", True),
        ("Harbour Beacon Online", True),
        ("Mail on Sunday", True),
        ("Daily Barge", True),
        ("Harbour Times of Orran", True),
        ("BBC News", True),
        ("Mayor Quits", False),
        ("The mayor meets the press", False),
        ("Times", False),
        ("Barge sinks in Times Square", False),
        ("Good News.", False),
    ],
)
def test_outlets(line, known):
    assert outlets.is_outlet(line, BOOK) is known


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© The Emirates Lamp 2023. All rights reserved.", "The Emirates Lamp"),
        ("Copyright The Harbour Review Ltd 2023", "The Harbour Review"),
        ("© 2023 Harbour Media Group", None),
        ("Copyright 2021 Harbour Newspapers Limited All Rights Reserved", None),
        ("© 2023", None),
    ],
)
def test_outlet_of_copyright(line, outlet):
    assert outlets.of_copyright(line, BOOK) == outlet


def test_outlet_at_the_end_of_a_title():
    article = _clean("Barge sinks | The Harbour Gazette\n\nThe barge sank on Monday, the mayor said.")
    assert (article.headline, article.outlet) == ("Barge sinks", "The Harbour Gazette")
    assert article.text.startswith("Barge sinks | The Harbour Gazette\n\n")


def test_what_the_file_states_stands_before_the_text():
    text = "Daily Barge\n\nBarge sinks\n\nBy Nell Oakham\n\nThe barge sank on Monday, the mayor said."
    article = _clean(text, outlet="The Quay", byline="N. Oakham", published="2022-03-14")
    assert (article.outlet, article.byline, article.published) == ("The Quay", "N. Oakham", "2022-03-14")
    assert article.published_basis == "stated"


@pytest.mark.parametrize(
    ("stated", "outlet", "published", "basis"),
    [
        ("2021-12-03", None, "2021-12-03", "stated"),
        ("2021-12-03T23:10:00+04:00", None, "2021-12-03", "stated"),
        ("2021-12-03 00:00:00", None, "2021-12-03", "stated"),
        ("20211203", None, "2021-12-03", "stated"),
        ("2021-12", None, "2021-12", "stated"),
        ("December 3, 2021 Friday 10:15 PM GMT", None, "2021-12-03", "stated"),
        ("3-Dec-2021", None, "2021-12-03", "stated"),
        ("13/12/2021", None, "2021-12-13", "stated"),
        ("03/12/2021", None, None, "unknown"),
        ("03/12/2021", "The Sample Times", None, "unknown"),
        ("03/12/2021", "Daily Express", "2021-12-03", "inferred"),
        ("03/12/2021", "The Guardian (London)", "2021-12-03", "inferred"),
        ("03/12/2021", "The New York Times", "2021-03-12", "inferred"),
        ("30/02/2021", "Daily Express", None, "unknown"),
        ("yesterday", None, None, "unknown"),
        ("1638489600", None, None, "unknown"),
    ],
)
def test_stated_dates(stated, outlet, published, basis):
    article = _clean("The barge sank on Monday, the mayor said.", published=stated, outlet=outlet or "")
    assert (article.published, article.published_basis) == (published, basis)
    if basis != "stated":
        assert stated in article.published_ground


@pytest.mark.parametrize(
    ("stated", "names", "role"),
    [
        ("Nell Oakham; Deputy Political Editor", "Nell Oakham", "Deputy Political Editor"),
        ("By NELL OAKHAM FOR MAILONLINE", "Nell Oakham", None),
        (
            "Nell Oakham, Political Correspondent | Tom Pike, Oslo",
            "Nell Oakham and Tom Pike",
            "Political Correspondent",
        ),
        ("oakham", "oakham", None),
        ("Reuters", None, None),
    ],
)
def test_stated_bylines(stated, names, role):
    article = _clean("The barge sank on Monday, the mayor said.", byline=stated)
    assert (article.byline, article.byline_role) == (names, role)


@pytest.mark.parametrize(
    ("stated", "outlet"),
    [
        ("The Guardian (London)", "The Guardian"),
        ("The Guardian(London)", "The Guardian"),
        ("The Star (Kenya)", "The Star (Kenya)"),
        ("Quay (London)", "Quay (London)"),
        ("Daily Express", "Daily Express"),
    ],
)
def test_stated_outlets(stated, outlet):
    assert _clean("The barge sank.", outlet=stated).outlet == outlet


def test_what_the_format_says_of_lines():
    text = (
        "HEADLINE: Barge sinks\nThe Quay\nMay 3, 2022\nBYLINE: Nell Oakham\n\nFury\n\nThe barge sank, he said.\nLOAD: x"
    )
    marks = {
        1: LineMark("headline", "test headline", 10),
        2: LineMark("outlet", "test outlet"),
        3: LineMark("date", "test date"),
        4: LineMark("byline", "test byline"),
        9: LineMark("junk", "test label"),
    }
    saved = SavedArticle(
        text, "a.txt", fields={"headline": "Barge sinks", "byline": "Nell Oakham"}, lines=marks, body=6
    )
    article = cleaning.clean(saved)
    assert [row.field for row in article.ledger] == [
        "headline",
        "outlet",
        "date",
        "byline",
        "crosshead",
        "body",
        "junk",
    ]
    assert [row.rule for row in article.ledger][:4] == [f"test {f}" for f in ("headline", "outlet", "date", "byline")]
    assert article.text == "Barge sinks\n\nThe barge sank, he said."
    assert article.ledger[0].repairs == "label 10"


def test_a_studys_own_codebook(tmp_path):
    packaged = (codebook.packaged_folder() / "page_lines.csv").read_text(encoding="utf-8")
    (tmp_path / "page_lines.csv").write_text(packaged + "house line,junk,any,,see you at the quay\n", encoding="utf-8")
    text = HEAD + "See you at the quay" + FOOT
    own = cleaning.clean(SavedArticle(text, "some.txt"), codebook=codebook.load(tmp_path))
    assert [r.rule for r in own.ledger if r.line == 5] == ["house line"]
    assert [r.field for r in _clean(text).ledger if r.line == 5] == ["crosshead"]


@pytest.mark.parametrize(
    ("raw", "repaired", "changed", "repairs"),
    [
        ("plain", "plain", 0, ""),
        (" two\xa0 spaces\t", "two spaces", 4, "space 4"),
        ("zero\u200bwidth\ufeff soft\xadhyphen", "zerowidth softhyphen", 3, "soft hyphen 1; zero-width mark 2"),
        ("bell\x07", "bell", 1, "control character 1"),
        ("\x1b[31mRed\x1b[0m barge", "Red barge", 9, "terminal escape 9"),
        ("\x1b]0;title\x07Barge", "Barge", 10, "terminal escape 10"),
        ("a\x1bc b", "ac b", 1, "control character 1"),
        ("lone \x1b escape", "lone escape", 2, "space 1; control character 1"),
        ("\u202egrab\u202c barge \u2066x\u2069", "grab barge x", 4, "direction mark 4"),
        ("\x93Quoted\x94 \x96 wait\x85", "“Quoted” – wait…", 4, "misread character 4"),
        ("donâ€™t pay Â£5 at the cafÃ©", "don’t pay £5 at the café", 7, "misread encoding (ftfy) 7"),
        ("It‚Äôs the mayor‚Äôs barge", "It’s the mayor’s barge", 6, "misread encoding (ftfy) 6"),
        ("Fish &amp; chips &#8217;tis &nosuch;", "Fish & chips ’tis &nosuch;", 12, "HTML entity 12"),
        ("the ﬁrst ﬂoating oﬃce", "the first floating office", 3, "ligature 3"),
        ("the cafe\u0301", "the café", 2, "composed letter 2"),
        ("CAFÉ’S ÂME", "CAFÉ’S ÂME", 0, ""),
        ("Ångström naïve Señor £5–£6 ½ …", "Ångström naïve Señor £5–£6 ½ …", 0, ""),
        ("👩\u200d🚒 and a\u200db", "👩\u200d🚒 and ab", 1, "zero-width character 1"),
        ("AT&T; Q&A", "AT&T; Q&A", 0, ""),
        ("&amp;ldquo;R&amp;amp;D&amp;rdquo;", "“R&D”", 31, "HTML entity 31"),
        ("â€œNo,â€ he said", "“No,” he said", 5, "lost mark put back 1; misread encoding (ftfy) 4"),
        ("He left.â€\ufffd She wept", "He left.” She wept", 1, "lost mark put back 1"),
        ("\ufffdWe can\ufffdt,\ufffd he said", "“We can’t,” he said", 3, "lost mark put back 3"),
        ("?We can?t,? he said", "“We can’t,” he said", 3, "lost mark put back 3"),
        ("ÒWe canÕt,Ó he said", "“We can’t,” he said", 3, "lost mark put back 3"),
        ("the caf\ufffd", "the caf\ufffd", 1, "lost character 1"),
        ("Who won? We did! Why?", "Who won? We did! Why?", 0, ""),
        ("He asked: “Really?” and left", "He asked: “Really?” and left", 0, ""),
        ("see https://quay.example/?id=3", "see https://quay.example/?id=3", 0, ""),
        ("costs $5 <b>not</b> a_b *c*", "costs $5 <b>not</b> a_b *c*", 0, ""),
    ],
)
def test_repair(raw, repaired, changed, repairs):
    assert lines.repair(raw) == (repaired, changed, repairs)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("The govern-\nment fell.", "The government fell."),
        ("The organ-\nisation fell.", "The organisation fell."),
        ("The ex-\nminister fell.", "The ex-minister fell."),
        ("A build-\nup of barges.", "A build-up of barges."),
        ("A high-\nspeed barge.", "A high-speed barge."),
        ("We ex-\nplain why.", "We explain why."),
        ("Mr Orlen-\nsky fell.", "Mr Orlensky fell."),
        ("A quay-\nside barge, the quay-side barge.", "A quay-side barge, the quay-side barge."),
        ("The long\xad\nshoremen fell.", "The longshoremen fell."),
        ("The barge -\nit floats.", "The barge - it floats."),
        ("From Port-\nCarrick.", "From Port-\n\nCarrick."),
        ("The barge\nsank.", "The barge sank."),
    ],
)
def test_words_divided_at_a_lines_end(raw, text):
    article = _clean(raw)
    assert article.text == text
    pieces = [article.text[row.start : row.end] for row in article.ledger]
    assert [row.line for row in article.ledger] == list(range(1, len(pieces) + 1))
    assert "".join(pieces) == text.replace(" ", "", 0).replace("\n\n", "") or " ".join(pieces) == text
    dropped = raw.replace("\xad", "").replace("\n", "").count("-") - text.count("-")
    assert sum("line-end hyphen 1" in row.repairs for row in article.ledger) == dropped


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029"])
def test_any_line_ending(ending):
    article = _clean(ending.join(["Barge sinks", "", "It sank on Monday, he said.", "Nobody wept at all."]))
    assert [(r.line, r.field) for r in article.ledger] == [(1, "headline"), (3, "body"), (4, "body")]
    assert article.text == "Barge sinks\n\nIt sank on Monday, he said.\n\nNobody wept at all."


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.name)
def test_samples_have_headline_byline_body_and_junk(path):
    (saved,) = reading.read(path)
    article = cleaning.clean(saved)
    assert article.headline
    assert article.outlet
    assert article.byline
    assert {"keep", "label", "drop"} == {row.action for row in article.ledger}


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        (
            "Barge sinks\nNell Oakham in Oslo\nSunday 21 April 2024, 6.42pm, The Harbour Times",
            ("The Harbour Times", "Barge sinks", "Nell Oakham", "2024-04-21"),
        ),
        (
            "Harbour Echo - 4 March 2024 - News - Page 7\n\nBarge sinks\n\nNELL OAKHAM",
            ("Harbour Echo", "Barge sinks", "Nell Oakham", "2024-03-04"),
        ),
        (
            "Barge sinks\n\nBy\nNell Oakham\n21:04, 21 APR 2024\nUpdated\n22:10, 22 APR 2024\nBookmark",
            (None, "Barge sinks", "Nell Oakham", "2024-04-21"),
        ),
        (
            "The Harbourer\nUAE | GULF | LIFE\nBarge sinks with cheeses on board\nNell Oakham | Dubai\nApril 21, 2024",
            ("The Harbourer", "Barge sinks with cheeses on board", "Nell Oakham", "2024-04-21"),
        ),
        (
            "Barge sinks\n\n- Two lost\n- Cheese saved\n\nBy NELL OAKHAM FOR MAILONLINE\n\n18:42, 21 April 2024",
            ("MAILONLINE", "Barge sinks", "Nell Oakham", "2024-04-21"),
        ),
        (
            "Barge sinks\n\nBosses say 400 jobs will go.\n\nBy Nell Oakham\n2 min read\n3 comments",
            (None, "Barge sinks", "Nell Oakham", None),
        ),
        (
            "LONDON, 3 December 2021\n\nBarge sinks\n\nNell Oakham | Crime Editor | Oslo",
            (None, "Barge sinks", "Nell Oakham", "2021-12-03"),
        ),
        (
            "The Last Barge\n\nFloating market bows out in style\n\nBy Nell Oakham",
            (None, "The Last Barge", "Nell Oakham", None),
        ),
        ("WAM\n\nBarge sinks\n\n2 hours ago", ("WAM", "Barge sinks", None, None)),
        (
            "Quay Meridian\n\nBarge sinks in bay\n\nBy Daily Lantern Reporter",
            ("Quay Meridian", "Barge sinks in bay", None, None),
        ),
        (
            "UKRAINE CRISIS\n\nBarge sinks with cheeses aboard\n\nBy Nell Oakham",
            (None, "Barge sinks with cheeses aboard", "Nell Oakham", None),
        ),
    ],
)
def test_heads(head, stated):
    article = _clean(f"{head}\n\nThe barge sank on Monday, the mayor said.{FOOT}")
    assert (article.outlet, article.headline, article.byline, article.published) == stated
    assert [r.field for r in article.ledger][-2:] == ["body", "body"]


LEAD = (
    "\n\nThe harbour board voted on Monday to raise the two barges that sank with a floating market aboard.\n\n"
    "Traders who lost their cheeses lined the quay, and one of them played a lament on the accordion.\n\n"
    "“We were promised a market,” said Gwen Tarr, 61, who chairs the traders. “What we have is a reef.”"
)


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("Hear this piece\nAudio by Parlando, trial version\n\nBoard votes to raise barges", "junk junk headline"),
        ("Give monthly\nThe Quayside\nBoard votes to raise barges\nNell Oakham", "junk outlet headline byline"),
        ("QX0042 1 b 0310 HARBOUR-BARGES/\n5 May 2022 10:15\n\nBoard votes to raise barges", "junk date headline"),
        (
            "Harbour › Barges\nBoard votes to raise barges\nTraders weep on the quay\n5 May 2022",
            "junk headline standfirst date",
        ),
        (
            "Home / Harbour / Board votes to raise barges\n\nBoard votes to raise barges\n\nBy Nell Oakham",
            "junk headline byline",
        ),
        ("LEISURE\nBoard to raise barges.\n\nBy Nell Oakham", "junk headline byline"),
        ("Board to raise barges\nThe work will take six weeks.\nBy Nell Oakham", "headline standfirst byline"),
        (
            "Board to raise barges\n\nBy Nell Oakham\n\nEnter email\n\nThe barges at low tide on Sunday",
            "headline byline junk caption",
        ),
        (
            "Board to raise barges\n\nBy Nell Oakham\n\nThe barges at low tide.\nPhoto: Ida Cross",
            "headline byline caption credit",
        ),
        ("Board to raise barges\n\nBy Nell Oakham\n\nThe mayor wrote: “Never again 🌊”", "headline byline body"),
        ("Board to raise barges\n\nBy Nell Oakham\n\nWhy?", "headline byline body"),
        ("Board to raise barges\n\nBy Nell Oakham\nSpecial to the Quay Press", "headline byline byline"),
        ("Board to raise barges\n\nStaff Reporter\n\n5 May 2022", "headline byline date"),
        ("Nell Oakham\nWe shall miss our barges more than we know\n5 May 2022", "byline headline date"),
    ],
)
def test_lines_over_the_body(head, fields):
    article = _clean(head + LEAD)
    assert [row.field for row in article.ledger] == [*fields.split(), "body", "body", "body"]


@pytest.mark.parametrize(
    ("foot", "fields"),
    [
        ("Related topics\nOur backers pay for the ink. Please lend us your ear.", "junk junk"),
        (
            "Get the Tideline newsletter\nThe best of the shore, each Friday. It is free.\nEnter your email",
            "junk junk junk",
        ),
        ("Most read\n‘He was robbed’: sailor loses parrot", "junk junk"),
        ("Comments (3)\nSaltyDog: good riddance", "junk junk"),
        ("Nell Oakham covers the harbour for this paper. Write to her at nell@quay.example", "junk"),
        ("(Reporting by Ann Hay in Port Carrick and Bo\nLind in Oslo; Editing by Una Quill)", "credit credit"),
        ("(c) Seawire Press 2022. Republication of this\ntext needs the written consent of the agency.", "junk junk"),
        ("LOW TIDE: the mayor at the barge\nPic: IDA CROSS", "caption credit"),
        # What an article may end with stays.
        ("You have read the figures and you know the risk.", "body"),
        ("The vote was carried by 7 to 4", "body"),
        ("Tickets from £10 at the quay", "body"),
        ("Una Quill", "body"),
        ("(c) Tell every trader what a week without boats would cost.", "body"),
        ("The barges will be sold for scrap. Reuters", "body"),
        ("Advertisement\n\nThe hearing goes on.", "junk body"),
    ],
)
def test_lines_under_the_body(foot, fields):
    article = _clean("Board votes to raise barges\n\nBy Nell Oakham" + LEAD + "\n\n" + foot)
    assert [row.field for row in article.ledger][5:] == fields.split()


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("The barge, seen on Sunday, is to be raised Credit: Ida Cross", True),
        ("The barge, seen on Sunday, is to be raised - Ida Cross/Getty Images", True),
        ("The barge, seen on Sunday, is to be raised — AFP", True),
        ("The barge, seen on Sunday, is to be raised. Reuters", True),
        ("The barge, seen on Sunday, is to be raised (PA Wire)", True),
        ("The barge, seen on Sunday, is to be raised [Ida Cross/Echo]", True),
        ("The barge, seen on Sunday, is to be raised ©Seawire", True),
        ("The barge, seen on Sunday, is to be raised Ida Cross/Reuters", True),
        ("Dr Pell inspects the barge on Sunday. Image Credit: WAM", True),
        ("The barge is to be raised, said the Office for National Statistics (ONS).", False),
        ("He backed the pact between Labour and Liberals/Greens.", False),
        ("The mayor told the harbour board that the barge was lost. Reuters", False),
    ],
)
def test_captions_that_end_in_a_credit(line, caption):
    article = _clean(HEAD + line + FOOT)
    assert [row.field for row in article.ledger if row.line == 5] == ["caption" if caption else "body"]


@pytest.mark.parametrize(
    ("line", "names", "published"),
    [
        ("Posted on May 5, 2022 by Nell Oakham", "Nell Oakham", "2022-05-05"),
        ("By Nell Oakham on May 5, 2022", "Nell Oakham", "2022-05-05"),
        ("Published by Nell Oakham on 5 May 2022", "Nell Oakham", "2022-05-05"),
        ("Thursday, 5 May 2022 / by N. Oakham", "N. Oakham", "2022-05-05"),
        ("by Nell Oakham May 5, 2022 in Harbour", "Nell Oakham", "2022-05-05"),
        ("Nell Oakham | 5 May 2022, 10:15am | 5 min read", "Nell Oakham", "2022-05-05"),
        ("Issue date: Thursday, 5 May 2022", None, "2022-05-05"),
        ("5 May 2022 | Updated 2 hours ago", None, "2022-05-05"),
        ("PORT CARRICK, 5 May 2022", None, "2022-05-05"),
        ("03/05/2022 16:24 UTC", None, "2022-05-03"),
        ("5-May-22", None, "2022-05-05"),
        ("May 5 '22", None, "2022-05-05"),
        ("5 May 98", None, "1998-05-05"),
    ],
)
def test_byline_and_date_on_one_line(line, names, published):
    article = _clean(f"Board votes to raise barges\n\n{line}" + LEAD)
    assert (article.headline, article.byline, article.published) == ("Board votes to raise barges", names, published)
    assert line not in article.text
    inferred = published[:4] not in line or "/05/" in line
    assert article.published_basis == ("inferred" if inferred else "stated")


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("The barge was raised on Saturday.", "2022-03-05"),
        ("The barge was raised on Thursday.", None),
        ("The barge was raised on Tuesday.", "2022-05-03"),
        ("The barge was raised on May 2.", "2022-05-03"),
        ("The barge was raised.", None),
    ],
)
def test_the_order_of_day_and_month_by_the_days_an_article_names(told, published):
    day = "05/03/2022" if "Saturday" in told else "03/05/2022"
    article = _clean(f"Barge raised\n\n{day}\n\n{told}{FOOT.replace('in good order', 'well')}")
    assert article.published == published
    assert article.published_basis == ("inferred" if published else "unknown")


def test_a_name_under_an_unsigned_article_is_its_byline():
    article = _clean("Board votes to raise barges" + LEAD + "\n\n— Nell Oakham")
    assert (article.byline, article.ledger[-1].field) == ("Nell Oakham", "byline")


def test_marks_of_a_format_that_leave_no_body_are_not_taken():
    text = "Board votes to raise barges\n\nBy Nell Oakham" + LEAD
    marks = {number: LineMark("junk", "test label") for number, _ in lines.raw_lines(text)}
    article = cleaning.clean(SavedArticle(text, "a.txt", lines=marks))
    assert [row.field for row in article.ledger] == ["headline", "byline", "body", "body", "body"]


@pytest.mark.parametrize("width", [45, 58, 70, 100])
def test_no_line_of_hard_wrapped_text_is_lost(width):
    bodies = [STAYS[n] + " " + " ".join(STAYS[n + 1 : n + 3]) for n in range(0, 45, 3)]
    wrapped = "\n\n".join("\n".join(textwrap.wrap(body, width)) for body in bodies if body.isascii())
    article = _clean("Board votes to raise barges\n\nBy Nell Oakham\n\n" + wrapped)
    assert {row.field for row in article.ledger if row.line > 4} == {"body"}


# What holds for any text. Pieces of real pages make the odd states likely.
PIECES = st.sampled_from(
    """Daily Barge|Barge sinks|By Nell Oakham|Nell Oakham|Published|Published: 14 March 2022|2 hours ago
    |3/12/2021|Updated: 14 March 2022|EXCLUSIVE|Fury|The barge sank on Monday, he said.|“We will float|again.”
    |Most read|??| ?? Picture: IDA CROSS ?? Sunk...Mayor|Picture: IDA CROSS Sunk...Mayor|Advertisement
    |© Harbour 2022|News  Sport  Life|\u200b|\xa0|Read more: why|a b|Daily Barge 7|TURN TO PAGE 5|By|Dubai
    |and then it sank in the harbour with all of the traders and their cheeses on|(Reporting by Ann Hay)
    |Comments (3)|&amp;|â€™|\t|-|•|1|7-4""".replace("\n    ", "").split("|")
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028", "\x0c", " ", "\n\n\n"])
PAGES_LIKE = st.lists(st.tuples(PIECES | st.text(max_size=8), BREAKS), max_size=25).map(
    lambda pairs: "".join(piece + ending for piece, ending in pairs)
)
ANY_TEXT = st.text() | PAGES_LIKE


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT)
def test_no_line_is_lost(text):
    article = _clean(text)
    raw = re.split("\r\n|[\n\r\x0b\x0c\u2028\u2029]", text)
    assert [r.line for r in article.ledger] == [n for n, line in enumerate(raw, 1) if line.strip()]
    for row in article.ledger:
        assert row.characters == len(raw[row.line - 1])
        assert row.changed >= 0
        assert row.rule
        kept = row.field in ("headline", "standfirst", "body")
        assert (row.action == "keep") == kept == (row.start is not None) == (row.end is not None)


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT)
def test_spans_hold_the_repaired_lines_and_fill_the_text(text):
    article = _clean(text)
    raw = re.split("\r\n|[\n\r\x0b\x0c\u2028\u2029]", text)
    kept = [row for row in article.ledger if row.action == "keep"]
    for row in kept:
        whole = lines.repair(raw[row.line - 1]).text
        assert article.text[row.start : row.end] == (whole[:-1] if "line-end" in row.repairs else whole) != ""
    gaps = [article.text[a.end : b.start] for a, b in pairwise(kept)]
    assert set(gaps) <= {"", " ", "\n\n"}
    assert (kept[0].start, kept[-1].end) == (0, len(article.text)) if kept else article.text == ""


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_same_text_same_article(text):
    assert _clean(text) == _clean(text)


@given(st.text())
def test_a_repaired_line_needs_no_repair_of_space(raw):
    text, changed, repairs = lines.repair(raw)
    assert text == text.strip()
    assert "  " not in text
    assert (changed == 0) <= (text == raw)
    assert changed == sum(int(one.rsplit(" ", 1)[1]) for one in repairs.split("; ") if one)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        " ",
        "a b. ",
        "\n",
        "a\n",
        "Fury\n",
        "Daily Barge\n",
        "Most read\n",
        "&",
        "Â",
        "?? a\n",
        "\xa0",
        "3 May 2022\n",
        "(",
        "/ A ",
    ],
)
def test_long_input_takes_steps_in_proportion(unit, count_steps):
    small, large = (count_steps(unit * times) for times in (2_000, 8_000))
    assert large <= 5 * small + 2_000


@pytest.mark.parametrize(
    "unit",
    [
        "share ",
        "A/ ",
        "Reporting by A, ",
        "and A ",
        "with A ",
        "A... ",
        ". A",
        "a, ",
        "1 ",
        "3 May ",
        "(A) ",
        "A-",
        "By A ",
    ],
)
def test_no_short_line_takes_exponential_time(unit):
    # Doubling the work with every unit would take some 2**40 steps.
    for start in ("", "Reporting by A", "With reporting from A", "By ", "Share "):
        began = time.process_time()
        _clean((start + unit * 40)[:400] + "!$")
        assert time.process_time() - began < 1


@pytest.mark.parametrize("pattern", ["(open", "a (group)"])
def test_a_bad_pattern_in_a_studys_codebook_is_named(tmp_path, pattern):
    rows = f"rule,field,place,opens,pattern\nhouse line,junk,any,,{pattern}\n"
    (tmp_path / "page_lines.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(codebook.CodebookError, match=r"page_lines: .*(open|group)"):
        cleaning.clean(SavedArticle("Barge sinks", "some.txt"), codebook=codebook.load(tmp_path))


@pytest.fixture
def count_steps():
    """Counts the function calls that cleaning a text makes, which timing could only guess."""

    def count(text):
        calls = 0

        def tick(frame, event, arg):
            nonlocal calls
            calls += event in ("call", "c_call")

        cleaning.clean(SavedArticle("warm up", "some.txt"))
        sys.setprofile(tick)
        try:
            cleaning.clean(SavedArticle(text, "some.txt"))
        finally:
            sys.setprofile(None)
        return calls

    return count
