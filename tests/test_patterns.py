"""No regular expression takes a time that grows faster than its text, whatever the text is."""

import re

import pytest
import regex

from tests.pattern_texts import Text, list_samples
from tests.pattern_worker import TIMEOUT, Worker
from tests.patterns import WORKER, find_growth, find_patterns

PATTERNS = find_patterns()


@pytest.fixture(scope="module", autouse=True)
def _end_the_process():
    """End the process that searches with the module: at the end of the session nobody would."""
    yield
    WORKER.stop()


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_grows_faster_than_its_text(name):
    assert find_growth(PATTERNS[name]) == ""


@pytest.mark.parametrize(
    "bad",
    [
        r"\s+$",
        r"^\s+|\s+$",
        r"[a-z]+[A-Z]",
        r"\s*(?:page)?\s*\d",
        r'"(?:[^"\\]|\\.)*"',
        r"#\([^)]*\)",
        r"<[^>]*>",
        r"\w+@\w+",
        r"a.*b.*c",
        r"most.*since",
        r"\b(?:in|of)\b.*\bworld",
        r"(?m)^.*?,.*?;",
        r"(?:.|\n)*?END",
        r"(?s)/\*.*?\*/",
        r"x=(?:\w+ ?){1,4};",
        rb"(?:<!--.*?-->\s*)*<html",
        # These grow exponentially.
        r"(?:a|b|ab)+c",
        r"(\w+\s?)+!",
        r"(a|aa)+$",
        r"(?:[^;]+)+$",
        r"(.*a){12}b",
        r"^(\d+\.?)*x",
        r"^(([a-z])+.)+[A-Z]([a-z])+$",
        r"(x+x+)+y",
    ],
)
def test_a_pattern_that_grows_is_found(bad):
    assert find_growth(re.compile(bad))


@pytest.mark.parametrize(
    "bad", [r"\s+$", r"\w+@\w+", r"(?:a|b|ab)+c", r"(\w+\s?)+!", r"\p{L}+\d", r"(?:<!--.*?-->\s*)*<html"]
)
def test_a_pattern_of_the_other_engine_that_grows_is_found(bad):
    assert find_growth(regex.compile(bad))


@pytest.mark.parametrize("engine", [re, regex])
@pytest.mark.parametrize(
    "good",
    [
        r"\w+",
        r"(?<!\s)\s++$",
        r"\A[a-z]++[A-Z]",
        r"[^\W_]+(?:-[^\W_]+)*",
        r'"[^"]{0,80}"',
        r"\d(?=\D)",
        r"(?<!\w)\w++(?: \w++){0,2}+!",
        r"<[^>]{1,100}>",
        r"(?m)^#.*$",
        r"\A(?:\d+\.)++x",
    ],
)
def test_a_linear_pattern_passes(engine, good):
    assert find_growth(engine.compile(good)) == ""


def test_a_search_without_end_is_stopped_and_the_next_one_is_measured():
    worker = Worker()
    assert worker.measure(re.compile(r"(a+)+b"), "findall", "a" * 4_000 + "\0") == TIMEOUT
    assert worker.measure(re.compile("b"), "findall", "ab") < TIMEOUT
    worker.stop()


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


def test_samples_match_the_pattern():
    pattern = re.compile(r"(?:Image|Photo)s?: \d+(?:[.,]\d)?(?<=\d)(-)?\1")
    assert all(map(pattern.match, list_samples(pattern)[:1]))
    assert "Images: 1.1--" in list_samples(pattern)


def test_a_text_has_the_size_asked_for():
    assert Text("x", "ab", "!").make(9) == "xabababab!"
