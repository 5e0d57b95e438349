"""Which addresses a report may link to: web pages alone, so that no link runs or reads anything else."""

from urllib.parse import urlsplit

SAFE_SCHEMES = ("http", "https")


def to_safe_url(url: str) -> str:
    """The address, if it leads to a web page; otherwise empty."""
    if not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in SAFE_SCHEMES and parts.netloc else ""
