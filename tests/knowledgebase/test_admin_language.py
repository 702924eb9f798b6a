"""The admin speaks the editor's language: what Wagtail's own catalogues lack, ours add."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import django.conf
import django.contrib.auth
import polib
import pytest
import taggit
from django.apps import apps
from django.test import Client
from django.utils.translation import gettext, ngettext, override

from cases.permissions import Role
from tests.cases.roles import browser_of, person

OURS = Path(__file__).resolve().parents[2] / "knowledgebase" / "wagtail_locale"
DOMAINS = ("django", "djangojs")
Key = tuple[str, str, str]


def entries(path: Path, domain: str) -> dict[Key, polib.POEntry]:
    file = path / f"{domain}.po"
    found = polib.pofile(str(file)) if file.exists() else []
    return {(domain, entry.msgctxt or "", entry.msgid): entry for entry in found}


def wagtail_catalogues(language: str) -> Iterator[tuple[Path, str]]:
    for app in apps.get_app_configs():
        # wagtail-localize shows nothing here: its screens are left out (knowledgebase/localize.py).
        if app.name.startswith("wagtail") and app.name != "wagtail_localize":
            for domain in DOMAINS:
                yield Path(app.path) / "locale" / language / "LC_MESSAGES", domain


def strings() -> list[Key]:
    """Every string of the Wagtail apps in use, as often as it is listed."""
    return [key for path, domain in wagtail_catalogues("en") for key in entries(path, domain)]


def borrowed(language: str) -> Iterator[tuple[Path, str]]:
    """The catalogues whose strings editors see: Wagtail's, and those of forms, passwords and tags."""
    yield from wagtail_catalogues(language)
    for module in (django.conf, django.contrib.auth, taggit):
        yield Path(module.__path__[0]) / "locale" / language / "LC_MESSAGES", "django"


def ours(language: str) -> dict[Key, polib.POEntry]:
    return {key: e for domain in DOMAINS for key, e in entries(OURS / language / "LC_MESSAGES", domain).items()}


def translated(language: str) -> set[Key]:
    stock = {
        key: entry for path, domain in wagtail_catalogues(language) for key, entry in entries(path, domain).items()
    }
    return {key for key, entry in (stock | ours(language)).items() if entry.translated() and "fuzzy" not in entry.flags}


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_nineteen_of_twenty_strings_of_the_admin_are_translated(language: str) -> None:
    wanted, known = strings(), translated(language)
    missing = [key for key in wanted if key not in known]
    assert len(wanted) > 1500
    assert 1 - len(missing) / len(wanted) >= 0.95, missing


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_ours_translate_what_wagtail_says_and_keep_its_placeholders(language: str) -> None:
    wanted = {key for path, domain in borrowed("en") for key in entries(path, domain)}
    for key, entry in ours(language).items():
        assert key in wanted, f"Wagtail no longer says {key[2]!r}"
        texts = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
        allowed = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
        for text in texts:
            assert text and placeholders(text) <= allowed, key[2]
            assert re.findall(r'href="[^"]*"', text) == re.findall(r'href="[^"]*"', entry.msgid), key[2]
        if not entry.msgid_plural:
            assert placeholders(texts[0]) == allowed, key[2]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))


# What is written in two words that are one, joined without a space; and letters that are Arabic's.
AWKWARD = re.compile(r"ه ای\b|\bن?می [آ-ی]|[آ-ی] ها(ی|یی|یش)?\b|[يك]|اسلاگ")
# Words for which another is used here: تأیید، گذرواژه، پرونده، رایانامه، نمایه، درون‌ریزی.
SAID_OTHERWISE = re.compile(r"تایید|تائید|رمز|فایل|ایمیل|ای‌میل|پست الکترونیک|ایمپورت|شناسهٔ ورود")
NEVER_SHOWN = re.compile("urlpattern|install worked|You are seeing this page")  # pages of a new or broken Django


def test_persian_is_written_with_its_letters_and_joiners() -> None:
    stock = {key: entry for path, domain in borrowed("fa") for key, entry in entries(path, domain).items()}
    shown = {key: entry for key, entry in (stock | ours("fa")).items() if not NEVER_SHOWN.search(key[2])}
    texts = [(key[2], text) for key, entry in shown.items() for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [(said, text) for said, text in texts if AWKWARD.search(text)] == []
    said_now = {key[2] for path, domain in borrowed("en") for key in entries(path, domain)}
    texts = [(said, text) for said, text in texts if said in said_now]
    own = polib.pofile(str(OURS.with_name("locale") / "fa" / "LC_MESSAGES" / "django.po"))
    texts += [(entry.msgid, text) for entry in own for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [(said, text) for said, text in texts if SAID_OTHERWISE.search(text)] == []


def test_ours_are_in_force() -> None:
    with override("fa"):
        assert gettext("Workflow history") == "تاریخچهٔ گردش‌کار"
        assert gettext("Editing %(page_type)s") == "ویرایش %(page_type)s"
        assert ngettext("%(count)d %(model_name)s deleted.", "%(count)d %(model_name)s deleted.", 3).endswith("حذف شد.")


@pytest.mark.django_db
@pytest.mark.usefixtures("foundation")
def test_scripts_are_told_too() -> None:
    client: Client = browser_of(person(Role.EDITOR, language="fa"))
    catalogue = client.get("/admin/jsi18n/").content.decode()
    assert '"Collapse all": ' + json.dumps("بستن همه") in catalogue
