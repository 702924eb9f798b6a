"""The Persian and Arabic catalogues are complete and agree with their sources."""

import re
from pathlib import Path

import polib
import pytest

LOCALE = Path(__file__).resolve().parents[2] / "knowledgebase" / "locale"


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_nothing_is_untranslated(language: str) -> None:
    catalogue = polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))
    assert [entry.msgid for entry in catalogue.untranslated_entries() + catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_placeholders_agree(language: str) -> None:
    catalogue = polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))
    for entry in catalogue:
        if entry.msgid_plural:
            continue
        assert sorted(re.findall(r"%\(\w+\)s", entry.msgid)) == sorted(re.findall(r"%\(\w+\)s", entry.msgstr)), (
            entry.msgid
        )


def test_persian_is_written_with_persian_letters() -> None:
    catalogue = polib.pofile(str(LOCALE / "fa" / "LC_MESSAGES" / "django.po"))
    assert [entry.msgstr for entry in catalogue if re.search("[يك]", entry.msgstr)] == []


def test_every_string_of_the_code_is_in_the_catalogue() -> None:
    """Strings marked in templates and code, found without gettext, which a new machine need not have."""
    root = LOCALE.parents[1]
    known = {entry.msgid for entry in polib.pofile(str(LOCALE / "fa" / "LC_MESSAGES" / "django.po"))}
    marked: set[str] = set()
    for path in root.rglob("*"):
        relative = path.relative_to(root).parts
        if relative[0] not in ("cases", "search", "home", "knowledgebase") or "migrations" in relative:
            continue
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            marked |= {a or b for a, b in re.findall(r"""\{% translate (?:"([^"]+)"|'([^']+)')""", text)}
        elif path.suffix == ".py":
            text = path.read_text(encoding="utf-8")
            marked |= set(re.findall(r"""\b(?:_|gettext|gettext_lazy)\(\s*"([^"]+)"\s*\)""", text))
    assert sorted(marked - known) == []
