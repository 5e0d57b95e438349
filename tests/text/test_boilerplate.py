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
def test_what_stands_around_an_article_is_boilerplate(line):
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
def test_an_articles_own_sentences_are_not(line):
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("line", "named"),
    [("Source: reuters.com", "reuters.com"), ("Quellen: dpa, AFP", "dpa, AFP"), ("The source: unknown", "")],
)
def test_a_line_that_names_its_source_says_which(line, named):
    assert parse_source_line(line) == named
