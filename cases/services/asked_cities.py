"""Cities that the writer of a case names since the list lacks them: editors add them, authors ask for them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from cases.models import City
from cases.records.countries import country_code
from cases.written.addresses import name_key

from .cities import save_city
from .geonames import Gazetteer

LONGEST = 100  # letters of a name


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
    city = save_city(City(names=names, country=code, is_confirmed=may_add), gazetteer)
    log(city, "wagtail.create", user=user)
    return city


def _known_by(key: str, country: str) -> City | None:
    """City by any of its names, addresses and other spellings; by its names first."""
    cities = list(City.objects.filter(country=country).order_by("pk"))
    for names in (lambda city: [*city.names.values(), city.slug], lambda city: city.other_names):
        for city in cities:
            if key in map(name_key, names(city)):
                return city
    return None
