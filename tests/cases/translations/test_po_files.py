"""PO files: there and back, writing over nothing that changed since."""

import polib
import pytest
from django.core.exceptions import ValidationError

from cases.models import CaseStudyPage
from cases.selectors.translation.sheet import Sheet
from cases.services.translation.drafts import save_translation
from cases.services.translation.po_files import read_po, write_po
from tests.cases.filled_page import fill_prose
from tests.cases.translating import begin, change, draft_of, fresh, other, publish, segments

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def test_po_there_and_back(source: CaseStudyPage) -> None:
    draft = draft_of(source)
    fill_prose(draft)
    draft.lessons = 'Line one.\r\n\r\n"Two" & <three> \\ four\tfive'
    draft.save_revision(clean=False).publish()
    target = begin(source, other(source))
    file = polib.pofile(write_po(source, target).decode())
    assert file.metadata["Language"] == other(source)
    assert len(file) == len(Sheet(fresh(source), fresh(target)).segments)
    for entry in file:
        assert not entry.msgstr
        entry.msgstr = f"{entry.msgid} ✓"
    outcome = read_po(source, target, str(file).encode())
    assert outcome.is_complete and not (outcome.kept or outcome.refused or outcome.unknown)
    assert draft_of(target).lessons == 'Line one.\n\n"Two" & <three> \\ four\tfive ✓'
    again = polib.pofile(write_po(source, fresh(target)).decode())
    assert {entry.msgid: entry.msgstr for entry in again} == {entry.msgid: entry.msgstr for entry in file}
    assert not [entry for entry in again if entry.fuzzy]


def test_a_po_file_writes_over_nothing_that_changed_since(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    file = polib.pofile(write_po(persian, target).decode())
    found = segments(persian, target)
    save_translation(persian, target, [change(found["summary"], "Here."), change(found["limits"], "Here too.")])
    publish(persian, lessons="نو")
    for entry in file:
        entry.msgstr = "" if entry.msgctxt == "limits" else f"file {entry.msgctxt}"
    (fuzzy,) = [entry for entry in file if entry.msgctxt == "results"]
    fuzzy.flags.append("fuzzy")
    outcome = read_po(persian, target, str(file).encode())
    assert outcome.kept == [found["summary"].source] and outcome.unknown == [found["lessons"].source]
    after = draft_of(target)
    assert (after.summary, after.limits, after.lessons, after.results) == ("Here.", "Here too.", "", "")
    assert after.challenge == "file challenge"


def test_what_is_no_po_file_of_this_translation_is_refused(persian: CaseStudyPage) -> None:
    english, arabic = begin(persian, "en"), begin(persian, "ar")
    of_arabic = write_po(persian, arabic)
    for content in (
        of_arabic,
        b"",
        b"\x00\x01",
        b"/etc/passwd",
        "سلام".encode("utf-16"),
        b'msgid "x',
        b"x" * 6_000_000,
    ):
        with pytest.raises(ValidationError):
            read_po(persian, english, content)
    assert draft_of(english).summary == ""
