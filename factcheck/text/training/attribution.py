"""Trains `weights/attribution.npz`: `python -m factcheck.text.training.attribution`.

From GUM's attribution relations (people's labels, CC BY 4.0), which `corpora` finds. A candidate is a cue
when it stands in a span that GUM marks as attributing. Needs the parser that the product uses.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from factcheck.text import attribution, attribution_features, parsing
from factcheck.text.attribution_model import BUCKETS, METHODS, WEIGHTS, column
from factcheck.text.attribution_quotes import quotations
from factcheck.text.training import corpora
from factcheck.text.training.logistic import Array, Rows, fit

Example = Mapping[str, Any]


def read() -> list[dict[str, Any]]:
    return list(corpora.rows(corpora.ATTRIBUTION))


def fit_cues(
    rows: Sequence[Mapping[int, float]], labels: Sequence[bool], *, prior: float, missed: float
) -> Array:
    """Weights pulled towards 0 by `prior`; a missed cue counts `missed` times a false one."""
    strength = np.append(np.full(BUCKETS, prior), 0.001)
    return fit(
        Rows.of(rows, BUCKETS),
        np.array(labels, float),
        prior=np.zeros(BUCKETS + 1),
        strength=strength,
        positive_weight=missed,
    )


def parsed_rows(examples: Iterable[Example]) -> Iterator[tuple[dict[int, float], bool]]:
    """(columns, is it a cue) of every candidate that the parse shows."""
    examples = list(examples)
    for example, doc in zip(examples, parsing.parse_all([row["text"] for row in examples]), strict=True):
        quoted = quotations(doc.text)
        for token in attribution_features.candidates(doc):
            names = set(attribution_features.features(token, quoted))
            yield {column(name): 1.0 for name in names}, marked(example, token.idx)


def marked(example: Example, place: int) -> bool:
    return any(unit["attr"][0] <= place < unit["attr"][1] for unit in example["attr_edus"])


def read_rows(examples: Iterable[Example]) -> Iterator[tuple[dict[int, float], bool]]:
    """(columns, is it a cue) of every candidate that the characters show."""
    for example in examples:
        text = example["text"]
        tokens, quoted = list(attribution.TOKEN.finditer(text)), quotations(text)
        for index in attribution.candidates(tokens):
            names = set(attribution.features(tokens, index, quoted))
            yield {column(name): 1.0 for name in names}, marked(example, tokens[index].start())


SOURCES = {"fast": read_rows, "parse": parsed_rows}
PRIOR = 12.0
MISSED = {"fast": 2.2, "parse": 1.6}


def train(examples: Sequence[Example], method: str) -> Array:
    rows = list(SOURCES[method](examples))
    return fit_cues(
        [row for row, _ in rows], [label for _, label in rows], prior=PRIOR, missed=MISSED[method]
    )


def write(weights: Mapping[str, Array], path: Path = WEIGHTS) -> None:
    with path.open("wb") as file:
        arrays = {method: weights[method].round(4).astype(np.float32) for method in METHODS}
        np.savez(file, allow_pickle=False, **arrays)


if __name__ == "__main__":
    labelled = read()
    write({method: train(labelled, method) for method in METHODS})
