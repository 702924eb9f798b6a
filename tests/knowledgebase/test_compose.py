"""compose.yaml and Dockerfile cannot be run everywhere; what can be said of them without running them is said here."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from .test_readme import read_by_settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PINNED = re.compile(r"[\w./-]+:\d+\.\d+(\.\d+)?(-[\w-]+)?")


@pytest.mark.parametrize("name", OURS)
def test_what_it_tells_the_site_is_what_the_site_reads(name: str) -> None:
    assert set(OURS[name]["environment"]) <= read_by_settings() | {"PROMETHEUS_MULTIPROC_DIR"}


@pytest.mark.parametrize("name", SERVICES)
def test_secrets_come_from_outside(name: str) -> None:
    for variable, value in SERVICES[name].get("environment", {}).items():
        if re.search("PASSWORD|KEY|TOKEN", variable) and not str(value).startswith("/"):
            assert str(value).startswith("${"), variable
        assert not re.search(r"://[^$/@]+:[^$@]+@", str(value)), variable


def test_images_are_pinned() -> None:
    images = [service["image"] for service in SERVICES.values() if "build" not in service]
    images += re.findall(r"^FROM (\S+)", DOCKERFILE, flags=re.M)
    assert len(images) >= 6 and [image for image in images if not PINNED.fullmatch(image)] == []


def test_commands_exist() -> None:
    called = [service["command"][2] for service in OURS.values() if service.get("command", [""])[0] == "python"]
    called += re.findall(r"manage\.py (\w+)", DOCKERFILE)
    assert len(called) >= 4 and set(called) <= set(get_commands())


def test_what_waits_waits_for_something_that_is_there() -> None:
    for service in SERVICES.values():
        for other, how in service.get("depends_on", {}).items():
            assert other in SERVICES
            assert how["condition"] != "service_healthy" or "healthcheck" in SERVICES[other]
        for volume in service.get("volumes", []):
            assert volume.split(":")[0] in COMPOSE["volumes"]


def test_the_site_runs_without_rights_it_does_not_need() -> None:
    assert re.search(r"^USER [1-9]\d*$", DOCKERFILE, flags=re.M)
    for service in OURS.values():
        assert service["cap_drop"] == ["ALL"] and service["read_only"] is True
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert published == ["127.0.0.1:8000:8000"], "database and engine are reached by the site only"


def test_what_the_image_needs_is_copied_and_what_it_copies_is_not_ignored() -> None:
    wanted = set(re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text(encoding="utf-8"), flags=re.M))
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, flags=re.M)
    copied = {name for line in lines for name in line.split()}
    assert copied == wanted and all((ROOT / name).exists() for name in wanted)
    assert {"cases", "home", "knowledgebase", "search"} <= wanted
