"""Articles to tables: ``tabulate`` takes any articles, ``load`` is a study's way in.

``rows`` takes one article to its rows, ``many`` takes any number, ``catalogue`` knows which articles the
study has, ``study`` joins what lies in raw/ with the committed tables, ``copies`` finds articles that are
copies of one another, ``importing`` reports on a folder before anything is tabulated.
"""

from helpers.tabulating.importing import ImportReport, import_report
from helpers.tabulating.many import SkippedFile, tabulate
from helpers.tabulating.study import codebook_of, load

__all__ = ["ImportReport", "SkippedFile", "codebook_of", "import_report", "load", "tabulate"]
