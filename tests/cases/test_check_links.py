"""The check of links: against a server of our own, gently, and never into a private network by itself."""

import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from cases.models import CaseStudyPage, LinkCheck
from cases.models.link import LinkOutcome
from cases.services import ask_link
from cases.services.ask_link import _is_public, ask
from cases.services.check_links import check_links
from cases.services.imports.cases import ImportOptions, import_cases
from tests.conftest import as_file

ALL = timedelta(0)


class Handler(BaseHTTPRequestHandler):
    """Answers by path: /200, /404 …; /to/PLACE redirects; /slow answers late; /nohead knows only GET."""

    asked: list[tuple[str, str, float]] = []

    def do_HEAD(self) -> None:
        Handler.asked.append((self.command, self.path, time.monotonic()))
        path = self.path.split("?")[0]
        if path == "/slow":
            time.sleep(3)
        if path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
        elif path == "/nohead":
            self.send_response(200 if self.command == "GET" else 405)
        elif path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
        else:
            self.send_response(int(path.strip("/")[:3]) if path.strip("/")[:3].isdecimal() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def server(settings: Any) -> Iterator[str]:
    settings.LINK_CHECK_PRIVATE = True
    settings.LINK_CHECK_PAUSE = 0.05
    settings.LINK_CHECK_TIMEOUT = 1.0
    Handler.asked = []
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/200", LinkOutcome.OK, 200), ("/404", LinkOutcome.GONE, 404), ("/410", LinkOutcome.GONE, 410),
        ("/403", LinkOutcome.REFUSED, 403), ("/500", LinkOutcome.SERVER, 500), ("/nohead", LinkOutcome.OK, 200),
        ("/to//200", LinkOutcome.OK, 200), ("/to//404", LinkOutcome.GONE, 404), ("/loop", LinkOutcome.REDIRECTS, 302),
        ("/to/ftp://x/", LinkOutcome.FORBIDDEN, None), ("/slow", LinkOutcome.TIMEOUT, None),
        ("/گزارش?q=پارک", LinkOutcome.OK, 200),
    ],
)  # fmt: skip
def test_what_comes_of_asking(server: str, path: str, outcome: LinkOutcome, status: int | None) -> None:
    answer = ask(f"{server}{path}")
    assert (answer.outcome, answer.status) == (outcome, status)
    assert bool(answer.leads_to) == path.startswith(("/to", "/loop"))


def test_hosts_that_are_not_there(settings: Any) -> None:
    settings.LINK_CHECK_PRIVATE, settings.LINK_CHECK_TIMEOUT = True, 1.0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]  # nobody's, now that it is closed
    assert ask(f"http://127.0.0.1:{port}/").outcome == LinkOutcome.NO_CONNECTION
    for host in ("no-such-host.invalid", "شهرداری.invalid", f"{'x' * 70}.invalid", "‌.invalid"):
        assert ask(f"http://{host}/").outcome == LinkOutcome.NO_HOST


def test_a_name_in_another_script_is_asked_as_the_network_writes_it(server: str, monkeypatch: Any) -> None:
    resolve = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: resolve("127.0.0.1", *rest, **more))
    assert ask(server.replace("127.0.0.1", "شهرداری.example") + "/200").outcome == LinkOutcome.OK


PRIVATE = ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
           "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", 
           "64:ff9b::7f00:1",
           "2002:7f00:1::", "::", "ff02::1", "198.18.0.1"]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_known(address: str) -> None:
    assert not _is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_are_known(address: str) -> None:
    assert _is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/",
     "http://user:secret@example.org/", "http://example.org:22/", "file:///etc/passwd", "gopher://x/", "http:///x",
     "http://[", "http://example.org:99999/"],
)  # fmt: skip
def test_nothing_private_is_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: Any) -> Any:
        raise AssertionError("asked")

    monkeypatch.setattr(ask_link, "_send", never)
    assert ask(url).outcome in (LinkOutcome.FORBIDDEN, LinkOutcome.NO_HOST)


def test_a_redirect_into_a_private_network_is_not_followed(server: str, settings: Any, monkeypatch: Any) -> None:
    """The first address is let through as a public one would be; what it leads to is judged by itself."""
    port = server.rpartition(":")[2]
    judge = ask_link._public_address

    def first_only(host: str, asked: int) -> str:
        if host == "public.example":
            return "127.0.0.1"
        settings.LINK_CHECK_PRIVATE = False
        return judge(host, asked)

    monkeypatch.setattr(ask_link, "_public_address", first_only)
    answer = ask(f"http://public.example:{port}/to/http://127.0.0.1/secret")
    assert answer.outcome == LinkOutcome.FORBIDDEN
    assert [path for _method, path, _when in Handler.asked] == ["/to/http://127.0.0.1/secret"]


def test_the_name_is_resolved_once(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere the second time it is asked gains nothing."""
    asked = []
    resolve = socket.getaddrinfo

    def once(host: str, *args: Any, **kwargs: Any) -> Any:
        asked.append(host)
        return resolve("127.0.0.1", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    assert ask(server.replace("127.0.0.1", "rebinding.example") + "/200").outcome == LinkOutcome.OK
    assert [host for host in asked if host == "rebinding.example"] == ["rebinding.example"]


@pytest.mark.django_db
@pytest.mark.usefixtures("foundation")
def test_the_sources_of_live_cases_are_checked_gently(server: str, starter_records: list[dict[str, Any]]) -> None:
    records = [
        {**starter_records[0], "sources": [{"title": "t", "url": f"{server}/{n}", "seen": True}
                                           for n in [404, 500, *range(200, 212)]]},
        {**starter_records[1], "sources": [{"title": "t", "url": f"{server}/404", "seen": True}]
         * len(starter_records[1]["sources"])},
    ]  # fmt: skip
    import_cases(as_file(records), ImportOptions(publish=True))
    counts = check_links(older_than=ALL)
    assert counts["gone"] == 1 and counts["server"] == 1 and counts["ok"] == 12
    times = sorted(when for _method, _path, when in Handler.asked if _method == "HEAD")
    assert all(later - earlier >= 0.045 for earlier, later in pairwise(times))
    gone = LinkCheck.objects.get(outcome="gone")
    assert gone.failing_since and len(gone.cases) == 2 and gone.status == 404
    since = gone.failing_since
    assert check_links(older_than=timedelta(days=1)) == {}
    LinkCheck.objects.update(checked_at=timezone.now() - timedelta(days=40))
    call_command("check_links", "--limit", "3", verbosity=0)
    assert LinkCheck.objects.filter(checked_at__gt=timezone.now() - timedelta(days=1)).count() == 3
    gone.refresh_from_db()
    assert gone.failing_since == since, "it fails since it first did"
    CaseStudyPage.objects.update(live=False)
    check_links(older_than=timedelta(days=1))
    assert not LinkCheck.objects.exists()
