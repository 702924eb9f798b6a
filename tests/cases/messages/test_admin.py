"""Pages of the admin about messages: what was sent, the templates, the folder where no server is set."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import send_mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.messages.choices import State
from cases.messages.models import Message
from cases.messages.services.account_mail import send_account_mail
from cases.messages.services.notify import notify
from cases.messages.services.sending import send_due
from cases.permissions import Role
from tests.cases.roles import browser_of, person

from .post import news, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation", "causes")]
FOLDER = "django.core.mail.backends.filebased.EmailBackend"


def say(title: str = "Lamps", name: str = "mina") -> Message:
    (made,) = notify("test.news", [reader(name)], context=news(title), urgent=True)
    return made


def test_what_was_sent_to_whom_and_why() -> None:
    say("<b>Lamps</b>")
    say("Trams", "sam")
    send_due()
    say("Later", "rim")
    browser = browser_of(person(Role.ADMINISTRATOR))
    html = browser.get("/admin/messages/").content.decode()
    assert "News: &lt;b&gt;Lamps&lt;/b&gt;" in html and "mina@example.org" in html
    assert "You get this because of a test." in html and "Due and not sent: 1" in html

    def found(query: str) -> set[str]:
        page = browser.get(f"/admin/messages/results/?{query}").content.decode()
        return {title for title in ("Lamps", "Trams", "Later") if title in page}

    assert found("q=sam") == {"Trams"} and found("state=held") == {"Later"} and found("q=nobody+at+all") == set()
    assert found("kind=test_news&language=en") == {"Lamps", "Trams", "Later"} and found("language=ar") == set()
    assert browser.get("/admin/messages/?q=%00&state=x&kind=x&p=x").status_code == 200


def test_the_list_costs_as_much_for_many_as_for_few() -> None:
    browser = browser_of(person(Role.ADMINISTRATOR))
    mina = reader("mina")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get("/admin/messages/").status_code == 200
        return len(captured)

    notify("test.news", [mina], context=news())
    browser.get("/admin/messages/")
    few = queries()
    for _each in range(60):
        notify("test.news", [mina], context=news())
    assert queries() <= few + 1


def test_one_message_is_shown_and_sent_again(mailoutbox: list[Any]) -> None:
    made = say("<script>x</script>")
    send_due()
    browser = browser_of(person(Role.ADMINISTRATOR))
    page = browser.get(f"/admin/messages/{made.pk}/").content.decode()
    assert "Something about &lt;script&gt;x&lt;/script&gt;." in page and f"/admin/messages/{made.pk}/html/" in page
    frame = browser.get(f"/admin/messages/{made.pk}/html/")
    assert frame.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "sandbox" in frame.headers["Content-Security-Policy"] and "<script" not in frame.content.decode()
    answer = browser.post(f"/admin/messages/{made.pk}/again/")
    copy = Message.objects.latest("pk")
    assert answer.headers["Location"] == f"/admin/messages/{copy.pk}/" and send_due() == 1
    assert [mail.to for mail in mailoutbox] == [["mina@example.org"]] * 2
    again = browser.post(f"/admin/messages/{say('Waits', 'sam').pk}/again/", follow=True).content.decode()
    assert "This message cannot be sent again." in again
    nowhere = "/admin/messages/987654321/"
    assert browser.get(nowhere).headers["Location"] == f"/fa{nowhere}", "there is none"


def test_words_of_a_secret_message_are_not_shown(mailoutbox: list[Any]) -> None:
    made = send_account_mail("Your code", ["K7-Q2"], "new@example.org", "en", None)
    assert made is not None
    browser = browser_of(person(Role.SUPERUSER))
    for _when in ("before", "after"):
        page = browser.get(f"/admin/messages/{made.pk}/").content.decode()
        assert "K7-Q2" not in page and "they are not kept" in page
        path = f"/admin/messages/{made.pk}/html/"
        assert browser.get(path).headers["Location"] == f"/fa{path}", "there is nothing here"
        send_due()
    assert "K7-Q2" in mailoutbox[0].body
    assert browser.post(f"/admin/messages/{made.pk}/again/").status_code == 302 and Message.objects.count() == 1


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_template_is_shown(language: str) -> None:
    browser = browser_of(person(Role.ADMINISTRATOR, language=language))
    html = browser.get("/admin/messages/templates/").content.decode()
    assert "workflow.waiting" in html and "account.mail" in html
    for code in ("workflow.waiting", "city.invited", "account.mail"):
        assert browser.get(f"/admin/messages/templates/{code}/{language}/").status_code == 200
        frame = browser.get(f"/admin/messages/templates/{code}/{language}/html/").content.decode()
        assert f'lang="{language}"' in frame
    for path in ("no.such/en", "workflow.waiting/de"):
        assert browser.get(f"/admin/messages/templates/{path}/").status_code == 404


def test_without_a_server_whoever_runs_it_reads_what_would_have_been_sent(settings: Any, tmp_path: Path) -> None:
    settings.MAIL_DELIVERY, settings.EMAIL_FILE_PATH = FOLDER, str(tmp_path / "mail")
    settings.EMAIL_BACKEND = FOLDER
    say()
    send_due()
    send_mail("Reset", "secret-link", None, ["sam@example.org"])
    (tmp_path / "mail" / "broken.eml").write_bytes(b"\xff\xfe\x00")
    browser = browser_of(person(Role.SUPERUSER))
    html = browser.get("/admin/messages/kept/").content.decode()
    assert "News: Lamps" in html and "Reset" in html and "sam@example.org" in html
    assert "/admin/messages/kept/" in browser.get("/admin/messages/").content.decode()
    name = f"{Message.objects.get().key}.eml~0"
    assert "Something about Lamps." in browser.get(f"/admin/messages/kept/{name}/").content.decode()
    assert "Something about Lamps." in browser.get(f"/admin/messages/kept/{name}/html/").content.decode()
    for wrong in ("nothing.eml~0", "..~0", f"{name}9"):
        assert browser.get(f"/admin/messages/kept/{wrong}/").status_code == 404
    manager = browser_of(person(Role.ADMINISTRATOR))
    for change in ({}, {"HTTPS": True}, {"MAIL_DELIVERY": "cases.messages.services.smtp.EmailBackend"}):
        for key, value in change.items():
            setattr(settings, key, value)
        who = browser if change else manager
        for path in ("", f"{name}/", f"{name}/html/"):
            assert who.get(f"/admin/messages/kept/{path}").status_code == 302, "codes of everybody are among them"
        settings.HTTPS, settings.MAIL_DELIVERY = False, FOLDER


def test_messages_of_long_ago_are_forgotten() -> None:
    from datetime import timedelta

    from django.utils import timezone

    from cases.messages.services.pruning import prune

    old, waiting, new = say("Old"), say("Waiting", "sam"), say("New", "rim")
    long_ago = timezone.now() - timedelta(days=500)
    Message.objects.filter(pk__in=[old.pk, waiting.pk]).update(created_at=long_ago)
    Message.objects.filter(pk__in=[old.pk, new.pk]).update(state=State.SENT)
    prune()
    assert set(Message.objects.values_list("pk", flat=True)) == {waiting.pk, new.pk}
