"""Forms about members of a city."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.people.choices import HandedTo
from cases.people.models import Membership
from cases.people.permissions import MemberRole
from cases.people.selectors.contacts import contact_of, successors_of
from cases.people.services.hand_over import Successor, usual_successor
from cases.selectors.person_name import person_name

LONGEST = 500  # letters of a few words


def words(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    """Field for a few words in whichever direction they are written."""
    widget = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=widget, help_text=help_text)


def role_field(label: Any = "") -> forms.ChoiceField:
    """Field of the roles that a member may have."""
    return forms.ChoiceField(label=label or _("Role"), choices=MemberRole.choices, initial=MemberRole.CONTRIBUTOR)


class InvitationForm(forms.Form):
    """Form that invites an address to a city."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Whoever has no account yet makes one with this address."),
    )
    role = role_field()
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)
    note = words(_("A few words to the person"))


class JoinForm(forms.Form):
    """Form that asks to be taken into a city."""

    role = role_field(_("Role that you would like"))
    text = words(
        _("Who you are in this city"),
        required=True,
        help_text=_("Your office and what you work on. Those who decide read it."),
    )


class DecisionForm(forms.Form):
    """Form that approves or refuses a request. A refusal has a reason."""

    role = role_field()
    reason = words(_("Reason, if you refuse"), help_text=_("The person reads it."))

    def clean(self) -> dict[str, Any]:
        """Asks for the reason of a refusal."""
        found = super().clean() or {}
        if self.data.get("decision") != "approve" and not found.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why, so that the person knows."))
        return found


class RoleForm(forms.Form):
    """Form that gives a member another role."""

    role = role_field()


class EndForm(forms.Form):
    """Form that ends a membership, and asks to whom goes what is open where there is something."""

    successor = forms.ChoiceField(label=_("Who takes over"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, membership: Membership, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["successor"]
            return
        self.membership = membership
        members = {f"member-{each.person_id}": each.person for each in successors_of(membership)[:MOST_SUCCESSORS]}
        mailbox = contact_of(membership.city)
        self._heirs = {key: Successor(HandedTo.MEMBER, person) for key, person in members.items()}
        if mailbox.mailbox and not mailbox.unreachable_since:
            self._heirs["mailbox"] = Successor(HandedTo.MAILBOX, address=mailbox.mailbox)
        self._heirs["editors"] = Successor(HandedTo.EDITORS)
        labels = {"mailbox": HandedTo.MAILBOX.label, "editors": HandedTo.EDITORS.label}
        field = self.fields["successor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, labels.get(key) or person_name(members[key])) for key in self._heirs]
        usual = usual_successor(membership)
        field.initial = next((key for key, heir in self._heirs.items() if heir == usual), "editors")

    def chosen_successor(self) -> Successor | None:
        """Receiver that was chosen; None where nothing had to be."""
        return self._heirs[self.cleaned_data["successor"]] if "successor" in self.fields else None


MOST_SUCCESSORS = 50
