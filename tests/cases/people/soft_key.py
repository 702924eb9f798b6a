"""A passkey made in software: it answers as a browser with a key does."""

import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

HOST = "testserver"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftKey:
    """Key of one person."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)
        self.count = 0

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """What a browser sends to add the key, asked with the options of the page."""
        credential = AttestedCredentialData.create(
            Aaguid(b"\0" * 16), self.id, ES256.from_cryptography_key(self._key.public_key())
        )
        data = AuthenticatorData.create(_host(), PRESENT | VERIFIED | ATTESTED, self.count, credential)
        client = self._client("webauthn.create", options["publicKey"]["challenge"])
        attestation = AttestationObject.create("none", data, {})
        return self._answer(
            {"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(bytes(attestation))}
        )

    def kept(self) -> dict[str, Any]:
        """What the site keeps of the key."""
        return self.make({"publicKey": {"challenge": "AA"}})

    def answer(self, options: dict[str, Any], user_handle: bytes = b"") -> dict[str, Any]:
        """What a browser sends to show the key."""
        self.count += 1
        data = AuthenticatorData.create(_host(), PRESENT | VERIFIED, self.count)
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        signed = self._key.sign(bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(bytes(data)),
            "signature": websafe_encode(signed),
        }
        return self._answer(parts | ({"userHandle": websafe_encode(user_handle)} if user_handle else {}))

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": f"https://{HOST}"}).encode()

    def _answer(self, response: dict[str, str]) -> dict[str, Any]:
        name = websafe_encode(self.id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}


def _host() -> bytes:
    return hashlib.sha256(HOST.encode()).digest()
