"""Form of an opinion that an expert signs."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.selectors.languages import language_name
from cases.selectors.localized_format import active_language

LONGEST, LONGEST_FUNCTION = 4000, 200  # characters of a text


class OpinionForm(forms.Form):
    """Form of an opinion in one or more languages, with name and function as readers will see them."""

    name = forms.CharField(label=gettext_lazy("Your name, as it is shown"), max_length=200)
    signs = forms.BooleanField(
        label=gettext_lazy(
            "I sign this with my name. I have no interest in this practice, and did not take part in it."
        ),
        error_messages={"required": gettext_lazy("An opinion is shown only when it is signed.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _own in settings.LANGUAGES:
            named = {"language": language_name(code, active_language())}
            function, text = f"function_{code}", f"text_{code}"
            self.fields[function] = forms.CharField(
                label=_("Function and institution, in %(language)s") % named, required=False,
                max_length=LONGEST_FUNCTION, widget=forms.TextInput(attrs={"dir": "auto"}),
            )  # fmt: skip
            self.fields[text] = forms.CharField(
                label=_("Opinion, in %(language)s") % named, required=False, max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
            )  # fmt: skip
        self.order_fields([name for name in self.fields if name != "signs"])

    def clean(self) -> dict[str, Any]:
        """Asks for one language at least, and for a function with every text."""
        found = super().clean() or {}
        codes = [code for code, _own in settings.LANGUAGES]
        texts = {code: found.get(f"text_{code}", "") for code in codes}
        functions = {code: found.get(f"function_{code}", "") for code in codes}
        if not any(texts.values()) and not self.errors:
            self.add_error(f"text_{codes[0]}", _("Write your opinion in one language at least."))
        for code in codes:
            if texts[code] and not functions[code] and f"function_{code}" not in self.errors:
                self.add_error(f"function_{code}", _("Say who you are to the readers of this language."))
        return {**found, "texts": texts, "functions": functions}
