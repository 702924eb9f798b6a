"""Libraries of the system that set text (Pango and others): without them no PDF is offered, and all else works."""

import ctypes
from functools import cache

# By the names they have on Linux, macOS and Windows; as WeasyPrint looks for them.
_NEEDED = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0"),
    "HarfBuzz-Subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1"),
}


@cache
def missing_libraries() -> tuple[str, ...]:
    """Names of the libraries that are not on this machine. Looked for once a process."""
    return tuple(name for name, files in _NEEDED.items() if not any(map(_loads, files)))


def can_typeset() -> bool:
    """Whether this machine makes PDFs."""
    return not missing_libraries()


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
