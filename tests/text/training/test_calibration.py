"""Scores of news become shares, fitted only to articles that the weights were not trained on."""

import numpy as np
import pytest

from factcheck.text.training.calibration import calibrate, fit_platt, get_article_id
from factcheck.text.training.logistic import Rows, sigmoid


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("GUM_news_hackers#3.1", "GUM_news_hackers"),
        ("wikinews-taxes-4", "GUM_news_taxes"),
        ("GUM_speech_nixon#0.0", ""),
        ("written-7", ""),
    ],
)
def test_only_news_belongs_to_an_article_with_one_id_for_both_passes(name, article):
    assert get_article_id({"id": name}) == article


def test_overconfident_scores_are_scaled_down():
    chance = np.random.default_rng(3)
    true = chance.normal(0, 1, 4000)
    labels = (chance.random(4000) < sigmoid(true)).astype(float)
    stretch, shift = fit_platt(3 * true + 1, labels)
    assert stretch == pytest.approx(1 / 3, abs=0.05)
    assert shift == pytest.approx(-1 / 3, abs=0.1)


def rows(texts):
    return Rows.of([{0: float(len(text))} for text in texts], 1)


def example(article, place, label):
    return {"id": f"GUM_news_{article}#{place}", "text": "x" * (place % 5), "label": label}


NEWS = [
    example(article, place, "worth" if place % 5 > 3 else "fact") for article in "abcd" for place in range(40)
]


def test_the_mean_score_of_news_becomes_the_share_worth_checking():
    start = np.array([1.0, 3.0])
    calibrated = calibrate(start, NEWS, refit=lambda examples: start, to_rows=rows)
    logits = rows([one["text"] for one in NEWS]).times(calibrated[:-1]) + calibrated[-1]
    assert sigmoid(logits).mean() == pytest.approx(0.2, abs=0.01)


def test_no_article_is_scored_by_weights_that_were_fitted_to_it():
    seen = []

    def again(examples):
        seen.append({get_article_id(one) for one in examples})
        return np.array([1.0, 0.0])

    calibrate(np.array([1.0, 0.0]), NEWS, refit=again, to_rows=rows)
    assert [len(articles) for articles in seen] == [3, 3, 3, 3]
    assert len({frozenset(articles) for articles in seen}) == 4


def test_without_news_the_weights_are_unchanged():
    start = np.array([1.0, 2.0])
    other = [{"id": "written-1", "text": "x", "label": "worth"}]
    assert calibrate(start, other, refit=lambda examples: start, to_rows=rows) is start
