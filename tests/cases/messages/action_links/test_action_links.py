"""Links in mails: opening shows, posting acts, once; what has ended or never was says so and changes nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cases.messages.models import ActionLink, ActionLinkUse, Message, Mute
from cases.messages.services.action_links.links import forget_old_links, revoke_links
from cases.messages.services.action_links.quiet_comments import QUIET_COMMENTS, quiet_link
from cases.messages.services.again import send_again
from cases.messages.services.composing import compose
from knowledgebase import throttle
from tests.cases.messages.incoming.conversations import Talk, talk

__all__ = ["talk"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
LINK = re.compile(r"https://practice\.example(/(?:fa|en|ar)/link/([\w-]{32})/)")
DONE = {"fa": "انجام شد.", "en": "Done.", "ar": "تم."}
NEVER = "/{}/link/" + "x" * 32 + "/"


def path_in(talk: Talk) -> str:
    found = LINK.search(str(talk.told.body))
    assert found is not None
    return found[1]


def rows() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (ActionLink, ActionLinkUse, Mute)]


def test_a_person_is_left_alone_and_hears_again(talk: Talk) -> None:
    path, browser = path_in(talk), Client()
    page = browser.get(path).content.decode()
    assert (
        path.startswith("/fa/")
        and talk.page.get_admin_display_title() in page
        and "دیگر دربارهٔ دیدگاه‌های بخش‌های این متن" in page
    )
    assert not Mute.objects.exists() and talk.author.email not in page
    done = browser.post(path).content.decode()
    assert DONE["fa"] in done and Mute.objects.get().person == talk.author
    talk.say(talk.editor, "And where?")
    assert talk.mails() == {}
    again = browser.post(path).content.decode()
    assert DONE["fa"] not in again and "پیش‌تر در" in again and ActionLinkUse.objects.count() == 1
    assert "پیش‌تر در" in browser.get(path).content.decode()
    browser.post(path, {"take_back": "1"})
    assert not Mute.objects.exists() and [use.act for use in ActionLinkUse.objects.all()] == ["done", "taken_back"]
    talk.say(talk.editor, "And why?")
    assert set(talk.mails()) == {"author"}
    browser.post(path)
    talk.say(talk.author, "I take part again")
    assert not Mute.objects.exists(), "whoever takes part hears again"


def test_the_scanner_of_a_mail_server_changes_nothing(talk: Talk) -> None:
    """It opens everything in every way but posting, with what a browser would send along to fetch ahead."""
    path, before = path_in(talk), rows()
    everything = re.findall(r"https://practice\.example(\S+)", str(talk.told.body))
    for address in everything:
        for purpose in (
            {},
            {"Purpose": "prefetch", "Sec-Purpose": "prefetch;prerender"},
            {"User-Agent": "Mail scanner"},
        ):
            for method in ("get", "head", "options", "get"):
                getattr(Client(), method)(address.rstrip("."), headers=purpose)
        for query in ("?take_back=1", "?_method=POST", "?done=1"):
            Client().get(address + query)
    html = Client().get(path).content.decode()
    for found in re.findall(r'(?:href|src|action)="(/[^"]*)"', html):
        Client().get(found)
    assert rows() == before and path in everything
    assert Client().put(path).status_code == 405 and Client().delete(path).status_code == 405 and rows() == before


def test_headers_keep_it_out_of_caches_searches_and_other_sites(talk: Talk) -> None:
    for path in (path_in(talk), NEVER.format("en")):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(path)
            assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"].startswith("noindex")
            assert answer["Referrer-Policy"] == "no-referrer" and not answer.cookies
            assert "script-src 'self'" in answer["Content-Security-Policy"]
    html = Client().get(path_in(talk)).content.decode()
    assert (
        'name="robots" content="noindex' in html
        and 'rel="canonical"' not in html
        and 'rel="alternate" hreflang' not in html
    )


def test_the_secret_is_kept_nowhere(talk: Talk) -> None:
    path = path_in(talk)
    Client().post(path)
    assert path.split("/")[-2] not in str(rows())


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_it_is_in_the_language_of_the_person_and_not_of_the_address(talk: Talk, language: str) -> None:
    type(talk.author.wagtail_userprofile).objects.filter(user=talk.author).update(preferred_language=language)
    path = path_in(talk)
    other = path.replace("/fa/", "/en/" if language != "en" else "/ar/")
    answer = Client().get(other)
    assert answer.status_code == 302 and answer["Location"].startswith(f"/{language}/link/")
    assert f'<html lang="{language}"' in Client().get(answer["Location"]).content.decode()
    assert DONE[language] in Client().post(other).content.decode(), "what is posted is done in whatever language"


def expired(talk: Talk) -> None:
    ActionLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def revoked(talk: Talk) -> None:
    assert revoke_links(QUIET_COMMENTS, talk.page) == 1 and revoke_links(QUIET_COMMENTS, talk.page) == 0


@pytest.mark.parametrize("how", [expired, revoked])
def test_one_that_has_ended_says_so(talk: Talk, how: Any) -> None:
    how(talk)
    for method in ("get", "post"):
        answer = getattr(Client(), method)(path_in(talk))
        assert answer.status_code == 410 and "این پیوند دیگر کار نمی‌کند" in answer.content.decode()
        assert talk.page.title not in answer.content.decode()
    assert not Mute.objects.exists() and not ActionLinkUse.objects.exists()


def test_long_after_they_ended_they_are_forgotten(talk: Talk) -> None:
    forget_old_links()
    assert ActionLink.objects.count() == 1
    ActionLink.objects.update(expires_at=timezone.now() - timedelta(days=181))
    forget_old_links()
    assert not ActionLink.objects.exists() and Client().get(path_in(talk)).status_code == 404


def without_rights(talk: Talk) -> None:
    talk.author.groups.clear()


def gone(talk: Talk) -> None:
    talk.page.delete()


def closed_account(talk: Talk) -> None:
    type(talk.author).objects.filter(pk=talk.author.pk).update(is_active=False)


@pytest.mark.parametrize("how", [without_rights, gone, closed_account])
def test_whoever_may_no_longer_is_told_nothing(talk: Talk, how: Any) -> None:
    path = path_in(talk)
    how(talk)
    for method in ("get", "post"):
        asked, unknown = getattr(Client(), method)(path), getattr(Client(), method)(NEVER.format("fa"))
        assert asked.status_code == unknown.status_code == 404
        assert asked.content.replace(path.encode(), b"") == unknown.content.replace(NEVER.format("fa").encode(), b"")
    assert not Mute.objects.exists()


@pytest.mark.parametrize("token", ["x", "x" * 32, "%00", "%FF", "پ" * 40, "..", "a b", "x" * 3_000, "'%22<script>"])
def test_garbage_is_answered_as_what_never_was(token: str) -> None:
    answer = Client().get(f"/en/link/{token}/")
    assert answer.status_code in (302, 400, 404) and b"<script>alert" not in answer.content
    if answer.status_code == 404 and b"There is no such link" in answer.content:
        assert token.encode() not in answer.content or len(token) < 3


def test_each_mail_has_a_link_of_its_own_and_all_say_what_is_so(talk: Talk) -> None:
    with override("en"):
        other = LINK.search(quiet_link(talk.author, talk.page))
    assert other is not None and other[1] != path_in(talk)
    Client().post(path_in(talk))
    Client().post(other[1])
    assert Mute.objects.count() == 1


def test_a_mail_that_is_tried_again_has_the_link_it_had(talk: Talk) -> None:
    message = Message.objects.filter(person=talk.author).latest("pk")
    before = ActionLink.objects.values_list("pk", "expires_at").get()
    for _attempt in range(3):
        assert path_in(talk) in compose(message).body
    assert ActionLink.objects.values_list("pk", "expires_at").get() == before
    again = send_again(message)
    assert path_in(talk) not in compose(again).body and ActionLink.objects.count() == 2


def test_it_is_throttled(talk: Talk, settings: Any, tmp_path: Any) -> None:
    settings.THROTTLE, settings.THROTTLE_SEARCHES, settings.DATA_DIR = True, 3, tmp_path
    throttle._allowances.cache_clear()
    statuses = [Client().get(NEVER.format("en")).status_code for _time in range(5)]
    throttle._allowances.cache_clear()
    assert statuses == [404] * 3 + [429] * 2


def test_a_page_takes_few_queries(talk: Talk, django_assert_max_num_queries: Any) -> None:
    path = path_in(talk)
    Client().get(path)
    with django_assert_max_num_queries(24):
        Client().get(path)


def test_the_check_of_the_site_knows_the_addresses() -> None:
    call_command("check")
    with override("en"):
        assert reverse("messages:action", args=["x"]) == "/en/link/x/"
