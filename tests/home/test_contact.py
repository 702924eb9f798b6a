"""Who runs the site, how it works, and whom to write to; and honest words where no address was given."""

import importlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from knowledgebase.settings import contact as settings_module

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]
PAGES = ["about", "how-we-work", "accessibility"]
NONE = {
    "fa": "هنوز نشانی تماسی برای این سامانه اعلام نشده است.",
    "en": "No contact address has been given for this site yet.",
    "ar": "لم يُعلن بعد عن عنوان للتواصل مع هذا الموقع.",
}
ASKED = ["گردانندگان سامانه بگویید", "با گردانندگان سامانه", "tell those who run", "فأبلغوا القائمين", "فأبلغ القائمين"]


@pytest.mark.parametrize("language", list(NONE))
@pytest.mark.parametrize("name", PAGES)
def test_plain_pages_name_those_who_run_the_site(language: str, name: str, settings: Any) -> None:
    settings.PAGE_CACHE_MB = 0
    html = Client().get(f"/{language}/{name}/").content.decode()
    assert NONE[language] in html and not [words for words in ASKED if words in html], "no way that there is not"
    settings.CONTACT_EMAIL, settings.OPERATOR_NAME = "cities@example.org", "<b>شهرداری</b>"
    html = Client().get(f"/{language}/{name}/").content.decode()
    assert NONE[language] not in html and "<bdi>&lt;b&gt;شهرداری&lt;/b&gt;</bdi>" in html
    assert len(re.findall('href="mailto:cities@example.org"', html)) == 2  # below the text, and in the foot


@pytest.mark.parametrize("language", list(NONE))
def test_every_page_leads_to_them(language: str) -> None:
    html = Client().get(f"/{language}/cities/").content.decode()
    assert [name for name in PAGES if f'href="/{language}/{name}/"' in html] == PAGES


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    yield lambda value: (monkeypatch.setenv("CONTACT_EMAIL", value), importlib.reload(settings_module))
    monkeypatch.undo()
    importlib.reload(settings_module)


def test_what_is_no_address_keeps_the_site_from_starting(read_again: Any) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"CONTACT_EMAIL.*nobody"):
        read_again("nobody")
