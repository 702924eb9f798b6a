"""Form of a page that also holds the figures of its case, while no reader knows the case."""

from typing import Any

from django import forms
from django.utils.translation import get_language

from cases.models import Case
from cases.selectors.figures import digest_of, figures_wait, newest_figures, open_proposal
from cases.services.figures import write_figures

from .field import FiguresField
from .typed_grid import NAME


class WithFigures(forms.Form):
    """Form with a grid of figures. They are stored with the draft; of a public case the form has none."""

    figures = FiguresField()

    def prepare_fields(self) -> None:
        """Gives the grid the figures as they are stored, or takes it out of the form of a public case."""
        page = self.instance  # type: ignore[attr-defined]  # of the page's form
        case: Case | None = page.case if page.pk else None
        if NAME not in self.fields:
            return
        if case is not None and (figures_wait(case) or open_proposal(case)):
            del self.fields[NAME]
            return
        field: Any = self.fields[NAME]
        sources = {*(case.source_keys() if case else ()), *page.source_keys(), *self._typed_sources()}
        field.prepare(newest_figures(case) if case else [], sources, self._language())
        self.initial.setdefault(NAME, field.initial)

    def _language(self) -> str:
        """Language of the page; of one that is previewed before it was ever saved, that of its parent."""
        page, parent = self.instance, getattr(self, "parent_page", None)  # type: ignore[attr-defined]
        owner = page if page.locale_id else parent
        return str(owner.locale.language_code) if owner and owner.locale_id else get_language() or ""

    def _typed_sources(self) -> set[str]:
        """Keys of the sources in the same form, stored or not."""
        sent = self.data.items() if self.is_bound else ()
        return {str(text) for name, text in sent if name.startswith("sources-") and name.endswith("-value-key")}

    def typed_figures(self) -> list[dict[str, Any]] | None:
        """Figures to store: those that are right; None where there is nothing to store."""
        field: Any = self.fields.get(NAME)
        if field is None or f"{NAME}-opened" not in self.data or field.read.is_newer:
            return None
        return list(field.read.figures)

    def store_figures(self, case: Case) -> None:
        """Stores the figures that were typed, as the draft is."""
        figures = self.typed_figures()
        if figures is not None:
            write_figures(case, figures, self.for_user)  # type: ignore[attr-defined]  # of the page's form

    def figures_for_resave(self) -> list[tuple[str, str]]:
        """Inputs that a save by itself brings up to date."""
        case = self.instance.case  # type: ignore[attr-defined]  # of the page's form
        if self.typed_figures() is None or case is None:
            return []
        return [(f"{NAME}-opened", digest_of(newest_figures(case)))]
