"""The engines that are kept fresh."""

from django.conf import settings

from search.models import EMBEDDED


def target_engines() -> list[str]:
    """Names of the engines that learn of every change: the one that answers, and the one that stands in for it."""
    return list(dict.fromkeys([settings.SEARCH_ENGINE, *([EMBEDDED] if settings.SEARCH_FALLBACK else [])]))


def is_remote(engine: str) -> bool:
    """Whether an engine is asked over the network: no request may wait for it."""
    return engine != EMBEDDED


def remote_targets() -> list[str]:
    """Names of target engines that are asked over the network."""
    return [name for name in target_engines() if is_remote(name)]
