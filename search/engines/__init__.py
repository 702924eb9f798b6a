"""The engines, by name."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from search.contract.engine import Engine

ENGINES = {
    "embedded": "search.engines.embedded.engine.EmbeddedEngine",
    "elasticsearch": "search.engines.elasticsearch.engine.ElasticsearchEngine",
}


def get_engine(name: str | None = None) -> Engine:
    """Engine of that name, else of the settings; made once a process.

    Raises KeyError for an unknown name.
    """
    return _make(ENGINES[name or settings.SEARCH_ENGINE])


@cache
def _make(path: str) -> Engine:
    engine: Engine = import_string(path)()
    return engine
