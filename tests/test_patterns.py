"""No regular expression takes a time that grows faster than its text, whatever the text is."""

import re

import pytest
import regex

from tests import patterns
from tests.patterns import find_growth, find_patterns

PATTERNS = find_patterns()


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_grows_faster_than_its_text(name):
    assert find_growth(PATTERNS[name]) == []


@pytest.mark.parametrize(
    "bad",
    [
        r"\s+$",
        r"[a-z]+[A-Z]",
        r"\s*(?:page)?\s*\d",
        r'"(?:[^"\\]|\\.)*"',
        r"#\([^)]*\)",
        rb"(?:<!--.*?-->\s*)*<html",
    ],
)
def test_a_pattern_that_grows_is_found(bad):
    assert find_growth(re.compile(bad))


def test_a_pattern_of_the_other_engine_that_grows_is_found():
    assert find_growth(regex.compile(r"\s+$"))


@pytest.mark.parametrize(
    "good",
    [r"\w+", r"(?<!\s)\s++$", r"\A[a-z]++[A-Z]", r"[^\W_]+(?:-[^\W_]+)*", r'"[^"]{0,80}"', r"\d(?=\D)"],
)
def test_a_linear_pattern_passes(good):
    assert find_growth(re.compile(good)) == []


@pytest.mark.parametrize(
    "place",
    [
        "factcheck.text.sentence_boundaries._MARK",  # a global
        "factcheck.text.features.PATTERNS",  # in a dictionary
        "factcheck.text.block_kinds._CREDITS",
        "factcheck.argument.formats.strict_yaml._Loader",  # in a class, in a dictionary, in a list, in a tuple
        "factcheck.reporting.html.environment.LineJoiner",  # in a class
    ],
)
def test_patterns_are_found_wherever_they_are(place):
    assert any(name.split("#")[0] == place for name in PATTERNS)
    assert len(PATTERNS) > 140


def test_literal_patterns_in_calls_are_found():
    assert any(":" in name for name in PATTERNS)


def test_samples_contain_the_literals_of_a_pattern():
    assert patterns.list_samples(r"(?:Image|Photo)s?: \d+(?:[.,]\d)?") == ["Images: 1.1", "Photos: 1.1"]
