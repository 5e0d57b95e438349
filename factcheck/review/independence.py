"""The rule that a verdict is read by another person than the one who changed it. Pure.

Everything that is signed counts: wording, evidence and its appraisal, reasons, and the map under the claim. The table
`SubstanceChange` has who changed each part of it last; the proposer of a verdict never signs it. Conditions, pages, API
and inbox ask this function; `triggers` has the same rule as SQL.
"""

from collections.abc import Collection


def is_signed_by_changer_only(signers: Collection[int], changers: Collection[int]) -> bool:
    """Return whether a verdict has one signer, and that signer changed what is signed."""
    return len(signers) == 1 and set(signers) <= set(changers)
