"""Content facts of a case, equal in all its languages."""

from collections.abc import Iterable
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField

from cases.blocks.documents import DocumentBlock
from cases.blocks.partners import PartnerBlock
from cases.blocks.points import MOST_LETTERS, MOST_POINTS, MOST_UNCHECKED, PointBlock, UncheckedBlock
from cases.blocks.sources import SourceBlock
from cases.choices import Licence, Outcome, Status

from .case_cost import COST_FACTS, CaseCost
from .city import City
from .localized_fields import KnownDateField, YearField
from .localized_text import LocalizedTextField
from .sdg_list import SdgListField
from .setback_list import SetbackListField
from .topic import Topic

YEARS = [MinValueValidator(1800), MaxValueValidator(2100)]
POINTS = ("results_points", "limits_points", "conditions_points")
FACTS = (
    "city",
    "topics",
    "sdgs",
    "started",
    "started_known",
    "ended",
    "ended_known",
    "status",
    "outcome",
    "outcome_reason",
    "outcome_source",
    "setbacks",
    "brief",
    *POINTS,
    "partners",
    "documents",
    "sources",
    "unchecked",
    "licence",
    *COST_FACTS,
)


def _points(label: Promise | str, help_text: Promise | str) -> StreamField:
    return StreamField(
        [("point", PointBlock())],
        verbose_name=label,
        blank=True,
        max_num=MOST_POINTS,
        default=list,
        db_default=Value("[]"),
        help_text=help_text,
    )


class CaseFacts(CaseCost):
    """Content facts of a case study page. Texts in them hold every language, also one that has no page."""

    city = models.ForeignKey(
        City,
        verbose_name=_("city"),
        on_delete=models.PROTECT,
        related_name="case_pages",
        help_text=_("Whose practice it is. A city that is missing is named below."),
    )
    topics = ParentalManyToManyField(
        Topic,
        verbose_name=_("topics"),
        related_name="case_pages",
        help_text=_("The narrowest that fit; their broader topics follow by themselves. One to five."),
    )
    sdgs = SdgListField(_("Sustainable Development Goals"), default=list, blank=True)
    started = YearField(_("started (year)"), known="started_known", null=True, blank=True, validators=YEARS)
    started_known = KnownDateField()
    ended = YearField(_("ended (year)"), known="ended_known", null=True, blank=True, validators=YEARS)
    ended_known = KnownDateField()
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=Status,
        default=Status.RUNNING,
        help_text=_("Stopped and failed practices are welcome: choose “Discontinued” and say why."),
    )
    outcome = models.CharField(
        pgettext_lazy("of a practice", "outcome"),
        max_length=10,
        choices=Outcome,
        default=Outcome.UNKNOWN,
        db_default=Outcome.UNKNOWN.value,
        help_text=_("Against the goal that the practice set itself, whatever its status."),
    )
    outcome_reason = LocalizedTextField(
        _("outcome: reason"),
        blank=True,
        multiline=True,
        max_length=400,
        db_default=Value("{}"),
        help_text=_("The goal and what became of it, in one or two sentences; or why nobody knows."),
    )
    outcome_source = models.CharField(
        _("outcome: source key"),
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text=_("Key of a source, such as s1."),
    )
    setbacks = SetbackListField(
        _("what went wrong"),
        default=list,
        blank=True,
        db_default=Value("[]"),
        help_text=_(
            "Whatever the limits or the sources say happened, also where the goal was reached. Readers search for it."
        ),
    )
    brief = LocalizedTextField(
        _("brief"),
        blank=True,
        max_length=MOST_LETTERS,
        db_default=Value("{}"),
        help_text=_(
            "One sentence of at most 160 characters, in every language: what was done and what came of it. "
            "It heads the page, and many will read nothing else."
        ),
    )
    results_points = _points(_("results as points"), _("What changed, with its figure: three to five sentences."))
    limits_points = _points(_("limits as points"), _("What did not work: three to five sentences."))
    conditions_points = _points(_("conditions as points"), _("What another city needs first: three to five sentences."))
    partners = StreamField(
        [("partner", PartnerBlock())],
        verbose_name=_("partners"),
        blank=True,
        help_text=_("Offices, companies, universities, citizens' groups: who took part, and as what."),
    )
    documents = StreamField(
        [("document", DocumentBlock())],
        verbose_name=_("upstream documents"),
        blank=True,
        help_text=_("Plans, policies and laws that the practice carries out."),
    )
    sources = StreamField(
        [("source", SourceBlock())],
        verbose_name=_("sources"),
        help_text=_(
            "Where a reader can check what the case says: reports, articles, statistics. At least one. Figures, costs "
            "and documents cite a source by its key."
        ),
    )
    unchecked = StreamField(
        [("text", UncheckedBlock())],
        verbose_name=_("what could not be checked"),
        blank=True,
        max_num=MOST_UNCHECKED,
        default=list,
        db_default=Value("[]"),
        help_text=_("For readers, under the sources: figures that nobody confirmed, years that are not known."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence,
        default=Licence.CC_BY,
        db_default=Licence.CC_BY.value,
        help_text=_("On what terms others may use this case."),
    )

    class Meta:
        abstract = True

    def errors_of_facts(self) -> dict[str, Any]:
        """Breaches of rules across facts, by field."""
        errors = self.cost_errors()
        if self.started and self.ended and self.ended < self.started:
            errors["ended"] = _("The practice cannot end before it started.")
        keys = {"", None, *self.source_keys()}
        for name in ("cost_source", "cost_budget_source", "outcome_source"):
            if getattr(self, name) not in keys:
                errors[name] = _("No source of this case has this key.")
        for name, cited in self.cited_in_streams().items():
            if unknown := cited - keys:
                errors[name] = _unknown(unknown)
        if duplicates := self.repeated_source_keys():
            errors["sources"] = _("Two sources have the same key: %(keys)s") % {"keys": ", ".join(duplicates)}
        return errors

    def cited_in_streams(self) -> dict[str, set[str]]:
        """Keys of sources that documents and points cite, by field."""
        cited = {name: {key for block in getattr(self, name) for key in block.value["sources"]} for name in POINTS}
        return {"documents": {block.value["source"] for block in self.documents}, **cited}

    def source_keys(self) -> list[str]:
        """Keys of the sources, in their order."""
        return [block.value["key"] for block in self.sources]

    def repeated_source_keys(self) -> list[str]:
        """Keys that more than one source has."""
        keys = self.source_keys()
        return sorted({key for key in keys if keys.count(key) > 1})


def _unknown(keys: Iterable[str]) -> Any:
    return _("No source of this case has this key: %(keys)s") % {"keys": ", ".join(sorted(keys))}
