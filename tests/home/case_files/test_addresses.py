"""Addresses of the PDFs of a case: who gets one, from where, and what is said while there is none."""

import ctypes
import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import PageViewRestriction

from cases.models import CaseStudyPage
from cases.selectors.take_links import take_links
from cases.selectors.typesetting import missing_libraries
from home.services.case_files.documents import brief_file
from home.services.case_files.tasks import make_briefs
from home.services.task_queue import run_jobs
from search.sync.exclusive import held_on_disk

from .reading import needs_typesetter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter"), needs_typesetter]
BRIEF = "/c/SEO-0001/en/brief.pdf"


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "case-files").glob("*.pdf"))


def test_a_brief_is_made_once_for_what_it_says(page: CaseStudyPage, tmp_path: Path) -> None:
    first: Any = Client().get(BRIEF)
    assert first.status_code == 200 and first.headers["Content-Type"] == "application/pdf"
    assert b"".join(first.streaming_content).startswith(b"%PDF")
    assert first.headers["Content-Disposition"] == 'inline; filename="SEO-0001-en-brief.pdf"'
    assert first.headers["Link"] == f'<http://testserver{page.get_url()}>; rel="canonical"'
    (name,) = kept(tmp_path)
    made = (tmp_path / "case-files" / name).stat().st_mtime_ns
    again = Client().get(BRIEF)
    assert again.headers["ETag"] == first.headers["ETag"]
    assert (tmp_path / "case-files" / name).stat().st_mtime_ns == made
    for known in (first.headers["ETag"], f'"other", W/{first.headers["ETag"]}', "*"):
        unchanged = Client().get(BRIEF, headers={"If-None-Match": known})
        assert unchanged.status_code == 304 and unchanged.headers["ETag"] == first.headers["ETag"]
    CaseStudyPage.objects.filter(pk=page.pk).update(brief={"en": "Another sentence."})
    other = Client().get(BRIEF)
    assert other.headers["ETag"] != first.headers["ETag"] and len(kept(tmp_path)) == 2


def test_only_the_last_few_of_a_case_are_kept(page: CaseStudyPage, tmp_path: Path) -> None:
    folder = tmp_path / "case-files"
    folder.mkdir()
    for number in range(9):
        (folder / f"SEO-0001-en-brief-{number}.pdf").write_bytes(b"%PDF")
    (folder / "SEO-0001-en-full-1.pdf").write_bytes(b"%PDF")
    Client().get(BRIEF)
    assert len([name for name in kept(tmp_path) if "brief" in name]) == 4 and "SEO-0001-en-full-1.pdf" in kept(tmp_path)


def test_what_is_withdrawn_stays_in_no_file(page: CaseStudyPage, tmp_path: Path) -> None:
    Client().get(BRIEF)
    Client().get("/c/THR-0001/en/brief.pdf")
    assert len(kept(tmp_path)) == 2
    page.unpublish()
    assert [name[:8] for name in kept(tmp_path)] == ["THR-0001"]
    other = CaseStudyPage.objects.filter(case__code="THR-0001")[0]
    PageViewRestriction.objects.create(page=other.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert kept(tmp_path) == []


def test_a_port_that_somebody_writes_into_a_header_makes_no_other_file(page: CaseStudyPage, tmp_path: Path) -> None:
    tags = {Client().get(BRIEF, headers={"host": host}).headers["ETag"] for host in ("testserver", "TESTSERVER")}
    assert len(tags) == len(kept(tmp_path)) == 1
    tags = {Client().get(BRIEF, headers={"host": f"testserver:{port}"}).headers["ETag"] for port in (1, 2, 65535)}
    assert len(tags) == 1 and len(kept(tmp_path)) == 2


def test_a_folder_that_cannot_be_written_is_a_fault_that_is_said(page: CaseStudyPage, tmp_path: Path) -> None:
    (tmp_path / "case-files").write_text("a file where the folder should be")
    assert Client().get(BRIEF).status_code == 503


@pytest.mark.parametrize("kind", ["brief", "full"])
def test_what_is_not_public_is_as_what_is_not_there(page: CaseStudyPage, kind: str) -> None:
    for one in CaseStudyPage.objects.filter(case=page.case):
        PageViewRestriction.objects.create(page=one, restriction_type=PageViewRestriction.LOGIN)
    hidden, missing = (Client().get(f"/c/{code}/en/{kind}.pdf") for code in ("SEO-0001", "XXX-9999"))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content.replace(b"SEO-0001", b"") == missing.content.replace(b"XXX-9999", b"")
    CaseStudyPage.objects.filter(case=page.case).update(live=False)
    assert Client().get(f"/c/SEO-0001/en/{kind}.pdf").status_code == 404


def test_languages_and_methods_there_are_not(page: CaseStudyPage) -> None:
    assert Client().get("/c/SEO-0001/tr/brief.pdf").status_code == 404
    assert Client().post(BRIEF).status_code == 405
    CaseStudyPage.objects.filter(case=page.case, locale__language_code="ar").update(live=False)
    assert Client().get("/c/SEO-0001/ar/full.pdf").status_code == 404, "there is no text in Arabic"


@pytest.mark.parametrize(("language", "said"), [("en", "is not ready yet"), ("fa", "آماده نیست"), ("ar", "ليس جاهزاً")])
def test_while_another_is_made_the_reader_is_told_and_the_page_asks_again(
    language: str, said: str, tmp_path: Path
) -> None:
    address = f"/c/SEO-0001/{language}/brief.pdf"
    with held_on_disk(tmp_path / "case-files" / ".making") as held:
        assert held
        answer = Client().get(address)
    assert answer.status_code == 202 and answer.headers["Content-Language"] == language
    assert (answer.headers["Retry-After"], answer.headers["Refresh"], answer.headers["Cache-Control"]) == (
        "2", "2", "no-store",
    )  # fmt: skip
    assert said in answer.content.decode() and f'lang="{language}"' in answer.content.decode()
    assert kept(tmp_path) == []
    assert Client().get(address).status_code == 200


def test_nobody_waits_long_and_the_file_is_made_meanwhile(settings: Any, tmp_path: Path) -> None:
    settings.CASE_FILE_SECONDS = 0.05
    assert Client().get(BRIEF).status_code == 202
    assert Client().get(BRIEF).status_code == 202, "one at a time"
    until = time.monotonic() + 60
    while not kept(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    assert len(kept(tmp_path)) == 1 and Client().get(BRIEF).status_code == 200


def test_a_file_that_cannot_be_made_is_said_so_and_left_alone_for_a_while(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    answer = Client().get(BRIEF)
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "600"
    assert "The fault is ours" in answer.content.decode() and "Refresh" not in answer.headers
    monkeypatch.undo()
    assert Client().get(BRIEF).status_code == 503, "not tried again at once"
    next((tmp_path / "case-files").glob("*.failed")).unlink()
    assert Client().get(BRIEF).status_code == 200


def test_publishing_leaves_a_task_that_makes_the_briefs_of_all_languages(page: CaseStudyPage, settings: Any) -> None:
    page.save_revision().publish()
    assert run_jobs() == 1
    root = settings.WAGTAILADMIN_BASE_URL
    for other in CaseStudyPage.objects.filter(case=page.case):
        language = other.locale.language_code
        assert brief_file(other, language, root).path.exists(), language


def test_a_task_for_a_case_that_is_gone_does_nothing(tmp_path: Path) -> None:
    make_briefs.call("XXX-9999")
    assert kept(tmp_path) == []


@pytest.fixture
def no_libraries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without Pango."""
    real = ctypes.CDLL

    def without_pango(name: str, *rest: Any) -> Any:
        if "pango" in name:
            raise OSError(name)
        return real(name, *rest)

    monkeypatch.setattr(ctypes, "CDLL", without_pango)
    missing_libraries.cache_clear()
    yield
    monkeypatch.undo()
    missing_libraries.cache_clear()


def test_links_lead_to_what_there_is(page: CaseStudyPage) -> None:
    links = take_links(page, "en")
    assert links.brief == BRIEF and links.full_text == "/c/SEO-0001/en/full.pdf"
    assert take_links(page, "ar").brief == "/c/SEO-0001/ar/brief.pdf" and take_links(page, "ar").full_text == ""


@pytest.mark.usefixtures("no_libraries")
def test_a_machine_without_pango_offers_none_and_says_so(page: CaseStudyPage) -> None:
    assert (take_links(page, "en").brief, take_links(page, "en").full_text) == ("", "")
    assert Client().get(BRIEF).status_code == 404
    said = io.StringIO()
    call_command("check", stderr=said, stdout=said)
    assert "Pango, PangoFT2 is not on this machine" in said.getvalue() and "libpango-1.0-0" in said.getvalue()
    page.save_revision().publish()
    assert run_jobs() == 0
