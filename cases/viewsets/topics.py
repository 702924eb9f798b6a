"""Thesaurus in the admin: the tree, its files, merging, deprecation."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView, View
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from cases.forms.merge import MergeTopicForm
from cases.forms.stored_values import change
from cases.forms.topics import TopicForm
from cases.models import Topic
from cases.records.skos.writing import write_skos
from cases.selectors.concept_record import thesaurus_file
from cases.selectors.localized_format import active_language, number
from cases.selectors.topics import TopicNode, ancestors, topic_tree
from cases.selectors.uses import case_counts_by_topic
from cases.services.merge_topics import move_topic
from cases.services.topics import deprecate_topic
from cases.written.letters import label_key

from .admin_page import AdminPage
from .guarded_edit import CHANGED, GuardedEditView
from .taxonomy import MergeView, UnusedDeleteView, UsedView
from .thesaurus_import import ThesaurusImportView, ThesaurusUndoView

FILES = {
    "json": ("application/json", gettext_lazy("JSON")),
    "ttl": ("text/turtle; charset=utf-8", gettext_lazy("SKOS, Turtle")),
    "rdf": ("application/rdf+xml", gettext_lazy("SKOS, RDF/XML")),
}


class TopicTreeView(AdminPage, TemplateView):
    """Tree of all topics; a search shows the matching ones, under their broader topics."""

    model = Topic
    any_permission_required = ["add", "change", "delete", "view"]
    template_name = "cases/admin/topic_tree.html"
    page_title = gettext_lazy("Topics")
    header_icon = "tag"

    def get_header_buttons(self) -> list[Any]:
        buttons = []
        if self.user_has_permission("add"):
            buttons.append(HeaderButton(label=_("Add topic"), url=reverse("topic:add"), icon_name="plus-inverse"))
            buttons.append(HeaderButton(label=_("Import"), url=reverse("topic:import"), icon_name="upload"))
        return [*buttons, *super().get_header_buttons()]

    def get_header_more_buttons(self) -> list[Any]:
        return [
            Button(_("Download %(format)s") % {"format": label}, url=reverse(f"topic:download_{kind}"),
                   icon_name="download", priority=place)
            for place, (kind, (_type, label)) in enumerate(FILES.items())
        ]  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tree = topic_tree()
        query = self.request.GET.get("q", "")[:100].strip()
        shown = _matching(query, tree) if query else None
        context = super().get_context_data(**kwargs)
        counts = case_counts_by_topic()
        ids = dict(Topic.objects.values_list("code", "pk"))
        roots = [
            self._row(node, tree, shown, counts, ids)
            for code, node in tree.items()
            if node.parent is None and (shown is None or code in shown)
        ]
        return {
            **context,
            "roots": roots,
            "query": query,
            "search_form": SearchForm({"q": query} if query else None, placeholder=_("Search topics")),
            "total": len(tree),
            "found": shown is None or bool(shown),
            "may_change": self.user_has_permission("change"),
            "may_delete": self.user_has_permission("delete"),
        }

    def _row(
        self,
        node: TopicNode,
        tree: dict[str, TopicNode],
        shown: set[str] | None,
        counts: dict[str, int],
        ids: dict[str, int],
    ) -> dict[str, Any]:
        children = [tree[code] for code in node.children if shown is None or code in shown]
        return {
            "pk": ids[node.code],
            "code": node.code,
            "label": node.label(active_language()),
            "count": number(counts.get(node.code, 0)),
            "deprecated": node.deprecated,
            "is_open": shown is not None,
            "children": [self._row(child, tree, shown, counts, ids) for child in children],
        }


def _matching(query: str, tree: dict[str, TopicNode]) -> set[str]:
    """Codes of the topics with the query in a label or the code, and of all broader ones."""
    wanted = label_key(query)
    found: set[str] = set()
    for code, node in tree.items():
        labels = [*node.preferred.values(), *(label for labels in node.alternative.values() for label in labels)]
        if query.lower() in code or any(wanted in label_key(label) for label in labels):
            found |= {code, *ancestors(code, tree)}
    return found


class TopicUsedView(UsedView):
    """Page of the uses of a topic."""

    model, name, trail_label = Topic, "topic", gettext_lazy("Topics")


class TopicMergeView(MergeView):
    """Page that merges a topic into another."""

    model, name, trail_label = Topic, "topic", gettext_lazy("Topics")
    form_class = MergeTopicForm
    explanation = gettext_lazy(
        "Its cases, its narrower topics and all its labels go to the other topic, and its address leads there. "
        "This cannot be undone."
    )


class TopicActionView(View):
    """Action on a topic of the tree: moves it up or down, deprecates or restores it."""

    def post(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        if not policy_registry.get_by_type(Topic).user_has_permission(request.user, "change"):
            raise PermissionDenied
        topic = get_object_or_404(Topic, pk=pk)
        was_deprecated = topic.deprecated
        if action in ("up", "down"):
            move_topic(topic, -1 if action == "up" else 1)
        else:
            deprecate_topic(topic, deprecated=action == "retire")
            if topic.deprecated != was_deprecated:
                values = [change(["deprecated"], str(was_deprecated), str(topic.deprecated))]
                log(topic, CHANGED, user=request.user, data={"values": values})
            text = _("“%(topic)s” is deprecated.") if topic.deprecated else _("“%(topic)s” is offered again.")
            messages.success(request, text % {"topic": topic})
        return redirect(f"{reverse('topic:index')}#topic-{topic.code}")


@require_safe
def download_thesaurus(request: HttpRequest, kind: str) -> HttpResponse:
    """Thesaurus as a file to download."""
    if not policy_registry.get_by_type(Topic).user_has_any_permission(request.user, ["add", "change", "view"]):
        raise PermissionDenied
    file = thesaurus_file()
    if kind == "json":
        content = (json.dumps(file.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n").encode()
    else:
        content = write_skos(file, settings.WAGTAILADMIN_BASE_URL, "turtle" if kind == "ttl" else "xml")
    response = HttpResponse(content, content_type=FILES[kind][0])
    response["Content-Disposition"] = f'attachment; filename="topics.{kind}"'
    return response


class TopicViewSet(ModelViewSet):
    """Viewset of topics."""

    model = Topic
    icon = "tag"
    add_to_admin_menu = False
    index_view_class = TopicTreeView
    edit_view_class = GuardedEditView
    delete_view_class = UnusedDeleteView
    edit_template_name = "cases/admin/topic_edit.html"
    index_template_name = "cases/admin/topic_tree.html"
    list_export: list[str] = []

    def get_form_class(self, for_update: bool = False) -> Any:
        return TopicForm

    @property
    def index_view(self) -> Any:
        return TopicTreeView.as_view()

    @property
    def index_results_view(self) -> Any:
        return TopicTreeView.as_view()

    def get_urlpatterns(self) -> list[Any]:
        """Addresses of Wagtail's viewset, of a topic's uses, merging and actions, and of files."""
        return [
            *super().get_urlpatterns(),
            path("used/<int:pk>/", TopicUsedView.as_view(), name="used"),
            path("merge/<int:pk>/", TopicMergeView.as_view(), name="merge"),
            *[
                path(f"{action}/<int:pk>/", TopicActionView.as_view(), {"action": action}, name=action)
                for action in ("up", "down", "retire", "restore")
            ],
            path("import/", ThesaurusImportView.as_view(), name="import"),
            path("import/undo/<int:pk>/", ThesaurusUndoView.as_view(), name="import_undo"),
            *[path(f"topics.{kind}", download_thesaurus, {"kind": kind}, name=f"download_{kind}") for kind in FILES],
        ]
