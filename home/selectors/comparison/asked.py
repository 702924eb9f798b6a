"""Cases that an address asks to compare: which of them there are, and what is wrong with the others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from cases.models import CaseStudyPage
from cases.selectors.frames import best_pages

FEWEST, MOST = 2, 4  # cases beside each other
READ = 12  # codes of an address that are looked at
LONGEST = 20  # letters of a code
CODE = re.compile(r"[A-Z]{3}-[0-9]{4,8}")


@dataclass(frozen=True, slots=True)
class Field:
    """Field of the form: what was typed, and what is wrong with it ("" where nothing is)."""

    typed: str
    problem: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Cases to compare, best page of each first come, and the fields of the form as they were filled in."""

    pages: dict[str, CaseStudyPage]
    fields: list[Field]

    @property
    def is_enough(self) -> bool:
        """Whether there is something to compare."""
        return len(self.pages) >= FEWEST

    @property
    def is_full(self) -> bool:
        """Whether no further case has room."""
        return len(self.pages) >= MOST

    def query(self, *, without: str = "", **more: str) -> str:
        """Query string of the comparison, or of it without one case."""
        pairs = [("case", code) for code in self.pages if code != without]
        return f"?{urlencode([*pairs, *more.items()])}" if pairs else ""


def asked_cases(values: Sequence[str], language: str) -> Asked:
    """Cases of the values of an address. One query, whatever they are."""
    typed = [value.strip()[:LONGEST] for value in values if value.strip()][:READ]
    codes = [value.upper() for value in typed]
    public = best_pages({code for code in codes if CODE.fullmatch(code)}, language)
    pages: dict[str, CaseStudyPage] = {}
    fields = []
    for value, code in zip(typed, codes, strict=True):
        problem = _problem(code, public, pages)
        if not problem:
            pages[code] = public[code]
        fields.append(Field(value, problem))
    return Asked(pages, fields)


def _problem(code: str, public: dict[str, CaseStudyPage], chosen: dict[str, CaseStudyPage]) -> str:
    if code in chosen:
        return _("This case is there already.")
    if code not in public:
        return _("No published case has this code. A code looks like THR-0001.")
    if len(chosen) >= MOST:
        return _("Four cases at most can be compared: this one is left out.")
    return ""
