"""Platt scaling of the check-worthiness score.

It makes the score the share of sentences that are worth checking. Platt, "Probabilities for SV Machines", 1999, fitted
to the scores of articles that the weights were not trained on. A logistic regression absorbs the slope and the
intercept into its own weights, so the file of weights needs no more.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from factcheck.text.training.logistic import Array, Rows, fit

Example = Mapping[str, str]
Fit = Callable[[Sequence[Example]], Array]
MakeRows = Callable[[Sequence[str]], Rows]
FOLDS = 8


def get_article_id(example: Example) -> str:
    """Return the id of the news article that a sentence is from.

    Returns an empty string if it is not from news.
    """
    name = example["id"].split("#")[0]
    if name.startswith("wikinews-"):
        return "GUM_news_" + name.split("-")[1]
    return name if "_news_" in name else ""


def calibrate(
    weights: Array,
    examples: Sequence[Example],
    *,
    refit: Fit,
    to_rows: MakeRows,
) -> Array:
    """Return the weights scaled so that their scores fit the labels of news best.

    `refit` fits such weights to fewer examples. Without news among the examples, the weights are returned unchanged.
    """
    held_out = list(_score_out_of_fold(examples, refit, to_rows))
    if not held_out:
        return weights
    scores, labels = (np.concatenate(column) for column in zip(*held_out, strict=True))
    slope, intercept = fit_platt(scores, labels)
    return np.append(weights[:-1] * slope, weights[-1] * slope + intercept)


def fit_platt(scores: Array, labels: Array) -> Array:
    """Return (slope, intercept) of Platt's map on the logit scale.

    A weak prior pulls them towards no change.
    """
    rows = Rows(np.arange(len(scores)), np.zeros(len(scores), int), scores, len(scores), 1)
    return fit(rows, labels, prior=np.array([1.0, 0.0]), strength=np.array([1.0, 0.001]))


def _score_out_of_fold(
    examples: Sequence[Example], refit: Fit, to_rows: MakeRows
) -> Iterator[tuple[Array, Array]]:
    """Yield (logits, labels) of each eighth of the news articles.

    The logits come from weights that were fitted without it.
    """
    articles = sorted({get_article_id(example) for example in examples} - {""})
    for fold in range(min(FOLDS, len(articles))):
        held_out = set(articles[fold::FOLDS])
        training = [example for example in examples if get_article_id(example) not in held_out]
        tested = [example for example in examples if get_article_id(example) in held_out]
        weights = refit(training)
        logits = to_rows([example["text"] for example in tested]).times(weights[:-1]) + weights[-1]
        yield logits, np.array([example["label"] == "worth" for example in tested], float)
