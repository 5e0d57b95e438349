"""Why a request failed: for good, or only this time."""

from factcheck.exceptions import FactcheckError


class FetchError(FactcheckError):
    """The request failed, and a repetition would fail too."""

    code = "not_fetched"


class TransientFetchError(FetchError):
    """The request failed this time: the server was unreachable, slow or busy."""

    code = "try_again"
