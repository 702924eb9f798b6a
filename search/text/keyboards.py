"""Keyboard layouts: the letters that stand on one key, for what was typed with another layout on."""

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`"
_PERSIAN = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./÷"
_ARABIC_KEYS = dict(zip("qwertyuiop[]asdfghjkl;'zxcv", "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر", strict=True)) | {
    "b": "لا", "n": "ى", "m": "ة", ",": "و", ".": "ز", "/": "ظ", "`": "ذ",
}  # fmt: skip
_PERSIAN_KEYS = dict(zip(_KEYS, _PERSIAN, strict=True))

_PERSIAN_KEYS["\\"] = "پ"  # as on many keyboards

LAYOUTS = {"fa": _PERSIAN_KEYS, "ar": _ARABIC_KEYS}
_LATIN_OF = {
    language: str.maketrans({letter: key for key, letter in keys.items() if len(letter) == 1} | {"ي": "d", "ك": ";"})
    for language, keys in LAYOUTS.items()
}


def typed_with(text: str) -> list[str]:
    """A text as the same keys give it with other layouts: Latin letters as Persian and Arabic, these as Latin."""
    lowered = text.lower()
    if any("a" <= sign <= "z" for sign in lowered):
        found = ["".join(keys.get(sign, sign) for sign in lowered) for keys in LAYOUTS.values()]
    else:
        found = [lowered.replace("لا", "b").translate(table) for table in _LATIN_OF.values()]
        found += [lowered.translate(table) for table in _LATIN_OF.values()]
    return list(dict.fromkeys(one for one in found if one != lowered))
