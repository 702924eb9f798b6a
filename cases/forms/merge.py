"""Forms that merge two topics, or two cities."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.models import City, Topic
from cases.selectors.countries import country_name
from cases.selectors.topics import topic_tree
from cases.services.merge_topics import check_merge
from cases.written.collation import reading_order


class MergeTopicForm(forms.Form):
    """Form that asks into which topic ``source`` is merged."""

    target = forms.ModelChoiceField(Topic.objects.all(), label=_("Merge into"))

    def __init__(self, *args: Any, source: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        language = get_language() or settings.LANGUAGE_CODE
        ids = dict(Topic.objects.values_list("code", "pk"))
        target = cast(forms.ModelChoiceField[Any], self.fields["target"])
        target.choices = [("", "—")] + [
            (ids[node.code], node.indented(language)) for node in topic_tree().values() if node.code != source.code
        ]

    def clean_target(self) -> Topic:
        """Raises ValidationError for a target that is the topic itself or narrower."""
        target: Topic = self.cleaned_data["target"]
        check_merge(self.source, target)
        return target


class MergeCityForm(forms.Form):
    """Form that asks into which city ``source`` is merged."""

    target = forms.ModelChoiceField(City.objects.all(), label=_("Merge into"))

    def __init__(self, *args: Any, source: City, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        language = get_language() or settings.LANGUAGE_CODE
        cities = City.objects.exclude(pk=source.pk)
        named = sorted(
            (
                (city.country != source.country, country_name(city.country, language), city.name(language), city.pk)
                for city in cities
            ),
            key=lambda row: (row[0], *(reading_order(name, language) for name in row[1:3]), row[3]),
        )
        target = cast(forms.ModelChoiceField[Any], self.fields["target"])
        target.choices = [("", "—")] + [(pk, f"{name} ({country})") for _far, country, name, pk in named]

    def clean_target(self) -> City:
        """Raises ValidationError for the city itself."""
        target: City = self.cleaned_data["target"]
        if target.pk == self.source.pk:
            raise ValidationError(_("A city cannot be merged into itself."))
        return target
