"""A case is begun from the menu and from the first page of the admin, in the language of whoever begins it."""

import pytest
from django.test import Client

from cases.models import CaseIndexPage
from cases.permissions import Role
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
WRITERS = [Role.AUTHOR, Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR, Role.SUPERUSER]


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
@pytest.mark.parametrize("role", WRITERS)
def test_it_leads_to_the_form_in_the_persons_language(role: Role, language: str) -> None:
    client = browser_of(person(role, language=language))
    index = CaseIndexPage.objects.get(locale__language_code=language)
    home = client.get("/admin/").content.decode()
    assert home.count("/admin/cases/new/") >= 2, "in the menu and on the page"
    answer = client.get("/admin/cases/new/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/admin/pages/add/cases/casestudypage/{index.pk}/"
    assert answer.status_code == 200


def test_who_may_not_write_is_neither_offered_it_nor_let_in() -> None:
    client = browser_of(person(Role.TAXONOMY_KEEPER))
    assert "/admin/cases/new/" not in client.get("/admin/").content.decode()
    assert client.get("/admin/cases/new/").status_code == 302
    assert client.get("/admin/cases/new/", follow=True).redirect_chain[-1][0] == "/admin/"
    assert client.post("/admin/cases/new/").status_code == 405
    assert "login" in Client().get("/admin/cases/new/").headers["Location"]
