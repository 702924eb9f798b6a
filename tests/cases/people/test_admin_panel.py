"""Page of one's own account in the admin: it leads to the pages of the account, and still saves what is its own."""

import pytest

from cases.permissions import Role
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def test_the_admin_leads_to_the_pages_of_the_account() -> None:
    client = browser_of(person(Role.AUTHOR, "omid"))
    shown = client.get("/admin/account/")
    assert shown.status_code == 200 and "/en/account/" in shown.content.decode()
    data = {"name_email-first_name": "Omid", "name_email-last_name": "Rad", "locale-preferred_language": "ar",
            "locale-current_time_zone": "Asia/Tehran", "theme-theme": "system", "theme-contrast": "system",
            "theme-density": "default"}  # fmt: skip
    assert client.post("/admin/account/", data).status_code == 302
