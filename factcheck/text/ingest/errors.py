"""The refusal of a file, as a message that a row can store and that is rendered in the reader's language."""

from factcheck.exceptions import InvalidInput
from factcheck.stored_messages import Parameter, StoredMessage, message


class UnreadableFile(InvalidInput):
    """A file cannot be read; `stored` is the reason."""

    def __init__(self, stored: StoredMessage) -> None:
        super().__init__(str(stored))
        self.stored = stored


def unreadable(reason: str, /, **params: Parameter) -> UnreadableFile:
    """Return the refusal with the code `file.<reason>` of the stored messages."""
    return UnreadableFile(message(f"file.{reason}", **params))
