"""Alphabets, and letters that are taken for one another in a misspelling."""

ALPHABETS = ("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "abcdefghijklmnopqrstuvwxyz")
# Same sound, or next to each other on a keyboard: the likelier misspellings.
CONFUSED_LETTERS = (
    "زذضظ", "سصث", "تط", "هح", "قغ", "اع", "گک", "پب", "چج", "شس", "یب", "لا", "نت", "من", "فق", "رذ", "رز", "دذ", "وئ",
    "qwa", "wes", "erd", "rtf", "tyg", "yuh", "uij", "iok", "opl", "asz", "sdx", "dfc", "fgv", "ghb", "hjn", "jkm",
    "zxc", "cvb", "vbn", "nm", "ie", "ae", "ou", "sz", "ck", "td",
)  # fmt: skip
