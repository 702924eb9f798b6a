"""Form that makes a link to a preview."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.selectors.localized_format import number
from cases.services.preview_links import DAYS, DEFAULT_DAYS


def _spans() -> list[tuple[int, str]]:
    return [(days, ngettext("%(count)s day", "%(count)s days", days) % {"count": number(days)}) for days in DAYS]


class PreviewLinkForm(forms.Form):
    """Form of a new link: for whom it is, and for how long."""

    label = forms.CharField(
        label=_("For whom"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("So that you know later which link to end, such as “the mayor's office”."),
    )
    days = forms.TypedChoiceField(label=_("Works for"), choices=_spans, coerce=int, initial=DEFAULT_DAYS)
