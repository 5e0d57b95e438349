"""The URLs that a report links to: web pages only.

A link with another scheme could run a script (`javascript:`) or open a file of the reader's machine (`file:`).
"""

from urllib.parse import urlsplit

SAFE_SCHEMES = ("http", "https")


def to_safe_url(url: str) -> str:
    """Return the URL if it is of a web page, an empty string otherwise."""
    # Browsers drop control characters from a URL and act on the rest; bidi characters disguise where it leads.
    if not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in SAFE_SCHEMES and parts.netloc else ""
