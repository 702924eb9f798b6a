"""Static files under names that change with their content, so that browsers may keep them for ever."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """A style sheet may name a file that npm would have brought: without it the site is plainer, not broken."""

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        try:
            hashed: str = super().hashed_name(name, content, filename)
        except ValueError:  # no such file
            return name
        return hashed
