"""One document an article: words, sentences, passages, phrases that may name somebody; ranking of candidates."""

from helpers.language.doc import Doc, Layer, as_doc, read, sentences, words
from helpers.language.forms import plural, verb_forms, without_the
from helpers.language.lexicon import Lexicon, WordClass, lexicon
from helpers.language.passages import SPEAKER_LABEL, Passage, find_passages
from helpers.language.spans import paragraphs, span_at
from helpers.language.voices import voices

__all__ = [
    "SPEAKER_LABEL",
    "Doc",
    "Layer",
    "Lexicon",
    "Passage",
    "WordClass",
    "as_doc",
    "find_passages",
    "lexicon",
    "paragraphs",
    "plural",
    "read",
    "sentences",
    "span_at",
    "verb_forms",
    "voices",
    "without_the",
    "words",
]
