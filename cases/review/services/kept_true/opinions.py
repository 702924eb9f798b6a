"""Expert opinions: signed by an expert, shown by an editor, revoked by either."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cases.models import Case
from cases.review.choices import OpinionState
from cases.review.models import ExpertOpinion
from cases.review.permissions import Action, may
from cases.review.selectors.kept_true.signing import may_sign
from cases.signals import cases_changed

SIGNED, SHOWN, REVOKED = "review.opinion.sign", "review.opinion.show", "review.opinion.revoke"


class NotInStateError(Exception):
    """Error where an opinion is no longer in the state that an action needs."""


@transaction.atomic
def sign_opinion(
    case: Case, by: Any, *, name: str, functions: Mapping[str, str], texts: Mapping[str, str]
) -> ExpertOpinion:
    """Signs an opinion, which waits for an editor. Another of the same expert on the case is revoked by it.

    Raises PermissionDenied for who is no expert, or whom something ties to the city of the case.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not may(by, Action.SIGN_OPINION, case) or not may_sign(by, case):
        raise PermissionDenied
    for before in ExpertOpinion.objects.filter(case=case, person=by).exclude(state=OpinionState.REVOKED):
        _revoke(before, by)
    opinion = ExpertOpinion.objects.create(
        case=case, person=by, name=name, function=dict(functions), text=dict(texts), signed_on=timezone.localdate()
    )
    log(case, SIGNED, user=by)
    return opinion


@transaction.atomic
def show_opinion(opinion: ExpertOpinion, by: Any) -> ExpertOpinion:
    """Shows a signed opinion to readers. Raises PermissionDenied (also for one's own), NotInStateError."""
    found = _locked(opinion)
    if not may(by, Action.SHOW_OPINION, found):
        raise PermissionDenied
    if found.state != OpinionState.SIGNED:
        raise NotInStateError
    found.state, found.shown_by = OpinionState.SHOWN, by
    found.save(update_fields=["state", "shown_by"])
    log(found.case, SHOWN, user=by)
    _count(found.case)
    return found


@transaction.atomic
def revoke_opinion(opinion: ExpertOpinion, by: Any) -> ExpertOpinion:
    """Revokes an opinion, which readers no longer see. Raises PermissionDenied, NotInStateError."""
    found = _locked(opinion)
    if not may(by, Action.REVOKE_OPINION, found):
        raise PermissionDenied
    if found.state == OpinionState.REVOKED:
        raise NotInStateError
    _revoke(found, by)
    return found


def revoke_all_of(person: Any) -> None:
    """Revokes every opinion of somebody whose account goes: nobody answers for it any more."""
    for opinion in ExpertOpinion.objects.filter(person=person).exclude(state=OpinionState.REVOKED):
        _revoke(_locked(opinion), None)


def _revoke(opinion: ExpertOpinion, by: Any) -> None:
    opinion.state, opinion.revoked_on = OpinionState.REVOKED, timezone.localdate()
    opinion.save(update_fields=["state", "revoked_on"])
    log(opinion.case, REVOKED, user=by)
    _count(opinion.case)


def _count(case: Case) -> None:
    """Keeps the number of opinions that readers see with the case, for lists, search and open data."""
    shown = ExpertOpinion.objects.filter(case=case, state=OpinionState.SHOWN).count()
    if Case.objects.filter(pk=case.pk).exclude(signed_opinions=shown).update(signed_opinions=shown):
        cases_changed.send(sender=Case, case_ids=[case.pk])


def _locked(opinion: ExpertOpinion) -> ExpertOpinion:
    """Opinion whose case nobody else counts anew before this transaction ends."""
    Case.objects.select_for_update(of=("self",)).get(pk=opinion.case_id)
    return ExpertOpinion.objects.select_for_update(of=("self",)).select_related("case").get(pk=opinion.pk)
