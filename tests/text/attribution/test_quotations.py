"""Quotations and credit lines in the characters of a text."""

import pytest

from factcheck.text.attribution.quotations import find_credit, find_quotations


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("left “open to the end", ["“open to the end"]),
        ("closed” at once", ["closed”"]),
        ('came in", said KCNA', ['came in"']),
        ("none", []),
    ],
)
def test_quotations_are_found(text, spans):
    assert [span.of(text) for span in find_quotations(text)] == spans


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("A bridge in Łódź. Image: Jane Doe.", "Jane Doe."),
        ("A bridge. (credit: Library of Congress)", "Library of Congress)"),
        ("A bridge. Image credit: Public Domain", "Public Domain"),
    ],
)
def test_a_credit_line_names_the_credited(text, credited):
    caption, _, name = find_credit(text)
    assert name.of(text) == credited
    assert caption.of(text).startswith("A bridge")


def test_a_credit_line_without_caption_is_no_credit():
    assert find_credit("Source: reuters.com") is None
