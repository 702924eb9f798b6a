"""Form of a case's living data."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cases.models import Case, ProposedFigures
from cases.selectors.figures import figures_of
from cases.services.figures import write_figures
from cases.services.translation.published_prose import noting_words


class CaseForm(WagtailAdminModelForm):
    """Form of a case, which checks that the sources cited by indicators and adoptions are sources of the case.

    Its indicators are written as figures are: those that readers know wait for a second person (``proposal``).
    """

    proposal: ProposedFigures | None = None

    def is_valid(self) -> bool:
        """Whether the form is valid and every cited key is a source of the case."""
        valid: bool = super().is_valid()
        keys = self.instance.source_keys() if self.instance.pk else set()
        wrong = [form for form in self._forms() if _cites_unknown(form, keys)]
        for form in wrong:
            form.add_error("source", _("No source of this case has this key."))
        return valid and not wrong

    def save(self, commit: bool = True) -> Case:
        """Saves the case; with ``commit`` its figures too, or a proposal of them."""
        case: Case = super().save(commit=False)
        if commit:
            figures = figures_of(case)
            vars(case).get("_cluster_related_objects", {}).pop("indicators", None)  # else the case would save them
            with noting_words(case):
                case.save()
            self.proposal = write_figures(case, figures, self.for_user)
        return case

    def _forms(self) -> list[Any]:
        forms: list[Any] = []
        for formset in getattr(self, "formsets", {}).values():
            for form in formset.forms:
                forms.append(form)
                for nested in getattr(form, "formsets", {}).values():
                    forms += nested.forms
        return forms


def _cites_unknown(form: Any, keys: set[str]) -> bool:
    cleaned = getattr(form, "cleaned_data", None) or {}
    return bool(cleaned.get("source")) and not cleaned.get("DELETE") and cleaned["source"] not in keys
