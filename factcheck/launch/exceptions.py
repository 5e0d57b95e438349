"""The one error of this package."""

from factcheck.exceptions import FactcheckError


class StartupError(FactcheckError):
    """Factcheck cannot start or go on here, and why."""

    code = "cannot_run"
