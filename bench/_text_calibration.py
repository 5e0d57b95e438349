"""Whether the score of check-worthiness is a share: the section of docs/quality.md that says how far, and its table.

Expected calibration error over bins of equal mass (Naeini et al., AAAI 2015), on articles that the weights have not
seen, beside what scores that were exactly right would show on as few sentences.
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
def unseen() -> list[tuple[Example, Pair]]:
    """(sentence, (score, is it worth it)) of all labelled news, each scored by weights that saw none of its article."""
    labelled = training.load_examples()
    articles = sorted({get_article_id(one) for one in labelled} - {""})
    found: list[tuple[Example, Pair]] = []
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        weights = training.train([one for one in labelled if get_article_id(one) not in held])
        tested = [one for one in labelled if get_article_id(one) in held]
        found += [
            (
                one,
                (
                    check_worthiness.score_sentence(one["text"], weights=weights).score,
                    one["label"] == "worth",
                ),
            )
            for one in tested
        ]
    return found


def graded(one: Example) -> bool:
    """Whether a sentence is one of `checkworthy_news`."""
    return one["id"].startswith("wikinews-")


SETS: dict[str, Callable[[Example], bool]] = {
    "`checkworthy_news`": graded,
    "all labelled news": lambda one: True,
}


def bins(pairs: Sequence[Pair], count: int = BINS) -> list[Bin]:
    """(how many, mean score, share that is worth it) of bins of equal mass, lowest scores first."""
    ordered = sorted(pairs, key=lambda pair: pair[0])
    cuts = [round(len(ordered) * place / count) for place in range(count + 1)]
    parts = [ordered[first:last] for first, last in pairwise(cuts) if first < last]
    return [
        (len(part), sum(score for score, _ in part) / len(part), sum(mark for _, mark in part) / len(part))
        for part in parts
    ]


def error(pairs: Sequence[Pair]) -> float:
    """The mean distance between score and share, over the bins, weighted by their size."""
    return sum(many * abs(score - share) for many, score, share in bins(pairs)) / len(pairs)


def by_chance(pairs: Sequence[Pair]) -> tuple[float, float]:
    """(mean, 95th percentile) of the error that these scores would show if they were exactly right."""
    chance = random.Random(0)
    drawn = sorted(error([(score, chance.random() < score) for score, _ in pairs]) for _ in range(DRAWS))
    return sum(drawn) / DRAWS, drawn[int(0.95 * DRAWS)]


def section() -> str:
    lines = [
        "| news | sentences | mean score | share worth checking | calibration error, 10 bins | of a perfect score |",
        "|---|---|---|---|---|---|",
        *_summaries(),
        "",
        "| all labelled news, by score | sentences | mean score | share worth checking |",
        "|---|---|---|---|",
    ]
    for place, (many, score, share) in enumerate(bins([pair for _, pair in unseen()]), start=1):
        lines.append(f"| tenth {place} | {many} | {score:.2f} | {share:.2f} |")
    return "\n".join(lines)


def _summaries() -> Iterator[str]:
    for name, belongs in SETS.items():
        pairs = [pair for one, pair in unseen() if belongs(one)]
        mean, share = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
        usual, most = by_chance(pairs)
        yield (
            f"| {name} | {len(pairs)} | {mean:.2f} | {share:.2f} | {error(pairs):.3f} "
            f"| {usual:.3f}, at most {most:.3f} in 95 of 100 |"
        )


def rewritten(page: str, found: str) -> str:
    """The page with this section between its two marks."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{found}\n\n{END}{rest.partition(END)[2]}"
