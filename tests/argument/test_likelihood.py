import pytest

from factcheck.argument.likelihood import describe_likelihood


@pytest.mark.parametrize(
    ("strength", "word"),
    [
        (0.01, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.449, "roughly even chance"),
        (0.5, "roughly even chance"),
        (0.55, "likely"),
        (0.8, "very likely"),
        (0.949, "almost certain"),
        (0.99, "almost certain"),
    ],
)
def test_a_strength_has_the_word_for_the_number_that_is_shown(strength, word):
    assert describe_likelihood(strength) == word
