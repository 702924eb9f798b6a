"""Slots of the admin: the desk, the form of a page, the form of a case."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList

from cases.models import Case, CaseStudyPage
from cases.models.form_slots import CasePanels
from cases.permissions import Role
from cases.selectors.desk.lists import BY_NAME
from cases.slots import CASE_PAGE_TAB, CASE_PANEL, DESK
from cases.viewsets.desk import add_desk_sections
from cases.viewsets.knowledge import CaseViewSet
from tests.cases.roles import browser_of, person

from .registering import Content, registered, section
from .test_pages import WORDS, html_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.mark.parametrize("language", WORDS)
def test_the_desk_shows_a_section_in_the_language_of_whoever_is_logged_in(language: str) -> None:
    user, content = person(Role.EDITOR, language=language), Content(words="<b>three</b>")
    with registered(DESK, section(content)):
        html = html_of("/admin/", browser_of(user))
    heading, sources = WORDS[language]
    assert heading in html and f"{sources}: &lt;b&gt;three&lt;/b&gt;" in html and "<b>three</b>" not in html
    assert content.asked == [user]


def test_sections_of_the_desk_stand_among_wagtails_by_their_order(rf: Any) -> None:
    request, panels = rf.get("/admin/"), list[Any]()
    request.user = person(Role.EDITOR)
    first, last = section(Content(), anchor="at-the-top", order=20), section(Content(), anchor="at-the-end", order=900)
    with registered(DESK, last, first):
        add_desk_sections(request, panels)
    panels = [panel for panel in panels if panel.name not in BY_NAME]  # the desk's own lists
    assert [(panel.name, panel.order) for panel in panels] == [("at-the-top", 20), ("at-the-end", 900)]


def test_the_desk_stands_while_a_section_fails(settings: Any) -> None:
    settings.SECTIONS_RAISE = False
    with registered(DESK, section(Content(), template="room/missing.html")):
        assert "of-a-room" not in html_of("/admin/", browser_of(person(Role.EDITOR)))


def test_nobody_who_is_not_logged_in_has_a_desk() -> None:
    content = Content()
    with registered(DESK, section(content)):
        assert Client().get("/admin/").status_code == 302 and not content.asked


@contextmanager
def form_of_rooms(hook: str, *panels: Any) -> Iterator[None]:
    """Registers panels as rooms do, before Wagtail binds the forms for the first time."""
    CaseStudyPage.get_edit_handler.cache_clear()
    with hooks.register_temporarily([(hook, lambda panel=panel: panel) for panel in panels]):
        yield
    CaseStudyPage.get_edit_handler.cache_clear()


def tabs(html: str) -> int:
    return html.count('role="tab"')


def test_a_room_adds_a_tab_to_the_form_of_a_page(pages: dict[str, CaseStudyPage]) -> None:
    url = f"/admin/pages/{pages['en'].pk}/edit/"
    client = browser_of(person(Role.EDITOR))
    without = html_of(url, client)
    panel = HelpPanel(template="room/panel.html", heading="Opinions")
    with form_of_rooms(CASE_PAGE_TAB, ObjectList([panel], heading="Of a room <b>"), None):
        html = html_of(url, client)
    assert "Of a room &lt;b&gt;" in html and f"room panel of {pages['en'].case.code}" in html
    assert tabs(html) == tabs(without) + 1 and "Of a room" not in html_of(url, client)


def test_a_tab_is_hidden_from_those_who_lack_its_permission(pages: dict[str, CaseStudyPage]) -> None:
    panel = HelpPanel(template="room/panel.html")
    tab = ObjectList([panel], heading="Of a room", permission="auth.change_user")
    with form_of_rooms(CASE_PAGE_TAB, tab):
        seen = {
            role: "Of a room" in html_of(f"/admin/pages/{pages['en'].pk}/edit/", browser_of(person(role)))
            for role in (Role.EDITOR, Role.ADMINISTRATOR)
        }
    assert seen == {Role.EDITOR: False, Role.ADMINISTRATOR: True}


def test_a_room_adds_a_panel_to_the_form_of_a_case(case: Case, client: Client, rf: Any) -> None:
    request = rf.get(f"/admin/case/edit/{case.pk}/")
    request.user, request.session = person(Role.EDITOR), client.session
    with form_of_rooms(CASE_PANEL, HelpPanel(template="room/panel.html", heading="Of a room <b>")):
        # A viewset made now, since the site's own has bound its form.
        response = CaseViewSet("case").edit_view(request, str(case.pk))
        html = response.render().content.decode()
    assert f"room panel of {case.code}" in html and "Of a room &lt;b&gt;" in html
    assert "room panel" not in html_of(f"/admin/case/edit/{case.pk}/", browser_of(person(Role.PUBLISHER)))


def test_what_a_room_adds_is_a_field_of_the_form() -> None:
    own = [panel for panel in Case.panels if getattr(panel, "field_name", "") != "confirm_by"]
    with form_of_rooms(CASE_PANEL, FieldPanel("confirm_by")):
        assert "confirm_by" in CasePanels(own).bind_to_model(Case).get_form_class().base_fields
    assert "confirm_by" not in CasePanels(own).bind_to_model(Case).get_form_class().base_fields


def test_binding_a_form_twice_adds_what_rooms_add_once() -> None:
    with form_of_rooms(CASE_PANEL, HelpPanel(template="room/panel.html")):
        panels = CasePanels(Case.panels)
        bound = [panels.bind_to_model(Case) for _time in range(2)]
    assert [len(handler.children) for handler in bound] == [len(Case.panels) + 1] * 2
