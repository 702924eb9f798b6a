"""The reader's own city, by its code or by a name in any language."""

from django.db.models import Q, QuerySet

from cases.models import City
from cases.selectors.public_lists import has_public_cases
from cases.written.collation import reading_order

LONGEST = 80  # letters of a name or code
MOST_OFFERED = 500  # names that the field offers


def own_city(slug: str) -> City | None:
    """City of a code; None for one that is not there, or of which readers are not told."""
    return _known_to_readers().filter(slug=slug).first() if 0 < len(slug) <= LONGEST and slug.isprintable() else None


def city_named(typed: str) -> City | None:
    """City called so in any language, or among its other names; None where no one is, or nobody could tell which."""
    wanted = _folded(typed)
    if not wanted or len(typed) > LONGEST:
        return None
    rows = _known_to_readers().values_list("pk", "slug", "names", "other_names")
    exact = [pk for pk, slug, names, _others in rows if wanted in {slug, *map(_folded, names.values())}]
    found = exact or [pk for pk, _slug, _names, others in rows if wanted in set(map(_folded, others))]
    return City.objects.get(pk=found[0]) if len(found) == 1 else None


def city_names(language: str) -> list[str]:
    """Names of cities in a language, in its order, for the field to offer."""
    cities = _known_to_readers().order_by("slug")[:MOST_OFFERED]
    return sorted({city.name(language) for city in cities}, key=lambda name: reading_order(name, language))


def _known_to_readers() -> "QuerySet[City]":
    """Cities with public cases, and partner cities; of one that has drafts alone nobody is told."""
    return City.objects.filter(Q(has_public_cases()) | Q(is_partner=True))


def _folded(name: str) -> str:
    """Name as it is compared: letters of Arabic keyboards as Persian ones, no joiners, no case."""
    return " ".join(name.translate(_LETTERS).casefold().split())


_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "\u200c": " ", "\u200f": "", "\u200e": "", "\x00": ""})
