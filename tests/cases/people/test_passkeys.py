"""Passkeys: as a second factor, alone, and made up."""

import json
from typing import Any

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator

from .soft_key import SoftKey
from .visiting import Visitor, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def add(visitor: Visitor, key: SoftKey, **more: str) -> Any:
    visitor.show_password()
    options = visitor.get("mfa_add_webauthn").context["js_data"]["creation_options"]
    sent = {"name": "کلید من", "credential": json.dumps(key.make(plain(options))), **more}
    return visitor.send("mfa_add_webauthn", sent)


def plain(options: Any) -> Any:
    """Options as they stand in the page."""
    from django.core.serializers.json import DjangoJSONEncoder

    return json.loads(json.dumps(options, cls=DjangoJSONEncoder, default=dict))


def test_a_passkey_is_added_and_asked_for_at_the_next_log_in() -> None:
    first, key = member(), SoftKey()
    assert add(first, key)["Location"] == "/en/account/second-factor/recovery-codes/"
    assert "کلید من" in first.get("mfa_list_webauthn").content.decode()
    second = Visitor()
    assert second.log_in("mina@city.example")["Location"].endswith("/authenticate/") and second.user is None
    options = plain(second.get("mfa_authenticate").context["js_data"]["request_options"])
    wrong = second.send("mfa_authenticate", {"credential": json.dumps(SoftKey().answer(options))})
    assert wrong.status_code == 200 and second.user is None
    options = plain(second.get("mfa_authenticate").context["js_data"]["request_options"])
    second.send("mfa_authenticate", {"credential": json.dumps(key.answer(options))})
    assert second.user == first.user


def test_a_passkey_alone_is_both_factors() -> None:
    first, key = member(), SoftKey()
    add(first, key, passwordless="on")
    second = Visitor()
    asked = second.client.get(second.address("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
    handle = user_pk_to_url_str(first.user).encode()
    answer = key.answer(asked["request_options"], handle)
    assert second.send("mfa_login_webauthn", {"credential": json.dumps(answer)})["Location"] == "/en/account/"
    assert second.user == first.user
    again = Visitor()
    again.send("mfa_login_webauthn", {"credential": json.dumps(answer)})
    assert again.user is None, "an answer holds for one question"


MADE_UP = ["", "null", "[]", "{}", "7", '"x"', '{"id": 1}',
           '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
           '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","attestationObject":"AA",'
           '"authenticatorData":"AA","signature":"AA","userHandle":"AA"}}', "{" * 50, "\u0000"]  # fmt: skip


@pytest.mark.parametrize("sent", MADE_UP)
def test_what_is_no_key_is_refused_and_no_error_of_the_server(sent: str) -> None:
    visitor = member()
    visitor.show_password()
    visitor.get("mfa_add_webauthn")
    assert visitor.send("mfa_add_webauthn", {"credential": sent}).status_code == 200
    assert not Authenticator.objects.exists()
    stranger = Visitor()
    stranger.client.get(stranger.address("mfa_login_webauthn"), headers={"Accept": "application/json"})
    assert stranger.send("mfa_login_webauthn", {"credential": sent})["Location"] == "/en/account/login/"
    key = SoftKey()
    add(visitor, key)
    half = Visitor()
    half.log_in("mina@city.example")
    half.get("mfa_authenticate")
    assert half.send("mfa_authenticate", {"credential": sent}).status_code == 200 and half.user is None
    assert visitor.send("mfa_reauthenticate_webauthn", {"credential": sent})["Location"] == "/en/account/login/"


def test_keys_of_others_are_not_there() -> None:
    first, other = member(), member("Omid", "omid@city.example")
    add(first, SoftKey())
    add(other, SoftKey())
    key = Authenticator.objects.get(user=first.user, type="webauthn").pk
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert other.get(name, key).status_code == 404
    first.send("mfa_edit_webauthn", {"name": "a" * 300}, key)
    assert Authenticator.objects.get(pk=key).wrap().name == "a" * 60
    first.send("mfa_remove_webauthn", {}, key)
    assert not Authenticator.objects.filter(user=first.user).exists(), "recovery codes go with the last factor"
