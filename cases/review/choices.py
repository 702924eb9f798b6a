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
