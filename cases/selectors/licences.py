"""Licences of cases: names for readers, and the addresses at which their terms stand."""

from dataclasses import dataclass

from cases.choices import Licence

_DEEDS = "https://creativecommons.org/"
_TERMS = {
    Licence.CC_BY: f"{_DEEDS}licenses/by/4.0/",
    Licence.CC_BY_SA: f"{_DEEDS}licenses/by-sa/4.0/",
    Licence.CC_BY_NC: f"{_DEEDS}licenses/by-nc/4.0/",
    Licence.CC0: f"{_DEEDS}publicdomain/zero/1.0/",
}


@dataclass(frozen=True, slots=True)
class LicenceTerms:
    """Licence of a case. ``code`` is SPDX's where it has one; ``url`` is "" where nothing is licensed."""

    code: str
    name: str
    url: str


def licence_terms(code: str) -> LicenceTerms:
    """Terms of a licence, named in the active language."""
    licence = Licence(code)
    return LicenceTerms(licence.value, str(licence.label), _TERMS.get(licence, ""))
