"""The first page of the admin says where no mail server is set, to those who can have one set."""

from typing import Any

import pytest

from cases.permissions import Role
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
WORDS = {"fa": "کارساز رایانامه تنظیم نشده است", "en": "No mail server is set", "ar": "لم يُضبط خادم بريد"}


@pytest.mark.parametrize("language", WORDS)
def test_administrators_are_told(language: str, settings: Any) -> None:
    settings.EMAIL_URL, settings.EMAIL_FILE_PATH = "", "/srv/site/<mail>"
    root, manager = person(Role.SUPERUSER, "root", language), person(Role.ADMINISTRATOR, "manager", language)
    html = browser_of(root).get("/admin/").content.decode()
    assert WORDS[language] in html and "/srv/site/&lt;mail&gt;" in html
    html = browser_of(manager).get("/admin/").content.decode()
    assert WORDS[language] in html and "/srv/site" not in html, "folders of the server are for its superuser"


def test_nobody_else_is_told_and_nobody_where_one_is_set(settings: Any) -> None:
    settings.EMAIL_URL = ""
    assert WORDS["en"] not in browser_of(person(Role.EDITOR)).get("/admin/").content.decode()
    settings.EMAIL_URL = "smtp://mail.example"
    assert WORDS["en"] not in browser_of(person(Role.SUPERUSER)).get("/admin/").content.decode()
