"""A running site and a real browser. In CI a missing browser is a failure; elsewhere the tests say why they skip."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.databases import own_database
from tests.site_pattern import site_pattern

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A superuser for each language of the admin, with the password of the demo account.
READERS = """
from django.contrib.auth.models import User
from wagtail.users.models import UserProfile
password = User.objects.get(username="admin").password
for language in ("fa", "en", "ar"):
    user = User.objects.create(username=f"reader-{language}", password=password, is_superuser=True, is_staff=True)
    UserProfile.objects.create(user=user, preferred_language=language)
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        message = "no Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    # Playwright's loop stays in this thread, and Django would take every test that follows for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


class Site:
    """A site of its own, served by gunicorn as `make run` does."""

    def __init__(self, folder: Path, database: dict[str, str]) -> None:
        own = {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "knowledgebase.settings", **database}
        self.environment = {**os.environ, **own}
        self.environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
        self.folder = folder
        self.manage("set_up", "--demo-accounts", "-v0")  # at once where the folder is a copy
        self.manage("shell", "-v0", "-c", READERS)
        self.process, self.url = self.serve()

    def serve(self, **environment: str) -> "tuple[subprocess.Popen[bytes], str]":
        """Starts a web process on a free port and waits until it answers."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{probe.getsockname()[1]}"
        binary = Path(sys.executable).with_name("gunicorn")
        command = [binary, "knowledgebase.wsgi", "--bind", address, "--threads", "4", "--no-control-socket"]
        everything = {**self.environment, **environment}
        process = subprocess.Popen(command, cwd=ROOT, env=everything, stderr=subprocess.DEVNULL)
        adapter = requests.adapters.HTTPAdapter(max_retries=requests.adapters.Retry(total=20, backoff_factor=0.2))
        with requests.Session() as session:
            session.mount("http://", adapter)
            session.get(f"http://{address}/robots.txt", timeout=20, allow_redirects=False)
        return process, f"http://{address}"

    def manage(self, *arguments: str) -> str:
        """Runs a command of manage.py on this site; what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        run = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr[-2000:]
        return run.stdout

    def cases(self, filters: str) -> int:
        """Number of public cases that filters of the catalogue leave, such as ``topic=waste``, at this moment."""
        answer = requests.get(f"{self.url}/api/v1/cases?{filters}", timeout=20)
        return int(answer.json()["total"])

    def password(self, name: str) -> str:
        """Password of a demo account."""
        lines = (self.folder / "demo-accounts.txt").read_text().splitlines()
        return dict(line.split() for line in lines)[name]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The starter collection, served on a port of its own."""
    with own_database() as database:
        folder = tmp_path_factory.mktemp("site")
        if not database:
            shutil.copytree(site_pattern(tmp_path_factory), folder, dirs_exist_ok=True)
        started = Site(folder, database)
        yield started
        started.process.terminate()
        started.process.wait(10)


@pytest.fixture
def refused() -> Iterator[list[str]]:
    """What browsers said of the content security policy; a journey in which it refused anything fails."""
    told: list[str] = []
    yield told
    assert told == []


@pytest.fixture
def page(open_page: Any) -> Page:
    """A fresh page at desktop width."""
    opened: Page = open_page(viewport={"width": 1280, "height": 900})
    return opened


@pytest.fixture
def open_page(browser: Browser, site: Site, refused: list[str]) -> Iterator[Any]:
    """Opens pages with options of the browser context, such as ``java_script_enabled`` or a narrow viewport."""
    contexts = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            refused.append(f"{message.page.url if message.page else ''}: {message.text}")

    def open_one(**options: Any) -> Page:
        context = browser.new_context(base_url=site.url, **options)
        context.on("console", listen)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


def log_in(page: Page, site: Site, language: str) -> None:
    """Into the admin in a language, as a superuser."""
    log_in_as(page, f"reader-{language}", site.password("admin"))


def log_in_as(page: Page, name: str, password: str) -> None:
    """Into the admin."""
    page.goto("/admin/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/admin/$"))
