"""Notices of outdated translations in the admin: on the pages concerned, and as a report."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cases.models import CaseStudyPage
from cases.selectors.languages import language_name
from cases.selectors.localized_format import day
from cases.selectors.translation.outdated import Outdated, outdated_from, outdated_translations, with_source
from cases.viewsets.columns import DayColumn
from cases.viewsets.reports.page import PAGE_EXPORT, CaseReportView, TickColumn

from .page import name_of


def warn_of_outdated(request: HttpRequest, page: Page) -> None:
    """Adds messages to a page's form: that it is outdated, and which translations of it are."""
    page = page.specific
    if request.method != "GET" or not isinstance(page, CaseStudyPage):
        return
    outdated = _outdated(page)
    if outdated is not None:
        buttons = [] if outdated.awaits_publication else [messages.button(_sheet_url(page), _("Take it over"))]
        messages.warning(request, _own_notice(outdated), buttons=buttons)
    for row in outdated_translations(page):
        may_edit = not row.awaits_publication and row.page.permissions_for_user(request.user).can_edit()
        buttons = [messages.button(_sheet_url(row.page), _("Take it over"))] if may_edit else []
        messages.info(request, _notice_of_translation(row), buttons=buttons)


def _outdated(draft: CaseStudyPage) -> Outdated | None:
    """Outdated translation that a page is, by its draft as the form shows it, else by its published text."""
    if not draft.translated_from:
        return None
    pages = CaseStudyPage.objects.live().select_related("locale", "published_prose")
    source = pages.filter(translation_key=draft.translation_key, locale__language_code=draft.translated_from).first()
    outdated = outdated_from(draft, source)
    if outdated is not None or source is None or not draft.live:
        return outdated
    published = outdated_from(CaseStudyPage.objects.get(pk=draft.pk), source)
    return replace(published, awaits_publication=True) if published is not None else None


def _own_notice(outdated: Outdated) -> str:
    values = {"language": name_of(outdated.source.locale.language_code), "changed": day(outdated.changed)}
    if outdated.awaits_publication:
        text = _(
            "Behind its source for readers: the %(language)s text was changed on %(changed)s. The draft has taken it "
            "over and awaits publication."
        )
    else:
        text = _("Behind its source: the %(language)s text was changed on %(changed)s.")
    return text % values


def _notice_of_translation(outdated: Outdated) -> str:
    values = {"language": name_of(outdated.page.locale.language_code), "changed": day(outdated.changed)}
    if outdated.awaits_publication:
        text = _("The %(language)s translation is behind this text; what it needs awaits publication.")
    else:
        text = _("The %(language)s translation is behind this text, changed on %(changed)s.")
    return text % values


def _sheet_url(page: CaseStudyPage) -> str:
    return reverse("case_translation", args=[page.pk])


def translation_buttons(page: Page, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """Buttons in the menu of a page: to translate it, and to the sheet of a translation."""
    page = page.specific
    if not isinstance(page, CaseStudyPage) or page.pk is None:
        return
    tester = page.permissions_for_user(user)
    if tester.can_translate():
        yield Button(_("Translate"), reverse("case_translate", args=[page.pk]), icon_name="globe", priority=60)
    if tester.can_edit() and _source_language(page):
        yield Button(_("Translation beside its source"), _sheet_url(page), icon_name="globe", priority=61)


def _source_language(page: CaseStudyPage) -> str:
    """Language that the latest draft was translated from, read without making its page."""
    draft = page.get_latest_revision()
    return str((draft.content.get("translated_from") if draft is not None else page.translated_from) or "")


class TitleColumn(Column):
    """Column of titles that lead to the translation sheet where the reader may write it."""

    cell_template_name = "cases/admin/outdated_cell.html"

    def get_cell_context_data(self, instance: CaseStudyPage, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        may_edit = instance.permissions_for_user(parent_context["request"].user).can_edit()
        return {**context, "url": _sheet_url(instance) if may_edit else "", "language": instance.locale.language_code}


def _state(page: Any) -> str:
    if page.draft_prose == page.source_digest:
        return _("The draft has taken it over and awaits publication")
    return _("To be taken over")


class OutdatedFilterSet(WagtailFilterSet):
    """Filters by language, source language, and whether the draft has taken the change over."""

    locale = django_filters.ChoiceFilter(
        field_name="locale__language_code", choices=settings.LANGUAGES, label=gettext_lazy("Language")
    )
    translated_from = django_filters.ChoiceFilter(choices=settings.LANGUAGES, label=gettext_lazy("Source"))
    state = django_filters.ChoiceFilter(
        choices=[("open", gettext_lazy("To be taken over")), ("drafted", gettext_lazy("Awaits publication"))],
        label=gettext_lazy("State"),
        method="_state",
    )

    class Meta:
        model = CaseStudyPage
        fields: list[str] = []

    def _state(self, queryset: Any, name: str, value: str) -> Any:
        # A text without any draft has no prose of a draft either, which SQL would leave out of both.
        drafted = Q(draft_prose=F("source_digest"), draft_prose__isnull=False)
        return queryset.filter(drafted) if value == "drafted" else queryset.exclude(drafted)


class OutdatedView(CaseReportView):
    """Report on published translations that are outdated, the longest waiting first."""

    page_title = gettext_lazy("Outdated translations")
    explanation = gettext_lazy("Published translations whose source says something new in public since.")
    filterset_class = OutdatedFilterSet
    default_ordering = "source_changed"
    columns = [
        TickColumn("tick"),
        TitleColumn("title", label=gettext_lazy("Title"), sort_key="title"),
        Column("language", label=gettext_lazy("Language"), accessor=lambda page: name_of(page.locale.language_code)),
        Column("translated_from", label=gettext_lazy("Source"), accessor=lambda page: name_of(page.translated_from)),
        DayColumn("source_changed", label=gettext_lazy("Source changed"), sort_key="source_changed"),
        DayColumn("translated_at", label=gettext_lazy("Taken over"), sort_key="translated_at"),
        Column("outdated_state", label=gettext_lazy("State"), accessor=_state),
    ]
    export_columns = (
        *PAGE_EXPORT[:4],
        ("translated_from", gettext_lazy("Source")),
        ("source_changed", gettext_lazy("Source changed")),
        ("translated_at", gettext_lazy("Taken over")),
        ("outdated_state", gettext_lazy("State")),
    )

    def rows(self, pages: PageQuerySet) -> Any:
        return with_source(pages)

    def exported(self, item: CaseStudyPage, name: str) -> Any:
        if name == "translated_from":
            return language_name(item.translated_from, self.language)
        if name == "outdated_state":
            with override(self.language):
                return _state(item)
        return getattr(item, name) if name in ("source_changed", "translated_at") else super().exported(item, name)
