"""Rows of a section: partners, figures, upstream documents, sources. An empty row says nothing and is left out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from cases.blocks.partners import partner_role_choices
from cases.choices import DocumentKind, SourceKind
from cases.forms.localized.fields import FigureFormField
from cases.review.choices import SectionName
from cases.review.selectors.submissions.reading import unit_choices

from .answers import Year, line, read, written

MOST_ROWS = 20


class Row(forms.Form):
    """Row of a list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_permitted = True
        self.use_required_attribute = False

    def answers(self) -> dict[str, Any]:
        """Values of the row, as JSON has them; empty of one that says nothing."""
        said = {name: written(value) for name, value in self.cleaned_data.items()}
        return said if any(value not in ("", None) for name, value in said.items() if name not in QUIET) else {}


QUIET = ("kind", "role", "unit")  # choices that have a value before anybody chose


class PartnerRow(Row):
    """Partner of the practice."""

    name = line(_("Name"), 200)
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "—"), *partner_role_choices()]  # type: ignore[attr-defined]


class FigureRow(Row):
    """Figure: what was measured, before and after."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Not in the list")), *unit_choices()]  # type: ignore[attr-defined]

    name = line(_("What was measured"), 150)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    before = FigureFormField(label=_("Before"), required=False, max_digits=20, decimal_places=6)
    before_year = Year(label=_("Year"), required=False)
    after = FigureFormField(label=_("After"), required=False, max_digits=20, decimal_places=6)
    after_year = Year(label=_("Year"), required=False)

    def clean(self) -> dict[str, Any]:
        """A value needs its name and its year."""
        given: dict[str, Any] = super().clean() or {}
        for name in ("before", "after"):
            if given.get(name) is not None and given.get(f"{name}_year") is None and not self.has_error(f"{name}_year"):
                self.add_error(f"{name}_year", _("Of which year is it?"))
        if any(given.get(name) is not None for name in ("before", "after")) and not given.get("name"):
            self.add_error("name", _("Say what was measured."))
        return given


class DocumentRow(Row):
    """Upstream document: plan, policy, law."""

    title = line(_("Title"), 400)
    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind.choices, required=False)
    year = Year(label=_("Year"), required=False)


class SourceRow(Row):
    """Source by which a claim can be checked."""

    title = line(_("Title"), 500)
    url = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr", "inputmode": "url"}),
    )
    publisher = line(_("Who put it out"), 200)
    year = Year(label=_("Year"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *SourceKind.choices], required=False)

    def clean(self) -> dict[str, Any]:
        """A source has a title, and something by which it is found."""
        given: dict[str, Any] = super().clean() or {}
        found_by = [given.get(name) for name in ("url", "publisher", "year")]
        if any(found_by) and not given.get("title") and "title" not in self.errors:
            self.add_error("title", _("Give its title."))
        if given.get("title") and not any(found_by) and not self.errors:
            self.add_error("url", _("Give the address, or else who put it out or the year."))
        return given


class Rows(BaseFormSet):
    """Rows of one list."""

    def answers(self) -> list[dict[str, Any]]:
        """Values of the rows that are right, in their order."""
        right = (form.answers() for form in self.forms if form.is_valid())
        return [said for said in right if said]

    def clean(self) -> None:
        """No more rows than anybody reads."""
        if self.total_form_count() > MOST_ROWS + 1:
            raise ValidationError(_("More than 20 rows are not kept."))


OF_SECTIONS: dict[SectionName, dict[str, type[Row]]] = {
    SectionName.FACTS: {"partners": PartnerRow},
    SectionName.RESULTS: {"figures": FigureRow},
    SectionName.CONTEXT: {"documents": DocumentRow},
    SectionName.SOURCES: {"sources": SourceRow},
}


def rows_of(section: SectionName, data: Any, answers: dict[str, Any]) -> dict[str, Rows]:
    """Lists of a section by name, each with an empty row behind what was said."""
    found = {}
    for name, row in OF_SECTIONS.get(section, {}).items():
        made: Any = forms.formset_factory(row, formset=Rows, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 5)
        initial = [row_initial(row, said) for said in answers.get(name, [])]
        found[name] = made(data, prefix=name, initial=initial)
    return found


def row_initial(row: type[Row], said: dict[str, Any]) -> dict[str, Any]:
    """Values of the fields of a row, of what JSON had."""
    return {name: read(field, said.get(name)) for name, field in row.base_fields.items()}
