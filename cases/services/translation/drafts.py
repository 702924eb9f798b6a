"""Begins translations and takes over translators' texts: always into the draft, never into what readers see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext, TranslationSource
from wagtail_localize.strings import StringValue, validate_translation_links

from cases.models import CaseStudyPage
from cases.selectors.translation.case_words import is_case_word
from cases.selectors.translation.fact_words import fact_pieces, is_fact, longest_fact
from cases.selectors.translation.prose import Piece, pieces_of, text_to_translate, tidy
from cases.selectors.translation.prose_digest import prose_digest
from cases.selectors.translation.sheet import Segment, Sheet, State, fingerprint, normal
from cases.services.page_addresses import free_address

from .prose_writing import blank_prose, write_pieces
from .published_prose import ensure_published_prose
from .word_writing import is_word, write_words

MOST_OF_WORDS = 2000  # characters of a name or note of the case, whose form has no limit


@dataclass(frozen=True, slots=True)
class Change:
    """Change of a piece. ``base``: fingerprint of the text its writer saw; ``confirmed``: they say that it is right."""

    key: str
    text: str
    base: str
    confirmed: bool = False


@dataclass(slots=True)
class Outcome:
    """Outcome of saving changes. ``problems`` by key; those and ``homeless`` (their piece is gone) were not written."""

    taken: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    homeless: list[Change] = field(default_factory=list)
    is_complete: bool = False


@transaction.atomic
def begin_translation(source: CaseStudyPage, locale: Locale, user: Any = None) -> CaseStudyPage:
    """Page in ``locale`` that translates ``source``; made as a draft, with no prose but the title, if there is none.

    Raises ValidationError where the source itself goes back to a translation in that language, directly or not.
    """
    _refuse_circle(source, locale)
    text = text_to_translate(source)
    target = CaseStudyPage.objects.filter(translation_key=source.translation_key, locale=locale).first()
    if target is None:
        target = text.copy_for_translation(locale)
        target.owner, target.carried_words = user, []
        blank_prose(target)
        _take_over(target, source, prose_digest(text))
        target.latest_revision = None
        target.save(clean=False)
        target.revisions.all().delete()  # the copy, in the language of the source
        target.save_revision(user=user, clean=False, changed=True, log_action=False)
    elif target.get_latest_revision_as_object().translated_from != source.locale.language_code:
        draft = target.get_latest_revision_as_object()
        # Nobody said which text of the source it translates: known once every piece is confirmed.
        draft.translated_from, draft.translated_prose, draft.translated_at = source.locale.language_code, "", None
        draft.carried_words = []  # of another language
        _save(target, draft, user, changes_text=False)
    remember_source(source, text, locale)
    return cast(CaseStudyPage, CaseStudyPage.objects.get(pk=target.pk))


def source_of(target: CaseStudyPage) -> CaseStudyPage | None:
    """Page that a page's latest text translates; None for a text of its own, and when that page is gone."""
    language = target.get_latest_revision_as_object().translated_from
    pages = CaseStudyPage.objects.filter(translation_key=target.translation_key, locale__language_code=language)
    return cast(CaseStudyPage | None, pages.select_related("locale").exclude(pk=target.pk).first())


@transaction.atomic
def save_translation(
    source: CaseStudyPage, target: CaseStudyPage, changes: Iterable[Change], user: Any = None
) -> Outcome:
    """Writes changes into the target's latest draft, unless somebody else changed the piece there since.

    Texts that say what the source says now are remembered; once that is all of them, the translation is up to date.
    """
    target = CaseStudyPage.objects.select_for_update().get(pk=target.pk)
    sheet = Sheet(source, target)
    outcome = Outcome()
    written: list[tuple[Segment, Piece]] = []
    confirmed: list[tuple[Segment, Piece]] = []
    segments = {segment.key: segment for segment in sheet.segments}
    for change in changes:
        segment = segments.get(change.key)
        if segment is None:
            outcome.homeless += [change] if normal(change.text) and fingerprint(change.text) != change.base else []
            continue
        piece, problem = _judge(segment, change)
        if problem:
            outcome.problems[change.key] = problem
        elif piece is not None:
            (written if fingerprint(piece.text) != segment.base else confirmed).append((segment, piece))
    before = _said(sheet.draft)
    pieces = [piece for _segment, piece in written]
    lost = write_pieces(sheet, [piece for piece in pieces if not is_word(piece)])
    lost |= write_words(sheet, [piece for piece in pieces if is_word(piece)])
    for segment, piece in written:
        if piece in lost:
            outcome.problems[segment.key] = _("The translation has no place for this yet: add it in the form first.")
    kept = [(segment, piece) for segment, piece in written if piece not in lost] + confirmed
    text = sheet.text
    remember_source(source, text, target.locale)
    for segment, piece in kept:
        _remember(source, target, segment.piece, piece, user)
    after = Sheet(source, target, sheet.draft)
    outcome.taken = len(kept)
    outcome.is_complete = after.is_complete
    took_over = after.is_complete and sheet.draft.translated_prose != sheet.digest
    if took_over:
        _take_over(sheet.draft, source, sheet.digest)
    if not target.first_published_at and any(segment.piece.path == "title" for segment, _piece in kept):
        sheet.draft.slug = free_address(target, sheet.draft.title, target.get_parent())
    changes_text = _said(sheet.draft) != before
    if changes_text or took_over:
        _save(target, sheet.draft, user, changes_text=changes_text)
    return outcome


def _said(draft: CaseStudyPage) -> tuple[Any, ...]:
    return pieces_of(draft), fact_pieces(draft), draft.carried_words


def remember_source(source: CaseStudyPage, text: CaseStudyPage, locale: Locale) -> Translation:
    """Stores the text being translated as wagtail-localize's source, so that the stored source is never outdated."""
    ensure_published_prose(source)
    snapshot, _created = TranslationSource.update_or_create_from_instance(text)
    # Not "enabled": its own editor, which would replace the page's form, stays away.
    translation, _created = Translation.objects.get_or_create(
        source=snapshot, target_locale=locale, defaults={"enabled": False}
    )
    return translation


def _refuse_circle(source: CaseStudyPage, locale: Locale) -> None:
    seen: set[int] = set()
    page: CaseStudyPage | None = source
    while page is not None and page.pk not in seen:
        if page.locale_id == locale.pk:
            raise ValidationError(_("This text is itself a translation of the text in that language."))
        seen.add(page.pk)
        page = source_of(page)


def _judge(segment: Segment, change: Change) -> tuple[Piece | None, str]:
    """Translation to write or confirm (None: nothing to do), and the problem of it, "" without any."""
    text = normal(change.text)
    is_changed = fingerprint(text) != change.base
    if not is_changed and (not change.confirmed or segment.state == State.DONE):
        return None, ""
    if change.base != segment.base and fingerprint(text) != segment.base:
        return None, _("Somebody changed this meanwhile to: %(text)s") % {"text": segment.text}
    if not segment.has_place:
        return None, _("The translation has no place for this yet: add it in the form first.")
    if not text:
        required = segment.piece.field_name == "title"
        if change.confirmed or required:
            return None, _("Write a translation first.")
    piece, problem = _read(segment, text)
    return piece, problem or _too_long(segment, text)


def _read(segment: Segment, text: str) -> tuple[Piece | None, str]:
    source = segment.piece
    if not source.is_rich:
        return Piece(source.path, source.number, tidy(StringValue.from_plaintext(text).data), False), ""
    try:
        html = tidy(StringValue.from_translated_html(text).data)
        validate_translation_links(source.html, html)
    except ValueError:
        return None, _("Only the marks of the source may be used here, such as <b> and <i>, and its links.")
    return Piece(source.path, source.number, html, True), ""


def _too_long(segment: Segment, text: str) -> str:
    path = segment.piece.path
    if is_case_word(path):
        most: int | None = MOST_OF_WORDS
    elif is_fact(path):
        most = longest_fact(path)
    else:
        most = getattr(CaseStudyPage._meta.get_field(segment.piece.field_name), "max_length", None)
    if most and len(text) > most:
        return _("Too long: %(most)s characters at most.") % {"most": most}
    return ""


def _remember(source: CaseStudyPage, target: CaseStudyPage, piece: Piece, translated: Piece, user: Any) -> None:
    string = String.from_value(source.locale, StringValue(piece.html))
    context, _created = TranslationContext.objects.get_or_create(object_id=source.translation_key, path=piece.path)
    place = {"translation_of": string, "context": context, "locale": target.locale}
    if not translated.html:
        StringTranslation.objects.filter(**place).delete()
        return
    StringTranslation.objects.update_or_create(
        **place,
        defaults={
            "data": translated.html,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )


def _take_over(page: CaseStudyPage, source: CaseStudyPage, digest: str) -> None:
    page.translated_from = source.locale.language_code
    page.translated_prose = digest
    page.translated_at = timezone.now()


def _save(target: CaseStudyPage, draft: CaseStudyPage, user: Any, *, changes_text: bool) -> None:
    """Saves a draft. Notes without a change of text also go to the published page, where it equals the draft."""
    is_clean = target.live and not target.has_unpublished_changes
    revision = draft.save_revision(user=user, clean=False, changed=changes_text, log_action=changes_text)
    if not changes_text and is_clean:
        noted = {name: getattr(draft, name) for name in ("translated_from", "translated_prose", "translated_at")}
        CaseStudyPage.objects.filter(pk=target.pk).update(
            live_revision=revision, has_unpublished_changes=False, **noted
        )
