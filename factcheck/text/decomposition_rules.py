"""Rules for decomposition: which words belong to one phrase.

The others form a part of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

TokenIndexes = frozenset[int]
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
ADJUNCTS = frozenset({"prep", "npadvmod", "agent"})
RELATIVE = frozenset({"WDT", "WP", "WRB", "WP$"})
_SEPARATE = frozenset({"conj", "cc", "punct", "preconj", "parataxis"})
_VERBAL = frozenset({"VERB", "AUX"})
# A clause with one of these says when or why. The claim is not the same without it, so it stays in the part.
_BINDING = frozenset(
    {"since", "when", "before", "after", "if", "where", "because", "as", "until", "unless", "once"}
)
_CONNECTIVES = frozenset(
    {
        "however",
        "in addition",
        "for example",
        "for instance",
        "moreover",
        "furthermore",
        "therefore",
        "thus",
        "then",
    }
    | {"also", "additionally", "finally", "meanwhile"}
)


def phrase_tokens(token: Token) -> TokenIndexes:
    """Return the words of a phrase.

    Separate modifiers and further conjuncts are left out.
    """
    words: set[int] = set()
    waiting = [token]
    while waiting:
        word = waiting.pop()
        words.add(word.i)
        waiting += [child for child in word.children if _is_part_of_phrase(word, child)]
    return frozenset(words)


def _is_part_of_phrase(token: Token, child: Token) -> bool:
    if child.dep_ == "appos":
        return _is_close_apposition(token, child)
    if child.dep_ in ("relcl", "acl"):
        return token.dep_ != "attr" and _word_before(child) not in {",", "(", "—", "–", "-"}
    if child.dep_ == "advcl":
        return any(
            word.tag_ == "TO" or (word.lower_ in _BINDING and word.i < child.i) for word in child.children
        )
    if child.dep_ in ("conj", "cc"):
        return _is_between(token)
    return child.dep_ not in _SEPARATE and not _only_connects(token, child)


def _word_before(child: Token) -> str:
    """Return the word before a phrase; empty at the beginning of the text."""
    first = child.left_edge.i
    return str(child.doc[first - 1].text) if first else ""


def _only_connects(token: Token, child: Token) -> bool:
    if token.dep_ != "ROOT" or child.dep_ not in ("advmod", "prep"):
        return False
    return child.doc[child.left_edge.i : child.right_edge.i + 1].text.lower() in _CONNECTIVES


def _is_close_apposition(token: Token, child: Token) -> bool:
    """Return whether an apposition and its noun form one phrase.

    Examples: “the designer Robert Stromberg”, “May 28, 2014”, “Houston, Texas”.
    """
    before = _word_before(child)
    if before == "(" or any(word.text == "(" for word in child.lefts):
        return False
    both_names = token.pos_ == child.pos_ == "PROPN" and not is_list_item(token, child)
    return before != "," or child.pos_ == "NUM" or both_names


def is_adjunct(token: Token) -> bool:
    """Return whether a phrase says when, where or how and can form a part.

    A phrase with “for” mostly cannot.
    """
    return token.dep_ in ADJUNCTS and token.lower_ != "for"


def is_list_item(token: Token, child: Token) -> bool:
    """Return whether a phrase continues a list.

    It is a conjunct, or a conjunct that the parser took for an apposition.
    """
    if child.dep_ == "conj":
        return True
    if child.dep_ != "appos" or token.pos_ != child.pos_:
        return False
    in_list = token.dep_ == "appos" and token.head.pos_ == token.pos_
    return in_list or any(word.dep_ == "conj" for word in (*child.children, *token.children))


def _is_between(token: Token) -> bool:
    return bool(token.head.lower_ == "between")


def is_punctuation(token: Token) -> bool:
    """Return whether a token is punctuation.

    The percent sign is not: it belongs to its number.
    """
    return bool(token.is_punct) and token.text != "%"


def find_conjuncts(token: Token) -> list[Token]:
    """Return the further items of the list that a word begins.

    Returns none after “between”, which needs both items.
    """
    if _is_between(token):
        return []
    conjuncts: list[Token] = []
    for child in token.children:
        if is_list_item(token, child) and (child.pos_ not in _VERBAL or token.pos_ in _VERBAL):
            conjuncts += [child, *find_conjuncts(child)]
    return conjuncts
