"""Members of cities and an expert to try a local site with, each marked as a demonstration."""

from typing import Any

from django.utils import timezone

from cases.models import City, Topic
from cases.people.models import Expert
from cases.people.permissions import MemberRole
from cases.people.services.addresses import confirm_address
from cases.people.services.memberships import begin

# Of accounts without a role on the site: the city and the role in it.
DEMO_MEMBERS = {"coordinator": ("tehran", MemberRole.COORDINATOR), "contributor": ("tabriz", MemberRole.CONTRIBUTOR)}
DEMO_EXPERT, FIELDS = "expert", ("mobility", "waste")
DEMO_PEOPLE = (*DEMO_MEMBERS, DEMO_EXPERT)
MARK = "(نمونه · demo)"  # behind the name, wherever it is read


def make_demo_person(User: Any, name: str, password: str) -> None:
    """Makes one of these accounts, and what it is in its city where that is there; the address leads nowhere."""
    person = User.objects.create_user(name, password=password, email=f"{name}@demo.invalid")
    person.first_name, person.last_name = name.title(), MARK
    person.save()
    confirm_address(person)  # nobody could read a code that is sent there
    slug, role = DEMO_MEMBERS.get(name, ("", MemberRole.READER))
    if city := City.objects.filter(slug=slug).first():
        begin(city, person, role, None)
    if name == DEMO_EXPERT:
        expert = Expert.objects.create(person=person, languages=["fa", "en"], agreed_on=timezone.localdate())
        expert.topics.set(Topic.objects.filter(code__in=FIELDS))
