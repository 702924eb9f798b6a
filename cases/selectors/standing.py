"""Standing of a case beside its text: how strong its evidence is, who signed an opinion, whether it still holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, Self

from django.utils import timezone

from cases.choices import ArchiveReason, EvidenceLevel
from cases.models import Case
from cases.models.localized_text import LocalizedText, resolve


class HasStanding(Protocol):
    """Source of a standing: a case, or the columns of one."""

    @property
    def evidence_level(self) -> str: ...
    @property
    def signed_opinions(self) -> int: ...
    @property
    def archived_on(self) -> date | None: ...
    @property
    def archive_reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """Standing of a case in a list. Labels are in the active language, "" where there is nothing to say."""

    level: str
    level_label: str
    opinions: int
    archived_on: date | None
    archive_reason: str

    @property
    def is_told(self) -> bool:
        """Whether a list says anything of it."""
        return bool(self.level or self.opinions or self.archived_on)

    @classmethod
    def of(cls, case: HasStanding) -> Self:
        """Standing of a case."""
        return cls(
            level=case.evidence_level,
            level_label=str(EvidenceLevel(case.evidence_level).label) if case.evidence_level else "",
            opinions=case.signed_opinions,
            archived_on=case.archived_on,
            archive_reason=str(ArchiveReason(case.archive_reason).label) if case.archive_reason else "",
        )


class Light(StrEnum):
    """Lights of a case: what its readers may expect of what is written."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"  # nobody has confirmed it yet, and its day is still to come
    DUE = "due"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Freshness:
    """Light of a case, with its dates. ``note``: why it is archived, in a sentence of its editors."""

    light: Light
    confirmed_on: date | None
    confirm_by: date | None
    note: LocalizedText


def freshness_of(case: Case, language: str = "", today: date | None = None) -> Freshness | None:
    """Light of a case on that day (today by itself); None for one about which nobody is to be asked yet."""
    note = resolve(case.archive_note, language) if language else LocalizedText("", "")
    if case.archived_on is not None:
        return Freshness(Light.ARCHIVED, case.confirmed_on, None, note)
    if case.confirm_by is None:
        return None
    if case.confirm_by < (today or timezone.localdate()):
        light = Light.DUE
    else:
        light = Light.CONFIRMED if case.confirmed_on else Light.WAITING
    return Freshness(light, case.confirmed_on, case.confirm_by, note)
