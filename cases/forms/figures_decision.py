"""Form of a decision about proposed figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

APPROVE, RETURN, WITHDRAW, SEND = "approve", "return", "withdraw", "send"
LONGEST = 2000


class FiguresDecisionForm(forms.Form):
    """Decision about proposed figures; giving them back takes a remark."""

    decision = forms.ChoiceField(choices=[(name, name) for name in (APPROVE, RETURN, WITHDRAW, SEND)])
    seen = forms.CharField(required=False, max_length=64)
    remark = forms.CharField(
        label=_("remark"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("Needed to give the figures back: what should be another, and why."),
    )

    def clean(self) -> dict[str, Any]:
        """Asks for a remark where the figures are given back."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == RETURN and not cleaned.get("remark") and "remark" not in self.errors:
            self.add_error("remark", _("Write what should be changed."))
        return cleaned
