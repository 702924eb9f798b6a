"""Blocks of StreamFields."""
