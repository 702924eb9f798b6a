"""Forms of visitors: who they are, the code of the mail, and a picture question where no puzzle was solved."""

from typing import Any

from captcha.fields import CaptchaField, CaptchaTextInput
from captcha.models import CaptchaStore
from django import forms
from django.utils.translation import gettext_lazy as _

from cases.people.forms.plain_fields import WrittenCode
from cases.review.services.submissions.puzzles import LONGEST_SOLUTION, is_solved, spend
from cases.written.numbers import latin_digits

LONGEST_ADDRESS = 254
NO_PROGRAM = _("Answer the sum in the picture, so that we know that no program writes this.")


class PictureInput(CaptchaTextInput):
    """Input of a picture question."""

    template_name = "review/components/picture.html"


class PictureField(CaptchaField):
    """Field of a sum in a picture, answered in the digits of any script."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=PictureInput(attrs={"dir": "ltr", "inputmode": "numeric"}), **kwargs)

    def clean(self, value: Any) -> Any:
        """The answer, in Latin digits."""
        key, answer = (*(value or []), "", "")[:2]
        return super().clean([str(key or ""), latin_digits(str(answer or "").strip())[:10]])


class ProvenForm(forms.Form):
    """Form of a visitor, with the proof that a person, or at least some work, is behind it.

    The proof is a solved puzzle; where there is none, such as without JavaScript, a sum in a picture.
    """

    puzzle = forms.CharField(required=False, max_length=LONGEST_SOLUTION, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.use_required_attribute = False
        if data is not None and not is_solved(data.get("puzzle", "")):
            CaptchaStore.remove_expired()
            invalid = {"invalid": _("That was not it. Here is another."), "required": NO_PROGRAM}
            self.fields["picture"] = PictureField(
                label=_("A sum"), help_text=_("What does it come to?"), error_messages=invalid
            )

    def clean(self) -> dict[str, Any]:
        """Spends the puzzle once everything else is right, so that a mistake costs no other."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and "picture" not in self.fields and not spend(given.get("puzzle", "")):
            self.add_error(None, _("This page was sent before. Send it once more."))
        return given


class AddressForm(ProvenForm):
    """Form of a visitor's address."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
        help_text=_("A code goes there. Nobody else sees the address."),
    )


class VisitorForm(AddressForm):
    """Form of who proposes, for visitors without an account."""

    field_order = ["name", "email", "agreed"]
    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "name"})
    )
    agreed = forms.BooleanField(
        label=_("I agree that this site keeps my name, my address and what I write here, until I have it deleted.")
    )


class CodeForm(WrittenCode, forms.Form):
    """Form of the code of the mail."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "dir": "ltr"}),
    )
