"""The query tree: what the planner says and every engine translates into its own language."""

from dataclasses import dataclass
from typing import ClassVar


class _HashedOnce:
    """A query of many clauses: engines remember answers by queries, and to hash a large one takes long."""

    __slots__ = ("_hash",)
    __match_args__: ClassVar[tuple[str, ...]]
    _hash: int

    def hash(self) -> int:
        """The hash of the class and its fields."""
        try:
            return self._hash
        except AttributeError:
            found = hash((type(self), *(getattr(self, name) for name in self.__match_args__)))
            object.__setattr__(self, "_hash", found)  # the fields are frozen, so it stays
            return found


@dataclass(frozen=True, slots=True)
class MatchAll:
    """Every document; its score is 0."""


@dataclass(frozen=True, slots=True)
class MatchNone:
    """No document."""


@dataclass(frozen=True, slots=True)
class Term:
    """Documents whose ``field`` holds exactly this token."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents whose ``field`` holds a token that starts like this."""

    field: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Documents whose ``field`` holds a token whose beginning is at most one edit from this (a swap counts as one)."""

    field: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents whose ``field`` holds these tokens one after the other."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """Documents whose number ``field`` (``started``) lies from ``first`` to ``last``, both included; no score."""

    field: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class And(_HashedOnce):
    """Documents that match every clause; scores add up."""

    clauses: tuple["Query", ...]

    __hash__ = _HashedOnce.hash


@dataclass(frozen=True, slots=True)
class Or(_HashedOnce):
    """Documents that match a clause; scores add up."""

    clauses: tuple["Query", ...]

    __hash__ = _HashedOnce.hash


@dataclass(frozen=True, slots=True)
class DisMax(_HashedOnce):
    """Documents that match a clause; the best score counts, the others by ``tie`` (0 to 1)."""

    clauses: tuple["Query", ...]
    tie: float = 0.0

    __hash__ = _HashedOnce.hash


@dataclass(frozen=True, slots=True)
class Boost:
    """The clause, its score multiplied by ``weight``."""

    clause: "Query"
    weight: float


@dataclass(frozen=True, slots=True)
class Constant:
    """The clause; every document that matches it scores ``score``."""

    clause: "Query"
    score: float


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not match the clause; their score is 0."""

    clause: "Query"


Query = MatchAll | MatchNone | Term | Prefix | Fuzzy | Phrase | Range | And | Or | DisMax | Boost | Constant | Not
