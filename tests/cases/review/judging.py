"""Rounds, experts and reviews, for tests."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.users.models import UserProfile

from cases.models import City, Topic
from cases.people.models import Expert
from cases.permissions import Role
from cases.review.choices import SectionName, State
from cases.review.models import Assignment, Round, Submission, SubmissionSection
from cases.review.selectors.rounds.rubrics import rubric_of
from cases.review.services.rounds.answering import accept
from cases.review.services.rounds.inviting import invite
from cases.review.services.rounds.opening import open_round
from cases.review.services.rounds.writing import hand_in
from tests.cases.roles import person as person_of

LETTER = "Dear colleague, thank you: this is what was decided, and why."


def town(slug: str) -> City:
    """A city of that name."""
    return City.objects.create(slug=slug, code_prefix=f"Q{slug[:2]}".upper(), names={"en": slug.title()}, country="ES")


def expert(name: str, language: str = "en", **changes: Any) -> Expert:
    """An expert of the first topic who reads English cases, and reads mails in that language."""
    person = User.objects.create_user(name, email=f"{name}@example.org", password="x")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    UserProfile.objects.create(user=person, preferred_language=language)
    made = Expert.objects.create(
        person=person, **{"languages": ["en"], "agreed_on": timezone.localdate(), "monthly_load": 9, **changes}
    )
    made.topics.set(Topic.objects.order_by("pk")[:1])
    return made


def submission(city: City | None, person: User | None = None, **changes: Any) -> Submission:
    """A submission about the first topic that is with the experts."""
    now = timezone.now() - timedelta(days=10)
    made = Submission.objects.create(
        **{"state": State.IN_REVIEW, "title": "A bus lane in six weeks", "language": "en", "sent_at": now,
           "city": city, "person": person, "email": "" if person else "mina@example.net", **changes}
    )  # fmt: skip
    topic = Topic.objects.order_by("pk").values_list("code", flat=True)[0]
    SubmissionSection.objects.create(submission=made, name=SectionName.FACTS, answers={"topics": [topic]})
    told = {"challenge": "Buses stood in traffic.", "solution": "A lane was kept free.", "asked": "secret@city.example"}
    SubmissionSection.objects.create(submission=made, name=SectionName.SNAPSHOT, answers=told)
    return made


def round_of(made: Submission, by: User) -> Round:
    """The open round of a submission."""
    return open_round(made, by)


def review(round_: Round, score: int = 3, **changes: Any) -> dict[str, Any]:
    """A review that is complete, with this score throughout."""
    codes = rubric_of(round_).weights
    return {
        "scores": dict.fromkeys(codes, score),
        "reasons": dict.fromkeys(codes, "The text says so in its second section."),
        "exclusions": {},
        "for_submitter": "The costs of the second year are missing.",
        "for_editors": "Known to me from a visit.",
        **changes,
    }


def judged(round_: Round, editor: User, experts: list[Expert], scores: list[int]) -> list[Assignment]:
    """Assignments of experts who were asked, accepted and handed in."""
    made = invite(round_, experts, editor)
    for assignment, score in zip(made, scores, strict=True):
        accept(assignment, assignment.person)
        hand_in(assignment, assignment.person, review(round_, score))
    return made


def round_with(person: User) -> Assignment:
    """Invitation of a person to a round of a submission that is nobody's they know."""
    made = Submission.objects.create(state=State.IN_REVIEW, title="Night buses", language="en", sent_at=timezone.now())
    round_ = open_round(made)
    return Assignment.objects.create(round=round_, person=person, answer_by=timezone.localdate() + timedelta(days=5))


class Desk:
    """An editor, three experts and a round."""

    def __init__(self) -> None:
        self.editor = person_of(Role.EDITOR, "editor")
        self.city = town("avila")
        self.experts = [expert(name) for name in ("ada", "bea", "cem")]
        self.submission = submission(self.city)
        self.round: Round = round_of(self.submission, self.editor)

    def again(self) -> Round:
        return Round.objects.get(pk=self.round.pk)
