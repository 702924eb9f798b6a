"""Whatever people do with the figures of a case, in whatever order: nothing is public without a second person, and
nothing that was written is lost."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cases.models import Case, CaseStudyPage
from cases.selectors.figures import newest_figures, open_proposal, public_figures
from cases.services.figures import (
    ChangedSinceShownError,
    approve_figures,
    return_figures,
    send_figures_again,
    shown_digest,
    withdraw_figures,
    write_figures,
)

from .writing import with_value

WRITERS = ("editor", "publisher", "other", "superuser")
EVERYBODY = (*WRITERS, "author", "keeper")
people_who = st.sampled_from


class Figures(RuleBasedStateMachine):
    """The rules as a model: a public value, an open proposal with its writers, and what somebody has looked at."""

    case: Case
    people: dict[str, Any]

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.known = False  # to readers
        self.public = self._value(public_figures(self.case))
        self.proposed: str | None = None
        self.is_returned = False
        self.writers: set[str] = set()
        self.seen: tuple[str, str, str] | None = None  # digest, public, proposed

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @staticmethod
    def _value(figures: Any) -> str:
        return f"{float(figures[0]['measurements'][0]['value']):g}"

    def _decide(self, act: Any, allowed: bool) -> bool:
        """Whether it was done; refusals are as they should be and change nothing."""
        proposal = open_proposal(self.case)
        if proposal is None:
            return False
        try:
            with transaction.atomic():
                act(proposal)
        except PermissionDenied:
            assert not allowed
            return False
        except ChangedSinceShownError:
            return False
        assert allowed
        return True

    @rule(who=people_who(WRITERS), value=st.integers(1, 9))
    def write(self, who: str, value: int) -> None:
        figures = with_value(newest_figures(self.case), str(value))
        write_figures(self.case, figures, self.people[who])
        if self.proposed is None and not self.known:
            self.public = str(value)
        elif str(value) == (self.proposed or self.public):
            pass
        elif str(value) == self.public:
            self.proposed, self.writers, self.is_returned = None, set(), False
        else:
            self.proposed, self.is_returned = str(value), False
            self.writers.add(who)

    @rule()
    def look(self) -> None:
        if proposal := open_proposal(self.case):
            public = public_figures(self.case)
            self.seen = shown_digest(proposal, public), self._value(public), self._value(proposal.figures)

    @rule(who=people_who(EVERYBODY))
    def approve(self, who: str) -> None:
        if self.seen is None:
            return
        allowed = who == "superuser" or (who in ("publisher", "other") and who not in self.writers)
        digest, public, proposed = self.seen
        if self._decide(lambda proposal: approve_figures(proposal, self.people[who], digest), allowed):
            assert (public, proposed) == (self.public, self.proposed), "approved what nobody looked at"
            assert not self.is_returned
            self.public, self.proposed, self.writers = proposed, None, set()

    @rule(who=people_who(EVERYBODY))
    def give_back(self, who: str) -> None:
        allowed = who in ("publisher", "other", "superuser") and who not in self.writers
        if self._decide(lambda proposal: return_figures(proposal, self.people[who], "Why?"), allowed):
            self.is_returned = True

    @rule(who=people_who(EVERYBODY))
    def send_again(self, who: str) -> None:
        if self._decide(lambda proposal: send_figures_again(proposal, self.people[who]), who in WRITERS):
            self.is_returned = False
            self.writers.add(who)

    @rule(who=people_who(EVERYBODY))
    def withdraw(self, who: str) -> None:
        allowed = who == "superuser" or who in self.writers
        if self._decide(lambda proposal: withdraw_figures(proposal, self.people[who]), allowed):
            self.proposed, self.writers, self.is_returned = None, set(), False

    @rule()
    def publish_the_page(self) -> None:
        self._pages().update(live=True, first_published_at=timezone.now())
        self.known = True

    @rule()
    def withdraw_the_page(self) -> None:
        self._pages().update(live=False)

    def _pages(self) -> Any:
        return CaseStudyPage.objects.filter(case=self.case)

    @invariant()
    def readers_see_what_was_approved(self) -> None:
        assert self._value(public_figures(self.case)) == self.public

    @invariant()
    def nothing_written_is_lost(self) -> None:
        proposal = open_proposal(self.case)
        assert (self._value(proposal.figures) if proposal else None) == self.proposed
        if proposal:
            assert (proposal.state == "returned") == self.is_returned
            assert {user.username for user in proposal.writers.all()} == {
                self.people[who].username for who in self.writers
            }


@pytest.mark.django_db
def test_never_public_without_a_second_person(draft_case: Case, people: dict[str, Any]) -> None:
    machine = type("FiguresOfOneCase", (Figures,), {"case": draft_case, "people": people})
    limits = settings(
        max_examples=15,
        stateful_step_count=16,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(machine, settings=limits)
