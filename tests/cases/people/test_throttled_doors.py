"""How often each door may be tried, with a clock that is set; for a network behind proxies, and for an account."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache

from knowledgebase import throttle
from knowledgebase.allowance import Allowances
from knowledgebase.shared_cache import Counts, SharedMemory

from .visiting import PASSWORD, Visitor, app_code, member, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


class Clock:
    """A clock that stands until it is set on."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock by which everything of this process counts."""
    set_clock = Clock(time.time())
    monkeypatch.setattr(time, "time", set_clock)
    return set_clock


def wrong(count: int, name: str = "mina@city.example") -> list[int]:
    """Statuses of so many log-ins with a wrong password, each in a browser of its own."""
    return ["Too many attempts" in Visitor().log_in(name, "wrong").content.decode() for _number in range(count)]


def test_five_wrong_passwords_of_an_account_and_then_even_the_right_one_waits(clock: Clock) -> None:
    member()
    assert wrong(7) == [False] * 5 + [True] * 2
    visitor = Visitor()
    visitor.log_in("mina@city.example")
    assert visitor.user is None
    clock.now += 301
    visitor.log_in("mina@city.example")
    assert visitor.user is not None


def test_a_name_that_nobody_has_waits_just_the_same(clock: Clock) -> None:
    assert wrong(7, "none@city.example") == [False] * 5 + [True] * 2


def test_codes_of_a_second_factor_are_not_tried_by_the_thousand(clock: Clock) -> None:
    visitor = member()
    with_app(visitor.user)  # type: ignore[arg-type]
    tried = Visitor()
    tried.log_in("mina@city.example")
    said = [tried.send("mfa_authenticate", {"code": f"00000{number}"}).content.decode() for number in range(7)]
    assert ["Too many attempts" in html for html in said] == [False] * 5 + [True] * 2
    tried.send("mfa_authenticate", {"code": app_code()})
    assert tried.user is None, "nor by another browser"
    clock.now += 301
    tried.send("mfa_authenticate", {"code": app_code()})
    assert tried.user is not None


@pytest.mark.parametrize("name", ["account_reset_password", "account_request_login_code"])
@pytest.mark.parametrize("address", ["mina@city.example", "none@city.example"])
def test_an_address_gets_five_mails_in_a_quarter_of_an_hour(name: str, address: str, clock: Clock) -> None:
    member()
    mail.outbox.clear()
    for _number in range(8):
        Visitor().send(name, {"email": address})
    assert len(mail.outbox) == 5
    clock.now += 901
    Visitor().send(name, {"email": address})
    assert len(mail.outbox) == 6


def test_codes_that_confirm_an_address_are_not_sent_by_the_hundred(clock: Clock) -> None:
    answers = [Visitor().sign_up("mina@city.example").status_code for _number in range(7)]
    assert len(mail.outbox) == 5 and answers[-1] == 429


def test_a_code_of_a_mail_is_old_after_a_quarter_of_an_hour(clock: Clock) -> None:
    visitor = Visitor()
    visitor.sign_up("mina@city.example")
    clock.now += 901
    visitor.confirm()
    assert visitor.user is None


def test_whoever_is_logged_in_does_not_try_passwords_either(clock: Clock) -> None:
    visitor = member()
    tries = [visitor.show_password("wrong").status_code for _number in range(12)]
    assert tries.count(200) <= 10 and tries[-1] == 429
    changes = [
        visitor.send(
            "account_change_password", {"oldpassword": "wrong", "password1": "x", "password2": "x"}
        ).status_code
        for _number in range(7)
    ]
    assert changes[-1] == 429


@pytest.fixture
def limited(settings: Any, tmp_path: Path, clock: Clock) -> Iterator[None]:
    """The throttle of networks: four attempts a minute, behind one proxy."""
    settings.THROTTLE, settings.THROTTLE_LOG_INS, settings.TRUSTED_PROXIES = True, 4, 1
    settings.DATA_DIR = tmp_path
    throttle._allowances.cache_clear()
    counted = Allowances(tmp_path / "allowances.sqlite3", clock, patience=5)
    throttle._allowances = lambda: counted  # type: ignore[assignment]
    yield
    throttle._allowances = original  # type: ignore[assignment]


original = throttle._allowances
DOORS = {
    "account_login": {"login": "a", "password": "b"},
    "account_signup": {"email": "a"},
    "account_request_login_code": {"email": "a"},
    "account_reset_password": {"email": "a"},
    "account_confirm_login_code": {"code": "1"},
    "account_confirm_password_reset_code": {"code": "1"},
    "account_email_verification_sent": {"code": "1"},
    "mfa_authenticate": {"code": "1"},
    "mfa_login_webauthn": {"credential": "{}"},
}


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.usefixtures("limited")
def test_every_door_counts_the_network_as_its_proxy_names_it(name: str, clock: Clock) -> None:
    visitor = Visitor("fa")

    def tried(said: str) -> int:
        return int(visitor.send(name, DOORS[name], headers={"X-Forwarded-For": said}).status_code)

    found = [tried(f"198.51.100.{number}, 203.0.113.7") for number in range(6)]
    assert [status == 429 for status in found] == [False] * 4 + [True] * 2, "what readers write counts not"
    assert tried("203.0.113.8") != 429, "another network"
    clock.now += 61
    assert tried("203.0.113.7") != 429


@pytest.mark.usefixtures("limited")
def test_all_doors_in_all_languages_are_one_allowance_and_pages_are_none() -> None:
    def at(language: str, name: str) -> int:
        return int(Visitor(language).send(name, DOORS[name], headers={"X-Forwarded-For": "203.0.113.9"}).status_code)

    found = [at(language, name) for language, name in zip(("fa", "en", "ar", "fa", "en"), DOORS, strict=False)]
    assert found[-1] == 429 and 429 not in found[:-1]
    answer = Visitor().client.get("/en/account/login/", headers={"X-Forwarded-For": "203.0.113.9"})
    assert answer.status_code == 200


def test_processes_of_a_machine_count_together(tmp_path: Path, settings: Any) -> None:
    """Another process is another object with the same file."""
    settings.DATA_DIR = tmp_path
    first, second = SharedMemory("a", {}), SharedMemory("b", {})
    assert first.add("allauth:x", [1.5], 60) and not second.add("allauth:x", [2.5], 60)
    assert second.get("allauth:x") == [1.5] and second.delete("allauth:x") and first.get("allauth:x") is None
    first.set("elsewhere", object(), 60)
    assert second.get("elsewhere") is None and first.get("elsewhere") is not None


def test_counts_end_with_their_time_and_a_lost_file_lets_nobody_in_for_nothing(
    tmp_path: Path, settings: Any, clock: Clock
) -> None:
    counts = Counts(tmp_path / "a" / "counts.sqlite3")
    counts.put("x", 1, 10)
    clock.now += 11
    assert counts.get("x", "gone") == "gone" and counts.add("x", 2, 10)
    settings.DATA_DIR = tmp_path / "b"
    settings.DATA_DIR.write_text("no folder")
    own = SharedMemory("c", {})
    assert own.add("allauth:x", 1, 60) and not own.add("allauth:x", 1, 60), "counted in memory"


def test_the_site_counts_in_that_cache() -> None:
    assert type(cache._connections[cache._alias]) is SharedMemory  # type: ignore[attr-defined]
    assert PASSWORD
