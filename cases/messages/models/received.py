"""Mail that came in: the original, what became of it and why, and the files that came with it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .threads import Thread


class MailState(models.TextChoices):
    """States of a mail that came in."""

    WAITING = "waiting", _("Waits for a person")
    PLACED = "placed", _("Taken as an answer")
    AUTOMATIC = "automatic", _("Automatic, not an answer")
    BOUNCE = "bounce", _("Says that a mail was not delivered")
    DISCARDED = "discarded", _("Discarded")


class MailReason(models.TextChoices):
    """Reasons for which a mail was not taken as an answer by itself."""

    NONE = "", ""
    NO_ADDRESS = "no_address", _("It went to none of the addresses at which answers are taken.")
    UNKNOWN_ADDRESS = "unknown_address", _("Nobody was ever given the address it went to.")
    NO_SENDER = "no_sender", _("It does not say who sent it.")
    OTHER_SENDER = "other_sender", _("It came from another address than those of the person who was written to.")
    NOT_PROVEN = "not_proven", _("Our mail server could not confirm that it came from where it says.")
    CLOSED_ACCOUNT = "closed_account", _("The account of the person who was written to is closed.")
    EXPIRED = "expired", _("The mail it answers is too old to be answered by mail.")
    NO_TEXT = "no_text", _("No answer was found in it beside what it quotes.")
    TOO_LARGE = "too_large", _("It is larger than 10 MB, or its text is too long.")
    TOO_OFTEN = "too_often", _("More mails came for this conversation than people write.")
    BROKEN = "broken", _("It could not be read.")
    GONE = "gone", _("What it answers is no longer there.")
    NOT_ALLOWED = "not_allowed", _("The person may not answer there any more.")
    CLOSED = "closed", _("The conversation is closed.")
    AUTOMATIC = "automatic", _("A program wrote it, such as an out-of-office notice.")
    LOOP = "loop", _("It is a mail of this site that came back, or one that goes round in circles.")


class ReceivedMail(models.Model):
    """Mail that came in. ``raw`` is the original, or its beginning where ``is_cut``; lists leave it unread.

    ``digest`` is that of the original: a mail delivered twice is taken once. ``recipient`` has no secret in it.
    """

    digest = models.CharField(max_length=64, unique=True)
    message_id = models.CharField(max_length=250, blank=True, db_index=True)
    sender = models.CharField(_("from"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    recipient = models.CharField(max_length=100, blank=True)
    raw = models.BinaryField()
    size = models.PositiveIntegerField()
    is_cut = models.BooleanField(default=False)
    text = models.TextField(_("answer"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=MailState, default=MailState.WAITING, db_index=True)
    reason = models.CharField(_("reason"), max_length=20, choices=MailReason, blank=True)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="received")
    received_at = models.DateTimeField(_("received"), db_index=True)
    told_at = models.DateTimeField(null=True)  # when its sender was told that it was not taken, or not all of it
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail received")
        verbose_name_plural = _("mails received")

    def __str__(self) -> str:
        return self.subject or self.sender or f"{self.pk}"


class ReceivedFile(models.Model):
    """File that came with a mail. Of one that was refused only its name, and why, is kept beside the original."""

    mail = models.ForeignKey(ReceivedMail, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=150)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True)
    refusal = models.CharField(max_length=300, blank=True)  # in the language of who sent it

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
