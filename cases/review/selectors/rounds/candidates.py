"""Experts proposed for a round with the reasons for each, and whom which rule excludes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import City, Topic
from cases.people.choices import Unfit
from cases.people.models import Expert, Membership
from cases.people.selectors.experts import Suitability, experts_for
from cases.people.selectors.members import running
from cases.review.choices import Against, AssignmentState, Refusal
from cases.review.models import Assignment, Round, Submission
from cases.review.records.judging import Candidate, against, proposed
from cases.selectors.localized_format import active_language, listed, number
from cases.selectors.topics import topic_parents

from .topics import topics_of

LABELS: dict[str, Any] = {**dict(Unfit.choices), **dict(Against.choices)}
_COUNTED = (AssignmentState.INVITED, AssignmentState.ACCEPTED, AssignmentState.HANDED_IN)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Expert with what speaks for them, and what against: without ``against`` they may judge."""

    expert: Expert
    candidate: Candidate
    against: tuple[str, ...]
    topics: tuple[Topic, ...] = ()

    @property
    def may_judge(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.against

    @property
    def said_against(self) -> list[str]:
        """Reasons against, in words."""
        return [str(LABELS[reason]) for reason in self.against]

    @property
    def said_for(self) -> list[str]:
        """Reasons for it, in words: fields, room for a case, punctuality."""
        one, language = self.candidate, active_language()
        said = [_("Field: %(names)s") % {"names": listed([topic.label(language) for topic in self.topics])}]
        if not self.topics:
            said = []
        load = {"cases": number(one.cases), "load": number(one.monthly_load)}
        said.append(_("%(cases)s of %(load)s cases this month") % load)
        if one.handed_in:
            told = ngettext("%(on_time)s of %(count)s review in time", "%(on_time)s of %(count)s reviews in time",
                            one.handed_in)  # fmt: skip
            said.append(told % {"on_time": number(one.on_time), "count": number(one.handed_in)})
        else:
            said.append(_("has not judged here yet"))
        return said


@dataclass(frozen=True, slots=True)
class Candidates:
    """Experts of the site for one round. ``excluded``: by the words of the first rule that excludes them."""

    proposed: list[Proposal]
    excluded: dict[str, list[Expert]]
    all: dict[int, Proposal]


def candidates_for(round_: Round) -> Candidates:
    """Candidates of a round, in the order in which they are proposed. Queries do not grow with experts."""
    submission = round_.submission
    topics = topics_of(submission)
    cities = cities_of(submission)
    city = submission.city or submission.for_city or City(pk=0)  # no row has that key: nobody is a member of it
    people = running().filter(city__in=cities).values_list("person_id", flat=True)
    facts = _facts(round_, submission, set(people))
    found, parents = [], topic_parents()
    for each in experts_for(city, topics, submission.language):
        candidate = _candidate(each, facts, cities, has_topics=bool(topics))
        fields = _fields(each.expert, topics, parents)
        candidate = replace(candidate, fields=tuple(topic.code for topic in fields))
        found.append(Proposal(each.expert, candidate, against(candidate), fields))
    by_key = {proposal.expert.pk: proposal for proposal in found}
    order = proposed(proposal.candidate for proposal in found)
    excluded: dict[str, list[Expert]] = {}
    for proposal in found:
        if proposal.against:
            excluded.setdefault(str(LABELS[proposal.against[0]]), []).append(proposal.expert)
    return Candidates([by_key[candidate.expert] for candidate in order], excluded, by_key)


def cases_in_month(experts: Iterable[int], month: date) -> Mapping[int, int]:
    """Cases that each expert was asked to judge in the month of a day and did not decline, by key."""
    counted = Assignment.objects.filter(
        expert__in=list(experts), state__in=_COUNTED, invited_at__year=month.year, invited_at__month=month.month
    )
    return dict(counted.values_list("expert_id").annotate(count=Count("pk")).order_by())


def cities_of(submission: Submission) -> set[int]:
    """Cities whose people may not judge: that of the practice, that of its submission, those of who submitted it."""
    own = {submission.city_id, submission.for_city_id} - {None}
    members = Membership.objects.filter(person=submission.person_id, until=None) if submission.person_id else ()
    return {key for key in own if key is not None} | {each.city_id for each in members}


@dataclass(frozen=True, slots=True)
class _Facts:
    """Facts about experts that are read once for all of them."""

    members: set[int]
    submitters: set[int]
    asked: set[int]
    conflicts: set[int]
    screener: int | None
    in_time: Mapping[int, tuple[int, int]]


def _facts(round_: Round, submission: Submission, members: set[int]) -> _Facts:
    co_submitters = [each.email for each in submission.co_submitters.all()] + [submission.email]
    addresses = EmailAddress.objects.filter(email__in=filter(None, co_submitters), verified=True)
    rows = list(Assignment.objects.filter(round__submission=submission).values("person", "round", "refusal", "state"))
    return _Facts(
        members=members,
        submitters={submission.person_id or 0, *addresses.values_list("user_id", flat=True)},
        asked={row["person"] for row in rows if row["round"] == round_.pk},
        conflicts={
            row["person"]
            for row in rows
            if row["refusal"] == Refusal.CONFLICT or row["state"] == AssignmentState.SET_ASIDE
        },
        screener=submission.screener_id,
        in_time=_in_time(),
    )


def _candidate(each: Suitability, facts: _Facts, cities: set[int], *, has_topics: bool) -> Candidate:
    expert = each.expert
    unfit = [str(reason) for reason in each.reasons if has_topics or reason != Unfit.TOPIC]
    if expert.person_id in facts.members and Unfit.MEMBER not in unfit:
        unfit.append(str(Unfit.MEMBER))
    if cities & {city.pk for city in expert.excluded_cities.all()} and Unfit.CITY not in unfit:
        unfit.append(str(Unfit.CITY))
    on_time, handed_in = facts.in_time.get(expert.pk, (0, 0))
    return Candidate(
        expert=expert.pk,
        unfit=tuple(unfit),
        cases=each.cases,
        monthly_load=expert.monthly_load,
        on_time=on_time,
        handed_in=handed_in,
        has_submitted=expert.person_id in facts.submitters,
        has_screened=expert.person_id == facts.screener,
        has_conflict=expert.person_id in facts.conflicts,
        is_asked=expert.person_id in facts.asked,
    )


def _fields(expert: Expert, topics: list[Topic], parents: Mapping[str, Any]) -> tuple[Topic, ...]:
    """Topics of a submission that lie in the fields of an expert."""
    own = {topic.code for topic in expert.topics.all()}
    found = []
    for topic in topics:
        code: str | None = topic.code
        while code is not None and code not in own:
            code = parents.get(code)
        if code is not None:
            found.append(topic)
    return tuple(found)


def _in_time() -> dict[int, tuple[int, int]]:
    """Reviews of each expert in time, and all that were due; who lapsed had one due as well."""
    due = Assignment.objects.filter(
        Q(handed_in_at__isnull=False) | Q(state=AssignmentState.LAPSED), expert__isnull=False, due_on__isnull=False
    )
    rows = due.values_list("expert_id").annotate(
        on_time=Count("pk", filter=Q(handed_in_at__date__lte=F("due_on"))), count=Count("pk")
    )
    return {expert: (on_time, count) for expert, on_time, count in rows.order_by()}
