"""Form of a case in which a city can be named that the list lacks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.services.asked_cities import city_named

NAME, COUNTRY = "new_city_name", "new_city_country"


class WithAskedCity(forms.Form):
    """Form whose city may be named in words; that counts where none is chosen."""

    new_city_name = forms.CharField(
        label=_("name of the city"), required=False, widget=forms.TextInput({"dir": "auto", "autocomplete": "off"})
    )
    new_city_country = forms.CharField(
        label=_("country"), required=False, widget=forms.TextInput({"dir": "auto", "autocomplete": "country-name"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.names_a_city():
            self.fields["city"].required = False

    def names_a_city(self) -> bool:
        """Whether a city is named, and none chosen."""
        return not self.data.get("city") and bool(self.data.get(NAME, "").strip())

    def take_named_city(self, language: str, user: Any) -> None:
        """Makes the named city the one of the form, or says what it lacks."""
        try:
            city = city_named(self.cleaned_data.get(NAME, ""), self.cleaned_data.get(COUNTRY, ""), language, user)
        except ValidationError as error:
            for name, reasons in error.message_dict.items():
                if f"new_city_{name}" not in self.errors:
                    self.add_error(f"new_city_{name}", reasons)
            self.add_error("city", _("Choose the city whose practice it is."))
        else:
            self.cleaned_data["city"] = city
