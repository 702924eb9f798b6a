"""Form of a profile."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.models import City
from cases.people.models import Profile
from cases.people.services.profiles import write_account
from cases.selectors.languages import language_name
from cases.written.collation import reading_order


def _languages() -> list[tuple[str, str]]:
    return [(code, language_name(code, code)) for code, _name in settings.LANGUAGES]


class ProfileForm(forms.ModelForm[Profile]):
    """Form of one's own profile."""

    language = forms.ChoiceField(label=_("Language of messages"), choices=_languages)

    class Meta:
        model = Profile
        fields = ["name_fa", "name_latin", "name_ar", "function", "city", "language", "calendar", "digits"]
        widgets = {
            "name_fa": forms.TextInput(attrs={"autocomplete": "name", "dir": "rtl", "lang": "fa"}),
            "name_latin": forms.TextInput(attrs={"autocomplete": "name", "dir": "ltr", "lang": "en"}),
            "name_ar": forms.TextInput(attrs={"autocomplete": "name", "dir": "rtl", "lang": "ar"}),
            "function": forms.TextInput(attrs={"autocomplete": "organization-title", "dir": "auto"}),
        }
        help_texts = {
            "name_fa": _("One name is enough; with the others, readers of each language can read it."),
            "function": _("Such as head of mobility, or engineer for waste."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or settings.LANGUAGE_CODE
        cities = sorted(City.objects.all(), key=lambda city: reading_order(city.name(language), language))
        field: Any = self.fields["city"]
        field.choices = [("", _("none")), *((city.pk, city.name(language)) for city in cities)]

    def clean(self) -> dict[str, Any]:
        """Cleaned data; one name at least is needed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.get(name) for name in ("name_fa", "name_latin", "name_ar")):
            self.add_error("name_fa", _("Give your name in one of the three."))
        return cleaned

    def save(self, commit: bool = True) -> Profile:
        """Writes the profile, and what the admin shows of it."""
        profile: Profile = super().save(commit)
        write_account(profile)
        return profile
