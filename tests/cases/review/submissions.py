"""Submissions and those who propose, for tests."""

import base64
import hashlib
import itertools
import json
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cases.models import City
from cases.people.models import Profile
from cases.review.choices import SectionName
from cases.review.models import Submission
from cases.review.services.submissions.puzzles import new_puzzle
from cases.review.services.submissions.writing import begin, save_section, send
from tests.cases.people.visiting import last_code

SNAPSHOT = {
    "title": "A bus lane in six weeks",
    "city_name": "Isfahan",
    "challenge": "Buses stood in the traffic of cars for an hour.",
    "solution": "A lane was marked and kept free, first with cones.",
    "asked": "Office of transport",
}


def city(slug: str = "shahr") -> City:
    """A confirmed city of that name."""
    return City.objects.create(
        slug=slug, code_prefix=f"Q{slug[:2]}".upper(), names={"en": slug.title(), "fa": "شهر"}, country="IR"
    )


def account(name: str, **changes: Any) -> User:
    """An account without a role whose address is confirmed."""
    user = User.objects.create_user(name, email=f"{name}@example.org", password="x", **changes)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    Profile.objects.create(user=user, language="en")
    return user


def draft(person: User | None = None, email: str = "", **values: Any) -> Submission:
    """A draft with what it needs before it is sent."""
    made = begin(language="en", person=person, for_city=values.pop("for_city", None))
    if email:
        made.email = email
        made.save()
    save_section(made, SectionName.SNAPSHOT, {**SNAPSHOT, **values}, {}, version=0)
    made.refresh_from_db()
    return made


def sent(person: User | None = None, email: str = "", **values: Any) -> Submission:
    """A submission that was sent, and cannot be corrected any more."""
    made = send(draft(person, email, **values))
    made.correct_until = timezone.now()
    made.save()
    return made


def solution() -> str:
    """Solution of a new puzzle, as a browser finds it."""
    puzzle = new_puzzle()
    salt = puzzle["salt"] if puzzle["salt"].endswith("&") else puzzle["salt"] + "&"
    number = next(
        number
        for number in itertools.count()
        if hashlib.sha256(f"{salt}{number}".encode()).hexdigest() == puzzle["challenge"]
    )
    said = {key: puzzle[key] for key in ("algorithm", "challenge", "salt", "signature")} | {"number": number}
    return base64.b64encode(json.dumps(said).encode()).decode()


class Proposer:
    """Browser of somebody who proposes, without an account unless one is logged in."""

    def __init__(self, user: User | None = None, language: str = "en") -> None:
        self.client, self.language = Client(), language
        if user is not None:
            self.client.force_login(user)

    def address(self, name: str, *args: Any) -> str:
        """Address of a page of this room."""
        with override(self.language):
            return reverse(f"review:{name}", args=args)

    def get(self, name: str, *args: Any, **query: Any) -> Any:
        """Opens a page."""
        return self.client.get(self.address(name, *args), query)

    def send(self, page: str, /, *args: Any, **data: Any) -> Any:
        """Sends the form of a page."""
        return self.client.post(self.address(page, *args), data)

    def propose(self, **changes: Any) -> Any:
        """Sends the first form, as a visitor with an address."""
        who = {"name": "Mina Rad", "email": "mina@example.org", "agreed": "on", "puzzle": solution()}
        return self.send("propose", **{**SNAPSHOT, **who, **changes})

    def confirm(self, code: str = "") -> Any:
        """Types the code of the last mail, or another."""
        return self.send("confirm", code=code or last_code())

    def save(self, number: str, name: str, version: int = 0, *, by_itself: bool = False, **answers: Any) -> Any:
        """Saves a section, by its button or as a script does."""
        headers = {"X-Saves-Itself": "1"} if by_itself else {}
        data = {"version": version, **answers}
        return self.client.post(self.address("section", number, name), data, headers=headers)
