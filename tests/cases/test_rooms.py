"""Rooms beside the core of cases: each complete, and none of them named by the core."""

import tomllib
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import AppConfig, apps
from django.contrib.auth.models import User
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.test.utils import isolate_apps

from cases.models import City
from cases.permissions import Scope
from tests.permission_tables import CASES

ROOT = CASES.parent
ROOMS = [config for config in apps.get_app_configs() if config.name.startswith("cases.")]
OURS = ("cases.", "home", "search", "knowledgebase")  # apps that stand above the core
ids = [config.name for config in ROOMS]


def contract(name: str) -> dict[str, Any]:
    """The contract of import-linter whose name begins so."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return next(item for item in found if item["name"].startswith(name))


def relations(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model]]]:
    """Models that a model points to, by the name of the field."""
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        if isinstance(field.related_model, type):
            yield field.name, field.related_model


def pointing_out(of: Iterable[type[models.Model]]) -> list[str]:
    """Fields that point from these models to one of our own apps above the core."""
    return [
        f"{model.__name__}.{name} -> {target._meta.label}"
        for model in of
        for name, target in relations(model)
        if target._meta.app_label != "cases" and apps.get_app_config(target._meta.app_label).name.startswith(OURS)
    ]


def test_every_folder_that_is_an_app_is_installed_and_kept_by_the_contract() -> None:
    folders = {f"cases.{path.parent.name}" for path in CASES.glob("*/apps.py")}
    assert folders == set(ids) == set(contract("The layers inside each room")["containers"])


def test_the_arrows_between_the_rooms() -> None:
    layers = contract("The rooms above the core")["layers"]
    assert layers[1:3] == ["messages", "people"]
    assert [name.strip("() ") for name in layers[0].split("|")] == ["exchange", "review", "monitoring"]


def test_no_two_apps_share_a_label() -> None:
    assert apps.get_app_config("messages").name == "django.contrib.messages"
    assert apps.get_app_config("messaging").name == "cases.messages"
    assert apps.get_app_config("people").name == "cases.people"


@pytest.mark.parametrize("room", ROOMS, ids=ids)
def test_a_room_is_complete(room: AppConfig) -> None:
    folder, name = Path(room.path), room.name.removeprefix("cases.")
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) <= 80 and readme.startswith(f"# {room.name}: ")
    assert "\n## Layers\n" in readme and "\n## Who may do what\n" in readme and f"\n| {name} |" in readme
    assert (folder / "migrations" / "__init__.py").is_file()
    assert (ROOT / "tests" / "cases" / name / "test_permissions.py").is_file()
    for map_ in (ROOT / "README.md", CASES / "README.md"):
        assert f"`cases/{name}/`" in map_.read_text(encoding="utf-8"), map_


@pytest.mark.parametrize("room", ROOMS, ids=ids)
def test_a_room_has_a_permission_table_of_its_own(room: AppConfig) -> None:
    permissions = import_module(f"{room.name}.permissions")
    for scopes in permissions.PERMISSIONS.values():
        assert set(scopes) <= set(permissions.ROLES) and all(isinstance(scope, Scope) for scope in scopes.values())


def test_no_model_of_the_core_points_out_of_it() -> None:
    core = list(apps.get_app_config("cases").get_models(include_auto_created=True))
    assert len(core) > 20 and pointing_out(core) == []


@isolate_apps("cases", "cases.people")
def test_a_model_that_does_would_be_seen() -> None:
    class Membership(models.Model):  # noqa: DJ008
        class Meta:
            app_label = "people"

    class Wrong(models.Model):  # noqa: DJ008
        member = models.ForeignKey(Membership, models.CASCADE)
        members = models.ManyToManyField(Membership, related_name="+")
        city = models.ForeignKey(City, models.CASCADE, related_name="+")
        user = models.ForeignKey(User, models.CASCADE, related_name="+")

        class Meta:
            app_label = "cases"

    assert pointing_out([Wrong]) == ["Wrong.member -> people.Membership", "Wrong.members -> people.Membership"]


@pytest.mark.django_db
def test_no_migration_of_the_core_waits_for_one_of_a_room() -> None:
    loader = MigrationLoader(None)
    above = {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}
    wrong = [
        (name, dependency)
        for (app, name), migration in loader.disk_migrations.items()
        for dependency in migration.dependencies
        if app == "cases" and dependency[0] in above
    ]
    assert wrong == []
