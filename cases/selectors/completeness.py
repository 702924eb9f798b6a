"""Completeness of a case page: required and recommended fields that it lacks, for its writers."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StreamValue

from cases.choices import Outcome
from cases.models import CaseStudyPage, Indicator

# Not required, but asked for: what makes a case useful to someone who has to decide.
RECOMMENDED = {
    "brief": gettext_lazy("the brief: one sentence"),
    "outcome": gettext_lazy("whether it reached its goal"),
    "started": gettext_lazy("the year it started"),
    "figures": gettext_lazy("results as measured figures"),
    "cost_amount": gettext_lazy("what it cost"),
    "documents": gettext_lazy("the plan or policy it carries out"),
    "gallery": gettext_lazy("a picture"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Gap of a page: a missing field, and the element of the form (or the address) where it is filled in."""

    label: str
    anchor: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """Completeness of a page: required fields filled in of all, gaps to fill, and recommended additions."""

    total: int
    done: int
    missing: list[Gap]
    recommended: list[Gap]

    @property
    def is_complete(self) -> bool:
        """Whether the page can be submitted and published."""
        return not self.missing


def completeness(page: CaseStudyPage) -> Completeness:
    """Completeness of a page as it stands in memory, saved or not. At most three queries."""
    missing = page.missing()
    total = len(page.REQUIRED)
    return Completeness(
        total=total,
        done=total - len(missing),
        missing=[Gap(capfirst(_label(name, page)), _anchor(name, page)) for name in missing],
        recommended=[
            Gap(capfirst(str(label)), _anchor(name, page), _figures_url(page) if name == "figures" else "")
            for name, label in RECOMMENDED.items()
            if not _has(page, name)
        ],
    )


def _label(name: str, page: CaseStudyPage) -> str:
    if name == "city" and page.city_id:
        return _("that an editor confirms the city")
    return field_label(name)


def _has(page: CaseStudyPage, name: str) -> bool:
    if name == "figures":
        return bool(Indicator.objects.filter(case=page.case_id, measurements__isnull=False).exists())
    if name == "outcome":
        return page.outcome != Outcome.UNKNOWN or bool(page.outcome_reason)
    value = getattr(page, name)
    return value is not None and value != {} and value != "" and (not isinstance(value, StreamValue) or len(value) > 0)


def field_label(name: str) -> str:
    """Label of a field of ``CaseStudyPage.REQUIRED`` in the language in force."""
    if name == "title":
        return _("Title")
    if name == "pictures":
        return _("Alternative texts of pictures")
    return str(CaseStudyPage._meta.get_field(name).verbose_name)


def _anchor(name: str, page: CaseStudyPage) -> str:
    if name == "pictures":
        name = page.pictures_without_alternative()[0]
    is_stream = isinstance(getattr(page, name, None), StreamValue)
    return f"{name}-count" if is_stream else f"id_{name}"


def _figures_url(page: CaseStudyPage) -> str:
    """Address of the form of the case's figures; "" before the page is first saved."""
    return reverse("case:edit", args=[page.case_id]) if page.case_id else ""
