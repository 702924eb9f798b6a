"""Doors of submissions that have a name in their address, for the test of what is not public."""

# By the number of a submission: a visitor who is not known is asked for an address, whatever the number is.
SUBMISSION_DOORS = {
    **dict.fromkeys(
        [
            f"review:{name}"
            for name in (
                "submission", "section", "send", "withdraw", "forget", "co_submitters", "end_part", "attach",
                "attachment", "detach", "comment",
            )
        ],
        "whatever the number is, a visitor is asked for an address: see test_proposing.py",
    ),
    "captcha-image": "a sum that this site made up",
}  # fmt: skip

ROUND_DOORS = dict.fromkeys(
    [f"review:{name}" for name in ("judge", "give_back", "revise", "discuss")],
    "for the expert who is asked: see test_round_pages.py",
)
