"""Who may do what, as pure functions of a user. Pages follow Wagtail's own page permissions."""

from typing import Protocol


class Person(Protocol):
    """What is asked of a user."""

    is_active: bool

    def has_perm(self, perm: str) -> bool: ...


def may_edit_cases(person: Person) -> bool:
    """Indicators, measurements, adoptions and notes of a case."""
    return person.is_active and person.has_perm("cases.change_case")


def may_keep_taxonomy(person: Person) -> bool:
    """Topics and their labels."""
    return person.is_active and person.has_perm("cases.change_topic")


def may_keep_cities(person: Person) -> bool:
    """Cities."""
    return person.is_active and person.has_perm("cases.change_city")
