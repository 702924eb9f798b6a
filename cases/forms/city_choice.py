"""Choice of a city, by its name in the reader's language."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.forms.models import ModelChoiceIterator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import City
from cases.written.collation import reading_order


class CityChoices(ModelChoiceIterator):
    """Choices in the order of the alphabet; the database has the names of all languages in one column."""

    def __iter__(self) -> Iterator[Any]:
        language = get_language() or settings.LANGUAGE_CODE
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(
            self.choice, sorted(self.queryset, key=lambda city: reading_order(city.name(language), language))
        )


class CityChoiceField(forms.ModelChoiceField):
    """Field that offers cities by name."""

    iterator = CityChoices

    def label_from_instance(self, obj: City) -> str:
        return str(obj) if obj.is_confirmed else _("%(city)s (asked for)") % {"city": obj}
