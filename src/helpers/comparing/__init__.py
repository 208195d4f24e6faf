"""What the notebooks compare, as tables: counts with their denominators, articles side by side.

``describing`` counts; with few articles nothing is tested or ranked by evidence. ``speech`` says which quotations are
counted, and how many words each has. ``keywords`` compares the terms of two groups of articles and ``rates`` their
frames, naming variants, sources and reporting verbs, by the ``measures`` of keyness and effect size, with intervals
from ``resampling`` and tests from ``testing``, whose unit is the article. ``matching`` pairs articles before that,
``collocation`` reads words in company, ``dispersion`` says how evenly they are spread, ``inventing`` makes a corpus
whose differences are known.
"""

from helpers.comparing.counting import CountsError, by_date, by_outlet, by_voice, clusters, once
from helpers.comparing.describing import (
    NO_SIDE,
    NO_SOURCE,
    UNRESOLVED,
    VOICES,
    articles_in_order,
    certainty,
    date_in_words,
    estimates,
    figures_by_category,
    frame_cues_of,
    frame_rates,
    lines_by_rule,
    numbers_that_count_nothing,
    side_tally,
    span_of_date,
    speaker_tally,
    words_by_voice,
)
from helpers.comparing.findings import figure_findings, framing_findings, source_findings, source_of
from helpers.comparing.keywords import each_outlet, keyness
from helpers.comparing.matching import match
from helpers.comparing.rates import compare_frames, compare_sources, compare_variants, compare_verbs, cooccurrence
from helpers.comparing.resampling import LEAST_ARTICLES, LEAST_WITH_TERM
from helpers.comparing.speech import SPOKEN, spoken
from helpers.comparing.story import (
    LEAST_COUNT,
    STANCES,
    acts_side_by_side,
    answers,
    choose,
    codes_side_by_side,
    marking_words,
    namings,
    presence,
    turns,
    verb_stances,
    voices_of,
)

__all__ = [
    "LEAST_ARTICLES",
    "LEAST_COUNT",
    "LEAST_WITH_TERM",
    "NO_SIDE",
    "NO_SOURCE",
    "SPOKEN",
    "STANCES",
    "UNRESOLVED",
    "VOICES",
    "CountsError",
    "acts_side_by_side",
    "answers",
    "articles_in_order",
    "by_date",
    "by_outlet",
    "by_voice",
    "certainty",
    "choose",
    "clusters",
    "codes_side_by_side",
    "compare_frames",
    "compare_sources",
    "compare_variants",
    "compare_verbs",
    "cooccurrence",
    "date_in_words",
    "each_outlet",
    "estimates",
    "figure_findings",
    "figures_by_category",
    "frame_cues_of",
    "frame_rates",
    "framing_findings",
    "keyness",
    "lines_by_rule",
    "marking_words",
    "match",
    "namings",
    "numbers_that_count_nothing",
    "once",
    "presence",
    "side_tally",
    "source_findings",
    "source_of",
    "span_of_date",
    "speaker_tally",
    "spoken",
    "turns",
    "verb_stances",
    "voices_of",
    "words_by_voice",
]
