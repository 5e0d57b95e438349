"""The smallest elements of a drawing in SVG: text, bars, lines and signs.

They use attributes and classes only. A script or a style attribute would be blocked by the content security policy of
the pages that include a map.
"""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from itertools import chain
from urllib.parse import quote

from factcheck.argument.layout.geometry import SIGN_RADIUS, compute_arrowhead
from factcheck.argument.layout.layout_types import Point, RelationLine
from factcheck.argument.node_cards import METER_WIDTH
from factcheck.argument.palette import DASHES, LIGHT, SIGNS
from factcheck.enums import RelationKind

# Right-to-left isolate and pop directional isolate (UAX #9). Attributes for direction would depend on the viewer.
START_ISOLATE, END_ISOLATE = "\u2067", "\u2069"

FILL = {name: f'class="f-{name}" fill="{colour}"' for name, colour in LIGHT.items()}
STROKE = {name: f'class="s-{name}" stroke="{colour}"' for name, colour in LIGHT.items()}

_UNSAFE = re.compile("[&<>\"'\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# No `javascript:` and no protocol-relative URL: evidence comes from outside, and a link in a page would run it.
_SAFE_ID = re.compile(r"[A-Za-z0-9_.~-]+")
_SAFE_URL = re.compile(r"https?://|/(?![/\\])|#", re.IGNORECASE)


def escape_text(text: str) -> str:
    """Return the text escaped for an element or an attribute.

    Characters that XML 1.0 excludes are removed.
    """
    return escape(_NOT_XML.sub("", text)) if _UNSAFE.search(text) else text


def to_anchor(name: str) -> str:
    """Return the id of the element for a statement or relation.

    It is unique and has no spaces.
    """
    # Most ids need no quoting, which takes ten times as long as finding that out.
    return f"map-{name if _SAFE_ID.fullmatch(name) else quote(name, safe='', errors='replace')}"


def format_id_attributes(name: str) -> str:
    """Return the attributes by which scripts and links find an element."""
    return f'id="{to_anchor(name)}" data-id="{escape_text(name)}"'


def wrap_in_link(content: str, url: str) -> str:
    """Return the content as a link if the URL is of the web or of this site."""
    return f'<a href="{escape_text(url)}">{content}</a>' if _SAFE_URL.match(url) else content


def render_text(line: str, x: float, y: float, attributes: str = "") -> str:
    """Return one line of text."""
    return f'<text x="{x:g}" y="{y:g}"{attributes}>{escape_text(line)}</text>'


def render_rtl_text(line: str, right: float, y: float, attributes: str = "") -> str:
    """Return one line of right-to-left text that starts at `right`.

    It is in direction isolates, for viewers that guess the direction.
    """
    return render_text(f"{START_ISOLATE}{line}{END_ISOLATE}", right, y, f' text-anchor="end"{attributes}')


def render_bar(x: float, y: float, low: float, high: float, colour: str) -> str:
    """Return a bar for the strengths 0 to 1 that is filled from `low` to `high`."""
    filled = max((high - low) * METER_WIDTH, 1.5)
    return (
        f'<rect x="{x:g}" y="{y + 1:g}" width="{METER_WIDTH}" height="4" {FILL["track"]}/>'
        f'<rect x="{x + low * METER_WIDTH:.1f}" y="{y:g}" width="{filled:.1f}" height="6" {FILL[colour]}/>'
    )


def render_line(kind: RelationKind | None, line: RelationLine) -> str:
    """Return a part of a relation's line, with an arrowhead if it ends at the target.

    The line of context, which is no relation, is thin and dotted.
    """
    path = f'<path d="{_path(len(line.points)) % tuple(chain.from_iterable(line.points))}" fill="none"'
    if kind is None:
        return f'{path} stroke-dasharray="1 3" {STROKE["hair"]}/>'
    dashes = f' stroke-dasharray="{DASHES[kind]}"' if DASHES[kind] else ""
    return f"{path}{dashes}/>{_render_arrowhead(line) if line.arrives and kind is not RelationKind.REPHRASE else ''}"


@cache
def _path(points: int) -> str:
    """Return the format string of a path.

    Formatting a path at once takes a third of the time of each point alone.
    """
    return "M%.1f,%.1fC" + " ".join(["%.1f,%.1f"] * (points - 1))


def _render_arrowhead(line: RelationLine) -> str:
    (tip_x, tip_y), (one_x, one_y), (other_x, other_y) = compute_arrowhead(line.points)
    return (
        f'<polygon points="{tip_x:.1f},{tip_y:.1f} {one_x:.1f},{one_y:.1f} {other_x:.1f},{other_y:.1f}"'
        ' stroke="none"/>'
    )


def render_sign(kind: RelationKind, at: Point) -> str:
    """Return the sign of a relation in a small disc."""
    x, y = at
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{SIGN_RADIUS}" {FILL["paper"]}/>'
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}" stroke="none">{SIGNS[kind]}</text>'
    )


def render_relation(name: str, kind: RelationKind, title: str, parts: Iterable[str], active: bool) -> str:
    """Return all parts of a relation, with a title that describes it."""
    colour = LIGHT[str(kind)]
    state, faint = ("", "") if active else (" withdrawn", ' opacity="0.45"')
    return (
        f'<g class="relation f-{kind} s-{kind}{state}" {format_id_attributes(name)}'
        f' stroke="{colour}" fill="{colour}"{faint}>'
        f"<title>{escape_text(title)}</title>{''.join(parts)}</g>"
    )
