"""Forms that send, share, comment, withdraw and attach."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.review.choices import Right

LONGEST_COMMENT = 1000


class SendForm(forms.Form):
    """Form that sends a submission: its licence is agreed to the first time."""

    agreed = forms.BooleanField(
        label=_("I may pass this on, and agree that it is published under CC BY 4.0 when it is accepted.")
    )


class ShareForm(forms.Form):
    """Form that lets an address take part."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"})
    )
    right = forms.ChoiceField(label=_("What they may do"), choices=Right.choices, initial=Right.COMMENT)


class CommentForm(forms.Form):
    """Form of a comment on a section."""

    text = forms.CharField(
        label=_("Comment"), max_length=LONGEST_COMMENT, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class FileForm(forms.Form):
    """Form of a file."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_(
            "A picture, PDF, DOCX or XLSX of at most 20 MB. "
            "Before the case is published, only those see it who take part or judge it."
        ),
    )
    words = forms.CharField(
        label=_("What it shows"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("One sentence, also for those who do not see it."),
    )
    credit = forms.CharField(
        label=_("By whom"), max_length=150, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
