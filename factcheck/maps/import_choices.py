"""The choices of a person who imports a map."""

from enum import StrEnum


class StatementChoice(StrEnum):
    """What the statements of a file become: premises below their main claims, or a claim each."""

    PREMISES = "premises"
    CLAIMS = "claims"


class ExistingChoice(StrEnum):
    """What to do if the desk has the map already: refuse and say what would change, change it, or add another."""

    ASK = "ask"
    UPDATE = "update"
    NEW = "new"
