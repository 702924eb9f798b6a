"""The tables of rights, walked: every address of the site, by GET and POST, as everyone there is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.template.backends.django import Template
from django.utils.translation import override

from cases.people.permissions import MemberRole
from cases.permissions import Role, Scope
from search.sync.rebuild import rebuild
from tests.cases.roles import person
from tests.permission_tables import may_by, permission_rows

from .addresses import addresses
from .samples import samples
from .walking import ACCOUNT, ANYONE, METHODS, PEOPLE, Visitor
from .world import World

TABLES = Path(__file__).resolve().parents[3] / "docs" / "rights.md"
HEADINGS = (
    "public", "messages", "log-in", "own account", "admin", "pages", "files", "knowledge base", "reports", "mails",
    "reviews", "submissions", "accounts", "people", "kept true", "rounds", "site",
)  # fmt: skip
MEMBERS = tuple(map(str, MemberRole))  # columns of the table of cities alone: elsewhere they are as any account
# Somebody below and somebody above each of them is walked in the fast suite; each walk takes some ten seconds.
BETWEEN = (Role.EDITOR, Role.PUBLISHER)

Door = tuple[str, str]  # label of an address, method


def lines() -> Iterator[tuple[Door, dict[str, Scope]]]:
    """Every door that the tables name, with the rights of each person."""
    columns = {**dict.fromkeys(HEADINGS, PEOPLE), "members": (*PEOPLE, *MEMBERS)}
    for heading, people in columns.items():
        for row in permission_rows(TABLES, heading, people):
            spaces, names, methods = (cell.replace("`", "").split(", ") for cell in row.labels)
            for label in [_label(space, name) for space in spaces for name in names]:
                for method in methods:
                    yield (label, method), dict(row.scopes)


def _label(space: str, name: str) -> str:
    between = " " if space == "wagtail_bulk_action" else ":"
    return f"{space}{between}{name}" if space else name


def test_every_address_has_a_line_and_every_line_an_address() -> None:
    doors = [door for door, _scopes in lines()]
    assert {method for _label, method in doors} == set(METHODS)
    assert sorted(set(doors)) == sorted(doors), "two lines speak of one door"
    assert {label for label, _method in doors} == {address.label for address in addresses()}


@pytest.mark.django_db
@pytest.mark.usefixtures("foundation")
@pytest.mark.parametrize(
    "who", [pytest.param(who, marks=pytest.mark.slow) if who in BETWEEN else who for who in PEOPLE]
)
def test_everyone_is_let_in_where_the_tables_say_and_nowhere_else(
    who: str, starter_records: list[dict[str, Any]], settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.MAIL_DELIVERY = "django.core.mail.backends.filebased.EmailBackend"  # as without a mail server
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    cache.clear()  # of sizes of pictures that a test before has made
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")  # whether one is let in is known before
    tables = dict(lines())
    user = User.objects.create_user(ACCOUNT) if who in (ANYONE, ACCOUNT) else person(Role(who))
    with override("en"):
        world = World(user, starter_records)
        rebuild()
        visitor = Visitor(None if who == ANYONE else user)
        wrong = [
            f"{method} {sample.label} {sample.of}: {is_let_in}"
            for address in addresses()
            for sample in samples(address, world)
            for method, is_let_in in visitor.doors(sample, _worth_asking(who, address.label, tables))
            if is_let_in != may_by(tables.get((sample.label, method), {}), who, own=sample.of != "others")
        ]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("foundation")
def test_every_page_can_be_written(starter_records: list[dict[str, Any]], settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.MAIL_DELIVERY = "django.core.mail.backends.filebased.EmailBackend"  # as without a mail server
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    cache.clear()
    user = person(Role.SUPERUSER)
    with override("en"):
        world = World(user, starter_records)
        rebuild()
        visitor = Visitor(user)
        for address in addresses():
            for sample in samples(address, world):
                list(visitor.doors(sample, METHODS))  # which raises for an error of the server


def _worth_asking(who: str, label: str, tables: dict[Door, dict[str, Scope]]) -> list[str]:
    """Methods by which an address may answer this person otherwise than the people who ask all of them.

    What is closed to a superuser is closed by its method, whoever asks; and what is open to anyone asks nobody.
    """
    if who in (ANYONE, Role.SUPERUSER):
        return list(METHODS)
    named = [method for method in METHODS if tables.get((label, method))]
    is_public = all(ANYONE in tables[label, method] for method in named)
    return [] if is_public and who != ACCOUNT else named
