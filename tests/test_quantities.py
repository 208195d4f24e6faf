"""Figures: tables of invented sentences with what they say, and properties that hold for any text."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import codebook
from helpers.quantities import find_quantities
from helpers.records import Quantity, Quote, QuoteType

BOOK = codebook.load()


def figures(text: str, quotes: tuple[Quote, ...] = ()) -> list[Quantity]:
    return [q for q in find_quantities(text, quotes, BOOK) if q.kind == "figure"]


def only(text: str) -> Quantity:
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("They moved 92,000 troops.", "92,000", 92000),
        ("They moved 14 000 troops.", "14 000", 14000),
        ("Half a million fled.", "Half a million", 500000),
        ("Two dozen jets took off.", "Two dozen", 24),
        ("Half a dozen ships sailed.", "Half a dozen", 6),
        ("A hundred thousand jobs went.", "A hundred thousand", 100000),
        ("Two and a half million people live there.", "Two and a half million", 2.5e6),
        ("It took two-and-a-half years.", "two-and-a-half", 2.5),
        ("It lasted a day and a half.", "a day and a half", 1.5),
        ("He waited half an hour.", "half an hour", 0.5),
        ("Three quarters of a million homes lost power.", "Three quarters of a million", 750000),
        ("One hundred and twenty-five dogs barked.", "One hundred and twenty-five", 125),
        ("Three million three hundred thousand people voted.", "Three million three hundred thousand", 3.3e6),
        ("It sold 4.3M copies.", "4.3M", 4.3e6),
        ("There were 4 hundred people.", "4 hundred", 400),
        ("One in five homes is cold.", "One in five", 0.2),
        ("Nine out of 10 beds were full.", "Nine out of 10", 0.9),
        ("It was a one-in-a-hundred-year flood.", "one-in-a-hundred", 0.01),
        ("Two-thirds of voters agreed.", "Two-thirds", 2 / 3),
        ("A quarter of the town's shops are shut.", "A quarter", 0.25),
        ("Almost half the pumps failed.", "half", 0.5),
        ("Add 2½ cups of oats.", "2½", 2.5),
        ("The fund is worth £3.2bn.", "£3.2bn", 3.2e9),
        ("It lost $5 billion.", "$5 billion", 5e9),
        ("It cost €1.1m.", "€1.1m", 1.1e6),
        ("It paid Dh7.4 billion.", "Dh7.4 billion", 7.4e9),
        ("A loaf is 40p.", "40p", 0.4),
        ("Bitcoin fell to $-50.8bn.", "$-50.8bn", -50.8e9),
        ("It fell to minus two degrees Celsius.", "minus two", -2),
        ("It was -4C at dawn.", "-4", -4),
        ("Growth was −0.3%.", "−0.3%", -0.3),
        ("A fortnight passed.", "A fortnight", 2),
        ("The 5ft 6in grocer won.", "5ft 6", 5.5),
        ("He was called twice.", "twice", 2),
        ("Profits rose fivefold.", "fivefold", 5),
        ("A couple of hundred people came.", "A couple of hundred", 200),
        ("It sold 1.2m.", "1.2m", 1.2e6),
        ("Three score goats ran.", "Three score", 60),
        ("It was a ten-fold jump.", "ten-fold", 10),
        ("One-fourth of the barley rotted.", "One-fourth", 0.25),
        ("He drank one and one-half pints.", "one and one-half", 1.5),
        ("She swam it in 2:04.31.", "2:04.31", 124.31),
        ("He took 3min 31.2sec.", "3min 31.2", 211.2),
        ("He weighs 12st 7lb.", "12st 7", 12.5),
        ("About one barn in nine is damp.", "one barn in nine", 1 / 9),
        ("The price is more than double what it was.", "double", 2),
        ("Complaints almost doubled.", "doubled", 2),
        ("He met her once, at a fair.", "once", 1),
        ("It rained once a week.", "once", 1),
        ("They pay half fare.", "half", 0.5),
        ("A third fewer came.", "A third", 1 / 3),
        ("The poll is right to plus or minus 3.4 points.", "3.4", 3.4),
    ],
)
def test_value(text: str, surface: str, value: float) -> None:
    found = only(text)
    assert found.surface == surface
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "bound", "low", "high", "modifier"),
    [
        ("More than 200 people fled.", ">", 200, None, "more than"),
        ("At least 31 migrants died.", ">", 31, None, "at least"),
        ("He is well over six foot.", ">", 6, None, "well over"),
        ("It did not drop below 38 degrees.", ">", 38, None, "not drop below"),
        ("Patients waited half a day or longer.", ">", 0.5, None, "or longer"),
        ("Bring 50 or more coins.", ">", 50, None, "or more"),
        ("Up to half a million could flee.", "<", None, 500000, "up to"),
        ("As many as 85 ships are anchored.", "<", None, 85, "as many as"),
        ("No more than two clubs survived.", "<", None, 2, "no more than"),
        ("It came within 30 miles.", "<", None, 30, "within"),
        ("Demand for sub-300 sq m offices grew.", "<", None, 300, "sub-"),
        ("Some 6,000 sandbags were filled.", "~", None, None, "some"),
        ("Nearly 9,000 calls came.", "~", None, None, "nearly"),
        ("A convoy of 40-odd lorries left.", "~", None, None, "odd"),
        ("An estimated 60,000 containers wait.", "~", None, None, "an estimated"),
        ("Just 87 votes were cast.", "=", None, None, "just"),
        ("It has 40 rooms.", "=", None, None, None),
        ("Between 90 and 110 seats could go.", "range", 90, 110, "between"),
        ("It sends 10-15 per cent abroad.", "range", 10, 15, None),
        ("It costs from $10 to $15 billion.", "range", 10e9, 15e9, "from"),
        ("They claim from $200 to $4 million.", "range", 200, 4e6, "from"),
        ("Two or three foundries closed.", "range", 2, 3, None),
        ("A man in his 40s fell.", "range", 40, 49, None),
        ("A woman in her late fifties fell.", "range", 50, 59, None),
        ("Dozens of diplomats left.", "vague", 12, 120, None),
        ("Hundreds of thousands of refugees came.", "vague", 1e5, 1e6, None),
        ("A huge number of troops came.", "vague", None, None, None),
        ("Several ministers resigned.", "vague", None, None, None),
        ("Costs will exceed 300.", ">", 300, None, "exceed"),
        ("Sales topped £4m.", ">", 4e6, None, "topped"),
        ("Deaths surpass 90.", ">", 90, None, "surpass"),
        ("The toll passed 60.", ">", 60, None, "passed"),
        ("Claims soared past 700.", ">", 700, None, "past"),
        ("Claims went over 700.", ">", 700, None, "over"),
        ("He led a good 80 men.", ">", 80, None, "a good"),
        ("It took as few as six men.", ">", 6, None, "as few as"),
        ("Rents are north of £900.", ">", 900, None, "north of"),
        ("Wages are a shade over £12.", ">", 12, None, "a shade over"),
        ("Turnout fell short of 40 per cent.", "<", None, 40, "fell short of"),
        ("Turnout never reached 40 per cent.", "<", None, 40, "never reached"),
        ("Claims did not top 700.", "<", None, 700, "not top"),
        ("Wages are a shade under £12.", "<", None, 12, "a shade under"),
        ("The list is nearing 50.", "~", None, None, "nearing"),
        ("It cost the best part of £9m.", "~", None, None, "the best part of"),
        ("He is getting on for 60.", "~", None, None, "getting on for"),
        ("It holds 90 gallons, give or take.", "~", None, None, "give or take"),
        ("It cost £4-9m.", "range", 4e6, 9e6, None),
        ("It cost between £4m and 9m.", "range", 4e6, 9e6, "between"),
        ("It cost $3-$4 billion.", "range", 3e9, 4e9, None),
        ("Some 4m-9m sheep died.", "range", 4e6, 9e6, "some"),
        ("It fell 4%-8%.", "range", 4, 8, None),
        ("It rose 10 to 15 per cent.", "range", 10, 15, None),
        ("It uses a half to four-fifths of the gas.", "range", 0.5, 0.8, None),
    ],
)
def test_bound(text: str, bound: str, low: float | None, high: float | None, modifier: str | None) -> None:
    found = only(text)
    assert (found.bound, found.low, found.high, found.modifier) == (bound, low, high, modifier)


@pytest.mark.parametrize(
    "text",
    [
        "Charges go up to 61p.",
        "She had to hand over £86,400.",
        "Talks came close to collapse over one word.",
        "Detectives asked about two robberies.",
        "It will pay the sum over three years.",
        "She was seen within the four-hour target.",
        "He passed two exams.",
        "The past two winters were mild.",
        "He quit over a £9m deal.",
        "She got a bill after a fight with a cousin over 11 hens.",
        "She had a view about two clauses.",
        "They are in the top 40.",
        "It was 120.",
        "She added nothing beyond two words.",
        "Bake it for 40 minutes plus resting.",
    ],
)
def test_words_that_bound_nothing(text: str) -> None:
    assert only(text).bound == "="


@pytest.mark.parametrize(
    ("text", "unit", "category"),
    [
        ("It rose 3.2 per cent.", "per cent", "percentage"),
        ("It fell 4%.", "per cent", "percentage"),
        ("It lost 3.5 percentage points.", "percentage point", "percentage"),
        ("Labour won on a swing of 14.2 points.", "percentage point", "percentage"),
        ("It cost £2,300.", "pound sterling", "money"),
        ("It cost 15 riyals.", "riyal", "money"),
        ("It cost 9 billion yuan.", "Chinese yuan", "money"),
        ("The bill is £1,717 a year.", "pound sterling per year", "rate"),
        ("It sells at €492 a tonne.", "euro per tonne", "rate"),
        ("It costs 50p a head.", "pound sterling per head", "rate"),
        ("It is $98 per share.", "US dollar per share", "rate"),
        ("He drove at 45kph.", "kilometre per hour", "rate"),
        ("The field lab runs 400 tests a day.", "test per day", "rate"),
        ("The road is 300km long.", "kilometre", "distance"),
        ("A 1,550mile march began.", "mile", "distance"),
        ("The river peaked at 5.4m above the lock.", "metre", "distance"),
        ("He had a 10in knife.", "inch", "distance"),
        ("It was 53.1C there.", "degree Celsius", "temperature"),
        ("The mercury fell to 29.", "degree Celsius", "temperature"),
        ("It took three weeks.", "week", "duration"),
        ("A two-day visit began.", "day", "duration"),
        ("It shipped 400,000 tonnes.", "tonne", "other"),
        ("Demand hit 16,900 megawatts.", "megawatt", "other"),
        ("He ran three-quarters of a mile.", "mile", "distance"),
        ("She was five years old.", "year of age", "age"),
        ("A 56-year-old shopkeeper won.", "year of age", "age"),
        ("The baby was ten months old.", "month of age", "age"),
        ("Helen Marsh, 46, is angry.", "year of age", "age"),
        ("A coxswain aged 38 won.", "year of age", "age"),
        ("He robbed a widow of 79.", "year of age", "age"),
        ("My youngest patient is six.", "year of age", "age"),
        ("The over-65s queued.", "year of age", "age"),
        ("Nick Lee, now 81 and retired, smiled.", "year of age", "age"),
        ("It went on for three more months.", "month", "duration"),
        ("One in eight patients waited.", None, "ratio"),
        ("They polled 12,604 votes.", None, "vote"),
        ("There were 40 hospitals.", None, "count"),
        ("It makes 190bhp.", "brake horsepower", "other"),
        ("The room is 40m2.", "square metre", "other"),
        ("It pumps 90,000bpd.", "barrel per day", "rate"),
        ("He averages 21ppg.", "point per game", "rate"),
        ("It cost A$40.", "Australian dollar", "money"),
        ("It cost $A40.", "Australian dollar", "money"),
        ("It cost HK$40m.", "Hong Kong dollar", "money"),
        ("It cost Rs 40 crore.", "Indian rupee", "money"),
        ("It cost 500 birr.", "Ethiopian birr", "money"),
        ("It cost UGX 500.", "Ugandan shilling", "money"),
        ("A grant of R350 was paid.", "South African rand", "money"),
        ("The yield fell 4bp.", "basis point", "percentage"),
        ("It raises £40m annually.", "pound sterling per year", "rate"),
        ("Lakes warm by 0.4C a decade.", "degree Celsius per decade", "rate"),
        ("He served a couple of years.", "year", "duration"),
        ("It was minus 12 in Alford.", "degree Celsius", "temperature"),
        ("She lost twice the sum.", None, "ratio"),
        ("She rang twice.", None, "count"),
        ("The boss, 61, left.", "year of age", "age"),
        ("When I was 19 Aunt Ruth died.", "year of age", "age"),
        ("He's 19.", "year of age", "age"),
        ("Teresa, the eldest at 73, wept.", "year of age", "age"),
        ("At 61, he sings.", "year of age", "age"),
        ("Dan Prewett (46) wept.", "year of age", "age"),
        ("A girl, eight, wept.", "year of age", "age"),
        ("It is no place for a baby of four months.", "month of age", "age"),
    ],
)
def test_unit_and_category(text: str, unit: str | None, category: str) -> None:
    found = only(text)
    assert (found.unit, found.category) == (unit, category)


@pytest.mark.parametrize(
    ("text", "noun", "adjective"),
    [
        ("They moved 92,000 Russian troops.", "troop", "Russian"),
        ("There are 40 field hospitals there.", "hospital", "field"),
        ("Two dozen Su-35 jets took off.", "jet", "Su-35"),
        ("Two Dutch officials spoke.", "official", "Dutch"),
        ("Some 200 sports fans sang.", "fan", "sports"),
        ("It killed five Dallas police officers.", "officer", "Dallas police"),
        ("Some 40 Britons queued outside.", "Briton", None),
        ("More than 14,000 people died.", "person", None),
        ("It sent 600 police.", "police", None),
        ("Scores of customers queued.", "customer", None),
        ("A quarter of the town's shops are shut.", "shop", None),
        ("One minister resigned.", "minister", None),
        ("One unnamed source said so.", "source", "unnamed"),
        ("They read a 19-page judgment.", "page", None),
        ("It made 4.3m digital and physical sales.", "sale", "digital and physical"),
        ("Sue Marlow is a mother of three.", "child", None),
        ("Up to half a million could flee.", "person", None),
        ("It counted 95,800 who left.", "person", None),
        ("Kyiv puts the number of troops at 106,000.", "troop", None),
        ("About 1,000 come from Asia.", None, None),
        ("A 1,000-strong crowd sang.", None, None),
        ("It is 300 tall.", None, None),
        ("They fed 40 newly arrived, mostly Syrian, families.", "family", "newly arrived, mostly Syrian"),
        ("Thefts at the depot had fallen to 11.", "theft", None),
        ("The number of thefts topped 400.", "theft", None),
        ("It cut road space by a third.", "space", None),
        ("They sang to a crowd of 60.", "person", None),
        ("The storm killed 38.", "person", None),
        ("Eleven have since died.", "person", None),
        ("It counted 22 of us.", "person", None),
    ],
)
def test_what_is_counted(text: str, noun: str | None, adjective: str | None) -> None:
    found = only(text)
    assert (found.noun, found.adjective) == (noun, adjective)


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("It has 209,000 troops; Russia's 900,000.", ["troop", "troop"]),
        ("It has 100 tanks there, with another 30 inside.", ["tank", "tank"]),
        ("It was seen by 312 people, nine of whom wept.", ["person", "person"]),
        ("Fewer than 3,000 of its 11,000 workers left.", ["worker", "worker"]),
        ("The list fell from 40 to 60 names.", ["name", "name"]),
        ("It got one star out of five.", ["star", "star"]),
        ("Three villages burned and 19 were killed.", ["village", "person"]),
        ("She kept the letters. Two in ten were read.", ["letter"]),
        ("It offered one cook; she asked for three.", ["cook", "cook"]),
        ("Of 900 nurses only a dozen who knew it wept.", ["nurse", "nurse"]),
        ("It has 3 million flats, among them 1.2 million in Kent.", ["flat", "flat"]),
        ("It built eight 27-metre boats.", ["boat", None]),
        ("It saw 212 cases, compared with 600 last year.", ["case", "case"]),
        ("Police held nine men; all nine were freed.", ["man", "man"]),
        ("We asked for one room. One. They laughed.", ["room", "room"]),
    ],
)
def test_nouns_given_elsewhere(text: str, nouns: list[str]) -> None:
    assert [q.noun for q in figures(text)] == nouns


@pytest.mark.parametrize(
    ("text", "category", "pair"),
    [
        ("Rovers won 2-1.", "score", (2, 1)),
        ("It was a 0-3 drubbing.", "score", (0, 3)),
        ("The game was a 0-0 draw.", "score", (0, 0)),
        ("MPs backed the motion by 312 to 240.", "vote", (312, 240)),
        ("Members threw it out by 3,961 votes to 402.", "vote", (3961, 402)),
        ("The committee voted 7-4.", "vote", (7, 4)),
        ("The judges split 5-4.", "vote", (5, 4)),
        ("The 7-2 favourite fell.", "ratio", (7, 2)),
        ("It was a 60-40 split.", "ratio", (60, 40)),
        ("The batsmen made 287 for six.", "score", (287, 6)),
    ],
)
def test_pairs(text: str, category: str, pair: tuple[float, float]) -> None:
    found = only(text)
    assert (found.category, found.pair, found.value) == (category, pair, None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Inflation fell from 4% to 2.1%.", [4, 2.1]),
        ("The index gained 0.7 per cent to 6,327.80.", [0.7, 6327.8]),
        ("It cost £3, £4 and £5.", [3, 4, 5]),
        ("Aged 24 and 26, they ran.", [24, 26]),
        ("It was 47 feet (14 metres) deep.", [47, 14]),
        ("Claims doubled, from 4,410 to 8,390.", [2, 4410, 8390]),
        ("The charge goes up by 7p to 61p.", [0.07, 0.61]),
        ("His blood pressure was 120 over 80.", [120, 80]),
    ],
)
def test_figures_that_stay_apart(text: str, values: list[float]) -> None:
    assert [q.value for q in figures(text)] == values


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("It ends on April 1.", "April 1", "date"),
        ("It began on Feb 6, 2024.", "Feb 6, 2024", "date"),
        ("It began on 17th February 2023.", "17th February 2023", "date"),
        ("It opens on Friday the 13th.", "Friday the 13th", "date"),
        ("He is bailed until the 23rd.", "the 23rd", "date"),
        ("They fought in 2014.", "2014", "date"),
        ("The 1984 strike was long.", "1984", "date"),
        ("The 2021-22 season began.", "2021-22", "date"),
        ("Back in the 1990s it was calm.", "1990s", "date"),
        ("It is dated 12/03/2021.", "12/03/2021", "date"),
        ("He won it in ’08.", "’08", "date"),
        ("It began at 7.40pm.", "7.40pm", "time"),
        ("It began at 16:45.", "16:45", "time"),
        ("It began at 18.04 GMT.", "18.04 GMT", "time"),
        ("It began at 5 o'clock.", "5 o'clock", "time"),
        ("They took the 6.12 to London.", "6.12", "time"),
        ("It was the second visit.", "second", "ordinal"),
        ("He broke the 22nd amendment.", "22nd", "ordinal"),
        ("But No 10 was unmoved.", "No 10", "name"),
        ("The G7 met.", "G7", "name"),
        ("A Su-27 flew past.", "Su-27", "name"),
        ("The Covid-19 pandemic ended.", "Covid-19", "name"),
        ("They invoked Article 5 of the treaty.", "Article 5", "name"),
        ("He drove up the M25.", "M25", "name"),
        ("He told Channel 4 so.", "Channel 4", "name"),
        ("Nobody in court three laughed.", "court three", "name"),
        ("England Under-21s lost.", "Under-21s", "name"),
        ("The S&P 500 closed.", "S&P 500", "name"),
        ("The Group of Seven met.", "Group of Seven", "name"),
        ("The 5G network failed.", "5G", "name"),
        ("Turn to page 12 now.", "page 12", "name"),
        ("It needs version 15.1.1 now.", "15.1.1", "name"),
        ("Ring the trust on 01632 960412.", "01632 960412", "name"),
        ("His wife rang 999.", "999", "name"),
        ("It was one of the largest floods.", "one of the largest", "idiom"),
        ("Nobody, no one, spoke.", "one", "idiom"),
        ("There was not one penny left.", "one", "idiom"),
        ("At one point he wept.", "At one point", "idiom"),
        ("It must reach net zero.", "net zero", "idiom"),
        ("The shop is at 14 Harbour Road.", "14", "name"),
        ("It meets ISO 9001-4.", "ISO 9001-4", "name"),
        ("He drove a Boeing 737-800.", "Boeing 737-800", "name"),
        ("They set out 4-4-2.", "4-4-2", "name"),
        ("It is tweet 1498347612345671680.", "1498347612345671680", "name"),
        ("Take the 38 bus.", "38", "name"),
        ("He read Fahrenheit 451.", "Fahrenheit 451", "name"),
        ("He read Slaughterhouse-Five.", "Slaughterhouse-Five", "name"),
        ("A boy in Year 9 sang.", "Year 9", "name"),
        ("He serves in 42 Commando.", "42", "name"),
        ("The FTSE 100 fell.", "FTSE 100", "name"),
        ("Winger Dan Prewett (6) lifts the cup.", "6", "name"),
        ("We like the XR.7 best.", "7", "name"),
        ("It was sold on 21-Mar-2023.", "21-Mar-2023", "date"),
        ("It runs from June 5 to 7.", "June 5 to 7", "date"),
        ("He slept till seven.", "seven", "time"),
        ("By seven there was a queue.", "seven", "time"),
        ("He left at ten to six.", "ten to six", "time"),
        ("She was the thirty-second.", "thirty-second", "ordinal"),
        ("“Never,” said one.", "one", "idiom"),
        ("One of them wept.", "One", "idiom"),
        ("Then one night it rained.", "one", "idiom"),
        ("He bought one.", "one", "idiom"),
    ],
)
def test_numbers_that_count_nothing(text: str, surface: str, kind: str) -> None:
    (found,) = find_quantities(text, (), BOOK)
    assert (found.surface, found.kind, found.category) == (surface, kind, "other")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It drew 2000 people.", 2000),
        ("She ran 1500 metres.", 1500),
        ("About 2000 troops left.", 2000),
        ("Labour lost 12 seats.", 12),
        ("In New York 14 died.", 14),
        ("That beats Clinton’s 465.", 465),
        ("One man in Penge knew.", 1),
        ("Rents rose by some 1700.", 1700),
        ("It had one bath.", 1),
    ],
)
def test_figures_that_look_like_dates_or_names(text: str, value: float) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Not a number here.",
        "It was a half-time break.",
        "He may march.",
        "A third term began?",
        "She checked the scores.",
        "A fourth ship sank.",
        "He once sang, and sang once more.",
        "They shared the mixed doubles.",
        "P W D L Pts\nTown 38 24 8 6 80\nCity 38 22 9 7 75",
        "Share\n204\nThe barrier broke.",
        "Town: Hale 7; Moss 6, Grant 5, Obi 7, Lund 6.",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == []


def quote(text: str, words: str, kind: QuoteType, clause: str = "", cue: str = "say") -> Quote:
    start, around = text.index(words), text.index(clause)
    places = ((around, around + len(clause)),) if clause else ()
    return Quote(1, ((start, start + len(words)),), type=kind, clause=places, cue=cue, speaker="Ann Lee")


# A sentence, the words of its quotation, the clause around their marks, the cue; claimant, basis, voice.
CLAIMS: list[tuple[str, str, QuoteType, str, str, tuple[str | None, ...]]] = [
    ("“We lost 40 men,” she said.", "We lost 40 men,", "direct", "", "say", ("Ann Lee", "quotation", "quoted")),
    ("She told of ‘40 men’.", "40 men", "partial", "", "tell", ("Ann Lee", "quotation", "quoted")),
    ("She said 40 men were lost.", "40 men were lost", "indirect", "", "say", ("Ann Lee", "clause", "reported")),
    ("She said 40 men had ‘gone’.", "gone", "partial", "40 men had ‘gone’", "say", ("Ann Lee", "clause", "reported")),
    (
        "Losing 40 was ‘odd’, she said.",
        "odd",
        "partial",
        "Losing 40 was ‘odd’",
        "say",
        ("Ann Lee", "clause", "reported"),
    ),
    ("She said it was ‘odd’ and sent 40 men.", "odd", "partial", "it was ‘odd’", "say", (None, None, "own")),
    ("She called the 40 men ‘rats’.", "rats", "partial", "", "call", (None, None, "own")),
    ("She fears 40 men will go.", "40 men will go", "thought", "", "fear", ("Ann Lee", "thought", "reported")),
    (
        "According to her, 40 men went.",
        "40 men went",
        "indirect",
        "",
        "according to",
        ("Ann Lee", "according to", "reported"),
    ),
    ("He drove 40 men to the ‘hotel’.", "hotel", "scare", "", "", (None, None, "own")),
    ("It moved 40 men. She said it was ‘odd’.", "odd", "partial", "it was ‘odd’", "say", (None, None, "own")),
]


@pytest.mark.parametrize(("text", "words", "kind", "clause", "cue", "expected"), CLAIMS)
def test_claimant(
    text: str, words: str, kind: QuoteType, clause: str, cue: str, expected: tuple[str | None, ...]
) -> None:
    (found,) = figures(text, (quote(text, words, kind, clause, cue),))
    assert (found.claimant, found.claimant_basis, found.voice) == expected


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Defence chiefs fear hundreds of refugees will come.", "Defence chiefs"),
        ("Figures from the Home Office show 504,000 came.", "Home Office"),
        ("They fear 40 will come.", None),
        ("The council hired 40 guards.", None),
    ],
)
def test_source_of_an_estimate(text: str, claimant: str | None) -> None:
    found = only(text)
    assert (found.claimant, found.claimant_basis) == (claimant, "estimate" if claimant else None)


def test_unresolved_speaker_is_no_claimant() -> None:
    text = "“We lost 40 men,” a voice said."
    unresolved = quote(text, "We lost 40 men,", "direct")._replace(speaker=None)
    (found,) = figures(text, (unresolved,))
    assert (found.claimant, found.claimant_basis, found.voice) == (None, None, "quoted")


WORDS = st.sampled_from(
    (
        "5 12 2014 3.2 1,200 £ $ % - – / . , ; ( ) ' ’ “ a an and of to in the one two half third hundred "
        "million dozens dozen per cent miles m s p km up over between from at least more than No Article "
        "May April Ann people men troops years old aged was her 40s pm GMT st th × ½ \n Su F 10:30 9/11 "
        "first points vote"
    ).split(" ")
)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " "])), max_size=40))
def test_properties_of_news_like_text(pieces: list[tuple[str, str]]) -> None:
    check_invariants("".join(word + space for word, space in pieces))


@pytest.mark.parametrize("text", ["40s5", "40s5 5"])
def test_misprints_give_no_overlap(text: str) -> None:
    check_invariants(text)


@given(st.text(max_size=200))
def test_properties_of_any_text(text: str) -> None:
    check_invariants(text)


def check_invariants(text: str) -> None:
    end = 0
    for q in find_quantities(text, (), BOOK):
        assert end <= q.start < q.end
        assert text[q.start : q.end] == q.surface
        end = q.end
        assert q.kind == "figure" or q.category == "other"
        assert q.bound in ("=", "~", ">", "<", "range", "vague")
        if q.bound == "range":
            assert q.low is not None
            assert q.high is not None
            assert q.value is None
            assert q.low < q.high
        if q.bound == ">":
            assert q.value == q.low
        if q.bound == "<":
            assert q.value == q.high
        assert q.claimant is None or q.claimant_basis is not None


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_commas_are_read_back(number: int) -> None:
    assert only(f"They counted {number:,} ballots.").value == number


@given(
    st.integers(min_value=2, max_value=999),
    st.sampled_from([("thousand", 1e3), ("million", 1e6), ("bn", 1e9)]),
)
def test_scales_multiply(number: int, scale: tuple[str, float]) -> None:
    word, factor = scale
    assert only(f"It cost £{number} {word}.").value == number * factor


@pytest.mark.parametrize(
    "piece",
    ["1,111,", "5 ", "two-", "5 to ", "half a ", "one of the ", "Big ", "dog's ", "1.", "1:11", "£", "a-5-"],
)
def test_work_grows_with_length_only(piece: str, lines_run: Callable[[Callable[[], object]], int]) -> None:
    find_quantities(piece, (), BOOK)
    once, four = (lines_run(lambda n=n: find_quantities(piece * 400 * n, (), BOOK)) for n in (1, 4))
    assert four < 5 * once + 2_000
