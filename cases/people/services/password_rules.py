"""Rules of passwords beside Django's own: as ASVS 5 has them, with none on which kinds of characters they have."""

import re
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.people.selectors.reading import profile_or_none
from cases.selectors.localized_format import number

SHORTEST_PART = 4  # letters of a name that count as part of it
# Words that whoever guesses tries first here; with the name of the site itself.
WORDS = ("شهرداری", "تهران", "تجربه", "گذرواژه", "رمزعبور", "municipality", "tehran", "password", "passw0rd", "بلدية")
_NOT_LETTERS = re.compile(r"[\W\d_]+")


class ShortestPassword:
    """Rule that a password is long enough, said in the digits of the reader, which Django's own is not."""

    def __init__(self, shortest: int) -> None:
        self.shortest = shortest

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a password that is too short."""
        if len(password) < self.shortest:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """Sentence of the rule."""
        return _("It has at least %(count)s characters.") % {"count": number(self.shortest)}


class LongestPassword:
    """Rule that a password is short enough to be worked on. Far more than the 64 characters that must be possible."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a password that is too long."""
        if len(password) > self.longest:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """Sentence of the rule."""
        return _("It may have up to %(count)s characters.") % {"count": number(self.longest)}


class OwnNames:
    """Rule that a password is not the person's name or address with something added.

    Django's own compares the whole of each; here a name of the profile counts, and the part before the @.
    """

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a password that is little but a name."""
        if _is_little_but(password, _names_of(user)):
            raise ValidationError(_("It is too much like your name or your address."), code="password_is_a_name")

    def get_help_text(self) -> str:
        """Sentence of the rule."""
        return _("It is not your name or your address with something added.")


class WordsOfTheSite:
    """Rule that a password is not a word which everybody would try here."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a password that is little but such a word."""
        if _is_little_but(password, [*WORDS, str(settings.WAGTAIL_SITE_NAME)]) or _is_a_row(password):
            raise ValidationError(_("It is easily guessed: choose several words of your own."), code="password_guessed")

    def get_help_text(self) -> str:
        """Sentence of the rule."""
        return _("Several words of your own make a good one. Any characters will do, spaces too.")


def _is_a_row(password: str) -> bool:
    """Whether it is few characters over and over, or hardly more than a row of neighbours, such as 1234 or abcd."""
    steps = [abs(ord(after) - ord(before)) for before, after in pairwise(password)]
    return len(set(password)) < 4 or sum(step <= 1 for step in steps) > 0.7 * len(steps)


def _names_of(user: Any) -> list[str]:
    if user is None:
        return []
    profile = profile_or_none(user) if user.pk else None
    names = [user.get_full_name(), user.get_username(), (user.email or "").partition("@")[0]]
    return [*names, *(profile.names.values() if profile else [])]


def _is_little_but(password: str, names: list[str]) -> bool:
    """Whether fewer than half of a password's characters are left when the names are taken out of it."""
    left = password.casefold()
    parts = {part for name in names for part in _NOT_LETTERS.split(str(name).casefold()) if len(part) >= SHORTEST_PART}
    for part in sorted(parts, key=len, reverse=True):
        left = left.replace(part, "")
    return len(left) * 2 < len(password)
