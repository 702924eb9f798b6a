"""Form of a case study page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.base import BlockField

from cases.services.page_addresses import free_address, is_made_of
from cases.written.addresses import page_address

from .asked_city import COUNTRY, NAME, WithAskedCity
from .figures.with_figures import WithFigures
from .kept_drafts import KeptDraftForm

REASONS = {
    "summary": _("Write two to four sentences; lists and search results show nothing else."),
    "limits": _("Say what did not work or is not known. A case without limits and failures is not published."),
    "transfer": _("Say what another city needs first. A case without transfer conditions is not published."),
    "topics": _("Choose at least one topic, else nobody finds the case."),
    "city": _("Choose the city whose practice it is."),
}


class CaseStudyPageForm(WithFigures, WithAskedCity, KeptDraftForm):
    """Form of a case study page, which gives reasons for required fields and overwrites no newer version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"] = _address_field(self.fields["slug"])
        if self.is_bound:
            self._keep_streams_that_were_not_sent()
        for name, reason in REASONS.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = reason

    def clean_slug(self) -> str:
        """Address as it was typed, without what an address cannot hold."""
        return page_address(self.cleaned_data["slug"] or "")

    def clean(self) -> dict[str, Any]:
        """Takes a city that is named, and makes the address of the title."""
        if self.names_a_city():
            self.take_named_city(self.instance.locale.language_code, self.for_user)
        if "slug" in self.cleaned_data:
            self.cleaned_data["slug"] = self._address(self.cleaned_data["slug"])
        cleaned: dict[str, Any] = super().clean() or {}
        return cleaned

    def new_city_fields(self) -> list[Any]:
        """Fields of the form in which a city is named."""
        return [self[NAME], self[COUNTRY]]

    def _address(self, typed: str) -> str:
        page, title = self.instance, self.cleaned_data.get("title") or self.instance.title
        if page.first_published_at or (typed and not (typed == page.slug and is_made_of(page.slug, page.title))):
            return typed or page.slug
        return free_address(page, title, self.parent_page or page.get_parent())

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        return [*super().get_field_updates_for_resave(), ("slug", self.instance.slug), *self.figures_for_resave()]

    def save(self, commit: bool = True) -> Any:
        """Saves the page; with ``commit`` the figures of its case too. Of a new page they are stored after it."""
        page = super().save(commit=commit)
        page.typed_figures = self.typed_figures()  # for a preview
        if commit and page.case is not None:
            self.store_figures(page.case)
        elif commit is False and not page.pk:
            page.store_figures = self.store_figures
        return page

    def _keep_streams_that_were_not_sent(self) -> None:
        """Keeps streams that a browser without a script has no inputs for, which Wagtail takes for a broken request."""
        for name, field in self.fields.items():
            if isinstance(field, BlockField) and f"{self.add_prefix(name)}-count" not in self.data:
                kept = getattr(self.instance, name)
                field.widget.value_from_datadict = lambda *_sent, kept=kept: kept


def _address_field(given: Any) -> forms.CharField:
    """Field for an address, which takes any text."""
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "spellcheck": "false"})
    explanation = _("The last part of the page's address. Left empty, it follows the title until first publication.")
    return forms.CharField(label=given.label, required=False, widget=widget, help_text=explanation, max_length=255)
