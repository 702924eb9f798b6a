"""Fields of the sections of a submission: those of a case page, by the names that they have there."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.models import CaseStudyPage
from cases.review.choices import SectionName

SECTION_FIELDS: Mapping[SectionName, tuple[str, ...]] = {
    SectionName.SNAPSHOT: ("title", "city", "city_name", "challenge", "solution", "asked"),
    SectionName.STORY: ("brief", "summary"),
    SectionName.FACTS: (
        "topics", "sdgs", "status", "started", "ended", "outcome", "outcome_reason",
        "cost_amount", "cost_currency", "cost_kind", "cost_year", "cost_note", "partners",
    ),
    SectionName.RESULTS: ("results", "figures", "limits", "lessons"),
    SectionName.CONTEXT: ("transfer", "documents"),
    SectionName.MEDIA: ("files",),
    SectionName.SOURCES: ("sources", "unchecked"),
}  # fmt: skip
# Without these nothing is sent; the others may follow.
NEEDED = ("title", "city", "challenge", "solution", "asked")
# What a case needs before it is published, and so what the meter counts: an answer, or why it is not known.
COUNTED = (*NEEDED, "brief", "summary", "topics", "results", "figures", "limits", "lessons", "transfer", "sources")
ROWS = ("partners", "figures", "documents", "sources")  # lists of rows
OWN_LABELS: Mapping[str, Promise] = {
    "city_name": _("City that is not in the list"),
    "asked": _("Whom to ask about it"),
    "figures": _("Figures"),
    "files": _("Pictures and documents"),
}


def label_of(name: str) -> str:
    """Label of a field, as the form of a case has it, in the active language."""
    if name in OWN_LABELS:
        return str(OWN_LABELS[name])
    return str(capfirst(CaseStudyPage._meta.get_field(name).verbose_name))


def help_of(name: str) -> str:
    """Help of a field, as the form of a case has it, in the active language."""
    return "" if name in OWN_LABELS else str(CaseStudyPage._meta.get_field(name).help_text)


def section_of(name: str) -> SectionName:
    """Section in which a field stands. Raises KeyError for one that no section has."""
    for section, names in SECTION_FIELDS.items():
        if name in names:
            return section
    raise KeyError(name)
