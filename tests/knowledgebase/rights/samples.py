"""A sample of every address of the site: a path that leads to something there is, and what a form there posts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from wagtail.blocks import Block

from .addresses import Address
from .world import Belongings, World

Values = dict[str, Any]
# The page that an address needs, by its name without namespaces, where it is no draft.
PAGES = {
    "unpublish": "live",
    "wagtailadmin_api:pages:action unpublish": "live",
    "convert_alias": "alias",
    "wagtailadmin_api:pages:action convert_alias": "alias",
    "unlock": "locked",
    "revisions_unschedule": "scheduled",
    "workflow_action": "in_check",
    "collect_workflow_action_data": "in_check",
    "confirm_workflow_cancellation": "in_check",
    "workflow_preview": "in_check",
    "workflow_history_detail": "in_check",
}
# Paths of addresses whose parameters have no names.
PATHS = {
    "admin/^.*/$": lambda w: "/admin/no-such-page/",
    "robots.txt": lambda w: "/robots.txt",
    "favicon.ico": lambda w: "/favicon.ico",
    "media": lambda w: f"/media/{w.theirs.image.file.name}",
    "wagtaildocs_serve": lambda w: reverse(
        "wagtaildocs_serve", args=[w.theirs.document.pk, w.theirs.document.filename]
    ),
    "wagtailimages_serve": lambda w: w.size_of_image,
    "wagtail_serve": lambda w: w.plain.get_url(),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """Path of an address. ``of``: "own" or "others", where what it leads to has an owner; "" elsewhere."""

    label: str
    path: str
    of: str = ""
    posted: Values = field(default_factory=dict)


def samples(address: Address, w: World) -> Iterator[Sample]:
    """Samples of an address for the person to whom ``w.mine`` belongs: one, or two where there are owners."""
    if address.name in PATHS:
        yield Sample(address.label, PATHS[address.name](w))
        return
    for of, belongings in (("own", w.mine), ("others", w.theirs)):
        page = _page(address, belongings)
        theirs = _owned(address, belongings, page)
        known = {**_shared(w), **theirs}
        keys = [_key(address.name, name, known) for name in address.parameters if name not in dict(address.door)]
        path = reverse(
            address.name, kwargs={**{key.rpartition(".")[2]: known[key] for key in keys}, **dict(address.door)}
        )
        query = _queries(address, belongings, page)
        posted = _posted(w, belongings, page).get(address.label, {})
        if not query and not any(key in theirs for key in keys):
            yield Sample(address.label, path + ASKED.get(address.name, ""), posted=posted)
            return
        yield Sample(address.label, path + query, of, posted)


# Queries without which an address shows nothing.
ASKED = {
    "wagtailadmin_workflows:task_chooser_create": "?create_model=cases.ApprovalByOthersTask",
    "wagtailadmin_block_preview": f"?id={next(iter(Block.definition_registry), '')}",
}


def _page(address: Address, b: Belongings) -> Any:
    bulk = "live" if address.label == "wagtail_bulk_action wagtailcore page unpublish" else "draft"
    return getattr(b, PAGES.get(address.label) or PAGES.get(address.name.rpartition(":")[2], bulk))


def _key(name: str, parameter: str, known: Values) -> str:
    """Key of a parameter's value: that of the address goes before that of its namespace, and that before any."""
    space = name.rpartition(":")[0]
    return next(key for key in (f"{name}.{parameter}", f"{space}.{parameter}", parameter) if key in known)


def _shared(w: World) -> Values:
    reviews = "wagtailadmin_workflows"
    return {
        "case.pk": w.case.pk,
        "case_figures.case_id": w.case.pk,
        "city.pk": w.city.pk,
        "topic.pk": w.topic.pk,
        "topic:import_undo.pk": w.topic_import.pk,
        "unit.pk": w.unit.pk,
        "partnerrole.pk": w.partner_role.pk,
        "wagtaillocales.pk": w.locale.pk,
        "wagtailsites.pk": w.site.pk,
        "wagtailusers_groups.pk": w.group.pk,
        "wagtailadmin_collections.pk": w.collection.pk,
        "wagtailadmin_collections.collection_id": w.collection.pk,
        f"{reviews}.pk": w.workflow.pk,
        f"{reviews}:enable.pk": w.idle_workflow.pk,
        f"{reviews}:edit_task.pk": w.task.pk,
        f"{reviews}:disable_task.pk": w.task.pk,
        f"{reviews}:enable_task.pk": w.idle_task.pk,
        f"{reviews}:task_chosen.task_id": w.task.pk,
        f"{reviews}:remove.page_pk": w.home.pk,
        f"{reviews}:remove.workflow_pk": w.workflow.pk,
        f"{reviews}:add_task.model_name": "approvalbyotherstask",
        "imports.kind": "csv",
        "permanent.code": w.case.code,
        "citation.code": w.case.code,
        "citation.language": w.public.locale.language_code,
        "citation.kind": "bib",
        "case_brief.code": w.case.code,
        "case_brief.language": "en",
        "case_full_text.code": w.case.code,
        "case_full_text.language": "en",
        "social_image.code": w.case.code,
        "social_image.language": "en",
        "sitemap_section.section": "cases",
        "feeds:city.slug": w.public.city.slug,
        "feeds:topic.code": w.topic.code,
        "downloads:cases.kind": "csv",
        "api-1:case.code": w.public.case.code,
        "api-1:city.slug": w.public.city.slug,
        "cases:case.slug": w.public.slug,
        "cases:preview.token": w.preview_token,
        "messages:action.token": w.action_token,
        "messages:deadline_file.token": w.deadline_token,
        "received_mail.pk": w.mail.pk,
        "received_mail_original.pk": w.mail.pk,
        "received_mail_place.pk": w.mail.pk,
        "received_mail_discard.pk": w.mail.pk,
        "received_file.pk": w.mail.files.all()[0].pk,
        "citycalendar.pk": w.calendar.pk,
        "cases:city.slug": w.public.city.slug,
        "cases:topic.code": w.topic.code,
        "page_view_restriction_id": w.closed.pk,
        "wagtailcore_authenticate_with_password.page_id": w.closed.page_id,
        "restriction_id": w.closed_files.pk,
        "app_name": "taggit",
        "wagtailadmin_tag_model_autocomplete.model_name": "tag",
        "filter_spec": "max-165x165",
        "parent_page_id": w.index.pk,
        "destination_id": w.index.pk,
        "content_type_app_name": "cases",
        "content_type_model_name": "casestudypage",
        "app_label": "cases",
        "model_name": "casestudypage",
        "uidb64": w.reset[0],
        "token": w.reset[1],
        "desk_list.name": "drafts",
        "account_invite.pk": w.never_logged_in.pk,
        "people:join.slug": w.city.slug,
        "people:invitation.secret": w.theirs.circle.secret,
        "membership.pk": w.theirs.circle.member.pk,
        "citycontact.pk": w.theirs.circle.contact.pk,
        "expert.pk": w.theirs.user.expert.pk,
        "messages:stop.token": w.stop_token,
        "message_template.code": "comments.new",
        "message_template.language": "en",
        "message_template_html.code": "comments.new",
        "message_template_html.language": "en",
        "message_sent.pk": w.theirs.message.pk,
        "message_html.pk": w.theirs.message.pk,
        "message_send_again.pk": w.theirs.message.pk,
        "review_round.pk": w.round.pk,
        "review_decision.pk": w.round.pk,
        "review_invite.pk": w.round.pk,
        "review_discuss.pk": w.round.pk,
        "review_take_back.pk": w.round.pk,
        "review_withdraw.pk": w.round.pk,
        "review_withdraw.assignment": w.round.assignments.all()[0].pk,
        "review_ask_again.pk": w.round.pk,
        "review_ask_again.assignment": w.round.assignments.all()[0].pk,
        "captcha-image.key": w.captcha,
        "kept_mail.name": w.kept_mail,
        "kept_mail_html.name": w.kept_mail,
    }


def _owned(address: Address, b: Belongings, page: Any) -> Values:
    state = page.current_workflow_task_state
    revision = b.scheduled.scheduled_revision if page == b.scheduled else b.draft.revisions.first()
    return {
        "wagtailadmin_api:pages.pk": page.pk,
        "wagtailadmin_api:images.pk": b.image.pk,
        "wagtailadmin_api:documents.pk": b.document.pk,
        "wagtailadmin_pages.pk": page.pk,
        "wagtailusers_users.pk": b.user.pk,
        "wagtailimages.uploaded_file_id": b.uploaded_image.pk,
        "wagtaildocs.uploaded_file_id": b.uploaded_document.pk,
        "wagtailimages_chooser.pk": b.image.pk,
        "wagtaildocs_chooser.pk": b.document.pk,
        "imports.pk": b.import_run.pk,
        ".pk": (b.bulk_run if address.name.startswith("bulk_") else b.merge_run).pk,
        "page_id": page.pk,
        "page_to_move_id": page.pk,
        "revision_id": revision.pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_id": state.task_id if state else 0,
        "task_state_id": state.pk if state else 0,
        "workflow_state_id": state.workflow_state_id if state else 0,
        "image_id": b.image.pk,
        "document_id": b.document.pk,
        "doc_id": b.document.pk,
        "object_id": str(page.pk),
        "session_id": b.session.pk,
        "link_id": b.preview_link.pk,
        "people:end_session.pk": b.log_in.pk,
        "mfa_edit_webauthn.pk": b.passkey.pk,
        "mfa_remove_webauthn.pk": b.passkey.pk,
        "people.slug": b.circle.city.slug,
        "people:withdraw.pk": b.circle.asked_by_me.pk,
        "people:revoke.pk": b.circle.invitation.pk,
        "people:decide.pk": b.circle.waiting.pk,
        "people.pk": b.circle.member.pk,
        "messages:message.key": b.message.key,
        "review:judge.pk": b.assignment.pk,
        "review:give_back.pk": b.assignment.pk,
        "review:revise.pk": b.assignment.pk,
        "review:discuss.pk": b.assignment.pk,
        "submission_read.pk": b.submission.pk,
        "review.number": b.submission.number,
        "review.name": "snapshot",
        "review:end_part.pk": b.submission.co_submitters.all()[0].pk,
        "review.pk": b.submission.files.all()[0].pk,
    }


def _queries(address: Address, b: Belongings, page: Any) -> str:
    """Query of an address that names there what has an owner."""
    if address.name == "wagtail_bulk_action":
        things = {"page": page, "user": b.user, "document": b.document, "caseimage": b.image}
        return f"?id={things[dict(address.door)['model_name']].pk}"
    things = {"pages": page, "documents": b.document, "images": b.image}
    kind, _colon, view = address.name.removeprefix("wagtailadmin_api:").partition(":")
    return f"?id={things[kind].pk}" if view == "find" else ""


def _posted(w: World, b: Belongings, page: Any) -> dict[str, Values]:
    bulk, api = "wagtail_bulk_action", "wagtailadmin_api:pages:action"
    reports = ("mine", "waiting", "overdue", "incomplete", "unmeasured", "city", "sources", "links", "outdated")
    files = ("wagtaildocs document", "cases caseimage")
    return {
        f"{bulk} auth user assign_role": {"role": w.group.pk},
        f"{bulk} auth user set_active_state": {"mark_as_active": "False"},
        f"{bulk} wagtailcore page move": {"chooser": w.index.pk},
        **{f"{bulk} {kind} add_tags": {"tags": "a"} for kind in files},
        **{f"{bulk} {kind} add_to_collection": {"collection": w.collection.pk} for kind in files},
        f"{api} move": {"destination_page_id": w.index.pk, "position": "last-child"},
        f"{api} copy_for_translation": {"locale": "ar"},
        f"{api} revert_to_page_revision": {"revision_id": page.latest_revision_id},
        f"{api} copy": {"destination_page_id": w.index.pk, "slug": "a-copy", "keep_live": False},
        f"{api} create_alias": {"destination_page_id": w.index.pk, "update_slug": "an-alias"},
        "wagtailadmin_pages:copy": {"new_parent_page": w.index.pk, "new_title": "Copy", "new_slug": "copy"},
        "wagtailadmin_choose_page_external_link": {"external-link-chooser-url": "https://city.example/"},
        "case_translate": {"language": "ar"},
        "case_preview_links": {"days": 7},
        "case_figures": {"decision": "approve", "seen": "of nothing"},
        **{f"cases_report_{name}{end}": {"action": "publish"} for name in reports for end in ("", "_results")},
    }
