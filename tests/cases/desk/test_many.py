"""The desk asks as often for a thousand texts as for ten, and shows ten of them."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import CaseStudyPage
from cases.permissions import Role
from cases.selectors.desk.lists import SHOWN
from tests.cases.reviewing import submit
from tests.cases.roles import browser_of, person

from .copies import copies, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
MOST = 60


def fill(page: CaseStudyPage, count: int, author: User, editor: User) -> None:
    send(copies(page, count, author), page, author, days=9)
    rejected = {"status": "rejected", "comment": "Cost?", "finished_by": editor}
    send(copies(page, count, author), page, author, **rejected)
    copies(page, count, author)


def test_from_ten_to_a_thousand(page: CaseStudyPage) -> None:
    author, editor = person(Role.AUTHOR), person(Role.EDITOR)
    submit(page, author)
    fill(page, SHOWN + 2, author, editor)
    people = [author, editor, person(Role.PUBLISHER), person(Role.SUPERUSER)]
    few = [asked(user) for user in people]
    fill(page, 1000, author, editor)
    many = [asked(user) for user in people]
    assert many == few and max(many) <= MOST
    html = browser_of(author).get("/admin/").content.decode()
    assert html.count("Cost?") == SHOWN and "All 1,012" in html


def asked(user: User) -> int:
    client = browser_of(user)
    client.get("/admin/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/admin/").status_code == 200
    return len(captured)
