"""Form of the contact of a city."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ContactForm(forms.Form):
    """Form that says where an office of the city is reached."""

    office = forms.CharField(
        label=_("Office"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("The office that reads the mailbox, not a person."),
    )
    mailbox = forms.EmailField(
        label=_("Mailbox"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("An address that stays when people leave. Visitors of the site never see it."),
    )
