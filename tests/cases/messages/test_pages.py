"""Pages of messages: the bell, the list, one message, the choice of a pace, and turning mails off from within one."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from cases.messages.choices import Pace, State
from cases.messages.models import Message, Preference
from cases.messages.selectors.paces import pace_for
from cases.messages.services.bounces import note_bounce
from cases.messages.services.notify import notify
from cases.messages.services.stop_links import stop_token
from knowledgebase.page_cache import store
from tests.cases.roles import browser_of

from .post import NEWS, news, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation", "causes")]


def say(person: Any, count: int = 1, title: str = "Lamps") -> list[Message]:
    return [notify("test.news", [person], context=news(title))[0] for _each in range(count)]


def test_a_message_is_heard_read_and_gone_from_the_bell() -> None:
    mina, sam = reader("mina", "fa"), reader("sam")
    with override("fa"):
        (message,) = say(mina, title="<i>چراغ‌ها</i>")
    browser = browser_of(mina)
    html = browser.get("/fa/messages/").content.decode()
    assert 'class="bell__count"' in html and "۱</span>" in html and "News: &lt;i&gt;چراغ‌ها&lt;/i&gt;" in html
    page = browser.get(f"/fa/messages/{message.key}/").content.decode()
    assert "Something about &lt;i&gt;چراغ‌ها&lt;/i&gt;." in page and "You get this because of a test." in page
    assert 'lang="fa" dir="rtl">' in page, "a sentence may begin with a name in Latin letters"
    assert "bell__count" not in browser.get("/fa/messages/").content.decode()
    assert browser_of(sam).get(f"/fa/messages/{message.key}/").status_code == 404
    assert Client().get("/fa/messages/").headers["Location"].startswith("/fa/account/login/?next=/fa/messages/")
    say(mina, 2)
    assert browser.post("/fa/messages/read/").status_code == 302
    assert not Message.objects.filter(read_at=None).exists()
    assert browser.get("/fa/messages/read/").status_code == 405


def test_the_list_costs_as_much_for_many_as_for_few() -> None:
    mina = reader("mina")
    browser = browser_of(mina)
    say(mina, 2)

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(path).status_code == 200
        return len(captured)

    queries("/en/messages/")  # the first visit of a session is noted
    few = queries("/en/messages/")
    say(mina, 120)
    assert queries("/en/messages/") == few <= 12
    assert "99+" in browser.get("/en/messages/").content.decode()
    for page in ("2", "nonsense", "-1", "9" * 400):
        assert browser.get(f"/en/messages/?page={page}").status_code == 200


def test_visitors_have_no_bell_and_their_pages_stay_everybodys(settings: Any) -> None:
    settings.PAGE_CACHE_MB = 8
    store.clear()
    visitor = Client()
    page = visitor.get("/en/cities/")
    assert 'class="bell"' not in page.content.decode() and not visitor.cookies
    with CaptureQueriesContext(connection) as captured:
        assert Client().get("/en/cities/").content == page.content
    assert len(captured) == 0
    mina = browser_of(reader("mina"))
    assert 'class="bell"' in mina.get("/en/cities/").content.decode()
    assert Client().get("/en/cities/").content == page.content
    old = Client()
    old.cookies["sessionid"] = "of-a-session-that-ended"
    assert 'class="bell"' not in old.get("/en/cities/").content.decode()
    cache.clear()
    store.clear()


def test_a_pace_is_chosen_and_what_is_no_pace_is_said_at_its_field() -> None:
    mina = reader("mina")
    browser = browser_of(mina)
    html = browser.get("/en/messages/settings/").content.decode()
    assert "News of the test" in html and "Texts that wait" not in html, "nobody reviews who may not enter the admin"
    assert "Codes and notices about your account" in html and 'name="account"' not in html
    chosen = dict.fromkeys(re.findall(r'<select name="(\w+)"', html), "daily")
    assert {"invitations", "members", "contacts", "test_news", "test_other"} <= chosen.keys()
    answer = browser.post("/en/messages/settings/", {**chosen, "test_news": "hourly"})
    text = answer.content.decode()
    assert answer.status_code == 200 and 'id="id_test_news_error"' in text and 'aria-invalid="true"' in text
    assert not Preference.objects.exists()
    assert browser.post("/en/messages/settings/", {**chosen, "test_news": "off"}).status_code == 302
    assert (
        pace_for(NEWS, mina) == Pace.OFF
        and "Your choice is kept." in browser.get("/en/messages/settings/").content.decode()
    )
    kept = set(Preference.objects.values_list("kind", flat=True))
    assert {"invitations", "test_news", "test_other"} <= kept and not kept & {"members", "contacts"}, "what differs"


def test_a_program_that_opens_links_turns_nothing_off() -> None:
    mina, sam = reader("mina"), reader("sam")
    path = f"/fa/messages/stop/{stop_token(mina.pk, '', ['test_news'])}/"
    for method in ("get", "head", "options"):
        answer = getattr(Client(), method)(path)
        assert answer.status_code in (200, 405) and not Preference.objects.exists()
    page = Client().get(path)
    assert "News of the test" in page.content.decode() and 'method="post"' in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store, private" and page.headers["Referrer-Policy"] == "no-referrer"
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and not answer.cookies
    assert pace_for(NEWS, mina) == Pace.OFF and pace_for(NEWS, sam) == NEWS.pace
    assert Client().post(path).status_code == 200, "twice is as good as once"


@pytest.mark.parametrize("damage", ["", "x", "A" * 43, "kinds", "gone"])
def test_a_link_that_is_not_ours_says_so_and_does_nothing(damage: str) -> None:
    mina = reader("mina")
    token = stop_token(mina.pk, "", ["account"] if damage == "kinds" else ["test_news"])
    if damage == "gone":
        mina.delete()
    elif damage != "kinds":
        token = token[:-4] + damage
    for method in ("get", "post"):
        assert getattr(Client(), method)(f"/en/messages/stop/{token}/").status_code == 404
    assert not Preference.objects.exists()


def test_whoever_has_an_address_that_came_back_sees_it_and_mends_it() -> None:
    mina = reader("mina")
    note_bounce("mina@example.org", True)
    browser = browser_of(mina)
    assert "mina@example.org" in browser.get("/en/messages/").content.decode()
    assert say(mina)[0].state == State.SENT
    browser.post("/en/messages/address/")
    assert "came back" not in browser.get("/en/messages/").content.decode() and say(mina)[0].state == State.HELD


def test_secrets_and_what_was_cancelled_are_not_on_the_site() -> None:
    mina = reader("mina")
    (secret,) = notify("test.secret", [mina], context=news())
    (over,) = say(mina)
    Message.objects.filter(pk=over.pk).update(state=State.CANCELLED)
    browser = browser_of(mina)
    for message in (secret, over):
        assert browser.get(f"/en/messages/{message.key}/").status_code == 404
    assert 'class="messages__item' not in browser.get("/en/messages/").content.decode()
