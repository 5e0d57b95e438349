"""Import of Arguebuf JSON (Lenz and Bergmann 2023): nodes by id, each an atom or a scheme, and edges by id.

It is read as AIF. What AIF has no field for is stored with the AIF data, under "arguebuf", and written back with it.
"""

from collections.abc import Mapping
from typing import Any

from factcheck.argument.formats import aif
from factcheck.argument.formats.format_types import DetectionScore, FileSample, ReadResult
from factcheck.argument.formats.scheme_nodes import RawObject
from factcheck.argument.formats.strict_json import load_object
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

_BLOCK_NAME = "arguebuf"
_TYPE = {"support": "RA", "attack": "CA", "rephrase": "MA", "preference": "PA"}
# Schemes whose name says no more than their type.
_PLAIN = ("DEFAULT", "UNSPECIFIED")


def read(data: bytes) -> ReadResult:
    """Return the map of an Arguebuf file."""
    document = load_object(data)
    nodes, edges = (_list_items(document, name) for name in ("nodes", "edges"))
    rest = {name: value for name, value in document.items() if name not in ("nodes", "edges")}
    return aif.from_document(
        {
            "nodes": [_to_node(name, raw) for name, raw in nodes],
            "edges": [_to_edge(name, raw) for name, raw in edges],
            **({_BLOCK_NAME: rest} if rest else {}),
        }
    )


def detect(sample: FileSample) -> DetectionScore:
    """Tell whether a file is Arguebuf: its nodes are an object."""
    nodes = sample.document.get("nodes") if sample.document else None
    is_arguebuf = isinstance(nodes, dict) and isinstance((sample.document or {}).get("edges"), dict)
    return DetectionScore.STRONG if is_arguebuf else DetectionScore.NONE


def _list_items(document: RawObject, name: str) -> list[tuple[str, Any]]:
    values = document.get(name, {})
    if not isinstance(values, dict):
        raise InvalidInput(_("“%(name)s” must be an object with ids as names.") % {"name": name}, where=name)
    return list(values.items())


def _to_node(name: str, raw: Any) -> Any:
    if not isinstance(raw, dict):
        return raw
    atom, scheme = raw.get("atom"), raw.get("scheme")
    rest = {key: value for key, value in raw.items() if key not in ("atom", "scheme")}
    if isinstance(atom, Mapping):
        rest |= {key: value for key, value in atom.items() if key != "text"}
        node = {"nodeID": name, "text": atom.get("text"), "type": "I"}
    elif isinstance(scheme, Mapping):
        rest |= dict(scheme)
        node = {"nodeID": name, **_to_scheme(scheme)}
    else:
        node = {"nodeID": name, "type": None}
    return {**node, _BLOCK_NAME: rest} if rest else node


def _to_scheme(scheme: Mapping[str, Any]) -> RawObject:
    """Return type and scheme of a scheme node, such as RA and "Expert opinion" for SUPPORT_EXPERT_OPINION."""
    for kind, node_type in _TYPE.items():
        value = scheme.get(kind)
        # Older files have one field for the type: SCHEME_TYPE_SUPPORT.
        if value is not None or f"SCHEME_TYPE_{kind.upper()}" == scheme.get("type"):
            words = str(value or "").removeprefix(f"{kind.upper()}_")
            name = "" if words in ("", *_PLAIN) else words.replace("_", " ").capitalize()
            return {"type": node_type, **({"text": name, "scheme": name} if name else {})}
    return {"type": None}


def _to_edge(name: str, raw: Any) -> Any:
    if not isinstance(raw, dict):
        return raw
    rest = {key: value for key, value in raw.items() if key not in ("source", "target")}
    edge = {"edgeID": name, "fromID": raw.get("source"), "toID": raw.get("target")}
    return {**edge, _BLOCK_NAME: rest} if rest else edge
