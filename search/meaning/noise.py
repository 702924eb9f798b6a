"""Noise: what is no word of any language, such as numbers and random letters; nothing is close in meaning to it.

The cosines of a model do not tell: the nearest case to random letters is as near as that to a real question. But a
model knows words, and falls back on pieces of a letter or two for what is none.
"""

import re

from .embedder import get_embedder

LETTERS_A_PIECE = 2.5  # fewer, and a text looks like noise
SHORTEST = 4  # letters of a text that can be judged by its pieces
# One to three letters over and over, as a hand on a keyboard gives: qqq, لالالا. Twice is a word in many languages.
_REPEATED = re.compile(r"([^\W\d_]{1,3}?)\1{2,}|([^\W\d_]{3})\2")


def looks_like_noise(text: str) -> bool:
    """Whether it has no words, or letters over and over, or the model knows few words in it.

    The last is False with a model that does not tell, or is not loaded.
    """
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    if all(map(_REPEATED.fullmatch, words)):
        return True
    letters = sum(map(str.isalpha, text))
    count = getattr(get_embedder(), "pieces", None)
    pieces = count(text) if count and letters >= SHORTEST else 0
    return bool(pieces) and letters / pieces < LETTERS_A_PIECE
