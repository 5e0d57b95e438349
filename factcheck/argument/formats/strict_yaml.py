"""YAML as Argdown embeds it, guarded: plain values only, no aliases, no tags; dates stay texts."""

import re
from typing import Any

import yaml

from factcheck.argument.formats.strict_json import ensure_json_value, load
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

_CORE = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "int", "float", "bool", "null")
)


class _Loader(yaml.SafeLoader):
    """The safe loader without dates; aliases and tags are refused before anything is built."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in known if tag in _CORE]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        node = super().compose_node(parent, index)
        if node is not None and node.tag not in _CORE:
            raise yaml.YAMLError(f"the tag {node.tag} is not read")
        return node


# YAML 1.1 takes 1e-05 for a text; JSON, YAML 1.2 and whoever wrote it take it for a number.
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+[eE][-+]?[0-9]+$"), list("-+0123456789")
)


def load_mapping(text: str, where: str) -> dict[str, Any]:
    """A mapping with texts as names. Raises `InvalidInput` for anything else."""
    try:
        value = load(text)
    except InvalidInput:
        value = _load_yaml(text, where)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InvalidInput(_("The data must be a mapping such as “key: value”."), where=where)
    return value


def _load_yaml(text: str, where: str) -> Any:
    try:
        value = _plain(yaml.load(text, _Loader))  # noqa: S506  # a safe loader, narrowed
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        inside = f", at its line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise InvalidInput(
            _("The data is not YAML: %(problem)s%(inside)s.") % {"problem": error.problem, "inside": inside},
            where=where,
        ) from error
    except (yaml.YAMLError, ValueError, LookupError, RecursionError) as error:
        # A scalar that contradicts its type ("!!bool x") surfaces as ValueError or LookupError.
        raise InvalidInput(
            _("The data is not plain YAML: %(why)s.") % {"why": str(error)[:200]}, where=where
        ) from error
    ensure_json_value(value, where)
    return value


def _plain(value: Any) -> Any:
    """The value with texts as names, and with numbers that JSON has no word for as texts."""
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, float) and value - value != 0 else value
