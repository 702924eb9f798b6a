"""Embedded engines that fail in one way, for tests of what is around an engine. Real in all else."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection

from search.contract.documents import Change, Delete
from search.contract.errors import EngineUnavailable, Refused
from search.contract.faults import Fault, Kind
from search.engines.embedded.engine import EmbeddedEngine
from search.meaning.embedder import Vector


class PoisonedEngine(EmbeddedEngine):
    """Refuses documents of some cases."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.poisonous: set[str] = set()
        self.calls = 0

    def apply(self, changes: Sequence[Change], name: str | None = None) -> None:
        self.calls += 1
        for change in changes:
            if not isinstance(change, Delete) and change.document.code in self.poisonous:
                raise Refused(f"{change.document.code} is poisonous")
        super().apply(changes, name)


class AbsentEngine(EmbeddedEngine):
    """Does not answer while ``away``; goes by the name of a remote one."""

    name = "elasticsearch"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.away = True
        self.asked = 0

    def _fail(self) -> None:
        self.asked += 1
        if self.away:
            raise EngineUnavailable("away")

    def search(self, request: Any) -> Any:
        self._fail()
        return super().search(request)

    def nearest(self, request: Any) -> Any:
        self._fail()
        return super().nearest(request)

    def apply(self, changes: Sequence[Change], name: str | None = None) -> None:
        self._fail()
        super().apply(changes, name)

    def is_current(self) -> bool:
        self._fail()
        return super().is_current()

    def fault(self, *, thorough: bool = False) -> Fault | None:
        self._fail()
        return super().fault(thorough=thorough)


class WatchedEngine(EmbeddedEngine):
    """Notes what is asked of it while a transaction is open."""

    inside: list[str] = []
    outside: list[str] = []

    def search(self, request: Any) -> Any:
        self._note("search")
        return super().search(request)

    def nearest(self, request: Any) -> Any:
        self._note("nearest")
        return super().nearest(request)

    def vector(self, code: str) -> Any:
        self._note("vector")
        return super().vector(code)

    def apply(self, changes: Sequence[Change], name: str | None = None) -> None:
        self._note("apply")
        super().apply(changes, name)

    def put_vectors(self, *args: Any, **options: Any) -> None:
        self._note("put_vectors")
        super().put_vectors(*args, **options)

    @classmethod
    def _note(cls, what: str) -> None:
        (cls.inside if connection.in_atomic_block else cls.outside).append(what)


class WatchedEmbedder:
    """A model that notes what is asked of it while a transaction is open."""

    model = "watched"
    at_once = 1
    case_scale, name_scale = 0.02, 0.02
    inside: list[str] = []
    outside: list[str] = []

    def queries(self, texts: Sequence[str]) -> list[Vector]:
        return [self._vector("query") for _text in texts]

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        return [self._vector("passage") for _text in texts]

    def _vector(self, what: str) -> Vector:
        (self.inside if connection.in_atomic_block else self.outside).append(what)
        return np.ones(2, dtype=np.float32) / np.sqrt(2).astype(np.float32)


class SpoiledEngine(EmbeddedEngine):
    """Is ``spoiled``, also after it was built anew, so that building it does not help."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.spoiled: Fault | None = Fault(Kind.DAMAGED, "x.term")
        self.built = 0

    def fault(self, *, thorough: bool = False) -> Fault | None:
        return self.spoiled

    def activate(self, name: str) -> None:
        self.built += 1
        super().activate(name)


class ForbiddenEngine(EmbeddedEngine):
    """Takes no changes while there is a ``reason``; its index is well."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.reason: Fault | None = None
        self.refused = 0

    def apply(self, changes: Sequence[Change], name: str | None = None) -> None:
        if self.reason is not None:
            self.refused += 1
            raise EngineUnavailable(self.reason)
        super().apply(changes, name)
