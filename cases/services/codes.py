"""Human codes of cases, such as THR-0012."""

import re
from collections.abc import Iterator
from itertools import combinations
from string import ascii_uppercase

from django.db import transaction
from django.db.models import F

from cases.models import CaseCodeCounter, City
from cases.written.addresses import latin_letters


@transaction.atomic
def next_code(prefix: str) -> str:
    """Next free code of ``prefix``. Safe with any number of writers: the counter row is locked by its own update.

    A number is given once. When the transaction that took it fails, it goes back; a deleted case leaves a gap.
    """
    CaseCodeCounter.objects.get_or_create(prefix=prefix)
    CaseCodeCounter.objects.filter(prefix=prefix).update(last=F("last") + 1)
    return f"{prefix}-{CaseCodeCounter.objects.get(prefix=prefix).last:04d}"


def free_prefix(name: str) -> str:
    """Three letters for a city: first letter and next consonants of its English name (Tehran: THR), else others."""
    taken = set(City.objects.values_list("code_prefix", flat=True))
    return next(candidate for candidate in _prefixes(name) if candidate not in taken)


def _prefixes(name: str) -> Iterator[str]:
    letters = re.sub(r"[^A-Z]", "", latin_letters(name).upper()) or "CITY"
    first, rest = letters[0], letters[1:]
    consonants = re.sub("[AEIOU]", "", rest)
    for source in (consonants, rest, rest + ascii_uppercase):
        yield from (first + "".join(pair) for pair in combinations(source, 2))
    yield from ("".join(letters) for letters in combinations(ascii_uppercase, 3))
