"""What tells whether an index holds a document as it is today."""

from tests.search.engines.documents import document


def test_a_digest_is_of_everything_and_of_no_order() -> None:
    one = document("A-1", topic=["waste", "water"])
    assert one.digest == document("A-1", topic=["water", "waste"]).digest and len(one.digest) == 16
    others = [
        document("A-1", **{name: value})
        for name, value in (("title", "x"), ("body", "x"), ("city", "x"), ("newest", 1), ("started", 1))
    ]
    assert len({one.digest, *(other.digest for other in others)}) == 6
