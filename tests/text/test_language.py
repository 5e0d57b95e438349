import pytest

from factcheck.text.language import detect_language


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The unemployment rate fell to 3.5 percent in 2019, the ministry said on Monday."),
        ("de", "Die Arbeitslosenquote sank 2019 auf 3,5 Prozent, sagte das Ministerium."),
        ("es", "La tasa de desempleo bajó al 3,5 por ciento, dijo el ministerio el lunes."),
        ("zh", "失业率在2019年下降到百分之三点五。"),
        ("ar", "انخفض معدل البطالة إلى ثلاثة ونصف في المئة."),
        ("hi", "बेरोजगारी दर गिर गई।"),
    ],
)
def test_the_language_of_one_or_two_sentences_is_detected(code, text):
    assert detect_language(text) == code


@pytest.mark.parametrize("text", ["", "12345", "OpenAI", "asdf qwer zxcv"])
def test_an_uncertain_language_is_empty(text):
    assert detect_language(text) == ""


def test_the_language_is_deterministic_and_depends_on_the_beginning():
    text = "The unemployment rate fell to 3.5 percent in 2019, the ministry said. " * 200
    assert {detect_language(text), detect_language(text + "失业率" * 1000)} == {"en"}
