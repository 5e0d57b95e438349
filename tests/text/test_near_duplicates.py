"""Near-duplicate texts: every pair is found, and the number of comparisons grows with the texts."""

import random

import numpy as np
import pytest

from factcheck.text import near_duplicates
from factcheck.text.near_duplicates import DUPLICATE_BUCKETS, MAX_CANDIDATES, find_near_duplicates
from factcheck.text.similarity_tokens import hash_grams

DIFFERENT = [
    "The moon landing of 1969 was filmed in a studio.",
    "Exports of steel fell by four percent in March.",
    "A photograph shows a shark swimming on a flooded highway in Houston.",
    "The mayor of Houston resigned over the flood.",
    "Unemployment rose to its highest rate since the war.",
]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def draw_texts(many):
    """Return texts of drawn words; every second one repeats more or fewer words of the one before it."""
    chance = random.Random(5)
    words = ["".join(chance.choices(LETTERS, k=5)) for _ in range(500)]
    texts, sentence = [], []
    for number in range(many):
        if number % 2:
            sentence = [word if chance.random() < 0.8 else chance.choice(words) for word in sentence]
        else:
            sentence = chance.choices(words, k=12)
        texts.append(" ".join(sentence))
    return texts


def compare_all(texts, threshold):
    """Return the groups by comparing every text with every other one."""
    rows = np.zeros((len(texts), DUPLICATE_BUCKETS))
    for row, text in zip(rows, texts, strict=True):
        columns, counts = hash_grams(text)
        np.add.at(row, columns % DUPLICATE_BUCKETS, counts)
        row /= np.linalg.norm(row) or 1.0
    similar, groups, seen = rows @ rows.T >= threshold, [], set()
    for position in range(len(texts)):
        group, waiting = set(), [position]
        while waiting:
            if (member := waiting.pop()) not in group:
                group.add(member)
                waiting += np.flatnonzero(similar[member]).tolist()
        if position not in seen and len(group) > 1:
            groups.append(tuple(sorted(group)))
        seen |= group
    return tuple(groups)


def test_near_duplicates_are_grouped():
    texts = [
        "Exports of steel fell by four percent in March, the ministry said.",
        "Prices of bread rose.",
        "Steel exports fell by four percent in March, said the ministry.",
        "Exports of steel fell by four percent in March.",
    ]
    assert find_near_duplicates(texts) == ((0, 2, 3),)


def test_different_sentences_are_not_duplicates():
    assert find_near_duplicates(DIFFERENT) == ()


@pytest.mark.parametrize("texts", [[], ["one sentence only"]])
def test_fewer_than_two_texts_have_no_duplicates(texts):
    assert find_near_duplicates(texts) == ()


def test_the_threshold_of_duplicates_can_be_set():
    texts = ["Exports of steel fell in March.", "Exports of iron fell in March."]
    assert find_near_duplicates(texts, threshold=0.95) == ()
    assert find_near_duplicates(texts, threshold=0.3) == ((0, 1),)


@pytest.mark.parametrize("threshold", [0.4, 0.6, 0.8])
def test_the_groups_are_those_of_comparing_all_pairs(threshold):
    texts = [*draw_texts(60), *DIFFERENT, *draw_texts(20), "", "!", "ab"]
    assert len(compare_all(texts, 0.6)) > 10
    assert find_near_duplicates(texts, threshold=threshold) == compare_all(texts, threshold)


def test_equal_texts_far_apart_are_grouped():
    crowd = [f"Exports of steel fell by {number} percent in week {number}." for number in range(300)]
    texts = ["Bread got dearer in Lyon.", *crowd, "Bread got dearer in Lyon."]
    assert find_near_duplicates(texts)[0] == (0, len(texts) - 1)


@pytest.mark.parametrize(
    "texts",
    [
        draw_texts(800),
        [f"Exports of steel fell by {number} percent in week {number}." for number in range(800)],
        [f"{number} {'same words ' * (number % 7)}" for number in range(800)],
    ],
)
def test_the_number_of_comparisons_grows_with_the_texts(texts, monkeypatch):
    compared = 0

    def count(postings, rarest, choose=near_duplicates._choose_candidates):
        nonlocal compared
        compared += len(found := choose(postings, rarest))
        return found

    monkeypatch.setattr(near_duplicates, "_choose_candidates", count)
    find_near_duplicates(texts)
    assert 0 < compared <= MAX_CANDIDATES * len(texts)


def test_no_four_gram_is_remembered_for_more_than_a_few_texts(monkeypatch):
    longest = 0

    def measure(postings, rarest, choose=near_duplicates._choose_candidates):
        nonlocal longest
        longest = max([longest, *(len(postings[column]) for column in rarest)])
        return choose(postings, rarest)

    monkeypatch.setattr(near_duplicates, "_choose_candidates", measure)
    find_near_duplicates([f"Exports of steel fell by {number} percent." for number in range(400)])
    assert longest == near_duplicates.MAX_POSTINGS
