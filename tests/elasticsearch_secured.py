"""A node that wants to know who asks, over TLS: what a cluster is in production and the other test nodes are not."""

import base64
import hashlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import requests

from .elasticsearch_node import IS_ROOT, USER, Node

SETTINGS = """
xpack.security.enabled: true
xpack.security.enrollment.enabled: false
xpack.security.http.ssl.enabled: true
xpack.security.http.ssl.key: key.pem
xpack.security.http.ssl.certificate: certificate.pem
"""


class SecuredNode(Node):
    """A node with a certificate of its own, and one superuser, who gives out keys."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.url = f"https://127.0.0.1:{port}"
        self.keeper, self.password = "keeper", os.urandom(12).hex()

    @property
    def certificate(self) -> Path:
        """What a client must know to trust this node."""
        return self.folder / "config" / "certificate.pem"

    def api_key(self, role: Mapping[str, Any]) -> str:
        """A key with the rights of ``role`` (as Elasticsearch's role descriptors say them) and no others."""
        answer = self._ask("POST", "/_security/api_key", {"name": "test", "role_descriptors": {"role": role}})
        answer.raise_for_status()
        return str(answer.json()["encoded"])

    def answers(self) -> bool:
        """Whether it takes requests."""
        try:
            return self._ask("GET", "/_cluster/health").status_code == 200
        except (requests.RequestException, OSError):
            return False

    def _ask(self, method: str, path: str, body: Any = None) -> requests.Response:
        known = (self.keeper, self.password)
        return requests.request(method, self.url + path, json=body, auth=known, verify=str(self.certificate), timeout=5)

    def _write_configuration(self) -> None:
        super()._write_configuration()
        folder = self.folder / "config"
        settings = folder / "elasticsearch.yml"
        plain = settings.read_text(encoding="utf-8").replace("xpack.security.enabled: false\n", "")
        settings.write_text(plain + SETTINGS, encoding="utf-8")
        (folder / "users").write_text(f"{self.keeper}:{_hashed(self.password)}\n", encoding="ascii")
        (folder / "users_roles").write_text(f"superuser:{self.keeper}\n", encoding="ascii")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test",
             "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", self.certificate],
            check=True, capture_output=True,
        )  # fmt: skip
        if IS_ROOT:
            subprocess.run(["chown", "-R", USER, self.folder], check=True)


def _hashed(password: str) -> str:
    """As Elasticsearch's file of users has it: PBKDF2 with SHA-512."""
    rounds, salt = 10_000, os.urandom(32)
    found = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds, 32)
    return f"{{PBKDF2}}{rounds}${base64.b64encode(salt).decode()}${base64.b64encode(found).decode()}"
