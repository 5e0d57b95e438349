"""Makes a score a share: the stretch and shift under which scores of news agree with how often news is worth checking.

Platt, "Probabilities for SV Machines", 1999, fitted to what weights say of articles that they have not seen. A
logistic regression takes such a map into its own weights, so that nothing is added to the file.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from factcheck.text.training.logistic import Array, Rows, fit

Example = Mapping[str, str]
Fit = Callable[[Sequence[Example]], Array]
MakeRows = Callable[[Sequence[str]], Rows]
FOLDS = 8


def get_article_id(example: Example) -> str:
    """The article of a sentence of news, by its id; empty where it is of something else."""
    name = example["id"].split("#")[0]
    if name.startswith("wikinews-"):
        return "GUM_news_" + name.split("-")[1]
    return name if "_news_" in name else ""


def calibrate(
    weights: Array,
    examples: Sequence[Example],
    *,
    again: Callable[[Sequence[Example]], Array],
    rows: Callable[..., Rows],
) -> Array:
    """The weights under the map that fits news best. `again` fits such weights to fewer examples."""
    unseen = list(_score_out_of_fold(examples, again, rows))
    if not unseen:
        return weights
    scores, labels = (np.concatenate(column) for column in zip(*unseen, strict=True))
    stretch, shift = fit_platt(scores, labels)
    return np.append(weights[:-1] * stretch, weights[-1] * stretch + shift)


def fit_platt(scores: Array, labels: Array) -> Array:
    """(stretch, shift) of Platt's map on the logit scale, pulled a little towards no change."""
    places = np.arange(len(scores))
    rows = Rows(places, np.zeros(len(scores), int), scores, len(scores), 1)
    return fit(rows, labels, prior=np.array([1.0, 0.0]), strength=np.array([1.0, 0.001]))


def _score_out_of_fold(
    examples: Sequence[Example], again: Fit, rows: MakeRows
) -> Iterator[tuple[Array, Array]]:
    """(logits, labels) of each eighth of the articles of news, from weights that saw none of it."""
    articles = sorted({get_article_id(example) for example in examples} - {""})
    for fold in range(min(FOLDS, len(articles))):
        held = set(articles[fold::FOLDS])
        rest = [example for example in examples if get_article_id(example) not in held]
        tested = [example for example in examples if get_article_id(example) in held]
        weights = again(rest)
        logits = rows([example["text"] for example in tested]).times(weights[:-1]) + weights[-1]
        yield logits, np.array([example["label"] == "worth" for example in tested], float)
