"""Cases that a reader collected for a comparison, as their cookie has them."""

from collections.abc import Mapping

from .asked import CODE, MOST

COLLECTED, OWN_CITY = "compare", "own_city"  # names of the cookies


def collected_codes(cookies: Mapping[str, str]) -> list[str]:
    """Codes of the cookie that look like codes; whether there are such cases is not asked."""
    codes = cookies.get(COLLECTED, "")[:80].split(".")
    return list(dict.fromkeys(code for code in codes if CODE.fullmatch(code)))[:MOST]
