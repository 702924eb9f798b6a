"""Weekends and public holidays of countries, as the package holidays knows them."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from holidays import country_holidays, list_supported_countries

FIRST_YEAR, LAST_YEAR = 1990, 2099  # for which days are counted
SATURDAY, SUNDAY = 5, 6
# Kinds of days on which offices of a city are closed. A half day counts as one: nobody is held to an afternoon.
_KINDS = ("public", "government", "half_day")
_LANGUAGES = {"fa": ("fa", "en"), "ar": ("ar", "en"), "en": ("en",)}


@dataclass(frozen=True, slots=True)
class Holiday:
    """Holiday. ``is_estimated``: its date is reckoned, and the moon may move it by a day."""

    name: str
    is_estimated: bool


@dataclass(frozen=True, slots=True)
class Year:
    """Weekends and holidays of a country in a year."""

    weekends: frozenset[date]
    holidays: dict[date, Holiday]


def is_known(country: str) -> bool:
    """Whether the holidays of a country are known; of others Saturday and Sunday are taken for weekends."""
    return country in _supported()


@lru_cache(maxsize=1)
def _supported() -> frozenset[str]:
    return frozenset(code for code in list_supported_countries() if len(code) == 2)


@lru_cache(maxsize=1024)
def year_of(country: str, year: int, language: str = "en") -> Year:
    """Weekends and holidays of a country in a year, holidays named in a language, else in English or its own."""
    days = [date(year, 1, 1) + timedelta(number) for number in range(366)]
    days = [day for day in days if day.year == year]
    if not is_known(country):
        return Year(frozenset(day for day in days if day.weekday() in (SATURDAY, SUNDAY)), {})
    named = _holidays(country, year, _LANGUAGES.get(language, ("en",)))
    english = _holidays(country, year, ("en",))
    weekends = {day for day in days if named.is_weekend(day) and not named.is_working_day(day)}
    found = {day: Holiday(str(name), _is_estimated(english, day)) for day, name in named.items() if day.year == year}
    return Year(frozenset(weekends), found)


def _holidays(country: str, year: int, languages: tuple[str, ...]) -> Any:
    sample: Any = country_holidays(country)
    kinds = [kind for kind in _KINDS if kind in sample.supported_categories]
    language = next(
        (code for wanted in languages for code in sorted(sample.supported_languages) if code.split("_")[0] == wanted),
        None,
    )
    return country_holidays(country, years=year, categories=kinds or None, language=language)


def _is_estimated(named: Any, day: date) -> bool:
    label = str(getattr(named, "estimated_label", "")).replace("%s", "").strip(" ()")
    said = str(named.get(day, ""))
    return "estimated" in said or bool(label and label in said)
