"""Form of the answer whether a case still holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.review.choices import Holds

LONGEST = 3000  # characters


class HoldsForm(forms.Form):
    """Form of one answer, with what changed in a few words, where something did."""

    answer = forms.ChoiceField(
        label=_("Does the case still hold?"),
        choices=Holds.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    note = forms.CharField(
        label=_("What changed, or when it ended and why"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("For the editors, who mend the case; readers do not see it."),
    )

    def clean(self) -> dict[str, Any]:
        """Asks for a few words where something changed, so that editors know what to do."""
        found = super().clean() or {}
        if found.get("answer") not in (None, Holds.RIGHT) and not found.get("note") and "note" not in self.errors:
            self.add_error("note", _("Say in a few words what changed, so that the case can be mended."))
        return found
