"""Forms of names: which of those that share their stems with typed words are the names that were typed."""

from collections.abc import Sequence


def is_said(typed: Sequence[str], spelled: Sequence[str], code: str, language: str) -> bool:
    """Whether a name, folded, of language ``code`` is what was typed in ``language``; their stems are the same.

    A stem is no word. In Arabic letters a name of the other language must be there as it is, but for its article: خانه
    is no الخانات. An English name of one word must be there in the singular or plural: "urban" is no "urbanism".
    """
    if {code, language} == {"fa", "ar"}:
        return "".join(map(_without_article, typed)) == "".join(map(_without_article, spelled))  # spaces do not matter
    if code == "en" and len(typed) == len(spelled) == 1:
        return not _singulars(typed[0]).isdisjoint(_singulars(spelled[0]))
    return True


def _without_article(form: str) -> str:
    return form.removeprefix("ال") if len(form) > 4 else form


def _singulars(form: str) -> set[str]:
    """Singulars of which an English word may be the plural, and the word itself."""
    found = {form}
    if form.endswith("s") and not form.endswith("ss"):
        found |= {
            form[:-1],
            form[:-2] if form.endswith("es") else form,
            f"{form[:-3]}y" if form.endswith("ies") else form,
        }
    return found
