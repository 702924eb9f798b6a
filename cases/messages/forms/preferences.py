"""Form by which a person chooses how soon messages of each kind come by mail."""

from typing import Any

from django import forms
from django.contrib.auth.models import User

from cases.messages.causes import KINDS, Kind
from cases.messages.choices import Pace
from cases.messages.selectors.paces import pace_for
from cases.messages.services.preferences import choose


def kinds_for(person: Any) -> list[Kind]:
    """Kinds that a person may get and may choose about: of the newsroom's only whoever may enter the admin."""
    may_enter = person.has_perm("wagtailadmin.access_admin")
    return [kind for kind in KINDS.values() if not kind.mandatory and (may_enter or not kind.newsroom)]


class PreferencesForm(forms.Form):
    """Choice of a pace for each kind."""

    def __init__(self, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.label_suffix = ""
        self.kinds = kinds_for(person)
        for kind in self.kinds:
            self.fields[kind.code] = forms.ChoiceField(
                label=kind.label, choices=Pace.choices, initial=pace_for(kind, person)
            )

    def save(self) -> None:
        """Keeps what was chosen, of the kinds that changed."""
        for kind in self.kinds:
            chosen = Pace(self.cleaned_data[kind.code])
            if chosen != self.fields[kind.code].initial:
                choose(kind, chosen, person=self.person)
