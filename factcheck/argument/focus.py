"""What of a map to show, as the parameters of a URL; page and API share them. `map_part` cuts the map."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

MAX_DEPTH = 99
MAX_FIND_LENGTH = 200
SWITCHES = {"": False, "0": False, "false": False, "1": True, "true": True}


@dataclass(frozen=True, slots=True)
class Focus:
    """What of a map to show.

    `statement` is the id of the statement that everything shown affects, "" for the whole map. `depth` is the number
    of levels below it, 0 for as many as fit. `drafts` shows claims that are not confirmed. `opened` and `folded` are
    ids of statements below which the map is shown or left out, whatever the depth. `skip` is the number of statements
    to leave out at the start of the first level, for one that has too many. `find` is a text: the way to the statements
    that contain it is opened, in the whole map.
    """

    statement: str = ""
    depth: int = 0
    drafts: bool = False
    opened: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    skip: int = 0
    find: str = ""

    def to_query(self) -> str:
        """Return the parameters of a URL, without those that have their default value."""
        values = {
            "focus": self.statement,
            "depth": self.depth,
            "drafts": int(self.drafts),
            "open": ",".join(self.opened),
            "fold": ",".join(self.folded),
            "skip": self.skip,
            "find": self.find,
        }
        return urlencode({name: value for name, value in values.items() if value}, safe=",")

    def opening(self, name: str) -> "Focus":
        return replace(self, opened=(*_without(self.opened, name), name), folded=_without(self.folded, name))

    def folding(self, name: str) -> "Focus":
        return replace(self, opened=_without(self.opened, name), folded=(*_without(self.folded, name), name))

    def on(self, statement: str) -> "Focus":
        """Return the focus on another statement, with nothing opened or folded."""
        return Focus(statement, self.depth, self.drafts)


def parse_focus(params: Mapping[str, str]) -> Focus:
    """Return the focus that the parameters of a URL ask for.

    Raises `InvalidInput` for a number or a switch that is none. A statement is not looked up: `cut_graph` does that.
    """
    drafts = params.get("drafts", "").lower()
    if drafts not in SWITCHES:
        raise invalid_parameter("drafts", drafts, _("Use 1 to show drafts and 0 to leave them out."))
    return Focus(
        statement=params.get("focus", ""),
        depth=_parse_number(params, "depth", MAX_DEPTH),
        drafts=SWITCHES[drafts],
        opened=_split(params.get("open", "")),
        folded=_split(params.get("fold", "")),
        skip=_parse_number(params, "skip", 10**6),
        find=params.get("find", "").strip()[:MAX_FIND_LENGTH],
    )


def _parse_number(params: Mapping[str, str], name: str, largest: int) -> int:
    value = params.get(name, "") or "0"
    if not (value.isascii() and value.isdigit() and int(value[:9]) <= largest):
        hint = _("Use a whole number from 0 to %(largest)s.") % {"largest": largest}
        raise invalid_parameter(name, value, hint)
    return int(value)


def invalid_parameter(name: str, value: str, hint: str) -> InvalidInput:
    message = _("“%(value)s” is no value of %(name)s.") % {"value": value[:40], "name": name}
    return InvalidInput(f"{message} {hint}", fields={name: hint})


def _split(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, value.split(","))))


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(other for other in names if other != name)
