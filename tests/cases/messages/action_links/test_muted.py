"""What somebody gets no more mails about: listed beside their other choices, and heard of again at a click."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.messages.models import Mute
from cases.messages.services.action_links.quiet_comments import QUIET_COMMENTS
from cases.messages.services.mutes import mute
from cases.models import CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.messages.incoming.conversations import Talk, talk
from tests.cases.roles import browser_of
from tests.conftest import as_file

__all__ = ["talk"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
CHOICES = "/en/messages/settings/"


def test_a_mute_is_seen_and_ended_by_its_person_alone(talk: Talk) -> None:
    mute(talk.author, QUIET_COMMENTS, talk.page)
    mine, another = browser_of(talk.author), browser_of(talk.editor)
    kept = Mute.objects.get()
    page = mine.get(CHOICES).content.decode()
    assert talk.page.title in page and "Send me these mails again" in page
    assert talk.page.title not in another.get(CHOICES).content.decode()
    path = f"{CHOICES}mutes/{kept.pk}/end/"
    assert another.post(path).status_code == 404 and mine.get(path).status_code == 405 and Mute.objects.exists()
    assert mine.post(path).status_code == 302 and not Mute.objects.exists()
    assert "You get these mails again." in mine.get(CHOICES).content.decode()
    assert mine.post(path).status_code == 404, "it was ended in another window"
    talk.say(talk.editor, "And where?")
    assert set(talk.mails()) == {"author"}


def test_no_title_is_said_to_who_may_not_open_the_text_any_more(talk: Talk) -> None:
    mute(talk.author, QUIET_COMMENTS, talk.page)
    talk.author.groups.clear()
    page = browser_of(talk.author).get(CHOICES).content.decode()
    assert talk.page.title not in page and "Something that you cannot open any more" in page
    CaseStudyPage.objects.get(pk=talk.page.pk).delete()
    assert "Something that is not there any more" in browser_of(talk.author).get(CHOICES).content.decode()


def test_many_cost_as_much_as_few(talk: Talk, starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records[1:4]), ImportOptions(publish=False))
    CaseStudyPage.objects.update(owner=talk.author)
    reader, pages = browser_of(talk.author), list(CaseStudyPage.objects.order_by("pk"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(CHOICES).status_code == 200
        return len(captured)

    for page in pages[:2]:
        mute(talk.author, QUIET_COMMENTS, page)
    reader.get(CHOICES)
    few = queries()
    for page in pages:
        mute(talk.author, QUIET_COMMENTS, page)
    assert len(pages) > 8 and queries() == few
    for number in range(60):
        mute(talk.author, f"gone-{number}", talk.page)
    html = reader.get(CHOICES).content.decode()
    assert html.count('action="/en/messages/settings/mutes/') == 20 and "Page 1 of" in html
