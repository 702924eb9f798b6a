"""Writes to cities."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import City
from cases.signals import taxonomy_changed
from cases.written.addresses import address_part

from .codes import free_prefix
from .geonames import Gazetteer, complete
from .identity import settle_codes


@transaction.atomic
def save_city(city: City, gazetteer: Gazetteer | None = None) -> City:
    """Saves a city; gives a new city its URL code and prefix, and what GeoNames has of it with a ``gazetteer``.

    Raises ValidationError by field; a city without a name in any language is refused at ``names``.
    """
    if not city.names:
        raise ValidationError({"names": _("Write the name in at least one language.")})
    prepare_city(city)
    if gazetteer is not None:
        complete(city, gazetteer)
    city.full_clean()
    city.save()
    settle_codes(city)
    taxonomy_changed.send(sender=City, instance=city)
    return city


def prepare_city(city: City) -> None:
    """Gives a city that lacks them its URL code and the prefix of its cases' codes. Saves nothing."""
    if city.slug and city.code_prefix:
        return
    english = _english_name(city)
    if not city.slug:
        city.slug = _free_slug(city.country, english)
    if not city.code_prefix:
        city.code_prefix = free_prefix(english or city.slug)


def _free_slug(country: str, english: str) -> str:
    """URL code made of the English name; where another city has it, with the country, then with a number."""
    base = address_part(english) or f"city-{country.lower()}"
    taken = set(City.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    with_country = f"{base}-{country.lower()}"
    candidates = (with_country, *(f"{with_country}-{number}" for number in range(2, len(taken) + 3)))
    return next(slug for slug in candidates if slug not in taken)


def has_address(city: City) -> bool:
    """Whether a URL code can be made of a name of the city, so that nobody need be asked for one."""
    return bool(address_part(_english_name(city)))


def _english_name(city: City) -> str:
    """English name as it was written, else as GeoNames has it for a name in another script; empty if neither is."""
    name = str(city.names.get("en", ""))
    if address_part(name):
        return name
    place = Gazetteer().place_of(city)
    return place.english if place and address_part(place.english) else ""
