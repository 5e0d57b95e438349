import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.reporting.safe_urls import to_safe_url


@pytest.mark.parametrize("url", ["https://a.example/", "http://a.example:80/x?y=z#w", "HTTPS://A.EXAMPLE/"])
def test_web_pages_are_linked(url):
    assert to_safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "//a.example/x",
        "a.example/x",
        "https:/a",
        "https://",
        "https://[",
        " https://a.example/",
        "https://a.example/\x00",
        "https://a.example/\u202etxt",
    ],
)
def test_other_urls_are_not_linked(url):
    assert to_safe_url(url) == ""


@given(st.text(max_size=60))
def test_any_text_gives_a_web_url_or_nothing(text):
    assert to_safe_url(text) == "" or text.casefold().startswith(("http://", "https://"))
