"""Case study pages, which editors write and publish: one page per language, tied by ``translation_key``."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cases.blocks.body import BodyBlock
from cases.blocks.pictures import PictureBlock

from .case import Case
from .case_facts import FACTS, CaseFacts
from .case_form_tabs import CASE_TABS
from .localized_fields import settle_years
from .localized_text import ReadableEncoder
from .newer_version_panel import newer_version_panel
from .page_permissions import CasePagePermissionTester
from .required_fields import ILLUSTRATED, REQUIRED, missing_of, pictures_lacking

MAX_PICTURES = 20


class CaseIndexPage(Page):
    """Parent of the case pages of a language. Readers who ask for it get the catalogue."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["cases.CaseStudyPage"]
    max_count_per_parent = 1
    content_panels = [newer_version_panel(), *Page.content_panels]

    class Meta:
        verbose_name = _("case studies")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("search:results")

    def permissions_for_user(self, user: Any) -> CasePagePermissionTester:
        """Permissions of a user here: case pages under it are published by approval."""
        return CasePagePermissionTester(user, self)


class CaseStudyPage(CaseFacts):
    """Case study in one language: prose of its own, and content facts kept equal to those of its translations.

    ``FACTS`` names the facts; ``cases.services.facts`` keeps them equal when a page is published.
    """

    FACTS = FACTS
    PROSE = ("challenge", "solution", "results", "limits", "lessons", "transfer")

    REQUIRED = REQUIRED

    # What wagtail-localize takes for text to translate: everything written, but neither facts nor the address.
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in (*FACTS, "slug")]

    # The admin's search asks the tables (services.newsroom_search), so that there is nothing to index.
    search_auto_update = False

    exclude_fields_in_copy = ["carried_words"]

    # Of a page in memory that is previewed: its figures are those of the draft (selectors/draft_figures.py), not those
    # that are stored. ``typed_figures``: as somebody types them in the form.
    is_previewed = False
    typed_figures: list[dict[str, Any]] | None = None

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pages", null=True, editable=False)

    # Kept with every version of the text: the language it was translated from ("" for a text of its own), and which
    # prose of that page it took over, and when ("" where nobody said).
    translated_from = models.CharField(max_length=12, blank=True, default="", editable=False)
    translated_prose = models.CharField(max_length=64, blank=True, default="", editable=False)
    translated_at = models.DateTimeField(null=True, editable=False)
    # Words that live on the case, translated with this version (selectors/translation/case_words.py).
    carried_words = models.JSONField(default=list, db_default=Value("[]"), editable=False, encoder=ReadableEncoder)

    summary = models.TextField(
        _("summary"),
        max_length=700,
        help_text=_(
            "Two to four sentences: what was done, and what came of it. It stands in lists and search results, "
            "and many will read nothing else."
        ),
    )
    challenge = models.TextField(
        _("challenge"),
        help_text=_("What was wrong, for whom, and how one knew. Write it so that another city recognises itself."),
    )
    solution = models.TextField(
        _("solution"),
        help_text=_("What was done, by whom, in what order, and how long it took. Name the decision that made it go."),
    )
    results = models.TextField(
        _("results"),
        help_text=_("What changed, with figures and where they come from. Series of figures are kept below."),
    )
    limits = models.TextField(
        _("limits and failures"),
        help_text=_(
            "What did not work, what it did not solve, what is still unknown. This is what colleagues look for "
            "first; a case without it is not published."
        ),
    )
    lessons = models.TextField(
        _("lessons"), help_text=_("What those who did it would tell a colleague, and would do otherwise.")
    )
    transfer = models.TextField(
        _("transfer conditions"),
        help_text=_(
            "What another city needs first (law, money, people, data), and where this would not fit. Required, since "
            "what works in one place need not in another."
        ),
    )

    body = StreamField(
        BodyBlock(),
        verbose_name=_("longer account"),
        blank=True,
        help_text=_("What the sections have no room for: how it went, with pictures, tables, voices and films."),
    )
    gallery = StreamField(
        [("picture", PictureBlock())],
        verbose_name=_("pictures"),
        blank=True,
        max_num=MAX_PICTURES,
        help_text=_("Up to twenty, each with an alternative text. The part that matters is set in the picture itself."),
    )

    parent_page_types = ["cases.CaseIndexPage"]
    subpage_types: list[str] = []
    template = "cases/pages/case_study_page.html"

    edit_handler = CASE_TABS

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")

    def clean(self) -> None:
        """Checks rules across fields, and reports each breach at the field it concerns."""
        super().clean()
        settle_years(self)
        errors = self.errors_of_facts()
        if errors:
            raise ValidationError(errors)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Shows the page as a draft, with the figures of the draft."""
        self.is_previewed = True
        answer: HttpResponse = super().serve_preview(request, mode_name)
        return answer

    def permissions_for_user(self, user: Any) -> CasePagePermissionTester:
        """Permissions of a user on this page, which is published by approval."""
        return CasePagePermissionTester(user, self)

    def missing(self) -> list[str]:
        """Names of the required fields that the page lacks, in the order of the form. A draft may lack any."""
        named = {name: getattr(self, name) for name in (*REQUIRED, *ILLUSTRATED) if name not in ("city", "pictures")}
        return missing_of({**named, "city": self.city_id and self.city.is_confirmed, "topics": self.topics.all()})

    def pictures_without_alternative(self) -> list[str]:
        """Names of the fields that hold a picture without alternative text, one for each such picture."""
        return pictures_lacking({name: getattr(self, name) for name in ILLUSTRATED})

    def permanent_url(self) -> str:
        """Permanent URL of the case, whatever the page is called in any language; the page's own without a case."""
        return reverse("permanent", args=[self.case.code]) if self.case else self.get_url() or ""
