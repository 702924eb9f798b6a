"""Form in which experts keep their record."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.models import City, Topic
from cases.people.models import Expert
from cases.people.selectors.cities import cities_by_name
from cases.selectors.languages import language_name
from cases.selectors.localized_format import active_language
from cases.selectors.topics import preferred_tree

MOST_CITIES = 100


def topic_choices(kept: set[int]) -> list[tuple[int, str]]:
    """Topics in the order and depth of the tree; a deprecated one while it is chosen."""
    language, keys = active_language(), dict(Topic.objects.values_list("code", "pk"))
    return [
        (keys[node.code], node.indented(language))
        for node in preferred_tree().values()
        if not node.deprecated or keys[node.code] in kept
    ]


def language_choices() -> list[tuple[str, str]]:
    """Languages in which cases and their sources are written, as the reader names them."""
    reader = active_language()
    return [(code, language_name(code, reader)) for code, _name in settings.THESAURUS_LANGUAGES]


class RecordForm(forms.Form):
    """Form of an expert's own record."""

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label=_("Fields"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A field covers all topics below it."),
    )
    languages = forms.MultipleChoiceField(label=_("Languages that you read"), widget=forms.CheckboxSelectMultiple)
    excluded_cities = forms.CharField(
        label=_("Cities that you may not judge"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("One a line: where you work, worked or have an interest. Your own cities count anyway."),
    )
    monthly_load = forms.IntegerField(label=_("Cases a month"), min_value=1, max_value=50)
    is_paused = forms.BooleanField(label=_("I take no cases at the moment"), required=False)
    renews = forms.BooleanField(label=_("I agree to judge cases for another year"), required=False)

    def __init__(self, *args: Any, expert: Expert, **kwargs: Any) -> None:
        chosen = list(expert.topics.values_list("pk", flat=True))
        language = active_language()
        kwargs.setdefault("initial", {
            "topics": chosen,
            "languages": expert.languages,
            "excluded_cities": "\n".join(city.name(language) for city in expert.excluded_cities.all()),
            "monthly_load": expert.monthly_load,
            "is_paused": expert.is_paused,
        })  # fmt: skip
        super().__init__(*args, **kwargs)
        cast(forms.ModelMultipleChoiceField[Any], self.fields["topics"]).choices = topic_choices(set(chosen))
        cast(forms.MultipleChoiceField, self.fields["languages"]).choices = language_choices()

    def clean_excluded_cities(self) -> list[City]:
        """Cities that were named. Raises ValidationError for names that no city has."""
        lines = self.cleaned_data["excluded_cities"].splitlines()[:MOST_CITIES]
        found, unknown = cities_by_name(lines)
        if unknown:
            told = ", ".join(line[:60] for line in unknown[:5])
            raise forms.ValidationError(_("No city has this name: %(names)s"), params={"names": told})
        return found
