"""Secrets in addresses that people are sent."""

from hashlib import sha256


def digest_of(secret: str) -> str:
    """Digest under which a secret is kept. It is long and random, so that no salt is needed."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
