"""A running site and a real browser. In CI a missing browser is a failure; elsewhere the tests say why they skip."""

import fcntl
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
from playwright.sync_api import Browser, Page, sync_playwright

from tests.databases import own_database

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
        run = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        return run.stdout

    def password(self, name: str) -> str:
        """Password of a demo account."""
        lines = (self.folder / "demo-accounts.txt").read_text().splitlines()
        return dict(line.split() for line in lines)[name]


def set_up_once(pattern: Path) -> Path:
    """A folder with a site that was set up, by whichever worker comes first; on SQLite all of a site is in it."""
    with pattern.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not pattern.exists():
            making = pattern.with_suffix(".making")
            environment = {**os.environ, "DATA_DIR": str(making), "DJANGO_SETTINGS_MODULE": "knowledgebase.settings"}
            command = [sys.executable, "manage.py", "set_up", "--demo-accounts", "-v0"]
            subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
            making.rename(pattern)
    return pattern


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The starter collection, served on a port of its own."""
    with own_database() as database:
        folder = tmp_path_factory.mktemp("site")
        if not database:
            of_the_run = tmp_path_factory.getbasetemp()
            of_the_run = of_the_run.parent if "PYTEST_XDIST_WORKER" in os.environ else of_the_run
            shutil.copytree(set_up_once(of_the_run / "site-pattern"), folder, dirs_exist_ok=True)
        started = Site(folder, database)
        yield started
        started.process.terminate()
        started.process.wait(10)


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A fresh page at desktop width."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Any]:
    """Opens pages with options of the browser context, such as ``java_script_enabled`` or a narrow viewport."""
    contexts = []

    def open_one(**options: Any) -> Page:
        context = browser.new_context(base_url=site.url, **options)
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
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/admin/$"))
