"""Objects that the addresses of the site lead to: of everything one, of what has an owner one's own and another's."""

import io
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from captcha.models import CaptchaStore
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from PIL import Image
from wagtail.admin.models import EditingSession
from wagtail.documents.models import Document
from wagtail.images.utils import generate_signature
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    UploadedFile,
    Workflow,
)

from cases import models
from cases.messages.choices import State
from cases.messages.models import CityCalendar, Message, Mute
from cases.messages.services.action_links.quiet_comments import QUIET_COMMENTS, quiet_link
from cases.messages.services.deadlines.ical import ical_address
from cases.messages.services.deadlines.keeping import set_deadline
from cases.messages.services.incoming.placing import take_mail
from cases.messages.services.notify import notify
from cases.messages.services.stop_links import stop_token
from cases.models import CaseImage, CaseIndexPage, CaseStudyPage
from cases.permissions import Role
from cases.review.models import Assignment, Round, Submission
from cases.review.services.submissions.attaching import attach
from cases.review.services.submissions.writing import send as send_submission
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.preview_links import make_link
from home.models import PlainPage
from tests.cases.people.soft_key import SoftKey
from tests.cases.people.visiting import with_app
from tests.cases.review.judging import round_with
from tests.cases.review.submissions import draft as draft_submission
from tests.cases.reviewing import submit
from tests.cases.roles import person
from tests.conftest import as_file

from .circles import Circle, circle_of
from .kept_true import kept_true_of


@dataclass(frozen=True)
class Belongings:
    """What one person has begun."""

    user: User
    draft: CaseStudyPage
    live: CaseStudyPage
    in_check: CaseStudyPage
    locked: CaseStudyPage
    scheduled: CaseStudyPage
    alias: Page
    image: CaseImage
    document: Document
    uploaded_image: UploadedFile
    uploaded_document: UploadedFile
    bulk_run: models.BulkRun
    merge_run: models.MergeRun
    import_run: models.ImportRun
    session: EditingSession
    preview_link: models.PreviewLink
    log_in: UserSession
    passkey: Authenticator
    circle: Circle
    message: Message
    mute: Mute
    submission: Submission
    assignment: Assignment


class World:
    """A site with a published case, and two people who have begun something of everything: ``mine`` and ``theirs``."""

    def __init__(self, user: User, records: list[dict[str, Any]]) -> None:
        import_cases(as_file(records[:1]), ImportOptions(publish=True))
        self.public = CaseStudyPage.objects.get(locale__language_code="en")
        self.case = models.Case.objects.get()
        self.index = CaseIndexPage.objects.get(locale__language_code="en")
        self.home = self.index.get_parent()
        self._make_taxonomies()
        self._make_reviews()
        self._make_private()
        self.group = Group.objects.create(name="Readers")
        self.site = Site.objects.get()
        self.locale = Locale.objects.get(language_code="ar")
        forgetful = person(Role.AUTHOR, "forgetful")
        User.objects.filter(pk=forgetful.pk).update(email="forgetful@example.org")
        forgetful.refresh_from_db()
        self.never_logged_in = forgetful
        self.reset = urlsafe_base64_encode(force_bytes(forgetful.pk)), default_token_generator.make_token(forgetful)
        self.mine = self._belongings(user, "mine")
        self.theirs = self._belongings(person(Role.AUTHOR, "somebody"), "theirs")
        self.stop_token = stop_token(self.theirs.user.pk, "", ["comments"])
        self.kept_mail = self._keep_mail()
        self.captcha = CaptchaStore.generate_key()
        self.round: Round = round_with(User.objects.create_user("judge")).round
        self.preview_token = make_link(self.theirs.draft, self.theirs.user, label="", days=1)[1]
        self._make_messages()
        self.kept_true = kept_true_of(self.case, self.mine.user, self.theirs.user)
        size = (generate_signature(self.theirs.image.pk, "max-20x20"), self.theirs.image.pk, "max-20x20")
        self.size_of_image = reverse("wagtailimages_serve", args=size) + "theirs.png"

    def _keep_mail(self) -> str:
        """Name of a mail in the folder, as on a site without a server."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(exist_ok=True)  # another test of this process has made it
        (folder / "kept.eml").write_bytes(b"Subject: Your code\nTo: somebody@example.org\n\n123456\n")
        return "kept.eml~0"

    def _make_taxonomies(self) -> None:
        """Things that nothing uses: others are not deleted by anyone. Few topics, for a walk meets them all often."""
        models.Topic.objects.update(parent=None)
        models.Topic.objects.filter(case_pages=None).delete()
        self.city = models.City.objects.create(slug="atlantis", code_prefix="ATL", names={"en": "Atlantis"})
        self.topic = models.Topic.objects.create(code="street-music")
        self.topic.labels.create(language="en", kind="preferred", text="Street music")
        self.unit = models.Unit.objects.create(code="bushel", label={"en": "bushel"})
        self.topic_import = models.ThesaurusImport.objects.create(file_name="topics.ttl")
        self.partner_role = models.PartnerRole.objects.create(code="muse", label={"en": "muse"})

    def _make_reviews(self) -> None:
        self.workflow = Workflow.objects.create(name="Short", active=True)
        self.idle_workflow = Workflow.objects.create(name="Idle", active=False)
        self.task = models.ApprovalByOthersTask.objects.create(name="Look", active=True)
        self.idle_task = models.ApprovalByOthersTask.objects.create(name="Idle", active=False)

    def _make_messages(self) -> None:
        self.action_token = quiet_link(self.theirs.user, self.theirs.draft).rstrip("/").rpartition("/")[2]
        deadline = set_deadline("sample", self.city, self.city, timezone.localdate(), 3, title="Answer")
        self.deadline_token = ical_address(deadline, "en").rpartition("/")[2].removesuffix(".ics")
        self.mail = take_mail(b"From: a@b.example\r\nTo: c@d.example\r\n\r\nHello")
        self.mail.files.create(name="a.txt", size=1, content=b"a")
        self.calendar = CityCalendar.objects.create(city=self.city)

    def _make_private(self) -> None:
        closed, self.plain = PlainPage.objects.filter(locale__language_code="en")[:2]
        password: dict[str, Any] = {"restriction_type": "password", "password": "x"}
        self.closed = PageViewRestriction.objects.create(page=closed, **password)
        self.collection = Collection.objects.get(depth=1).add_child(name="Sketches")
        self.closed_files = CollectionViewRestriction.objects.create(collection=self.collection, **password)

    def _page(self, owner: User, title: str, *, live: bool = True) -> CaseStudyPage:
        page = CaseStudyPage(
            title=title, slug=title, locale=self.index.locale, owner=owner, live=False, city=self.public.city,
            summary="Summary.", **dict.fromkeys(CaseStudyPage.PROSE, "Text."), sources=self.public.sources,
        )  # fmt: skip
        self.index.add_child(instance=page)
        page.topics.set([self.topic])
        revision = page.save_revision(user=owner)
        if live:
            revision.publish()
        return _fresh(page)

    def _belongings(self, user: User, name: str) -> Belongings:
        live, in_check = self._page(user, f"{name}-live"), self._page(user, f"{name}-in-check", live=False)
        submit(in_check, user)
        locked, scheduled = self._page(user, f"{name}-locked"), self._page(user, f"{name}-scheduled")
        CaseStudyPage.objects.filter(pk=locked.pk).update(locked=True, locked_at=timezone.now())
        scheduled.go_live_at = timezone.now() + timedelta(days=2)
        scheduled.save_revision(user=user).publish()
        draft = self._page(user, f"{name}-draft", live=False)
        with_app(user)
        merge = {"kind": "city", "source_id": 0, "source_code": "a", "target_id": self.city.pk}
        session = {"content_type": _content_type(CaseStudyPage), "object_id": draft.pk, "last_seen_at": timezone.now()}
        return Belongings(
            user=user,
            draft=draft,
            live=live,
            in_check=_fresh(in_check),
            locked=_fresh(locked),
            scheduled=_fresh(scheduled),
            alias=live.create_alias(update_slug=f"{name}-alias"),
            image=CaseImage.objects.create(title=name, file=_picture(name), uploaded_by_user=user),
            document=Document.objects.create(title=name, file=_text(name), uploaded_by_user=user),
            uploaded_image=_uploaded(CaseImage, _picture(name), user),
            uploaded_document=_uploaded(Document, _text(name), user),
            bulk_run=models.BulkRun.objects.create(user=user, action="publish"),
            merge_run=models.MergeRun.objects.create(user=user, source_name="A", target_name="B", **merge),
            import_run=models.ImportRun.objects.create(user=user, file_name=f"{name}.csv", state="done"),
            session=EditingSession.objects.create(user=user, **session),
            preview_link=make_link(draft, user, label=name, days=1)[0],
            log_in=UserSession.objects.create(user=user, ip="203.0.113.0", user_agent=name, session_key=name),
            passkey=Authenticator.objects.create(
                user=user, type="webauthn", data={"name": name, "credential": SoftKey().kept()}
            ),
            circle=circle_of(user, name),
            message=_message(user, draft),
            mute=Mute.objects.create(
                person=user, kind=QUIET_COMMENTS, content_type=_content_type(CaseStudyPage), object_id=str(draft.pk)
            ),
            submission=_submission(user, name),
            assignment=round_with(user),
        )


def _message(user: User, page: CaseStudyPage) -> Message:
    (made,) = notify("comments.new", [user], page, context={"title": page.title, "by": user, "comments": []})
    made.state, made.sent_to = State.SENT, "somebody@example.org"
    made.save()
    return made


def _submission(user: User, name: str) -> Submission:
    """A submission that was sent, with a file and somebody who takes part."""
    made = draft_submission(user)
    attach(made, SimpleUploadedFile(f"{name}.png", _picture(name).read()))
    made.co_submitters.create(email=f"{name}@example.org", right="view")
    sent = send_submission(made)
    Submission.objects.update(correct_until=timezone.now())
    return sent


def _fresh(page: CaseStudyPage) -> CaseStudyPage:
    return CaseStudyPage.objects.get(pk=page.pk)


def _picture(name: str) -> ContentFile:
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, "PNG")
    return ContentFile(written.getvalue(), f"{name}.png")


def _text(name: str) -> ContentFile:
    return ContentFile(b"text", f"{name}.txt")


def _uploaded(model: Any, file: ContentFile, user: User) -> UploadedFile:
    return UploadedFile.objects.create(for_content_type=_content_type(model), file=file, uploaded_by_user=user)


def _content_type(model: Any) -> ContentType:
    return ContentType.objects.get_for_model(model)
