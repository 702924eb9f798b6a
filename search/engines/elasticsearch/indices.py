"""Indexes of the cluster: the index that answers, the kept one, and those that may be deleted.

An index has a name of its own; one alias says which answers, another which one answered before. Both are moved in one
call, so that no search ever meets two indexes, or none.
"""

import re
import uuid
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from search.contract.errors import EngineUnavailable
from search.contract.index import Position

from .mapping import fingerprint, index_body

UNIQUE = "[0-9a-f]{12}"


class Indices:
    """The indexes of one collection: those whose names begin with ``prefix``."""

    def __init__(self, client: Elasticsearch, prefix: str) -> None:
        self.client = client
        self.alias, self.kept_alias = f"{prefix}-cases", f"{prefix}-cases-kept"

    def create(self) -> str:
        """An empty index beside the one that answers; its name."""
        name = f"{self.alias}-{uuid.uuid4().hex[:12]}"
        self.client.indices.create(index=name, **index_body())
        return name

    def check(self, name: str) -> None:
        """Raises EngineUnavailable for an index that is not there, which a write would make."""
        if not self.client.indices.exists(index=name):
            raise EngineUnavailable(f"there is no index {name}")

    def activate(self, name: str) -> None:
        """Lets an index answer; the one that did is kept, and no other."""
        self.check(name)
        self._point(name, self.holder(self.alias))

    def roll_back(self) -> str | None:
        """Lets the kept index answer and keeps the other; its name, None where none is kept."""
        kept = self.holder(self.kept_alias)
        if kept is not None:
            self._point(kept, self.holder(self.alias))
        return kept

    def _point(self, answers: str, kept: str | None) -> None:
        actions: list[dict[str, Any]] = []
        aliases_of = self._aliases()
        for alias, wanted in ((self.alias, answers), (self.kept_alias, kept)):
            for name, aliases in aliases_of.items():  # more than one, where somebody else moved it
                if alias in aliases and name != wanted:
                    actions.append({"remove": {"index": name, "alias": alias}})
            if wanted is not None:
                actions.append({"add": {"index": wanted, "alias": alias}})
        self.client.indices.update_aliases(actions=actions)

    def holder(self, alias: str) -> str | None:
        """The index that an alias stands for."""
        return next((name for name, aliases in self._aliases().items() if alias in aliases), None)

    def delete_stale(self) -> None:
        """Deletes indexes that neither answer nor are kept."""
        for name, aliases in self._aliases().items():
            if not {self.alias, self.kept_alias} & aliases:
                self.client.options(ignore_status=404).indices.delete(index=name)

    def _aliases(self) -> dict[str, set[str]]:
        found = self.client.indices.get_alias(index=f"{self.alias}-*", allow_no_indices=True)
        return {name: set(of["aliases"]) for name, of in found.items() if self.is_ours(name)}

    def is_ours(self, name: str) -> bool:
        """Whether an index has a name that this site gives; any other belongs to somebody else."""
        return re.fullmatch(f"{re.escape(self.alias)}-{UNIQUE}", name) is not None

    def is_current(self) -> bool:
        """Whether the index that answers was made with today's fields, analysis and model."""
        name = self.holder(self.alias)
        if name is None:
            return False
        found = self.client.indices.get_mapping(index=name)
        return bool(found[name]["mappings"].get("_meta", {}).get("fingerprint") == fingerprint())

    def position(self) -> Position | None:
        """Position of the index that answers; it lies beside the fingerprint, in ``_meta``."""
        try:
            ((name, found),) = self.client.indices.get_mapping(index=self.alias).items()
        except NotFoundError:
            return None
        number = found["mappings"].get("_meta", {}).get("position")
        return None if number is None else Position(name, int(number))

    def set_position(self, number: int, name: str | None = None) -> None:
        """Notes it, in the state of the cluster: whoever is told that it was done reads it, on every node."""
        ((index, found),) = self.client.indices.get_mapping(index=name or self.alias).items()
        meta = found["mappings"].get("_meta", {}) | {"position": number}
        answer = self.client.indices.put_mapping(index=index, meta=meta)
        if not answer["acknowledged"]:
            raise EngineUnavailable(f"not every node knows the position of {index} yet")
