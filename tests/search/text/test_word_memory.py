"""Words that were worked out are remembered, so many and no more; numbers, of which there is no end, are not."""

import itertools

from search.text.analysis import analyze
from search.text.word_memory import LONGEST, WordMemories, WordMemory


def test_a_word_is_worked_out_once() -> None:
    asked: list[str] = []
    memory = WordMemory(lambda word: asked.append(word) or word.upper(), most=10)  # type: ignore[func-returns-value]
    assert [memory["bus"], memory["bus"]] == ["BUS", "BUS"]
    assert asked == ["bus"]


def test_a_full_memory_begins_anew() -> None:
    memories = WordMemories(lambda word, language: word + language, most=10)
    for number in range(25):
        assert memories["fa"](f"w{number}") == f"w{number}fa"
    kept = memories["fa"].__self__  # type: ignore[attr-defined]
    assert 0 < len(kept) <= 10


def test_numbers_and_long_words_are_not_remembered() -> None:
    memory = WordMemory(str, most=100)
    for word in ("2005", "۱۳۸۴", "٢٠٠٥", "7" * 40, "w" * (LONGEST + 1)):
        assert memory[word] == word
    assert dict(memory) == {}


def test_numbers_leave_nothing_in_the_memories_of_the_analysis() -> None:
    def kept() -> int:
        from search.engines.embedded.shingles import _parts_of
        from search.text.analysis import _form_of, _runs_of
        from search.text.stems import _stem_of

        looks = itertools.chain([_form_of], *(table.values() for table in (_runs_of, _stem_of, _parts_of)))
        return sum(len(look.__self__) for look in looks)  # type: ignore[attr-defined]

    analyze("bus 1", "fa"), analyze("bus 1", "en")
    before = kept()
    for number in range(10_000, 10_300):
        assert str(number) in analyze(f"bus {number}", "en") and analyze(f"bus {number}", "fa")
    assert kept() == before
