"""The content security policy of the admin: what it lets in beyond our own files, which may only become less."""

import json
import re
from typing import Any

import pytest
from django import forms
from django.test import Client
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminPageChooser, AdminTimeInput
from wagtail.admin.widgets.workflows import AdminTaskChooser
from wagtail.models import Page, Workflow

from knowledgebase.admin_policy import EXCEPTIONS, POLICY, policy_of

# Take away what is no longer needed. Nothing is ever added here: find another way, as static/js/admin-calls.js is one.
HELD = {
    ("style-src-elem", "'unsafe-inline'", "wagtailadmin_pages:add"),
    ("style-src-elem", "'unsafe-inline'", "wagtailadmin_pages:edit"),
    ("style-src-elem", "'unsafe-inline'", "wagtailadmin_pages:revisions_revert"),
    ("img-src", "data:", ""),
    ("img-src", "blob:", "wagtailimages:add_multiple"),
    (
        "script-src-attr",
        "'unsafe-hashes' 'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='",
        "wagtailimages:edit",
    ),
}


def test_the_list_of_exceptions_only_shrinks() -> None:
    listed = {
        (exception.directive, exception.source, view)
        for exception in EXCEPTIONS
        for view in (exception.views or {""})
    }  # fmt: skip
    assert listed <= HELD
    assert all(len(exception.why) > 20 for exception in EXCEPTIONS)


def test_without_exceptions_it_lets_in_our_own_files_only() -> None:
    assert {source for sources in POLICY.values() for source in sources} == {"'self'", "'none'"}
    assert POLICY["default-src"] == ["'none'"]


def test_an_exception_is_made_where_it_is_listed_and_nowhere_else() -> None:
    editing, listing = policy_of("wagtailadmin_pages:edit"), policy_of("wagtailadmin_explore")
    assert editing["style-src-elem"] == ["'self'", "'unsafe-inline'"] and editing["style-src"] == ["'self'"]
    assert "style-src-elem" not in listing and listing["img-src"] == ["'self'", "data:"]
    assert editing["script-src"] == listing["script-src"] == ["'self'"]
    assert policy_of("wagtailadmin_pages:edit") == editing, "asked twice it is no longer"


def sent(response: Any) -> dict[str, list[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: sorted(sources) for name, *sources in parts}


def written(policy: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted(" ".join(sources).split()) for name, sources in policy.items()}


@pytest.mark.django_db
@pytest.mark.usefixtures("foundation")
def test_it_is_sent_with_every_page_of_the_admin(admin_client: Client) -> None:
    page = Page.objects.filter(depth=2).first()
    assert page is not None
    edited = admin_client.get(f"/admin/pages/{page.pk}/edit/")
    assert sent(edited) == written(policy_of("wagtailadmin_pages:edit"))
    assert sent(admin_client.get("/admin/")) == sent(Client().get("/admin/sprite/")) == written(policy_of(""))
    assert sent(admin_client.get("/admin/none/")) == written(policy_of(""))


CALL = re.compile(r'<script type="application/json" data-admin-call="(\w+)">(.*?)</script>', re.DOTALL)
SCRIPT = re.compile(r"<script(?![^>]*\s(?:src=|type=\"application/json\"))[^>]*>")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("widget", "call"),
    [
        (AdminPageChooser(), "PageChooser"),
        (AdminTaskChooser(), "createTaskChooser"),
        (AdminDateInput(), "initDateChooser"),
        (AdminTimeInput(), "initTimeChooser"),
        (AdminDateTimeInput(), "initDateTimeChooser"),
    ],
)
def test_a_widget_says_its_call_as_data(widget: forms.Widget, call: str) -> None:
    """An id from whoever filled in a form can neither end the block nor be anything but an id."""
    html = widget.render("field", None, {"id": 'id_"</script><script>alert(1)</script>'})
    found = CALL.search(html)
    assert found is not None and found[1] == call
    assert json.loads(found[2])[0] == 'id_"</script><script>alert(1)</script>'
    assert not SCRIPT.findall(html)


@pytest.mark.django_db
@pytest.mark.usefixtures("foundation")
def test_a_panel_says_its_call_as_data(admin_client: Client) -> None:
    workflow = Workflow.objects.first()
    assert workflow is not None
    html = admin_client.get(f"/admin/workflows/edit/{workflow.pk}/").content.decode()
    calls = [(name, json.loads(values)) for name, values in CALL.findall(html)]
    names = [name for name, _values in calls]
    assert {"InlinePanel", "createTaskChooser"} <= set(names)
    options = [values[0] for name, values in calls if name == "InlinePanel"]
    assert all(isinstance(option["formsetPrefix"], str) for option in options)
    assert not SCRIPT.findall(html)
