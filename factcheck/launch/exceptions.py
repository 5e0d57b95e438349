"""The exception of this package."""

from factcheck.exceptions import FactcheckError


class StartupError(FactcheckError):
    """Factcheck cannot start or continue on this machine; the message gives the reason."""

    code = "cannot_run"
