"""Backup and restore of a site: its database, media and thesaurus in one file, each part with its checksum."""

from .archive import BackupError, Manifest
from .make import make_backup
from .restore import restore_backup, take_up

__all__ = ["BackupError", "Manifest", "make_backup", "restore_backup", "take_up"]
