"""Forms of members, contacts and experts in the admin."""

from typing import Any, cast

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from cases.forms.city_choice import CityChoiceField
from cases.forms.topic_choice import TopicSelect
from cases.models import City
from cases.people.models import CityContact, Expert, Membership

from .experts import language_choices


class AccountField(forms.CharField):
    """Field that takes the name or the address of an account: of thousands nobody chooses from a list."""

    widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("User name or e-mail of an account that there is."))
        super().__init__(max_length=254, **kwargs)

    def clean(self, value: Any) -> Any:
        """Account that was named. Raises ValidationError where there is none, or are several."""
        name = super().clean(value)
        if not name:
            return None
        named = get_user_model().objects.filter(Q(username=name) | Q(email__iexact=name), is_active=True)[:2]
        if len(named) > 1:
            raise forms.ValidationError(_("Several accounts have this address. Give the user name."))
        if not named:
            raise forms.ValidationError(_("There is no such account."))
        return named[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another name was typed than the form came with."""
        return str(initial or "") != str(data or "").strip()


class MembershipForm(WagtailAdminModelForm):
    """Form of a new membership, made without an invitation."""

    person = AccountField(label=gettext_lazy("Person"))
    city = CityChoiceField(City.objects.filter(is_confirmed=True), label=gettext_lazy("City"))

    class Meta:
        model = Membership
        fields = ["person", "city", "role"]

    def clean(self) -> Any:
        """Says at the field that somebody is a member already."""
        found = super().clean()
        person, city = self.cleaned_data.get("person"), self.cleaned_data.get("city")
        if person and city and Membership.objects.filter(person=person, city=city, until=None).exists():
            self.add_error("person", _("This person is a member of that city."))
        return found


class MemberRoleForm(WagtailAdminModelForm):
    """Form of the role of a member. Another person or city is another membership."""

    class Meta:
        model = Membership
        fields = ["role"]


class CityContactForm(WagtailAdminModelForm):
    """Form of the contact of a city."""

    city = CityChoiceField(City.objects.all(), label=gettext_lazy("City"))

    class Meta:
        model = CityContact
        fields = ["city", "office", "mailbox", "confirm_by"]


class ExpertForm(WagtailAdminModelForm):
    """Form of an expert."""

    person = AccountField(label=gettext_lazy("Person"))
    languages = forms.MultipleChoiceField(label=gettext_lazy("languages"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Expert
        fields = [
            "person",
            "topics",
            "languages",
            "excluded_cities",
            "monthly_load",
            "is_paused",
            "agreed_on",
        ]
        widgets = {"topics": TopicSelect, "excluded_cities": forms.SelectMultiple(attrs={"size": 8})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["languages"]).choices = language_choices()
        if self.instance.pk:
            self.initial["person"] = self.instance.person.get_username()

    def clean_person(self) -> Any:
        """Account of the expert. Raises ValidationError for somebody who has a record already."""
        person = self.cleaned_data["person"]
        if Expert.objects.filter(person=person).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This person has a record as an expert."))
        return person
