"""Figures of a case that readers know change when a second person has approved the change, and not before."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.log_actions import registry as logs

from cases.models import Case, CaseStudyPage, Indicator, Measurement, ProposedFigures, Unit
from cases.permissions import FiguresAction, Role, Scope, may_with_figures
from cases.selectors import figure_rights
from cases.selectors.figure_changes import figure_changes
from cases.selectors.figures import digest_of, newest_figures, open_proposal, public_figures
from cases.services.figures import (
    ChangedSinceShownError,
    approve_figures,
    return_figures,
    send_figures_again,
    shown_digest,
    withdraw_figures,
    write_figures,
)
from cases.services.preview_links import make_link
from tests.cases.roles import browser_of, person
from tests.permission_tables import CASES, may_by, permission_rows

from .writing import approve, propose, public_value, with_value

pytestmark = [pytest.mark.django_db]
TABLE = [
    (FiguresAction(action.strip()), row.scopes)
    for row in permission_rows(CASES / "README.md", "figures of a case that readers know", Role)
    for action in row.labels
]


def test_the_table_leaves_nothing_out_and_the_function_says_the_same() -> None:
    assert sorted(action for action, _scopes in TABLE) == sorted(FiguresAction)
    for action, scopes in TABLE:
        for role in Role:
            for own in (True, False):
                assert may_with_figures(role, action, own=own) == may_by(scopes, role, own=own), (action, role, own)
    assert Scope.OTHERS in dict(TABLE)[FiguresAction.DECIDE].values()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("own", [True, False], ids=["own", "others"])
def test_people_may_what_the_table_says(role: Role, own: bool, public_case: Case) -> None:
    user = person(role)
    proposal = propose(public_case, user if own else person(Role.EDITOR, "somebody"), "77")
    assert proposal is not None
    user = User.objects.get(pk=user.pk)
    for action, scopes in TABLE:
        assert figure_rights.may_with_figures(action, proposal, user) == may_by(scopes, role, own=own), action
    decides = may_by(dict(TABLE)[FiguresAction.DECIDE], role, own=own)
    assert list(figure_rights.figures_to_decide(user)) == ([proposal] if decides else [])


def test_a_change_waits_and_an_approval_makes_it_public(public_case: Case, people: dict[str, User]) -> None:
    before = public_value(public_case)
    keys = set(Measurement.objects.values_list("pk", flat=True))
    assert propose(public_case, people["editor"], "77.25") is not None
    assert public_value(public_case) == before
    for refused in (people["editor"], people["author"], people["keeper"]):
        with pytest.raises(PermissionDenied):
            approve(public_case, refused)
    assert public_value(public_case) == before
    approve(public_case, people["publisher"])
    assert public_value(public_case) == "77.25" and open_proposal(public_case) is None
    assert set(Measurement.objects.values_list("pk", flat=True)) == keys, "the rows are the ones they were"


def test_whoever_wrote_a_part_approves_nothing_of_it(public_case: Case, people: dict[str, User]) -> None:
    propose(public_case, people["publisher"], "77")
    propose(public_case, people["editor"], "78")
    with pytest.raises(PermissionDenied):
        approve(public_case, people["publisher"])
    propose(public_case, people["other"], "79")
    with pytest.raises(PermissionDenied):
        approve(public_case, people["other"])
    approve(public_case, people["superuser"])
    assert public_value(public_case) == "79"


def test_a_superuser_publishes_what_they_wrote_knowingly(public_case: Case, people: dict[str, User]) -> None:
    before = public_value(public_case)
    propose(public_case, people["superuser"], "77")
    assert public_value(public_case) == before
    approve(public_case, people["superuser"])
    assert public_value(public_case) == "77"


def test_returned_mended_and_sent_again(public_case: Case, people: dict[str, User]) -> None:
    proposal = propose(public_case, people["editor"], "77")
    assert proposal is not None
    with pytest.raises(PermissionDenied):
        return_figures(proposal, people["editor"], "no")
    return_figures(proposal, people["publisher"], "In thousands?")
    assert [found.remark for found in figure_rights.figures_that_came_back(people["editor"])] == ["In thousands?"]
    assert not figure_rights.figures_to_decide(people["publisher"])
    with pytest.raises(ChangedSinceShownError):
        approve(public_case, people["publisher"])
    send_figures_again(proposal, people["editor"])
    assert list(figure_rights.figures_to_decide(people["publisher"])) == [proposal]
    return_figures(proposal, people["publisher"], "In thousands!")
    propose(public_case, people["editor"], "77000")
    approve(public_case, people["publisher"])
    assert public_value(public_case) == "77000"


def test_only_what_was_looked_at_is_approved(public_case: Case, people: dict[str, User]) -> None:
    proposal = propose(public_case, people["editor"], "77")
    assert proposal is not None
    seen = shown_digest(proposal, public_figures(public_case))
    propose(public_case, people["editor"], "770")
    with pytest.raises(ChangedSinceShownError):
        approve_figures(proposal, people["publisher"], seen)
    again = open_proposal(public_case)
    assert again is not None
    seen = shown_digest(again, public_figures(public_case))
    Measurement.objects.update(value=1)  # as an import by who publishes without approval does
    with pytest.raises(ChangedSinceShownError):
        approve_figures(again, people["publisher"], seen)
    approve(public_case, people["publisher"])
    with pytest.raises(ChangedSinceShownError):
        approve_figures(again, people["other"], seen)


def test_rows_that_are_gone_come_back_without_taking_others(public_case: Case, people: dict[str, User]) -> None:
    propose(public_case, people["editor"], "77")
    Indicator.objects.filter(case=public_case).delete()
    approve(public_case, people["publisher"])
    assert public_value(public_case) == "77"


def test_withdrawn_by_hand_and_by_writing_what_is_public(public_case: Case, people: dict[str, User]) -> None:
    before = public_figures(public_case)
    proposal = propose(public_case, people["editor"], "77")
    assert proposal is not None
    with pytest.raises(PermissionDenied):
        withdraw_figures(proposal, people["publisher"])
    withdraw_figures(proposal, people["editor"])
    assert open_proposal(public_case) is None and newest_figures(public_case) == before
    propose(public_case, people["editor"], "78")
    assert write_figures(public_case, before, people["editor"]) is None
    assert open_proposal(public_case) is None
    assert write_figures(public_case, before, people["editor"]) is None
    assert list(ProposedFigures.objects.values_list("state", flat=True)) == ["withdrawn", "withdrawn"]


def test_there_is_one_open_proposal_of_a_case(public_case: Case, people: dict[str, User]) -> None:
    propose(public_case, people["editor"], "77")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposedFigures.objects.create(case=public_case, base="", written_at=timezone.now())


def test_a_unit_that_is_proposed_stays(public_case: Case, people: dict[str, User]) -> None:
    figures = public_figures(public_case)
    figures[0]["unit"] = Unit.objects.create(code="bushel", label={"en": "bushel"}).pk
    write_figures(public_case, figures, people["editor"])
    with pytest.raises(ProtectedError), transaction.atomic():
        Unit.objects.get(code="bushel").delete()
    proposal = open_proposal(public_case)
    assert proposal is not None
    withdraw_figures(proposal, people["editor"])
    Unit.objects.get(code="bushel").delete()


def test_the_history_keeps_both_steps(public_case: Case, people: dict[str, User]) -> None:
    old = public_value(public_case)
    propose(public_case, people["editor"], "77")
    approve(public_case, people["publisher"])
    told = {entry.action: entry for entry in logs.get_logs_for_instance(public_case)}
    for action, who in (("cases.figures.propose", "mina"), ("cases.figures.approve", "sam")):
        assert told[action].user.username == who
        [change] = told[action].data["values"]
        assert (change["old"], change["new"]) == (old, "77") and change["place"][-1] == "value"


def test_before_the_first_publication_nothing_waits(draft_case: Case, people: dict[str, User]) -> None:
    assert propose(draft_case, people["editor"], "77") is None
    assert public_value(draft_case) == "77" and not ProposedFigures.objects.exists()


@pytest.mark.parametrize("state", ["live", "withdrawn", "scheduled"])
def test_whatever_may_be_public_without_another_look_waits(
    state: str, draft_case: Case, people: dict[str, User]
) -> None:
    page = CaseStudyPage.objects.filter(case=draft_case)[0]
    if state == "scheduled":
        page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=people["superuser"]).publish()
    if state == "withdrawn":
        CaseStudyPage.objects.get(pk=page.pk).unpublish()
    assert CaseStudyPage.objects.get(pk=page.pk).live == (state == "live")
    assert propose(draft_case, people["editor"], "77") is not None


def test_order_spelling_and_keys_are_no_difference(public_case: Case) -> None:
    figures = public_figures(public_case)
    other = with_value(figures, f"{float(figures[0]['measurements'][0]['value'])}000")
    other[0]["pk"], other[0]["measurements"] = None, other[0]["measurements"][::-1]
    assert digest_of(other) == digest_of(figures) and figure_changes(figures, other) == []
    assert digest_of(with_value(figures, "1.5")) != digest_of(figures)


def test_a_series_that_goes_and_one_that_comes_are_told(public_case: Case) -> None:
    figures: list[dict[str, Any]] = public_figures(public_case)
    new = [{**figures[0], "pk": None, "name": {"en": "Noise"}}]
    told = {(change.series, change.old, change.new) for change in figure_changes(figures[:1], new)}
    assert ("Noise", "", "Noise") in told
    name = figures[0]["name"]["en"]
    assert any(series.startswith(name) or name in series for series, _old, after in told if not after)


def test_a_preview_shows_what_is_proposed_and_says_so(public_case: Case, people: dict[str, User]) -> None:
    page = CaseStudyPage.objects.get(case=public_case, locale__language_code="en")
    _link, secret = make_link(page, people["editor"], label="", days=1)
    with override("en"):
        by_link = reverse("cases:preview", args=[secret])
    propose(public_case, people["editor"], "7654.5")
    private = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    shown = [
        browser_of(people["editor"]).get(private).content.decode(),
        Client().get(by_link).content.decode(),
    ]
    for html in shown:
        assert "7,654.5" in html and "These figures are proposed" in html
    public = Client().get(page.get_url()).content.decode()
    assert "7,654.5" not in public and "draft-figures" not in public
    approve(public_case, people["publisher"])
    html = browser_of(people["editor"]).get(private).content.decode()
    assert "7,654.5" in html and "draft-figures" not in html
