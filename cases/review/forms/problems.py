"""Forms about problems of cases: reported by a reader, answered by an editor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.review.choices import ProblemReason, ProblemState
from cases.review.models.problem import LONGEST

from .visitors import ProvenForm

ANSWERS = (ProblemState.TAKEN, ProblemState.MENDED, ProblemState.KEPT)


class ProblemForm(forms.Form):
    """Form by which somebody with an account reports a problem.

    ``website`` is a trap: people do not see it, programs fill it in.
    """

    reason = forms.ChoiceField(
        label=_("What is wrong"),
        choices=ProblemReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    text = forms.CharField(
        label=_("In your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("Which sentence, figure or source, and how you know. Nothing of it is published."),
        error_messages={"required": _("Say in a few words what is wrong.")},
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    @property
    def is_trapped(self) -> bool:
        """Whether something filled in what people do not see."""
        return bool(self.data.get("website"))


class VisitorProblemForm(ProvenForm, ProblemForm):
    """Form by which a visitor reports a problem, with an address for the answer if they like."""

    field_order = ["reason", "text", "email"]
    email = forms.EmailField(
        label=_("E-mail for the answer"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
        help_text=_(
            "Only for the answer; it is forgotten when that has been sent. "
            "Without it, keep the address of the next page."
        ),
    )


class AnswerForm(forms.Form):
    """Form by which an editor takes a problem, or answers it; an answer has words."""

    state = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[(state.value, state.label) for state in ANSWERS],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("Whoever reported it reads this, in a mail and on the page that they were given."),
    )

    def clean(self) -> dict[str, Any]:
        """Asks for words, unless the problem is only taken."""
        found = super().clean() or {}
        ends = found.get("state") not in (None, ProblemState.TAKEN)
        if ends and not found.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Nobody is left without an answer: say what was done, or why nothing is."))
        return found
