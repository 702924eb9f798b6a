"""Writes. Each is atomic and announces what it changed through ``cases.signals``."""
