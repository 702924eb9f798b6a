"""Right to sign an opinion on a case."""

from typing import Any

from cases.models import Case
from cases.people.choices import Unfit
from cases.people.models import Expert
from cases.people.selectors.experts import experts_for
from cases.selectors.public_pages import public_pages

# What speaks against an opinion; how much somebody judges a month, and of which field they are, does not.
AGAINST = frozenset([Unfit.INACTIVE, Unfit.AGREEMENT, Unfit.MEMBER, Unfit.CITY])


def may_sign(person: Any, case: Case) -> bool:
    """Whether somebody is an expert whom nothing ties to the city of a public case, nor to its text."""
    if not Expert.objects.filter(person=person).exists():
        return False
    page = public_pages().filter(case=case).select_related("city", "locale").first()
    if page is None or case.pages.filter(owner=person).exists():
        return False
    found = experts_for(page.city, [], page.locale.language_code)
    return any(one.expert.person_id == person.pk and not AGAINST.intersection(one.reasons) for one in found)
