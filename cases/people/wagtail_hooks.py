"""Registers what this room adds to the admin. Registration only."""

from wagtail import hooks

from .viewsets.account_panel import doors_panel
from .viewsets.history import register_account_actions
from .viewsets.private_pages import keep_document_private, keep_page_private

hooks.register("before_serve_document", keep_document_private)
hooks.register("before_serve_page", keep_page_private)
hooks.register("register_account_settings_panel", doors_panel)
hooks.register("register_log_actions", register_account_actions)
