"""Calibration of check-worthiness: is a score the share worth checking?

Makes a section of docs/quality.md: the expected calibration error over bins of equal size (Naeini et al., AAAI 2015)
on articles that the weights were not trained on, and the error that perfect scores would show on as few sentences.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from bench._text_metrics import DRAWS, Pair
from factcheck.text import check_worthiness
from factcheck.text.training import check_worthiness as training
from factcheck.text.training.calibration import Example, get_article_id

BEGIN = "<!-- calibration: written by `make bench-text` -->"
END = "<!-- end of calibration -->"
BINS = 10
FOLDS = 8
Bin = tuple[int, float, float]


@lru_cache(maxsize=1)
def score_out_of_fold() -> list[tuple[Example, Pair]]:
    """Return (sentence, (score, is worth checking)) of all labelled news.

    Each article is scored by weights that were trained without it.
    """
    examples = training.load_examples()
    articles = sorted({get_article_id(example) for example in examples} - {""})
    scored: list[tuple[Example, Pair]] = []
    for fold in range(FOLDS):
        held_out = set(articles[fold::FOLDS])
        weights = training.train([example for example in examples if get_article_id(example) not in held_out])
        for example in examples:
            if get_article_id(example) in held_out:
                score = check_worthiness.score_sentence(example["text"], weights=weights).score
                scored.append((example, (score, example["label"] == "worth")))
    return scored


def is_graded(example: Example) -> bool:
    """Return whether a sentence is one of `checkworthy_news`."""
    return example["id"].startswith("wikinews-")


SETS: dict[str, Callable[[Example], bool]] = {
    "`checkworthy_news`": is_graded,
    "all labelled news": lambda example: True,
}


def to_bins(pairs: Sequence[Pair], count: int = BINS) -> list[Bin]:
    """Return (size, mean score, share worth checking) of bins of equal size.

    The bin with the lowest scores is first.
    """
    ordered = sorted(pairs, key=lambda pair: pair[0])
    cuts = [round(len(ordered) * number / count) for number in range(count + 1)]
    parts = [ordered[first:last] for first, last in pairwise(cuts) if first < last]
    return [
        (len(part), sum(score for score, _ in part) / len(part), sum(mark for _, mark in part) / len(part))
        for part in parts
    ]


def calibration_error(pairs: Sequence[Pair]) -> float:
    """Return the mean distance between score and share over the bins.

    Bins are weighted by their size.
    """
    return sum(size * abs(score - share) for size, score, share in to_bins(pairs)) / len(pairs)


def error_by_chance(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Return (mean, 95th percentile) of the error if these scores were perfect."""
    chance = random.Random(0)
    errors = sorted(
        calibration_error([(score, chance.random() < score) for score, _ in pairs]) for _ in range(DRAWS)
    )
    return sum(errors) / DRAWS, errors[int(0.95 * DRAWS)]


def build_section() -> str:
    """Return the section as Markdown."""
    lines = [
        "| news | sentences | mean score | share worth checking | calibration error, 10 bins | of a perfect score |",
        "|---|---|---|---|---|---|",
        *_summaries(),
        "",
        "| all labelled news, by score | sentences | mean score | share worth checking |",
        "|---|---|---|---|",
    ]
    bins = to_bins([pair for _, pair in score_out_of_fold()])
    for number, (size, score, share) in enumerate(bins, start=1):
        lines.append(f"| tenth {number} | {size} | {score:.2f} | {share:.2f} |")
    return "\n".join(lines)


def _summaries() -> Iterator[str]:
    for name, belongs in SETS.items():
        pairs = [pair for example, pair in score_out_of_fold() if belongs(example)]
        mean, share = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
        usual, most = error_by_chance(pairs)
        yield (
            f"| {name} | {len(pairs)} | {mean:.2f} | {share:.2f} | {calibration_error(pairs):.3f} "
            f"| {usual:.3f}, at most {most:.3f} in 95 of 100 |"
        )


def replace_section(page: str, section: str) -> str:
    """Return the page with this section between its two marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{section}\n\n{END}{rest.partition(END)[2]}"
