"""Boilerplate: lines around an article that are not part of it.

Labels, calls to action, notices and the like.
"""

import re

_MAX_LENGTH = 240

_LABELS = (
    "ad|ads|advertisement|advertising|back to top|comments?|continue reading|copy link|email|follow|"
    "free|home|leave a comment|leave a reply|like|link copied|loading|log ?in|menu|more|most popular|"
    "most read|newsletter|next|previous|print|read more|register|related|related articles?|"
    "related posts?|related stories|save|search|see also|share|sign in|skip to content|"
    "skip to main content|sponsored|sponsored content|story continues below|subscribe|subscribe now|"
    "tags|trending|tweet|view|anzeige|werbung|publicidad|publicité|广告|廣告"
)
_POINTERS = (
    "also read|categories|filed under|listen|more|more on this|read|read also|read more|read next|"
    "related|see also|sources?|tags|topics|via|watch|quellen?|fuentes?|来源|來源|المصدر"
)
_CALLS = (
    "accept (?:all )?cookies|by (?:signing up|continuing|using this)|click here|copyright (?:©|\\(c\\)|by|\\d+)|"
    "download (?:our|the) app|follow us|for more (?:information|stories|news)|"
    "get (?:our|the) .{0,40}newsletter|have a (?:tip|story)|join our|our standards:|"
    "share (?:on|this|via)|sign up (?:for|to)|subscribe (?:to|for|now)|support our|"
    "(?:the )?(?:post|article) .{3,150} (?:appeared first|first appeared)|we use cookies|"
    "this (?:article|story|piece|post) (?:was|is|has been) (?:originally |first |re)?(?:published|posted|updated)"
)
_WHOLE = re.compile(
    rf"\A(?:(?:{_LABELS})(?: this)?(?: (?:article|story|page|post))?"
    r"(?: on (?:facebook|twitter|x|whatsapp|linkedin|telegram))?\W*"
    rf"|(?:{_POINTERS})\s?[:：].+"
    rf"|(?:{_CALLS})(?!\w).*"
    r"|\d+ (?:comments?|shares?|views|likes)"
    r"|(?:©|\(c\) ?\d).*|.*\ball rights reserved\W*"
    r"|(?:https?://|www\.)\S++)",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\A(?:sources?|quellen?|fuentes?|来源|來源|المصدر)\s?[:：]\s*+(.+)", re.IGNORECASE)


def is_boilerplate(line: str) -> bool:
    """Return whether the whole line is boilerplate. A long line never is."""
    return len(line) <= _MAX_LENGTH and _WHOLE.fullmatch(line) is not None


def parse_source_line(line: str) -> str:
    """Return the text after "Source:" if the line names a source.

    Returns an empty string if it does not.
    """
    match = _SOURCE.fullmatch(line) if len(line) <= _MAX_LENGTH else None
    return match[1] if match else ""
