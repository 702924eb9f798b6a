"""Registers what this room adds to the admin. Registration only."""

from wagtail import hooks

from .viewsets.history import register_account_actions

hooks.register("register_log_actions", register_account_actions)
