"""Argument schemes, their critical questions, and the names that files have for them."""

import pytest

from factcheck.argument.schemes import SCHEMES, find_scheme
from factcheck.limits import limit


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("expert-opinion", "expert-opinion"),
        ("Expert Opinion", "expert-opinion"),
        ("ExpertOpinion", "expert-opinion"),
        ("EXPERT_OPINION", "expert-opinion"),
        ("Argument from Expert Opinion", "expert-opinion"),
        ("argument from an expert opinion", "expert-opinion"),
        ("Expert Opinion Scheme", "expert-opinion"),
        ("  statistics ", "statistics"),
        ("Argument From Sample to Population", "statistics"),
        ("from analogy", "analogy"),
        ("CauseToEffect", "cause-to-effect"),
        ("Argument from Cause to Effect", "cause-to-effect"),
        ("Argument from Example", "example"),
        ("Popular Opinion", "popular-opinion"),
        ("Argument from Position To Know", "position-to-know"),
        ("Witness Testimony", "position-to-know"),
        ("Argument from Sign", "sign"),
    ],
)
def test_a_scheme_is_recognised_by_its_slug_and_by_the_names_that_files_have(name: str, slug: str) -> None:
    assert find_scheme(name) is SCHEMES[slug]


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "Default Inference",
        "argument from",
        "signature",
        "Slippery slope",
        "专家意见",
        "-",
        "x" * 120,
    ],
)
def test_other_names_are_no_scheme(name: str) -> None:
    assert find_scheme(name) is None


@pytest.mark.parametrize("slug", SCHEMES)
def test_a_scheme_is_found_by_its_own_name_and_has_questions(slug: str) -> None:
    scheme = SCHEMES[slug]
    assert find_scheme(scheme.name) is scheme
    questions = {question.slug: question.text for question in scheme.questions}
    assert len(questions) == len(scheme.questions) >= 3
    assert all(text.endswith("?") for text in questions.values())
    assert max(map(len, [slug, *questions])) <= limit("slug")
    assert [scheme.get_question(name) for name in questions] == list(scheme.questions)
    assert scheme.get_question("unknown") is None
