"""Refusals of Elasticsearch that a person can mend, as faults."""

import re

from elasticsearch import ApiError, UnsupportedProductError

from search.contract.faults import Fault, Kind

ACTION = re.compile(r"action \[([^\]]+)\]")


def said_by(error: ApiError) -> Fault | None:
    """Fault that an error of Elasticsearch tells of, if it is one that a person can mend.

    An answer that broke off among its headers looks like one of another product, except that it says nothing.
    """
    if isinstance(error, UnsupportedProductError):
        return Fault(Kind.OTHER_VERSION, "another product") if error.body else None
    if error.status_code == 401:
        return Fault(Kind.NOT_KNOWN)
    return of_error(error.status_code, error.body.get("error") if isinstance(error.body, dict) else None)


def of_error(status: int, error: object) -> Fault | None:
    """Fault that the error in an answer, or in an item of a bulk request, tells of."""
    kind, reason = ("", "") if not isinstance(error, dict) else (str(error.get("type")), str(error.get("reason")))
    if kind == "cluster_block_exception":
        return Fault(Kind.READ_ONLY, reason)
    if kind == "media_type_header_exception":
        return Fault(Kind.OTHER_VERSION, "it does not understand requests of version 9")
    if status == 403 and kind == "security_exception":
        action = ACTION.search(reason)
        return Fault(Kind.NO_RIGHTS, action[1] if action else kind)
    return None
