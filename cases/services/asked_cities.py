"""Cities that the writer of a case names since the list lacks them: editors add them, authors ask for them."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from cases.models import City
from cases.records.countries import country_code
from cases.selectors.localized_format import number
from cases.written.addresses import name_key

from .cities import save_city
from .geonames import Gazetteer

LONGEST = 100  # letters of a name
MOST_OPEN = 10  # cities that an author asked for and no editor has confirmed


@transaction.atomic
def city_named(name: str, country: str, language: str, user: Any) -> City:
    """City of that name in that country: the one that is known by it, else a new one.

    Of whoever may not add cities it is asked for: nothing about it is published until an editor confirms it. Raises
    ValidationError, by ``name`` or ``country``.
    """
    name, code = " ".join(name.split()), country_code(country)
    errors = {}
    if not name_key(name) or len(name) > LONGEST or "\0" in name:
        errors["name"] = _("Write the name of the city.")
    if code is None:
        errors["country"] = _("This is no country: write its two-letter code or its name.")
    if errors or code is None:
        raise ValidationError(errors)
    gazetteer = Gazetteer()
    place = gazetteer.find([name], code, None)
    if found := _known_by(name_key(name), code) or (place and _known_by(name_key(place.english), code)):
        return found
    names = {language: name, **({"en": place.english} if place and language != "en" else {})}
    may_add = policy_registry.get_by_type(City).user_has_permission(user, "add")
    if not may_add:
        _refuse_too_many(user)
    named_as = f"{code} {name_key(place.english if place else name)}"
    new = City(names=names, country=code, is_confirmed=may_add, asked_by=None if may_add else user, named_as=named_as)
    try:
        with transaction.atomic():
            city = save_city(new, gazetteer)
    except (IntegrityError, ValidationError):
        if found := City.objects.filter(named_as=named_as).first():
            return found  # another named it in the same moment
        raise
    log(city, "wagtail.create", user=user)
    return city


def _refuse_too_many(user: Any) -> None:
    """Refuses a city of whoever asked for as many as can be open at a time; two requests at once count one by one."""
    get_user_model().objects.select_for_update().get(pk=user.pk)
    if City.objects.filter(asked_by=user, is_confirmed=False).count() >= MOST_OPEN:
        said = _("You have asked for %(count)s cities that no editor has confirmed yet: that is as many as can wait.")
        raise ValidationError({"name": [said % {"count": number(MOST_OPEN)}]})


def _known_by(key: str, country: str) -> City | None:
    """City by any of its names, addresses and other spellings; by its names first."""
    cities = list(City.objects.filter(country=country).order_by("pk"))
    for names in (lambda city: [*city.names.values(), city.slug], lambda city: city.other_names):
        for city in cities:
            if key in map(name_key, names(city)):
                return city
    return None
