"""Training of `weights/attribution.npz`.

Run as `python -m factcheck.text.training.attribution`. Uses the attribution relations of GUM (human labels, CC BY
4.0), which `corpora` reads. A candidate is labelled a cue if it is inside a span that GUM marks as attributing. Needs
the parser that the product uses.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from factcheck.text import spacy_model
from factcheck.text.attribution import features, rules
from factcheck.text.attribution.model import BUCKETS, METHODS, WEIGHTS, hash_column
from factcheck.text.attribution.quotations import find_quotations
from factcheck.text.training import corpora
from factcheck.text.training.logistic import Array, Rows, fit

Example = Mapping[str, Any]


def load_examples() -> list[dict[str, Any]]:
    """Return the labelled paragraphs."""
    return list(corpora.read_rows(corpora.ATTRIBUTION))


def fit_cues(
    rows: Sequence[Mapping[int, float]], labels: Sequence[bool], *, prior: float, missed: float
) -> Array:
    """Fit weights that `prior` pulls towards 0.

    A missed cue costs `missed` times as much as a false one.
    """
    strength = np.append(np.full(BUCKETS, prior), 0.001)
    return fit(
        Rows.of(rows, BUCKETS),
        np.array(labels, float),
        prior=np.zeros(BUCKETS + 1),
        strength=strength,
        positive_weight=missed,
    )


def extract_parser_rows(examples: Iterable[Example]) -> Iterator[tuple[dict[int, float], bool]]:
    """Yield (columns, is it a cue) for every candidate in a parse."""
    examples = list(examples)
    for example, doc in zip(examples, spacy_model.parse_all([row["text"] for row in examples]), strict=True):
        quoted = find_quotations(doc.text)
        for token in features.find_candidates(doc):
            names = set(features.extract_features(token, quoted))
            yield {hash_column(name): 1.0 for name in names}, is_labelled_cue(example, token.idx)


def is_labelled_cue(example: Example, position: int) -> bool:
    """Return whether a position is inside a span that is labelled as attributing."""
    return any(unit["attr"][0] <= position < unit["attr"][1] for unit in example["attr_edus"])


def extract_rule_rows(examples: Iterable[Example]) -> Iterator[tuple[dict[int, float], bool]]:
    """Yield (columns, is it a cue) for every candidate in the characters."""
    for example in examples:
        text = example["text"]
        tokens, quoted = list(rules.TOKEN.finditer(text)), find_quotations(text)
        for index in rules.find_candidates(tokens):
            names = set(rules.extract_features(tokens, index, quoted))
            yield {hash_column(name): 1.0 for name in names}, is_labelled_cue(example, tokens[index].start())


EXTRACTORS = {"fast": extract_rule_rows, "parse": extract_parser_rows}
PRIOR = 12.0
# How many times a missed cue costs as much as a false one, which moves the point of decision.
MISS_COST = {"fast": 2.2, "parse": 1.6}


def train(examples: Sequence[Example], method: str) -> Array:
    """Train the weights of one method on labelled paragraphs."""
    rows = list(EXTRACTORS[method](examples))
    return fit_cues(
        [row for row, _ in rows], [label for _, label in rows], prior=PRIOR, missed=MISS_COST[method]
    )


def save_weights(weights: Mapping[str, Array], path: Path = WEIGHTS) -> None:
    """Write the weights of all methods.

    They are rounded to four places, so that the file is the same on any machine.
    """
    with path.open("wb") as file:
        arrays = {method: weights[method].round(4).astype(np.float32) for method in METHODS}
        np.savez(file, allow_pickle=False, **arrays)


if __name__ == "__main__":
    examples = load_examples()
    save_weights({method: train(examples, method) for method in METHODS})
