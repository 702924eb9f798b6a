"""Time zones of cities."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from django.conf import settings

from cases.models import City

_WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)  # without summer time, where the north has it


def time_zone_of(city: City, own: str = "") -> ZoneInfo:
    """Time zone of a city: its own where it has one, else that of its country.

    Of a country with several, the one whose clock is nearest to the sun of the city; of one that nobody knows, that of
    the site.
    """
    if own:
        return ZoneInfo(own)
    zones = _zones_of(city.country)
    if not zones:
        return ZoneInfo(settings.TIME_ZONE)
    if len(zones) == 1 or city.longitude is None:
        return ZoneInfo(zones[0])
    sun = city.longitude / 15
    return ZoneInfo(min(zones, key=lambda zone: (abs(_hours(zone) - sun), zone)))


@lru_cache(maxsize=300)
def _zones_of(country: str) -> tuple[str, ...]:
    known = available_timezones()
    return tuple(
        sorted(zone for zone, code in get_global("zone_territories").items() if code == country and zone in known)
    )


@lru_cache(maxsize=600)
def _hours(zone: str) -> float:
    offset = _WINTER.astimezone(ZoneInfo(zone)).utcoffset()
    return offset.total_seconds() / 3600 if offset is not None else 0.0
