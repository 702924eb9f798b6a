"""Messages to people: each a row, whatever becomes of it."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.messages.choices import Channel, Pace, State, Trouble, Urgency

DIGEST = "digest"  # cause of a mail that holds several messages
LONGEST_SUBJECT = 255


def new_key() -> str:
    """Key that nobody guesses: it is in the Message-ID and in the address to which a mail comes back."""
    return secrets.token_hex(16)


class Message(models.Model):
    """Message to a person, or to an address that belongs to no account. A mail that holds several is one as well.

    Its words are made from ``context`` when they are read; of a secret message they are sealed until it is sent, and
    then forgotten. ``within``: the mail in which it is held together with others.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    cause = models.CharField(max_length=60)
    kind = models.CharField(max_length=30, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES)
    channel = models.CharField(max_length=4, choices=Channel, default=Channel.MAIL)
    pace = models.CharField(max_length=6, choices=Pace, default=Pace.AT_ONCE)
    urgency = models.CharField(max_length=8, choices=Urgency, default=Urgency.ORDINARY)
    state = models.CharField(max_length=9, choices=State, default=State.HELD)
    trouble = models.CharField(max_length=10, choices=Trouble, blank=True)
    error = models.CharField(max_length=200, blank=True)

    subject = models.CharField(max_length=LONGEST_SUBJECT)
    reason = models.CharField(max_length=400, blank=True)
    context = models.JSONField(default=dict)
    secret = models.BooleanField(default=False)  # its words are for nobody but whoever gets it
    sealed = models.TextField(blank=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, null=True, related_name="+")
    object_id = models.CharField(max_length=40, blank=True)
    about = GenericForeignKey("content_type", "object_id")
    url = models.TextField(blank=True)  # one with a Persian title in it is long
    thread = models.CharField(max_length=80, blank=True)

    within = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="items")
    again_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    day = models.DateField(null=True)  # of a mail that holds several: the day whose one it is

    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    send_at = models.DateTimeField(default=timezone.now)  # when it is tried next
    lease_until = models.DateTimeField(null=True)
    node = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    doubts = models.PositiveSmallIntegerField(default=0)  # attempts of which nobody knows what came of them
    sent_to = models.CharField(max_length=254, blank=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # when its cause ended, or it was cancelled
    bounced_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        constraints = [
            # One mail a person a day, whichever process makes it.
            models.UniqueConstraint(fields=["person", "day"], name="one_mail_a_person_a_day"),
            models.UniqueConstraint(
                fields=["address", "day"], condition=Q(person=None), name="one_mail_an_address_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "send_at"], name="message_waiting"),
            models.Index(fields=["person", "read_at"], name="message_of_person"),
            models.Index(fields=["cause", "content_type", "object_id"], name="message_of_cause"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_digest(self) -> bool:
        """Whether it is a mail that holds others."""
        return self.cause == DIGEST

    @property
    def recipient(self) -> str:
        """Address that it goes to: one given, else that of the person; "" where there is none."""
        return self.address or (self.person.email if self.person else "")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves it with a subject of one line."""
        self.subject = " ".join(self.subject.split())[:LONGEST_SUBJECT]
        super().save(*args, **kwargs)
