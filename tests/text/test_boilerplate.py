import pytest

from factcheck.text.boilerplate import is_boilerplate, parse_source_line


@pytest.mark.parametrize(
    "line",
    [
        "FREE",
        "View this article",
        "Share on Facebook",
        "Advertisement",
        "Source: reuters.com",
        "来源：新华社",
        "Read more: What the unions say",
        "Sign up for our newsletter and never miss a story.",
        "This article was originally published by The Conversation.",
        "The post Factories moved abroad appeared first on The Daily Test.",
        "© 2024 The Daily Test",
        "Copyright 2024 Reuters",
        "The Daily Test. All rights reserved.",
        "https://daily.example/news",
        "12 comments",
    ],
)
def test_lines_around_an_article_are_boilerplate(line):
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Free trade grew by 3 percent.",
        "Copyright law was changed in 2019.",
        "More than 40 people died.",
        "Sources said that the minister resigned.",
        "Search teams found nobody.",
        "Comments by the minister caused outrage.",
        "By signing the treaty, France gave up its claim.",
        "Source: " + "a very long explanation of how the figure was found " * 6,
    ],
)
def test_sentences_of_an_article_are_not_boilerplate(line):
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("line", "named"),
    [("Source: reuters.com", "reuters.com"), ("Quellen: dpa, AFP", "dpa, AFP"), ("The source: unknown", "")],
)
def test_a_source_line_gives_the_name_of_the_source(line, named):
    assert parse_source_line(line) == named
