"""Form of a topic: labels and definition in every language of the thesaurus."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cases.models import Topic
from cases.selectors.topics import topic_tree
from cases.services.topics import check_topic, save_topic

from .lines import LinesField
from .topic_choice import TopicSelect

KINDS = {
    "preferred": _("Preferred label: %(language)s"),
    "alternative": _("Other words: %(language)s"),
    "definition": _("Definition: %(language)s"),
    "briefing": _("Briefing: %(language)s"),
}


def label_of(name: str) -> str:
    """Label of a field that is made for each language, such as ``preferred_fa``; the name of any other."""
    kind, _line, code = name.partition("_")
    language = dict(settings.THESAURUS_LANGUAGES).get(code)
    return str(KINDS[kind] % {"language": language}) if kind in KINDS and language else name


class TopicForm(WagtailAdminModelForm):
    """Form of a topic, which writes through ``cases.services.topics`` and shows its refusals at their fields."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Topic
        fields = ["code", "parent", "related", "deprecated"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_parents()
        self._offer_related()
        node = topic_tree().get(self.instance.code) if self.instance.pk else None
        for code, _name in settings.THESAURUS_LANGUAGES:
            attrs = {"lang": code, "dir": "rtl" if get_language_info(code)["bidi"] else "ltr"}
            self.fields[f"preferred_{code}"] = forms.CharField(
                label=label_of(f"preferred_{code}"),
                max_length=200,
                required=False,
                initial=node.preferred.get(code, "") if node else "",
                widget=forms.TextInput(attrs),
            )
            self.fields[f"alternative_{code}"] = LinesField(
                label=label_of(f"alternative_{code}"),
                help_text=_("What people type, one a line: variants, everyday words, jargon."),
                required=False,
                initial=node.alternative.get(code, []) if node else [],
            )
            self.fields[f"alternative_{code}"].widget.attrs |= attrs
            self.fields[f"definition_{code}"] = forms.CharField(
                label=label_of(f"definition_{code}"),
                max_length=2000,
                required=False,
                initial=node.definition.get(code, "") if node else "",
                widget=forms.Textarea({**attrs, "rows": 2}),
            )
        for code, _name in settings.LANGUAGES:  # of the pages that show it
            attrs = {"lang": code, "dir": "rtl" if get_language_info(code)["bidi"] else "ltr"}
            self.fields[f"briefing_{code}"] = forms.CharField(
                label=label_of(f"briefing_{code}"),
                help_text=_("What tends to work and what tends to fail. Without it the page draws on its cases."),
                max_length=4000,
                required=False,
                initial=node.briefing.get(code, "") if node else "",
                widget=forms.Textarea({**attrs, "rows": 4}),
            )

    def _offer_parents(self) -> None:
        language = get_language() or settings.LANGUAGE_CODE
        ids = dict(Topic.objects.values_list("code", "pk"))
        choices = [("", "—")] + [
            (ids[node.code], node.indented(language))
            for node in topic_tree().values()
            if not node.deprecated or ids[node.code] == self.instance.parent_id
        ]
        self.fields["parent"].choices = choices

    def _offer_related(self) -> None:
        widget = TopicSelect()
        widget.left_out = self.instance.code
        self.fields["related"] = forms.ModelMultipleChoiceField(
            Topic.objects.all(),
            label=_("Related topics"),
            help_text=_("What readers of this topic may look for as well. Each of the two then leads to the other."),
            required=False,
            widget=widget,
        )

    def clean(self) -> dict[str, Any]:
        """Reports every refusal of the thesaurus at its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.instance.parent = cleaned.get("parent")
        self.instance.definition = self._texts("definition", cleaned)
        shown = dict(settings.LANGUAGES)
        kept = {code: text for code, text in self.instance.briefing.items() if code not in shown}
        self.instance.briefing = {**kept, **self._texts("briefing", cleaned)}
        try:
            check_topic(self.instance, self._texts("preferred", cleaned), self._lists(cleaned), cleaned.get("related"))
        except ValidationError as error:
            for field, messages in error.message_dict.items():
                # The model's own checks of code and parent run after this and speak for themselves.
                if field not in ("code", "__all__"):
                    self.add_error(field if field in self.fields else None, messages)
        return cleaned

    def save(self, commit: bool = True) -> Topic:
        """Saves the topic with its labels."""
        told = self.cleaned_data
        return save_topic(self.instance, self._texts("preferred", told), self._lists(told), told["related"])

    def _texts(self, kind: str, cleaned: dict[str, Any]) -> dict[str, str]:
        texts = {code: (cleaned.get(f"{kind}_{code}") or "").strip() for code, _name in settings.THESAURUS_LANGUAGES}
        return {code: text for code, text in texts.items() if text or kind == "preferred"}

    def _lists(self, cleaned: dict[str, Any]) -> dict[str, list[str]]:
        return {code: cleaned.get(f"alternative_{code}") or [] for code, _name in settings.THESAURUS_LANGUAGES}
