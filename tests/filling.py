"""What the databases of the tests are filled with: the foundation, and the starter collection with its index."""

import json
import shutil
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from cases.models import Case, Topic
from cases.services.evidence import grade
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.imports.thesaurus import import_thesaurus
from cases.services.imports.vocabulary import import_vocabulary
from home.services.groups import ensure_groups
from home.services.plain_pages import ensure_plain_pages
from home.services.site_tree import ensure_site_tree
from home.services.starter import starter_cases
from search.answer.failover import breaker_of
from search.content.documents import documents
from search.content.thesaurus import forget_thesaurus
from search.engines import _make, get_engine
from search.sync import condition
from search.sync.log import end
from search.sync.rebuild import rebuild

STARTER = Path(__file__).resolve().parents[1] / "home" / "starter"


def ensure_foundation() -> None:
    """Page tree, groups and thesaurus."""
    ensure_plain_pages(ensure_site_tree())
    ensure_groups()
    if not Topic.objects.exists():
        assert not import_thesaurus((STARTER / "thesaurus.json").read_bytes()).problems


def fill_with_starter(index_folder: Path) -> None:
    """The starter collection, published; and its index in that folder, for ``copy_index``."""
    with override_settings(SEARCH_INDEX_DIR=index_folder):
        with transaction.atomic():
            ensure_foundation()
            import_vocabulary(json.loads((STARTER / "vocabulary.json").read_text(encoding="utf-8")))
            import_cases(BytesIO(starter_cases()), ImportOptions(publish=True))
            grade(Case.objects.values_list("pk", flat=True))
            Case.objects.filter(import_id="tehran-bus-rapid-transit").update(signed_opinions=1)
            connection.run_on_commit = []  # the index comes in one go
        forget_everything()
        rebuild()
        (index_folder / "documents").write_text(_documents(), encoding="utf-8")
    forget_everything()


def forget_everything() -> None:
    """Whatever this process remembers of engines and thesaurus."""
    _make.cache_clear()
    breaker_of.cache_clear()
    condition.forget()
    forget_thesaurus()


def build_index(built: Path) -> Any:
    """The engine, its index as a rebuild makes it from the database as it stands.

    Where that is what the index in the folder ``built`` was made from, this is a copy of it.
    """
    kept = built / "documents"
    if kept.exists() and kept.read_text(encoding="utf-8") == _documents():
        shutil.copytree(built, settings.SEARCH_INDEX_DIR, dirs_exist_ok=True)
        get_engine().set_position(end())
    else:
        rebuild()
    return get_engine()


def _documents() -> str:
    """All that goes into an index, and into which."""
    found = [asdict(document) for document in documents()]
    for document in found:
        document["facets"] = {name: sorted(values) for name, values in document["facets"].items()}
    return json.dumps([settings.SEARCH_ENGINE, settings.SEARCH_EMBEDDER, found], ensure_ascii=False, sort_keys=True)
