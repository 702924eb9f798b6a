"""Forms of screening: the answer, and the city of an accepted submission."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.forms.city_choice import CityChoiceField
from cases.models import Case, City
from cases.review.choices import Answer, NextStep
from cases.review.models.section_fields import SECTION_FIELDS, label_of

ASKABLE = tuple(name for names in SECTION_FIELDS.values() for name in names if name != "city_name")


def askable_fields() -> list[tuple[str, str]]:
    """Fields that more can be asked about, with their labels."""
    return [(name, label_of(name)) for name in ASKABLE]


class ScreeningForm(forms.Form):
    """Form of an answer to a submission. Asking names fields; declining has a reason and a next step."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, widget=forms.RadioSelect)
    fields_asked = forms.MultipleChoiceField(
        label=_("About which fields"), choices=askable_fields, required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label=_("What its submitter reads"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("What is asked, or why it is declined: in the language of the submission, as to a colleague."),
    )
    next_step = forms.ChoiceField(
        label=_("Next step, if you decline"), choices=[("", "—"), *NextStep.choices], required=False
    )
    similar = forms.CharField(
        label=_("Code of a similar case"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Such as THR-0012."),
    )
    next_text = forms.CharField(
        label=_("Next step in words"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, allowed: Sequence[Answer] = tuple(Answer), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(answer.value, answer.label) for answer in allowed]  # type: ignore[attr-defined]
        self.use_required_attribute = False

    def clean_similar(self) -> Case | None:
        """The case of that code."""
        code = self.cleaned_data["similar"].strip().upper()
        if not code:
            return None
        found: Case | None = Case.objects.filter(code=code, pages__live=True).first()
        if found is None:
            raise ValidationError(_("No published case has this code."))
        return found

    def clean(self) -> dict[str, Any]:
        """Refuses an answer that leaves its submitter without what they need to go on."""
        given: dict[str, Any] = super().clean() or {}
        answer, text = given.get("answer"), (given.get("text") or "").strip()
        if answer == Answer.ASK and not given.get("fields_asked"):
            self.add_error("fields_asked", _("Name at least one field, so that it is clear where the answer belongs."))
        if answer in (Answer.ASK, Answer.DECLINE) and not text and "text" not in self.errors:
            self.add_error("text", _("Nobody is left without words: say what is asked, or why it is declined."))
        if answer == Answer.DECLINE and not given.get("next_step"):
            self.add_error("next_step", _("Say what they can do next."))
        names_none = given.get("next_step") == NextStep.SIMILAR and not given.get("similar")
        if answer == Answer.DECLINE and names_none and "similar" not in self.errors:
            self.add_error("similar", _("Name the similar case."))
        return given


class DraftCaseForm(forms.Form):
    """Form of the city of an accepted submission whose city the list lacked."""

    city = CityChoiceField(
        label=_("City"), queryset=City.objects.all(), required=False, empty_label=_("Add it to the list")
    )
    country = forms.CharField(
        label=_("Country of the city that is added"),
        max_length=60,
        required=False,
        help_text=_("Its two-letter code or its name."),
    )
