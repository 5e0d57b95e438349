"""The parameters of a focus: read from a URL, written back, refused with a hint."""

from urllib.parse import parse_qsl

import pytest

from factcheck.argument.focus import Focus, parse_focus
from factcheck.exceptions import InvalidInput

COMPLETE = Focus("c1", 2, True, ("c1", "p5"), ("e3",), 40, "old & new")


def test_parameters_are_written_and_read_back() -> None:
    assert COMPLETE.to_query() == "focus=c1&depth=2&drafts=1&open=c1,p5&fold=e3&skip=40&find=old+%26+new"
    params = dict(parse_qsl(COMPLETE.to_query()))
    assert parse_focus(params) == COMPLETE


def test_defaults_are_not_in_the_address() -> None:
    assert parse_focus({}) == Focus()
    assert Focus().to_query() == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("depth", "deep"),
        ("depth", "-1"),
        ("depth", "100"),
        ("depth", "²"),
        ("skip", "1.5"),
        ("drafts", "maybe"),
    ],
)
def test_value_that_is_none_is_refused_with_its_name(name: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_focus({name: value})
    assert list(refusal.value.fields) == [name]
    assert value in str(refusal.value)


def test_opening_and_folding_exclude_each_other() -> None:
    folded = Focus().opening("c1").folding("c1")
    assert (folded.opened, folded.folded) == ((), ("c1",))
    assert folded.opening("c1") == Focus(opened=("c1",))


def test_focus_on_another_statement_keeps_depth_and_drafts_only() -> None:
    assert COMPLETE.on("p9") == Focus("p9", 2, True)
