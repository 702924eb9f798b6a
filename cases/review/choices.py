"""Closed lists of values of this room. Codes are stable in the database; labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """States of a submission; which follows which is in ``transitions.py``."""

    DRAFT = "draft", pgettext_lazy("state of a submission", "Draft")
    RECEIVED = "received", pgettext_lazy("state of a submission", "Received")
    SCREENING = "screening", pgettext_lazy("state of a submission", "Being checked")
    MORE_ASKED = "more_asked", pgettext_lazy("state of a submission", "More is asked for")
    IN_REVIEW = "in_review", pgettext_lazy("state of a submission", "With the experts")
    CHANGES_ASKED = "changes_asked", pgettext_lazy("state of a submission", "More is asked for after review")
    HELD = "held", pgettext_lazy("state of a submission", "Decided, not yet announced")
    ACCEPTED = "accepted", pgettext_lazy("state of a submission", "Accepted")
    ACCEPTED_WITH_CHANGES = "with_changes", pgettext_lazy("state of a submission", "Accepted with changes")
    DECLINED = "declined", pgettext_lazy("state of a submission", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a submission", "Withdrawn")
    PUBLISHED = "published", pgettext_lazy("state of a submission", "Published as a case")


class SectionName(models.TextChoices):
    """Sections of a submission: the first in short, then those of the form of a case, in its order."""

    SNAPSHOT = "snapshot", _("In short")
    STORY = "story", _("Story")
    FACTS = "facts", _("Facts")
    RESULTS = "results", _("Results")
    CONTEXT = "context", _("Context")
    MEDIA = "media", _("Media")
    SOURCES = "sources", _("Sources")


class Right(models.TextChoices):
    """Rights of a co-submitter, each with those before it."""

    VIEW = "view", _("May read it")
    COMMENT = "comment", _("May read and comment")
    EDIT = "edit", _("May read, comment and write")


class FileKind(models.TextChoices):
    """Kinds of attached files."""

    PICTURE = "picture", _("Picture")
    DOCUMENT = "document", _("Document")


class Answer(models.TextChoices):
    """Answers of screening."""

    ASK = "ask", _("Ask for more")
    DECLINE = "decline", _("Decline")
    REVIEW = "review", _("Send to the experts")


class NextStep(models.TextChoices):
    """Next steps that whoever is declined is shown."""

    SIMILAR = "similar", _("A similar case that is published already")
    NEED = "need", _("A city that looks for such a practice")
    PROGRAMME = "programme", _("Another programme or office that takes it")
    AGAIN = "again", _("To propose it again later, with what is missing")


class RoundState(models.TextChoices):
    """States of a round of reviews."""

    OPEN = "open", pgettext_lazy("state of a round", "Open")
    DECIDED = "decided", pgettext_lazy("state of a round", "Decided")
    CANCELLED = "cancelled", pgettext_lazy("state of a round", "Cancelled")


class AssignmentState(models.TextChoices):
    """States of an assignment of an expert to a round; which follows which is in ``records/assignment_steps.py``."""

    INVITED = "invited", pgettext_lazy("state of an assignment", "Asked")
    ACCEPTED = "accepted", pgettext_lazy("state of an assignment", "Accepted")
    HANDED_IN = "handed_in", pgettext_lazy("state of an assignment", "Handed in")
    DECLINED = "declined", pgettext_lazy("state of an assignment", "Declined")
    EXPIRED = "expired", pgettext_lazy("state of an assignment", "Did not answer")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an assignment", "Taken back")
    RESIGNED = "resigned", pgettext_lazy("state of an assignment", "Resigned")
    LAPSED = "lapsed", pgettext_lazy("state of an assignment", "Handed in nothing")
    SET_ASIDE = "set_aside", pgettext_lazy("state of an assignment", "Set aside")
    CLOSED = "closed", pgettext_lazy("state of an assignment", "Closed with thanks")


class Refusal(models.TextChoices):
    """Reasons for which an expert declines an invitation or resigns."""

    CONFLICT = "conflict", _("A conflict of interest")
    TIME = "time", _("No time")
    FIELD = "field", _("Not my field")
    OTHER = "other", _("Another reason")


class Against(models.TextChoices):
    """Reasons of a round for which an expert may not judge a submission, beside those of ``people.choices.Unfit``."""

    SUBMITTER = "submitter", _("Submitted it, alone or with others")
    CONFLICT = "conflict", _("Has declared a conflict of interest")
    SCREENED = "screened", _("Has screened it")
    ASKED = "asked", _("Is asked in this round already")


class Outcome(models.TextChoices):
    """Outcomes of a decision."""

    ACCEPT = "accept", pgettext_lazy("decision", "Accept")
    WITH_CHANGES = "with_changes", pgettext_lazy("decision", "Accept with changes")
    ASK_MORE = "ask_more", pgettext_lazy("decision", "Ask for more")
    DECLINE = "decline", pgettext_lazy("decision", "Decline")


class DecisionState(models.TextChoices):
    """States of a decision. A draft decides nothing; what is held is decided, and announced later."""

    DRAFT = "draft", pgettext_lazy("state of a decision", "Draft")
    HELD = "held", pgettext_lazy("state of a decision", "Held")
    ANNOUNCED = "announced", pgettext_lazy("state of a decision", "Announced")


class AskedOf(models.TextChoices):
    """Steps of the question whether a case still holds, in their order: of whom it is asked."""

    OWNER = "owner", pgettext_lazy("asked", "whoever wrote it for the city")
    OWNER_AGAIN = "owner_again", pgettext_lazy("asked", "the same people, a second time")
    MAILBOX = "mailbox", pgettext_lazy("asked", "the mailbox of the city")
    EDITORS = "editors", pgettext_lazy("asked", "the editors: nobody in the city answered")


class Holds(models.TextChoices):
    """Answers to the question whether a case still holds."""

    RIGHT = "right", _("It is still right")
    CORRECTED = "corrected", _("Something has to be corrected")
    ENDED = "ended", _("The practice has ended")


class ProblemReason(models.TextChoices):
    """Reasons for which a reader reports a problem of a case."""

    FIGURE = "figure", _("A figure or a date is wrong")
    OUTDATED = "outdated", _("It is no longer so")
    UNTRUE = "untrue", _("It never was so, or something important is missing")
    SOURCE = "source", _("A source cannot be opened, or says something else")
    LANGUAGE = "language", _("A translation or a word is wrong")
    RIGHTS = "rights", _("It shows a person, or a picture, that it must not show")
    OTHER = "other", pgettext_lazy("reason of a problem", "Something else")


class ProblemState(models.TextChoices):
    """States of a problem that a reader reported."""

    RECEIVED = "received", pgettext_lazy("state of a problem", "Received")
    TAKEN = "taken", pgettext_lazy("state of a problem", "An editor looks into it")
    MENDED = "mended", pgettext_lazy("state of a problem", "Mended")
    KEPT = "kept", pgettext_lazy("state of a problem", "Looked into; the case stays as it is")


class OpinionState(models.TextChoices):
    """States of an expert opinion."""

    SIGNED = "signed", pgettext_lazy("state of an opinion", "Signed, waits to be shown")
    SHOWN = "shown", pgettext_lazy("state of an opinion", "Shown to readers")
    REVOKED = "revoked", pgettext_lazy("state of an opinion", "Revoked")
