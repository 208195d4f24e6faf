"""One function a figure: a table in, the axes out. No statistics here."""

from helpers.charts.canvas import (
    GREY,
    PALETTE,
    VOICE_COLOURS,
    VOICE_NAMES,
    canvas,
    colours,
    legend_below,
    nothing,
    panels,
    say_more,
    short,
    side_colours,
    styled,
)  # fmt: skip
from helpers.charts.figures import figures_by_kind, number_estimates
from helpers.charts.lines import ledger_by_rule
from helpers.charts.saving import figures_folder, save_figure
from helpers.charts.sources import sides, speakers, turns, verb_stances
from helpers.charts.story import naming_table, presence_matrix, word_marks
from helpers.charts.voices import frame_cues, voice_shares

__all__ = [
    "GREY", "PALETTE", "VOICE_COLOURS", "VOICE_NAMES", "canvas", "colours", "figures_by_kind", "figures_folder",
    "frame_cues", "ledger_by_rule", "legend_below", "naming_table", "nothing", "number_estimates", "panels",
    "presence_matrix", "save_figure", "say_more", "short", "side_colours", "sides", "speakers", "styled",
    "turns", "verb_stances", "voice_shares", "word_marks",
]  # fmt: skip
