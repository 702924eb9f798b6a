"""Cities that the library has no case of, by the gazetteer."""

from functools import lru_cache

from cases.services.geonames import Gazetteer

LEAST_PEOPLE = 100_000  # of a city that is asked for by its name alone; names of small towns are words elsewhere
LONGEST_NAME = 40  # characters


def is_city_without_cases(text: str) -> bool:
    """Whether a text is the name of a larger city and nothing else: one with cases has its name in the thesaurus."""
    name = text.strip()
    return 2 < len(name) <= LONGEST_NAME and _is_city(name)


@lru_cache(maxsize=500)  # the gazetteer is read through, since its names would fill the memory of every process
def _is_city(name: str) -> bool:
    return Gazetteer().is_large_place(name, LEAST_PEOPLE)
