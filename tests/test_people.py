"""Speakers: invented articles in a few sentences, and who is meant by each mention."""

import pytest
from known import known

from helpers.people import resolve
from helpers.quotes import find_quotes

# What is still told wrongly; a text that comes right must leave the list.
WRONG = {
    "Health minister Karl Pole left. “We will wait,” the prime minister said.",
    "Derek Pugh, 81, wept. “We will wait,” Mr Pugh's neighbours said.",
    "Oman’s embassy in London said it was unmoved. A spokeswoman said: “We will wait.”",
    "The Lake Fans' Union was unmoved. Its statement said: “We will wait.”",
    "A report by the consultants Arden Lowe said: “We will wait.”",
    "Frank Pole, the prime minister, left. “We will wait,” the Israeli prime minister said.",
    "Karl Pole and Paul Grech met. He said the rain would stop.",
}

SPEAKERS = [
    # text, speaker, kind, basis of the last quotation
    ("Dora Orchard left. “We will wait,” Ms Orchard said.", "Dora Orchard", "person", "named"),
    ("DORA Orchard left.\n\nMs Orchard said: “We will wait.”", "Dora Orchard", "person", "named"),
    ("Labour leader Karl Pole left. “We will wait,” said Pole.", "Karl Pole", "person", "named"),
    ("Karl Pole met Dora Orchard. “We will wait,” she said.", "Dora Orchard", "person", "pronoun"),
    ("Dora Orchard met Karl Pole. “We will wait,” he said.", "Karl Pole", "person", "pronoun"),
    ("The mayor, Dora Orchard, spoke. “We will wait,” the mayor said.", "Dora Orchard", "person", "role"),
    ("“We are late,” said Dora Orchard, 46, the deputy mayor.\n\n“We will wait,” the deputy mayor said.",
     "Dora Orchard", "person", "role"),
    ("Sharon Keen, 52, a mother of two, wept. “We will wait,” the mother of two said.",
     "Sharon Keen", "person", "role"),
    ("Saif Al Rumaihi flew in. “We will wait,” Mr Al Rumaihi said.", "Saif Al Rumaihi", "person", "named"),
    ("Joost van Velde flew in. “We will wait,” Van Velde said.", "Joost van Velde", "person", "named"),
    ("Ex-pitman Jack Dunn sang. “We will wait,” Mr Dunn said.", "Jack Dunn", "person", "named"),
    ("“We will wait,” said James Tarr KC.", "James Tarr", "person", "named"),
    ("Fishmonger Zebedee Orr left. “We will wait,” he said.", "Zebedee Orr", "person", "pronoun"),
    ("Swimmer Xanthe Brack, 19, left. “We will wait,” she said.", "Xanthe Brack", "person", "pronoun"),
    ("Karl Pole, a chef, wept. His wife Mavis sang.\n\n“We will wait,” said Mrs Pole.",
     "Mavis Pole", "person", "named"),
    ("Dame Frances Ogle left. “We will wait,” Dame Frances said.", "Frances Ogle", "person", "named"),
    ("“We will wait,” the Duke of Ashby said.", "Duke of Ashby", "person", "role"),
    ("Stefan Lind, the coach, wept. “We will wait,” said the Swede.", "Stefan Lind", "person", "role"),
    ("Dora Orchard won. “We will wait,” the wildcard said.", "Dora Orchard", "person", "role"),
    ("Health minister Karl Pole left. “We will wait,” the prime minister said.",
     "prime minister", "person", "role"),
    ("Karl Pole said it was over. “We will wait,” he added.", "Karl Pole", "person", "pronoun"),
    ("A council spokesman said the dam would hold. “We will wait,” he said.",
     "council spokesman", "organisation", "pronoun"),
    ("“We will wait,” a whistleblower at Anglia Wave told us.",
     "whistleblower at Anglia Wave", "anonymous", "role"),
    ("“We will wait,” the FDU union said.", "FDU", "organisation", "named"),
    ("“We will wait,” the UK government said.", "UK government", "organisation", "named"),
    ("Mayor calls dam ‘a mess’\n\nMayor Dora Orchard wept on Monday.", "Dora Orchard", "person", "role"),
    ("“We will wait,” the Kremlin said.", "Kremlin", "organisation", "metonym"),
    ("“We will wait,” No 10 said.", "Downing Street", "organisation", "metonym"),
    ("“We will wait,” the Harbour Board said.", "Harbour Board", "organisation", "named"),
    ("The Harbour Board met. It said: “We will wait.”", "Harbour Board", "organisation", "pronoun"),
    ("The European Commission met. “We will wait,” the commission said.",
     "European Commission", "organisation", "role"),
    ("“We will wait,” a Foreign Office spokesman said.", "Foreign Office spokesman", "organisation", "role"),
    ("The Treasury was unmoved. “We will wait,” a spokesman said.", "Treasury spokesman", "organisation", "role"),
    ("“We will wait,” a source close to Ms Orchard said.", "source close to Ms Orchard", "anonymous", "role"),
    ("“We will wait,” one minister said.", "minister", "anonymous", "role"),
    ("“We will wait,” government sources said.", "government source", "anonymous", "role"),
    ("“We will wait,” residents chanted.", "residents", "group", "role"),
    ("Derek Pugh, 81, wept. “We will wait,” Mr Pugh's neighbours said.", "Derek Pugh's neighbours", "group", "role"),
    ("Derek Pugh, 81, wept. “We will wait,” said Mr Pugh's daughter Sharon Keen.", "Sharon Keen", "person", "named"),
    ("Boris Johnson rang. “We will wait,” his office said.", "Downing Street", "organisation", "metonym"),
    ("The rain fell. “We will wait,” he said.", None, "unresolved", "none"),
    ("The Home Secretary demanded “answers by Friday”.", "Home Secretary", "person", "role"),
    ("Dora Orchard sent the fleet.\n\n“We will wait,” the former Royal Marine said.", "Dora Orchard", "person", "role"),
    ("Dora Orchard won the seat. “We will wait,” the Liberal Democrat said.", "Dora Orchard", "person", "role"),
    ("A defence source said two ships had sailed. “We will wait,” the insider said.",
     "defence source", "anonymous", "role"),
    ("A source said the dam would hold.\n\nIt rained.\n\nIt blew.\n\nIt snowed.\n\n“We wait,” the insider said.",
     "insider", "anonymous", "role"),
    ("Oman’s embassy in London said it was unmoved. A spokeswoman said: “We will wait.”",
     "Oman’s embassy in London spokesman", "organisation", "role"),
    ("In a statement, Greater Pennine Care, which owns the home, was unmoved. “We will wait,” a spokesman for the "
     "company said.", "Greater Pennine Care spokesman", "organisation", "role"),
    ("“We will wait,” a Department for Transport spokesman said.",
     "Department for Transport spokesman", "organisation", "role"),
    ("Karl Pole has told fans to wait.\n\nThe Leeds boss was in Preston. “We will wait,” he said.",
     "Karl Pole", "person", "pronoun"),
    ("The Lake Fans' Union was unmoved. Its statement said: “We will wait.”",
     "Lake Fans' Union", "organisation", "pronoun"),
    ("Jurors saw what Dora Orchard sent. She spoke to her sister, Janine Roe. “We will wait,” she said.",
     "Dora Orchard", "person", "pronoun"),
    ("Janine Roe wept. Questioned by Karl Pole, the 44-year-old said: “We will wait.”", "Janine Roe", "person", "role"),
    ("“We will wait,” Tory MPs said.", "Tory MPs", "group", "role"),
    ("A report by the consultants Arden Lowe said: “We will wait.”", "Arden Lowe", "organisation", "named"),
    ("A weir was unsafe, a coroner has said. “We will wait,” the coroner, Dr Dora Orchard, said.",
     "Dora Orchard", "person", "named"),
    ("Cllr Dora Orchard left. “We will wait,” the Ashby councillor said.", "Dora Orchard", "person", "role"),
    ("Manager Frank Pole left. “We will wait,” the Leeds boss said.", "Frank Pole", "person", "role"),
    ("Frank Pole, the prime minister, left. “We will wait,” the Israeli prime minister said.",
     "Israeli prime minister", "person", "role"),
    ("Halcyon Energy is sorry. Halcyon has paid. “We will wait,” a spokesman said.",
     "Halcyon Energy spokesman", "organisation", "role"),
    ("Brian Oduya of Crewe left. “We will wait,” Mr Oduya said.", "Brian Oduya", "person", "named"),
    ("The mayor was called “slow” by Dora Orchard.", "Dora Orchard", "person", "named"),
    ("Karl Pole and Paul Grech met. He said the rain would stop.", None, "unresolved", "none"),
    ("“We will wait,” 26% of farmers said.", "26% of farmers", "group", "role"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "kind", "basis"), known(SPEAKERS, WRONG))
def test_speakers(text, speaker, kind, basis, book):
    quote = resolve(text, find_quotes(text, book), book)[-1]
    assert (quote.speaker, quote.speaker_kind, quote.speaker_basis) == (speaker, kind, basis)


def test_two_people_of_one_surname_are_kept_apart(book):
    text = "Janet Prud, 60, and Edna Prud, 88, waited. “I hurt,” said Edna Prud. “She hurts,” said Janet Prud."
    assert [q.speaker for q in resolve(text, find_quotes(text, book), book)] == ["Edna Prud", "Janet Prud"]


def test_a_spokesman_is_not_whom_he_speaks_for(book):
    text = "“We will wait,” a spokesman for the Harbour Board said. The Harbour Board said: “No.”"
    assert [q.speaker for q in resolve(text, find_quotes(text, book), book)] == [
        "Harbour Board spokesman",
        "Harbour Board",
    ]


def test_of_two_co_subjects_the_one_whose_matter_it_is_speaks(book):
    text = "Karl Pole, the union’s secretary, and mill owner Paul Grech met. He said his mills would close."
    assert [q.speaker for q in resolve(text, find_quotes(text, book), book)] == ["Paul Grech"]


def test_the_speaker_of_a_quotation_says_i_in_it(book):
    text = "“I asked them, ‘Would you?’” said Dora Orchard."
    outer, inner = resolve(text, find_quotes(text, book), book)
    assert outer.speaker == inner.speaker == "Dora Orchard"


def test_relayed_words_have_both_names_and_nobody_relays_himself(book):
    text = "The palace said Karl Pole told Ms Orchard of his “deep regret”. Karl Pole said he told her it was “over”."
    one, two = resolve(text, find_quotes(text, book), book)
    assert (one.speaker, one.relayed_by) == ("Karl Pole", "palace")
    assert (two.speaker, two.relayed_by) == ("Karl Pole", None)


def test_sides_come_from_the_codebook_alone(book):
    text = "“We will wait,” said Liz Truss. “We will not,” said Dora Orchard."
    assert [q.side for q in resolve(text, find_quotes(text, book), book)] == ["UK", None]


def test_a_listed_role_is_its_holder_only_where_the_article_names_him(book):
    text = "Liz Truss flew in. The Foreign Secretary said: “We will wait.”"
    assert resolve(text, find_quotes(text, book), book)[0].speaker == "Liz Truss"
    text = "Ann Hill flew in. The Foreign Secretary said: “We will wait.”"
    assert resolve(text, find_quotes(text, book), book)[0].speaker != "Liz Truss"


def test_scare_quotes_have_no_speaker(book):
    text = "Dora Orchard left. The “social tariff” is nowhere."
    assert resolve(text, find_quotes(text, book), book)[0].speaker is None
