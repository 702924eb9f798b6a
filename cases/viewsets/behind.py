"""What the admin says of translations that are behind: on the pages concerned, and as a report."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from cases.models import Case, CaseStudyPage
from cases.selectors.behind import Behind, behind_source, translations_behind, with_source
from cases.selectors.reader_format import day
from cases.selectors.spreadsheet import without_formula

from .columns import DayColumn
from .translations import name_of


def say_what_is_behind(request: HttpRequest, page: Page) -> None:
    """At the head of a page's form: that it is behind its source, and which translations are behind it."""
    page = page.specific
    if request.method != "GET" or not isinstance(page, CaseStudyPage):
        return
    behind = _behind(page)
    if behind is not None:
        buttons = [] if behind.awaits_publication else [messages.button(_sheet_url(page), _("Take it over"))]
        messages.warning(request, _own_notice(behind), buttons=buttons)
    for row in translations_behind(page):
        may_edit = not row.awaits_publication and row.page.permissions_for_user(request.user).can_edit()
        buttons = [messages.button(_sheet_url(row.page), _("Take it over"))] if may_edit else []
        messages.info(request, _notice_of_translation(row), buttons=buttons)


def _behind(page: CaseStudyPage) -> Behind | None:
    draft = page.get_latest_revision_as_object()
    if not draft.translated_from:
        return None
    pages = CaseStudyPage.objects.live().select_related("locale", "published_prose")
    source = pages.filter(translation_key=page.translation_key, locale__language_code=draft.translated_from).first()
    behind = behind_source(draft, source)
    published = behind_source(page, source) if page.live and behind is None else None
    if published is not None:
        return Behind(page, published.source, published.taken, published.changed, awaits_publication=True)
    return behind


def _own_notice(behind: Behind) -> str:
    values = {"language": name_of(behind.source.locale.language_code), "changed": day(behind.changed)}
    if behind.awaits_publication:
        text = _(
            "Behind its source for readers: the %(language)s text was changed on %(changed)s. The draft has taken it "
            "over and awaits publication."
        )
    else:
        text = _("Behind its source: the %(language)s text was changed on %(changed)s.")
    return text % values


def _notice_of_translation(behind: Behind) -> str:
    values = {"language": name_of(behind.page.locale.language_code), "changed": day(behind.changed)}
    if behind.awaits_publication:
        text = _("The %(language)s translation is behind this text; what it needs awaits publication.")
    else:
        text = _("The %(language)s translation is behind this text, changed on %(changed)s.")
    return text % values


def _sheet_url(page: CaseStudyPage) -> str:
    return reverse("case_translation", args=[page.pk])


def translation_buttons(page: Page, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a page: to translate it, and to the sheet of a translation."""
    page = page.specific
    if not isinstance(page, CaseStudyPage) or page.pk is None:
        return
    tester = page.permissions_for_user(user)
    if tester.can_translate():
        yield Button(_("Translate"), reverse("case_translate", args=[page.pk]), icon_name="globe", priority=60)
    if tester.can_edit() and page.get_latest_revision_as_object().translated_from:
        yield Button(_("Translation beside its source"), _sheet_url(page), icon_name="globe", priority=61)


class TitleColumn(Column):
    """The page, leading to its sheet where the reader may write it."""

    cell_template_name = "cases/admin/behind_cell.html"

    def get_cell_context_data(self, instance: CaseStudyPage, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        may_edit = instance.permissions_for_user(parent_context["request"].user).can_edit()
        return {**context, "url": _sheet_url(instance) if may_edit else "", "language": instance.locale.language_code}


def _state(page: Any) -> str:
    if page.draft_prose == page.source_digest:
        return _("The draft has taken it over and awaits publication")
    return _("To be taken over")


class BehindReportView(ReportView):
    """Published translations whose source said something new since, those waiting longest first."""

    model = CaseStudyPage
    permission_policy = ModelPermissionPolicy(Case)
    permission_required = "view"
    page_title = gettext_lazy("Translations behind")
    header_icon = "globe"
    index_url_name = "translations_behind"
    index_results_url_name = "translations_behind_results"
    default_ordering = "source_changed"
    is_searchable = False
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), sort_key="title"),
        Column("language", label=gettext_lazy("Language"), accessor=lambda page: name_of(page.locale.language_code)),
        Column("translated_from", label=gettext_lazy("Source"), accessor=lambda page: name_of(page.translated_from)),
        DayColumn("source_changed", label=gettext_lazy("Source changed"), sort_key="source_changed"),
        DayColumn("translated_at", label=gettext_lazy("Taken over"), sort_key="translated_at"),
        Column("state", label=gettext_lazy("State"), accessor=_state),
    ]
    export_filename = "translations-behind"
    list_export = ["case.code", "title", "locale.language_code", "translated_from", "source_changed", "translated_at"]
    custom_field_preprocess = {"title": dict.fromkeys(ReportView.FORMATS, without_formula)}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        # Now, since a CSV is sent when the reader's language is no longer in force.
        labels = {column.name: str(column.label) for column in self.columns}
        self.export_headings = {
            **labels, "case.code": _("Case"), "locale.language_code": labels["language"],
            "translated_from": labels["translated_from"],
        }  # fmt: skip

    def get_base_queryset(self) -> QuerySet[CaseStudyPage]:
        return with_source(CaseStudyPage.objects.select_related("locale", "case"))

    def order_queryset(self, queryset: QuerySet[CaseStudyPage]) -> QuerySet[CaseStudyPage]:
        return queryset.order_by(self.ordering, "pk")


class BehindMenuItem(MenuItem):
    """Shown to those who may see the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("cases.view_case"))
