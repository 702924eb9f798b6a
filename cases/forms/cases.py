"""Form of a case's living data."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin.forms import WagtailAdminModelForm

from cases.choices import EvidenceLevel
from cases.models import Case, ProposedFigures
from cases.selectors.evidence import REFUSALS, evidence_of
from cases.selectors.figures import figures_of
from cases.services.figures import write_figures
from cases.services.translation.published_prose import noting_words


class CaseForm(WagtailAdminModelForm):
    """Form of a case, which checks that the sources cited by indicators and adoptions are sources of the case.

    Its indicators are written as figures are: those that readers know wait for a second person (``proposal``).
    """

    proposal: ProposedFigures | None = None

    def clean(self) -> dict[str, Any]:
        """Checks the evidence level against what readers see, and dates the day on which the case is archived."""
        cleaned: dict[str, Any] = super().clean()
        if self._changes("evidence_level", "evidence_source") and (level := cleaned.get("evidence_level", "")):
            evidence = evidence_of([self.instance.pk])[self.instance.pk]
            if missing := evidence.contradicts(level, cleaned.get("evidence_source", "")):
                self.add_error("evidence_level", _refusal(missing))
        if self._changes("archive_reason"):
            self.instance.archived_on = timezone.localdate() if cleaned.get("archive_reason") else None
        return cleaned

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

    def _changes(self, *names: str) -> bool:
        return any(name in self.changed_data for name in names)

    def _forms(self) -> list[Any]:
        forms: list[Any] = []
        for formset in getattr(self, "formsets", {}).values():
            for form in formset.forms:
                forms.append(form)
                for nested in getattr(form, "formsets", {}).values():
                    forms += nested.forms
        return forms


def _refusal(missing: list[EvidenceLevel]) -> str:
    why = pgettext("between reasons", "; ").join(str(REFUSALS[level]) for level in missing)
    return _("The case does not bear this level out: %(why)s. Figures that wait count once they are approved.") % {
        "why": why
    }


def _cites_unknown(form: Any, keys: set[str]) -> bool:
    cleaned = getattr(form, "cleaned_data", None) or {}
    return bool(cleaned.get("source")) and not cleaned.get("DELETE") and cleaned["source"] not in keys
