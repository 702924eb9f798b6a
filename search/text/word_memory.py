"""Memory of results worked out of words, since a collection uses few words again and again.

Dictionaries that fill themselves, since nothing in Python looks up faster. A full one begins anew: to know which word
was not asked for the longest time would cost more than the few words that are worked out again. Numbers are not
remembered: there is no end of them, little is worked out of one, and readers and texts bring new ones for ever.
"""

from collections.abc import Callable

LONGEST = 100  # characters of what is worth remembering


class WordMemory(dict[str, str]):
    """Gives what ``find`` makes of a word, and remembers it for at most so many words."""

    def __init__(self, find: Callable[[str], str], most: int) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, word: str) -> str:
        found = self._find(word)
        if len(word) <= LONGEST and not word.isdecimal():
            if len(self) >= self._most:
                self.clear()
            self[word] = found
        return found


class WordMemories(dict[str, Callable[[str], str]]):
    """For each language, a look into a memory of its own of what ``find`` makes of a word in that language."""

    def __init__(self, find: Callable[[str, str], str], most: int) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, language: str) -> Callable[[str], str]:
        memory = WordMemory(lambda word: self._find(word, language), self._most)
        found = self[language] = memory.__getitem__
        return found
