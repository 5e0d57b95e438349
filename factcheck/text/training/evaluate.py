"""What the product would say of rows of a data set, in the form that the usual scorers read.

One function a task, from one row (a dict as read from JSON) to one prediction. Used by the command
`predict_text` and by `bench/text_quality.py`; nothing here looks at a row's answer.
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
# Chosen on the development sets of debates, where F1 is best about here; on no held-out row.
DEBATE_THRESHOLD = 0.2


def predict(
    task: str, rows: Sequence[Row], *, method: str, docs: Sequence[Row] = (), labelled: Sequence[Row] = ()
) -> Iterator[Prediction]:
    """A prediction for every row, in order. UnknownKind for a task or a method that there is not.

    `docs`: for match, the checks. `labelled`: for checkworthy, rows to train on in place of the shipped weights.
    """
    if task not in TASKS:
        raise UnknownChoice("task", task, list(TASKS))
    if method not in METHODS:
        raise UnknownChoice("method", method, list(METHODS))
    if method == "semantic" and task not in SEMANTIC_TASKS:
        raise InvalidInput(f"Meaning is read for {' and '.join(SEMANTIC_TASKS)} only, not for {task}.")
    if labelled and task != "checkworthy":
        raise InvalidInput(f"Only checkworthy can be trained on labelled rows, not {task}.")
    return TASKS[task](rows, method, labelled or docs)


def predict_sentences(rows: Sequence[Row], method: str, docs: Sequence[Row]) -> Iterator[Prediction]:
    """Both methods take the same sentences."""
    for row in rows:
        found = find_sentences(row["text"], find_blocks(row["text"]))
        yield {"id": row["id"], "sents": [[sentence.start, sentence.end] for sentence in found]}


def predict_check_worthiness(
    rows: Sequence[Row], method: str, labelled: Sequence[Row]
) -> Iterator[Prediction]:
    """How much each sentence is worth checking, as the set asks for it by the form of its rows.

    Rows graded 0 to 2 get the score; rows labelled OBJ or SUBJ, how objective they read; rows labelled 0 or 1
    are marked from one half on, so their score is moved until one half is where a debate's sentence is marked.
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
    """The same order, with `MARKED_FROM` at one half: the odds divided by those of that point."""
    marked = score * (1 - DEBATE_THRESHOLD)
    return marked / (marked + (1 - score) * DEBATE_THRESHOLD)


def predict_attributions(rows: Sequence[Row], method: str, docs: Sequence[Row]) -> Iterator[Prediction]:
    return predict_attributions_with(rows, method, model.load_weights()[method])


def predict_attributions_with(
    rows: Sequence[Row], method: str, weights: NDArray[np.float64]
) -> Iterator[Prediction]:
    """The same with other weights, as cross-validation needs them."""
    if method == "parse":
        docs = spacy_model.parse_all(row["text"] for row in rows)
        found = (parser.find_in_doc(doc, weights=weights) for doc in docs)
    else:
        found = (tuple(_find_with_rules(row["text"], weights)) for row in rows)
    for row, attributed in zip(rows, found, strict=True):
        yield {"id": row["id"], "attributions": [_to_row(one) for one in attributed]}


def _find_with_rules(text: str, weights: NDArray[np.float64]) -> Iterator[Attribution]:
    """By characters, each sentence on its own."""
    for sentence in find_sentences(text, [Block(BlockKind.PARAGRAPH, 0, len(text))]):
        found = rules.iter_attributions(text[sentence.start : sentence.end], weights)
        yield from (shift_attribution(one, sentence.start) for one in found)
    if caption := find_credit(text):
        yield Attribution(cue=caption[1], content=(caption[0],), speaker=caption[2])


def _to_row(found: Attribution) -> dict[str, list[int] | None]:
    speaker = found.speaker
    return {
        "source": [speaker.start, speaker.end] if speaker else None,
        "cue": [found.cue.start, found.cue.end],
        "content": [found.content[0].start, found.content[-1].end],
    }


def predict_parts(rows: Sequence[Row], method: str, docs: Sequence[Row]) -> Iterator[Prediction]:
    """The parts of each sentence; the fast method has none and gives the sentence as it stands."""
    if method == "fast":
        yield from ({"id": row["id"], "spans": [[[0, len(row["text"])]]]} for row in rows)
        return
    for row, doc in zip(rows, spacy_model.parse_all(row["text"] for row in rows), strict=True):
        found = decomposition.find_parts(doc)
        yield {"id": row["id"], "spans": [[[span.start, span.end] for span in part.spans] for part in found]}


def predict_matches(rows: Sequence[Row], method: str, docs: Sequence[Row]) -> Iterator[Prediction]:
    """Earlier checks for each post; `score` is how sure the best one is."""
    if not docs:
        raise InvalidInput("Matching needs the checks to match against.", fields={"docs": "Name a file."})
    index, encoder = similarity.build_index([_check_text(doc) for doc in docs]), _get_encoder(method)
    for row in rows:
        found = index.search(row["text"], limit=MAX_RANKED, encoder=encoder)
        ranked = [docs[match.position]["id"] for match in found]
        yield {"id": row["id"], "ranked": ranked, "score": found[0].sureness if found else 0.0}


def _get_encoder(method: str) -> embeddings.Encoder | None:
    return embeddings.load_encoder() if method == "semantic" else None


def _check_text(doc: Row) -> str:
    return " ".join(doc.get(field) or "" for field in ("title", "subtitle", "claim"))


def predict_evidence(rows: Sequence[Row], method: str, docs: Sequence[Row]) -> Iterator[Prediction]:
    """A page's sentences ranked for its claim; or, for rows that list answers, all the answers of the file."""
    encoder = _get_encoder(method)
    if rows and "evidence" in rows[0]:
        yield from _rank_answers(rows, encoder)
        return
    for row in rows:
        ranked = passage_ranking.rank_sentences(row["claim"], row["sentences"], encoder=encoder)
        yield {"id": row["id"], "ranked": [place for place, _ in ranked]}


def _rank_answers(rows: Iterable[Row], encoder: embeddings.Encoder | None) -> Iterator[Prediction]:
    rows = list(rows)
    pool = [
        (f"{row['id']}/{number}", answer) for row in rows for number, answer in enumerate(row["evidence"])
    ]
    index = similarity.build_index([f"{answer['q'] or ''} {answer['a'] or ''}" for _, answer in pool])
    for row in rows:
        wanted = f"{row.get('speaker') or ''} {row['claim']}"
        found = index.search(wanted, limit=MAX_RANKED, encoder=encoder)
        yield {"id": row["id"], "ranked": [pool[match.position][0] for match in found]}


Task = Callable[[Sequence[Row], str, Sequence[Row]], Iterator[Prediction]]
TASKS: dict[str, Task] = {
    "sentseg": predict_sentences,
    "checkworthy": predict_check_worthiness,
    "attribution": predict_attributions,
    "decomp": predict_parts,
    "match": predict_matches,
    "evidence": predict_evidence,
}
