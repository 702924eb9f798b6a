"""Cities as people type them."""

from collections.abc import Iterable

from cases.models import City
from cases.selectors.newsroom_search import cities_named
from cases.written.letters import label_key

SHOWN = 30  # cities that a search shows


def find_cities(text: str) -> list[City]:
    """Cities that people can join, by words of their names in any language and spelling, as many as are shown."""
    if not text.strip():
        return []
    return list(City.objects.filter(cities_named(text), is_confirmed=True).order_by("slug")[:SHOWN])


def cities_by_name(lines: Iterable[str]) -> tuple[list[City], list[str]]:
    """Cities that have exactly these names, in any language and spelling, and the names that no city has."""
    wanted = {label_key(line): line.strip() for line in lines if line.strip()}
    if not wanted:
        return [], []
    found: dict[str, int] = {}
    for key, slug, names, others in City.objects.values_list("pk", "slug", "names", "other_names"):
        for name in (slug, *names.values(), *others):
            found.setdefault(label_key(name), key)
    keys = [found[key] for key in wanted if key in found]
    return list(City.objects.filter(pk__in=keys)), [line for key, line in wanted.items() if key not in found]
