"""The screens of translators: who may open them, what they keep, and what a reader and an editor are told."""

from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import Locale

from cases.models import CaseStudyPage, TopicLabel
from cases.permissions import Role
from cases.selectors.translation.glossary import Term, terms_in
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.reviewing import submit
from tests.cases.roles import browser_of, person
from tests.cases.translating import begin, draft_of, fresh, page_in, publish, segments, translate
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def persian(foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    """A published case, written in Persian only."""
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    for page in CaseStudyPage.objects.exclude(locale__language_code="fa"):
        page.delete()
    return page_in("fa")


def sheet_url(page: CaseStudyPage) -> str:
    return reverse("case_translation", args=[page.pk])


def posted(source: CaseStudyPage, target: CaseStudyPage, **texts: str) -> dict[str, Any]:
    found = segments(source, target)
    data: dict[str, Any] = {"key": [segment.key for segment in found.values()]}
    for path, segment in found.items():
        data[f"text-{segment.key}"] = texts.get(path, segment.text)
        data[f"base-{segment.key}"] = segment.base
    return data


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("own", [True, False], ids=["own", "others"])
def test_who_may_translate(role: Role, own: bool, persian: CaseStudyPage) -> None:
    user = person(role)
    CaseStudyPage.objects.filter(pk=persian.pk).update(owner=user if own else person(Role.AUTHOR, "somebody"))
    client = browser_of(user)
    writes = role in (Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR, Role.SUPERUSER)
    may = writes or (role == Role.AUTHOR and own)
    url = reverse("case_translate", args=[persian.pk])
    assert (client.get(url).status_code == 200) == may
    client.post(url, {"language": "en"})
    assert CaseStudyPage.objects.filter(locale__language_code="en").exists() == may
    if may:
        assert page_in("en").owner == user and client.get(sheet_url(page_in("en"))).status_code == 200
    other = begin(persian, "ar", person(Role.AUTHOR, "translator"))
    for name, method in [
        ("case_translation", client.get), ("case_translation", client.post),
        ("case_translation_po", client.get), ("case_translation_upload", client.post),
    ]:  # fmt: skip
        answer = method(reverse(name, args=[other.pk]))
        assert (answer.status_code in (200, 302) and answer.get("Location", "") != "/admin/") == writes, name


def test_visitors_see_none_of_it(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    for name, page in [
        ("case_translate", persian), ("case_translation", target), ("case_translation_po", target),
    ]:  # fmt: skip
        assert Client().get(reverse(name, args=[page.pk])).status_code == 302
    CaseStudyPage.objects.filter(pk=target.pk).update(title="Secret draft", summary="Secret draft")
    shown = Client().get("/en/cases/tehran-bus-rapid-transit/").content.decode()
    assert "Secret draft" not in shown and "written in Persian" in shown, "the public page in its frame, and no draft"


def test_the_packages_own_screens_are_closed(persian: CaseStudyPage) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtail_localize:submit_page_translation", args=[persian.pk])
    client = browser_of(person(Role.SUPERUSER))
    assert client.get(f"/admin/localize/submit/page/{persian.pk}/", follow=True).status_code == 404
    html = client.get(reverse("wagtailadmin_pages:edit", args=[persian.pk])).content.decode()
    assert html.count(reverse("case_translate", args=[persian.pk])) == 1
    assert "Sync translated" not in html and "/localize/" not in html and "wagtail_localize" not in html


def test_what_is_written_goes_into_the_draft_and_nothing_is_published(persian: CaseStudyPage) -> None:
    editor = person(Role.EDITOR)
    target = begin(persian, "en", editor)
    client = browser_of(editor)
    found = segments(persian, target)
    answer = client.post(sheet_url(target), posted(persian, target, title="Fast buses", summary="A <b>summary</b>."))
    assert answer.status_code == 302
    after = fresh(target)
    assert not after.live and draft_of(target).title == "Fast buses" and draft_of(target).summary == "A <b>summary</b>."
    html = client.get(sheet_url(target)).content.decode()
    assert "A &lt;b&gt;summary&lt;/b&gt;." in html and f"2 of {len(found)}" in html
    assert after.latest_revision.user == editor


def test_what_was_typed_is_kept_when_it_cannot_be_saved(persian: CaseStudyPage) -> None:
    editor = person(Role.EDITOR)
    target = begin(persian, "en", editor)
    client = browser_of(editor)
    old = posted(persian, target, summary="Mine <i>first</i>", lessons="Typed for the old text", title="x" * 300)
    draft = draft_of(target)
    draft.summary = "Theirs <u>meanwhile</u>"
    draft.save_revision(clean=False)
    publish(persian, lessons="متن تازه")
    answer = client.post(sheet_url(target), old)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Mine &lt;i&gt;first&lt;/i&gt;" in html and "Theirs &lt;u&gt;meanwhile&lt;/u&gt;" in html
    assert "Typed for the old text" in html and "x" * 300 in html and "Too long" in html
    assert draft_of(target).summary == "Theirs <u>meanwhile</u>"


def test_a_locked_page_is_read_only(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    CaseStudyPage.objects.filter(pk=target.pk).update(locked=True, locked_by=person(Role.PUBLISHER))
    client = browser_of(person(Role.EDITOR))
    answer = client.post(sheet_url(target), posted(persian, target, summary="Typed in vain"))
    assert "Typed in vain" in answer.content.decode() and draft_of(target).summary == ""


def test_an_author_does_not_write_into_a_text_under_review(persian: CaseStudyPage) -> None:
    author = person(Role.AUTHOR)
    CaseStudyPage.objects.filter(pk=persian.pk).update(owner=author)
    target = begin(persian, "en", author)
    translate(persian, target, lambda segment: f"English {segment.piece.path}", author)
    submit(draft_of(target), author)
    data = posted(persian, target, summary="After submission")
    browser_of(author).post(sheet_url(target), data)
    assert draft_of(target).summary == "English summary"
    assert browser_of(person(Role.EDITOR)).post(sheet_url(target), data).status_code == 302
    assert draft_of(target).summary == "After submission"


def test_a_po_file_goes_out_and_comes_back(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    client = browser_of(person(Role.EDITOR))
    answer = client.get(reverse("case_translation_po", args=[target.pk]))
    assert answer["Content-Disposition"].endswith('-fa-en.po"')
    file = polib.pofile(answer.content.decode())
    for entry in file:
        entry.msgstr, entry.flags = f"English {entry.msgctxt}", []
    url = reverse("case_translation_upload", args=[target.pk])
    upload = SimpleUploadedFile("x.po", str(file).encode())
    assert f"{len(file)} texts were taken" in client.post(url, {"file": upload}, follow=True).content.decode()
    assert draft_of(target).limits == "English limits"
    for content in (b"\x00\xff", b"", b"msgid"):
        bad = SimpleUploadedFile("x.po", content)
        assert client.post(url, {"file": bad}, follow=True).status_code == 200
    assert client.post(url, {}, follow=True).status_code == 200


def test_readers_and_editors_are_told_that_a_translation_is_behind(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    translate(persian, target, lambda segment: f"English {segment.piece.path}")
    publish(target)
    public = Client()
    assert "outdated" not in public.get(fresh(target).url).content.decode()
    publish(persian, lessons="متن تازه")
    html = public.get(fresh(target).url).content.decode()
    assert (
        'class="outdated"' in html
        and "The Persian text" in html
        and f'href="{fresh(persian).url}" hreflang="fa"' in html
    )
    assert 'class="outdated"' not in public.get(fresh(persian).url).content.decode()
    editor = browser_of(person(Role.EDITOR))
    assert "Behind its source" in editor.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).content.decode()
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[persian.pk])).content.decode()
    assert "The English translation is behind this text" in html
    translate(persian, fresh(target), lambda segment: f"English {segment.piece.path}, again")
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).content.decode()
    assert "The draft has taken it over and awaits publication" in html.replace("\n", " ")
    fresh(persian).unpublish()  # a link to it would lead nowhere
    assert 'class="outdated"' not in public.get(fresh(target).url).content.decode()


def test_the_report_lists_what_is_behind_and_exports_it(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    translate(persian, target, lambda segment: "=HYPERLINK(1)" if segment.piece.path == "title" else "English")
    publish(target)
    client = browser_of(person(Role.AUTHOR))
    url = reverse("cases_report_outdated")
    assert "HYPERLINK" not in client.get(url).content.decode()
    publish(persian, lessons="متن تازه")
    assert "HYPERLINK" in client.get(url).content.decode()
    csv = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert "'=HYPERLINK(1)" in csv and csv.count("\n") == 2
    assert client.get(url, {"export": "xlsx"}).status_code == 200
    for query, shows in [
        ({"translated_from": "fa"}, True), ({"translated_from": "ar"}, False), ({"locale": "en"}, True),
        ({"locale": "ar"}, False), ({"state": "open"}, True), ({"state": "drafted"}, False),
    ]:  # fmt: skip
        assert ("HYPERLINK" in client.get(url, query).content.decode()) == shows, query
        csv = b"".join(client.get(url, {**query, "export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
        assert ("HYPERLINK" in csv) == shows, query
    assert browser_of(person(Role.TAXONOMY_KEEPER)).get(url).status_code != 200


def test_the_thesaurus_suggests_what_terms_are_called() -> None:
    # The joiner within a word, an article and a plural are no obstacle; of terms that overlap the longest counts.
    persian, other = terms_in(["مدیریت پسماند، و تفکیک از مبدأ", "پسماندهای تر"], "fa", "en")
    assert {term.preferred for term in persian} == {"Waste management", "Separation at source"}
    assert other == [], "another name of a topic is no term to be translated by its preferred one"
    first, second = terms_in(["Waste management, and Bus Lanes.", "zzz"], "en", "fa")
    assert {term.found for term in first} >= {"Waste management"} and second == []
    assert terms_in(["إدارة النفايات"], "ar", "fa")[0]
    assert terms_in([], "fa", "en") == []


def test_suggestions_are_escaped(persian: CaseStudyPage) -> None:
    label = TopicLabel.objects.get(language="en", kind="preferred", topic__code="waste")
    label.text = "<script>waste</script>"
    label.save()
    word = TopicLabel.objects.get(language="fa", kind="preferred", topic__code="waste").text
    publish(persian, lessons=word)
    target = begin(persian, "en")
    html = browser_of(person(Role.EDITOR)).get(sheet_url(target)).content.decode()
    assert terms_in([word], "fa", "en") == [[Term(word, label.text)]]
    assert "&lt;script&gt;waste" in html and "<script>waste" not in html


def test_a_sheet_takes_few_queries(persian: CaseStudyPage, django_assert_max_num_queries: Any) -> None:
    target = begin(persian, "en")
    client = browser_of(person(Role.EDITOR))
    client.get(sheet_url(target))
    with django_assert_max_num_queries(55):  # one asks for second factors, as in all of the admin
        client.get(sheet_url(target))
    assert Locale.objects.count() == 3
