"""Merges and links to previews in the history of the site, in the words of its reader."""

import pytest

from cases.models import CaseStudyPage, City
from cases.permissions import Role
from cases.services.cities import save_city
from cases.services.history import note_import
from cases.services.imports.runs import ImportRun
from cases.services.merge_runs import merge
from cases.services.preview_links import make_link, revoke_link
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Teheran\u2069 was merged into it; 0 cases", "Imported · created: 3", "preview made", "preview ended"]),
        ("fa", ["Teheran\u2069 در آن ادغام شد؛ ۰ تجربه", "ساخته‌شده: ۳", "پیش‌نمایش ساخته شد", "از کار انداخته شد"]),
        ("ar", ["دُمج فيه \u2068Teheran\u2069", "جديدة: 3", "أُنشئ رابط معاينة", "أُنهي رابط معاينة"]),
    ],
)  # fmt: skip
def test_they_are_told(page: CaseStudyPage, language: str, words: list[str]) -> None:
    manager = person(Role.ADMINISTRATOR, "manager", language)
    source, target = (save_city(City(names={"en": name}, country="IR")) for name in ("Teheran", "Tehran of the test"))
    merge(source, target, manager)
    note_import(ImportRun.objects.create(user=manager, file_name="a.csv"), {"created": 3, "kept": 1}, is_undone=False)
    link, _token = make_link(page, manager, label="the mayor", days=1)
    revoke_link(link, manager)
    html = browser_of(manager).get("/admin/reports/site-history/").content.decode()
    assert [word for word in words if word not in html] == []
