"""Everything that the page of a case shows is searched: also figures, partners, costs, documents, sources, adopters."""

from typing import Any

import pytest

from cases.models import Case
from search.answer.service import search
from search.content.documents import documents
from search.params import SearchParams

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]


def texts_of(record: dict[str, Any]) -> dict[str, list[str]]:
    """Texts that a record of the collection shows beside its prose, by language."""
    found: dict[str, list[str]] = {"fa": [], "en": [], "ar": []}
    localized: list[Any] = [
        record.get("brief"), (record.get("cost") or {}).get("note"), (record.get("cost") or {}).get("basis"),
        *(partner for partner in record["partners"]),
        *(indicator["name"] for indicator in record["indicators"]),
        *(document["title"] for document in record["documents"]),
        *(adoption["city"] for adoption in record["adoptions"]),
        *(adoption.get("note") for adoption in record["adoptions"]),
        *(text for text in record["unverified"] if isinstance(text, dict)),
    ]  # fmt: skip
    for text in filter(None, localized):
        for language in found:
            if text.get(language):
                found[language].append(text[language])
    return found


def test_a_document_holds_all_of_them(starter_records: list[dict[str, Any]]) -> None:
    codes = dict(Case.objects.values_list("import_id", "code"))
    bodies = {document.code: document.bodies for document in documents()}
    checked = 0
    for record in starter_records:
        body = bodies[codes[record["id"]]]
        for language, texts in texts_of(record).items():
            for text in texts:
                assert text.strip() in body[language], (record["id"], language, text)
                checked += 1
        for source in record["sources"]:
            assert any(source["title"].strip() in text for text in body.values()), source["title"]
    assert checked > 1000


@pytest.mark.parametrize(
    ("text", "language", "case"),
    [
        ("Community Organizations Development Institute", "en", "bangkok-baan-mankong"),
        ("مؤسسهٔ توسعهٔ سازمان‌های محلی", "fa", "bangkok-baan-mankong"),
        ("Traders' and street vendors' associations", "en", "seoul-cheonggyecheon-restoration"),
    ],
)
def test_a_partner_is_found(text: str, language: str, case: str) -> None:
    assert case in [hit.card.import_id for hit in search(SearchParams(q=text, language=language)).hits]


def test_a_source_is_in_the_languages_of_its_letters(starter_records: list[dict[str, Any]]) -> None:
    document = next(iter(documents([Case.objects.get(import_id="seoul-cheonggyecheon-restoration").code])))
    assert "Rebirth of a river in Seoul" in document.bodies["en"]
    assert "Rebirth of a river in Seoul" not in document.bodies["fa"]
