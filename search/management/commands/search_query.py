"""manage.py search_query TEXT [--lang fa] [--filter topic=waste] [--json] | --batch FILE"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from search.answer.service import search
from search.content.facets import FACETS
from search.contract.errors import EngineUnavailable
from search.contract.searcher import SORTS
from search.engines import ENGINES, get_engine
from search.params import MOST, SearchParams


class Command(BaseCommand):
    """Searches from the command line and prints what the API would give."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="?", default="")
        parser.add_argument(
            "--lang", default=settings.LANGUAGE_CODE, choices=[code for code, _name in settings.LANGUAGES]
        )
        parser.add_argument("--filter", action="append", default=[], metavar="FACET=VALUE")
        parser.add_argument("--sort", default="", choices=["", *SORTS])
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--size", type=int, default=20)
        parser.add_argument("--engine", default=settings.SEARCH_ENGINE, choices=sorted(ENGINES))
        parser.add_argument("--exact", action="store_true", help="search what was typed, even if it looks misspelled")
        parser.add_argument("--json", action="store_true", help="print the whole object as JSON")
        parser.add_argument("--batch", type=Path, help='JSON lines {"id", "q", "lang"}; prints one object a line')

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["size"] <= MOST or options["page"] < 1:
            raise CommandError(f"--page starts at 1, --size is from 1 to {MOST}")
        params = SearchParams(
            q=options["text"],
            language=options["lang"],
            page=options["page"],
            size=options["size"],
            sort=options["sort"],
            filters=self.filters(options["filter"]),
            exact=options["exact"],
        )
        try:
            if options["batch"]:
                for answer in self.batch(options["batch"], params, options["engine"]):
                    self.stdout.write(json.dumps(answer, ensure_ascii=False))
            else:
                self.show(self.run(params, options["engine"]), as_json=options["json"])
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error

    def filters(self, pairs: list[str]) -> dict[str, list[str]]:
        """``FACET=VALUE`` pairs as filters."""
        filters: dict[str, list[str]] = {}
        for pair in pairs:
            name, separator, value = pair.partition("=")
            if name not in FACETS or not separator:
                raise CommandError(f"--filter {pair}: give FACET=VALUE; facets are {', '.join(FACETS)}")
            filters.setdefault(name, []).append(value)
        return filters

    def run(self, params: SearchParams, engine: str) -> dict[str, Any]:
        """Answer to a search, as the API gives it."""
        with override(params.language):
            return search(params, get_engine(engine), patiently=True).as_dict()

    def batch(self, path: Path, defaults: SearchParams, engine: str) -> Iterator[dict[str, Any]]:
        """Answers line by line, in order; a line that cannot be read gives an object with ``error``."""
        languages = dict(settings.LANGUAGES)
        with path.open(encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, start=1):
                if not line.strip():
                    continue
                item: Any = {}
                try:
                    item = json.loads(line)
                    q, language = str(item.get("q", "")), item.get("lang") or defaults.language
                    if language not in languages:
                        raise ValueError(f"there is no language {language!r}")
                except (ValueError, AttributeError) as error:
                    known = item.get("id") if isinstance(item, dict) else None
                    yield {"id": known, "line": number, "error": str(error)}
                    continue
                params = replace(defaults, q=q, language=language)
                yield {"id": item.get("id"), **self.run(params, engine)}

    def show(self, answer: dict[str, Any], *, as_json: bool) -> None:
        """Prints an answer, whole or as a short list."""
        if as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{answer['total']} cases")
        for hit in answer["hits"]:
            self.stdout.write(f"{hit['score']:8.3f}  {hit['code']}  {hit['title']}")
        for pair in answer["corrected"]:
            self.stdout.write(f"searched {pair['meant']} for {pair['typed']}")
        if answer["did_you_mean"]:
            self.stdout.write(f"did you mean: {' | '.join(answer['did_you_mean'])}")
        if answer["meaning_left_out"]:
            self.stderr.write("words alone were compared: the model of meaning does not answer")
        if answer["nearby"]:
            self.stdout.write("close in meaning:")
        for hit in answer["nearby"]:
            self.stdout.write(f"{hit['score']:8.3f}  {hit['code']}  {hit['title']}")
