"""YAML as Argdown embeds it, limited to plain values.

There are no aliases and no tags, and dates stay texts.

Aliases are rejected because a small file can expand to gigabytes with them, and tags because they can create objects.
"""

import re
from typing import Any

import yaml

from factcheck.argument.formats.strict_json import ensure_json_value, load
from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

_CORE = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "int", "float", "bool", "null")
)


# More than any measurement has; Python refuses to write integers of more than 4,300 digits.
_MAX_DIGITS = 400


class _Loader(yaml.SafeLoader):
    """The safe loader without dates.

    It rejects aliases and tags before it builds a value.
    """

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag in _CORE]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        node = super().compose_node(parent, index)
        if node is not None and node.tag not in _CORE:
            raise yaml.YAMLError(f"the tag {node.tag} is not read")
        return node


def _construct_number(loader: _Loader, node: yaml.ScalarNode) -> Any:
    """Return a number; in YAML 1.1, 12:30 is the number 750 in base 60, but every author means a text."""
    text = loader.construct_scalar(node)
    if ":" in text:
        return text
    if len(text) > _MAX_DIGITS:
        raise yaml.YAMLError("a number has too many digits")
    is_float = node.tag.endswith(":float")
    return loader.construct_yaml_float(node) if is_float else loader.construct_yaml_int(node)


for _kind in ("int", "float"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_kind}", _construct_number)

# In YAML 1.1, 1e-05 is a text. In JSON and YAML 1.2 it is a number, and so does every author mean it.
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"\A[-+]?[0-9]++[eE][-+]?[0-9]++$"), list("-+0123456789")
)


def load_mapping(text: str, where: str) -> dict[str, Any]:
    """Return a mapping with texts as names. Raises `InvalidInput` for anything else."""
    try:
        value = load(text)
    except InvalidInput:
        value = _load_yaml(text, where)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InvalidInput(_("The data must be a mapping such as “key: value”."), where=where)
    return value


def load_braces(text: str, where: str) -> dict[str, Any]:
    """Return the mapping of a data block: a flow mapping, or block YAML on lines of its own between the braces."""
    head, _newline, block = text[1:-1].partition("\n")
    if block.strip() and not head.strip():
        try:
            return load_mapping(block.rstrip(), where)
        except InvalidInput:
            return load_mapping(text, where)
    return load_mapping(text, where)


def _load_yaml(text: str, where: str) -> Any:
    try:
        value = _to_json_value(yaml.load(text, _Loader))  # noqa: S506  # a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        inside = f", at its line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise InvalidInput(
            _("The data is not YAML: %(problem)s%(inside)s.") % {"problem": error.problem, "inside": inside},
            where=where,
        ) from error
    except (yaml.YAMLError, ValueError, LookupError, RecursionError) as error:
        # A scalar that contradicts its tag ("!!bool x") raises ValueError or LookupError.
        raise InvalidInput(
            _("The data is not plain YAML: %(why)s.") % {"why": str(error)[:200]}, where=where
        ) from error
    ensure_json_value(value, where)
    return value


def _to_json_value(value: Any) -> Any:
    """Return the value as JSON represents it.

    Names become texts, and so do infinite numbers and NaN, because JSON has neither.
    """
    if isinstance(value, dict):
        return {str(name): _to_json_value(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_to_json_value(item) for item in value]
    return str(value) if isinstance(value, float) and value - value != 0 else value
