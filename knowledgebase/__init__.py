"""Composition root: settings, URLs, API, health, checks, base templates. It has no models."""
