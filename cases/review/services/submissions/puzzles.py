"""Proof of work of visitors (ALTCHA, served by this site): a second of one browser, hours of who sends thousands."""

import base64
import binascii
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from altcha.v1 import ChallengeOptions, create_challenge, verify_solution
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cases.review.models import SpentPuzzle

LIFETIME = timedelta(hours=2)  # a form may be long in the writing
LONGEST_SOLUTION = 2000


def new_puzzle() -> dict[str, Any]:
    """A puzzle, signed, with the moment at which it ends in it."""
    options = ChallengeOptions(
        hmac_key=_key(), max_number=settings.SUBMISSION_PUZZLE, expires=datetime.now(UTC) + LIFETIME
    )
    made = create_challenge(options)
    return {
        "algorithm": made.algorithm,
        "challenge": made.challenge,
        "salt": made.salt,
        "signature": made.signature,
        "maxnumber": settings.SUBMISSION_PUZZLE,
    }


def is_solved(solution: str) -> bool:
    """Whether this solves a puzzle of ours that has not ended. It is not spent by asking."""
    return _challenge_of(solution) is not None


def spend(solution: str) -> bool:
    """Takes a solution; False where it is none, or was taken before."""
    challenge = _challenge_of(solution)
    if challenge is None:
        return False
    SpentPuzzle.objects.filter(expires_at__lt=timezone.now()).delete()
    try:
        with transaction.atomic():
            SpentPuzzle.objects.create(challenge=challenge, expires_at=timezone.now() + LIFETIME)
    except IntegrityError:
        return False
    return True


def _challenge_of(solution: str) -> str | None:
    if not solution or len(solution) > LONGEST_SOLUTION:
        return None
    try:
        said: Any = json.loads(base64.b64decode(solution, validate=True))
        if not isinstance(said, dict):
            return None
        payload: Any = said
        is_right, _error = verify_solution(payload, _key(), check_expires=True)
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error, RecursionError):
        return None
    challenge = said.get("challenge")
    return challenge if is_right and isinstance(challenge, str) and len(challenge) <= 128 else None


def _key() -> str:
    return salted_hmac("cases.review.puzzles", "key", algorithm="sha256").hexdigest()
