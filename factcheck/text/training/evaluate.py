"""Predictions of the product for the rows of a data set.

They have the format of the usual scorers. One function per task, from rows (dicts read from JSON) to one prediction
each. The command `predict_text` and `bench/text_quality.py` use it; nothing in this module reads the gold answer of a
row.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.enums import BlockKind
from factcheck.exceptions import InvalidInput, UnknownChoice
from factcheck.text import (
    check_worthiness,
    decomposition,
    embeddings,
    passage_ranking,
    similarity,
    spacy_model,
)
from factcheck.text.attribution import model, parser, rules
from factcheck.text.attribution.quotations import find_credit, shift_attribution
from factcheck.text.blocks import find_blocks
from factcheck.text.sentences import find_sentences
from factcheck.text.training.check_worthiness import train_on_labels
from factcheck.text.types import Attribution, Block

Row = Mapping[str, Any]
Prediction = dict[str, Any]
METHODS = ("fast", "parse", "semantic")
SEMANTIC_TASKS = ("match", "evidence")
MAX_RANKED = 50
# Chosen on the development sets of debates, where F1 is about best; no held-out row was used.
DEBATE_THRESHOLD = 0.2


def predict(
    task: str, rows: Sequence[Row], *, method: str, docs: Sequence[Row] = (), labelled: Sequence[Row] = ()
) -> Iterator[Prediction]:
    """Return a prediction for every row, in order.

    Raises UnknownChoice for an unknown task or method. `docs` are the checks, for the task match. `labelled` are rows
    to train on instead of using the shipped weights, for the task checkworthy.
    """
    if task not in TASKS:
        raise UnknownChoice("task", task, list(TASKS))
    if method not in METHODS:
        raise UnknownChoice("method", method, list(METHODS))
    if method == "semantic" and task not in SEMANTIC_TASKS:
        raise InvalidInput(f"The method semantic is only for {' and '.join(SEMANTIC_TASKS)}, not for {task}.")
    if labelled and task != "checkworthy":
        raise InvalidInput(f"Only checkworthy can be trained on labelled rows, not {task}.")
    return TASKS[task](rows, method, labelled or docs)


def predict_sentences(rows: Sequence[Row], method: str, docs: Sequence[Row]) -> Iterator[Prediction]:
    """Yield the sentences of each text; they are the same for all methods."""
    for row in rows:
        sentences = find_sentences(row["text"], find_blocks(row["text"]))
        yield {"id": row["id"], "sents": [[sentence.start, sentence.end] for sentence in sentences]}


def predict_check_worthiness(
    rows: Sequence[Row], method: str, labelled: Sequence[Row]
) -> Iterator[Prediction]:
    """Yield the score of each sentence.

    Its form depends on the labels of the set. Rows graded 0 to 2 get the score. Rows labelled OBJ or SUBJ get 1 minus
    the opinion. Scorers mark rows labelled 0 or 1 from one half on, so their score is rescaled to make one half the
    threshold for debates.
    """
    weights = train_on_labels(labelled) if labelled else check_worthiness.load_weights()
    for row in rows:
        scored = check_worthiness.score_sentence(row["text"], weights=weights)
        if row.get("label") in ("OBJ", "SUBJ"):
            score = 1 - scored.opinion
        elif "label" in row and not labelled:
            score = _rescale_for_debates(scored.score)
        else:
            score = scored.score
        yield {"id": row["id"], "score": score}


def _rescale_for_debates(score: float) -> float:
    """Move `DEBATE_THRESHOLD` to one half and keep the order of the scores.

    The odds are divided by those of the threshold.
    """
    positive = score * (1 - DEBATE_THRESHOLD)
    return positive / (positive + (1 - score) * DEBATE_THRESHOLD)


def predict_attributions(rows: Sequence[Row], method: str, docs: Sequence[Row]) -> Iterator[Prediction]:
    """Yield the attributions of each text, with the shipped weights."""
    return predict_attributions_with(rows, method, model.load_weights()[method])


def predict_attributions_with(
    rows: Sequence[Row], method: str, weights: NDArray[np.float64]
) -> Iterator[Prediction]:
    """Yield the attributions of each text with other weights.

    Cross-validation needs this.
    """
    if method == "parse":
        docs = spacy_model.parse_all(row["text"] for row in rows)
        results = (parser.find_in_doc(doc, weights=weights) for doc in docs)
    else:
        results = (tuple(_find_with_rules(row["text"], weights)) for row in rows)
    for row, attributions in zip(rows, results, strict=True):
        yield {"id": row["id"], "attributions": [_to_row(attribution) for attribution in attributions]}


def _find_with_rules(text: str, weights: NDArray[np.float64]) -> Iterator[Attribution]:
    """Yield the attributions of each sentence on its own, and that of a credit line."""
    for sentence in find_sentences(text, [Block(BlockKind.PARAGRAPH, 0, len(text))]):
        attributions = rules.iter_attributions(text[sentence.start : sentence.end], weights)
        yield from (shift_attribution(attribution, sentence.start) for attribution in attributions)
    if caption := find_credit(text):
        yield Attribution(cue=caption[1], content=(caption[0],), speaker=caption[2])


def _to_row(attribution: Attribution) -> dict[str, list[int] | None]:
    speaker = attribution.speaker
    return {
        "source": [speaker.start, speaker.end] if speaker else None,
        "cue": [attribution.cue.start, attribution.cue.end],
        "content": [attribution.content[0].start, attribution.content[-1].end],
    }


def predict_parts(rows: Sequence[Row], method: str, docs: Sequence[Row]) -> Iterator[Prediction]:
    """Yield the parts of each sentence.

    The method fast finds none and returns the whole sentence.
    """
    if method == "fast":
        yield from ({"id": row["id"], "spans": [[[0, len(row["text"])]]]} for row in rows)
        return
    for row, doc in zip(rows, spacy_model.parse_all(row["text"] for row in rows), strict=True):
        parts = decomposition.find_parts(doc)
        yield {"id": row["id"], "spans": [[[span.start, span.end] for span in part.spans] for part in parts]}


def predict_matches(rows: Sequence[Row], method: str, docs: Sequence[Row]) -> Iterator[Prediction]:
    """Yield the ranked earlier checks for each post.

    `score` is the certainty of the best one.
    """
    if not docs:
        raise InvalidInput("Matching needs the checks to match against.", fields={"docs": "Name a file."})
    index, encoder = similarity.build_index([_check_text(doc) for doc in docs]), _get_encoder(method)
    for row in rows:
        matches = index.search(row["text"], limit=MAX_RANKED, encoder=encoder)
        ranked = [docs[match.position]["id"] for match in matches]
        yield {"id": row["id"], "ranked": ranked, "score": matches[0].certainty if matches else 0.0}


def _get_encoder(method: str) -> embeddings.Encoder | None:
    return embeddings.load_encoder() if method == "semantic" else None


def _check_text(doc: Row) -> str:
    return " ".join(doc.get(field) or "" for field in ("title", "subtitle", "claim"))


def predict_evidence(rows: Sequence[Row], method: str, docs: Sequence[Row]) -> Iterator[Prediction]:
    """Yield the ranked sentences of each page for its claim.

    For rows with answers, all answers of the file are ranked.
    """
    encoder = _get_encoder(method)
    if rows and "evidence" in rows[0]:
        yield from _rank_answers(rows, encoder)
        return
    for row in rows:
        ranked = passage_ranking.rank_sentences(row["claim"], row["sentences"], encoder=encoder)
        yield {"id": row["id"], "ranked": [index for index, _ in ranked]}


def _rank_answers(rows: Iterable[Row], encoder: embeddings.Encoder | None) -> Iterator[Prediction]:
    rows = list(rows)
    pool = [
        (f"{row['id']}/{number}", answer) for row in rows for number, answer in enumerate(row["evidence"])
    ]
    index = similarity.build_index([f"{answer['q'] or ''} {answer['a'] or ''}" for _, answer in pool])
    for row in rows:
        query = f"{row.get('speaker') or ''} {row['claim']}"
        matches = index.search(query, limit=MAX_RANKED, encoder=encoder)
        yield {"id": row["id"], "ranked": [pool[match.position][0] for match in matches]}


Task = Callable[[Sequence[Row], str, Sequence[Row]], Iterator[Prediction]]
TASKS: dict[str, Task] = {
    "sentseg": predict_sentences,
    "checkworthy": predict_check_worthiness,
    "attribution": predict_attributions,
    "decomp": predict_parts,
    "match": predict_matches,
    "evidence": predict_evidence,
}
