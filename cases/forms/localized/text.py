"""Texts kept in several languages, with an input per language."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class LocalizedTextWidget(forms.MultiWidget):
    """Widget with an input per language under each other, with the name and the direction of the language."""

    template_name = "cases/widgets/localized_text.html"

    def __init__(self, multiline: bool = False, attrs: Mapping[str, Any] | None = None) -> None:
        self.names = dict(settings.LANGUAGES)
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            code: self._input(code, multiline) for code in self.names
        }
        super().__init__(widgets, dict(attrs or {}))

    @staticmethod
    def _input(code: str, multiline: bool) -> forms.Widget:
        attrs = {"lang": code, "dir": "rtl" if get_language_info(code)["bidi"] else "ltr"}
        return forms.Textarea({**attrs, "rows": 3}) if multiline else forms.TextInput(attrs)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for subwidget, language in zip(context["widget"]["subwidgets"], self.names.values(), strict=True):
            subwidget["label"] = language
        return context

    def decompress(self, value: Any) -> list[str]:
        texts = value if isinstance(value, dict) else {}
        return [texts.get(code, "") for code in self.names]


class LocalizedTextFormField(forms.MultiValueField):
    """Field that gives ``{language: text}`` of the languages filled in; when required, at least one."""

    default_error_messages = {"required": _("Write it in at least one language.")}

    def __init__(self, *, multiline: bool = False, max_length: int = 2000, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder", "max_value"):
            kwargs.pop(unused, None)
        fields = [forms.CharField(required=False, max_length=max_length) for _code in settings.LANGUAGES]
        kwargs["widget"] = LocalizedTextWidget(multiline)
        kwargs["show_hidden_initial"] = False  # the texts are those of the object, not of a form opened long ago
        super().__init__(fields, require_all_fields=False, **kwargs)
        for subwidget in self.widget.widgets:
            subwidget.attrs["data-most"] = max_length  # for a counter; maxlength would cut a paste in silence

    def compress(self, data_list: list[str]) -> dict[str, str]:
        codes = [code for code, _name in settings.LANGUAGES]
        return {code: text for code, text in zip(codes, data_list or [], strict=False) if text}

    def clean(self, value: Any) -> dict[str, str]:
        texts: dict[str, str] = super().clean(value) or {}
        if self.required and not texts:
            raise ValidationError(self.error_messages["required"], code="required")
        return texts

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.compress(list(data or [])) != {code: text for code, text in (initial or {}).items() if text}
