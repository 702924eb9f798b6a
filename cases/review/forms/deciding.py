"""Forms of editors: a decision with its letter, and whom to invite."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.review.choices import Outcome
from cases.review.services.rounds.deciding import LEAST_LETTER

NO_LETTER = _("The letter cannot be empty: say what was decided and why.")


class DecisionForm(forms.Form):
    """Decision with its letter, which is a draft until it is announced."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=Outcome.choices, widget=forms.RadioSelect)
    letter = forms.CharField(
        label=_("Letter to the submitter"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        help_text=_("A draft of what the submitter reads, in their language: change it as you like."),
        error_messages={"required": NO_LETTER},
    )

    def clean_letter(self) -> str:
        """The letter. Raises ValidationError for one that says nothing."""
        letter = str(self.cleaned_data["letter"])
        if len(letter.strip()) < LEAST_LETTER:
            raise forms.ValidationError(NO_LETTER)
        return letter


class InvitationForm(forms.Form):
    """Choice of experts to be invited, by key."""

    experts = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": _("Choose whom to invite.")})

    def __init__(self, *args: Any, keys: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.TypedMultipleChoiceField, self.fields["experts"]).choices = [(key, str(key)) for key in keys]
