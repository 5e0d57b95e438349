"""The queues of the broker. Each kind of job has two: light jobs take seconds, heavy ones minutes.

A worker takes messages from its queues in turn, so a long queue of one kind does not delay another kind. The queue of
the upkeep has everything that is not a job: notifications, emails, the schedule.
"""

UPKEEP = "factcheck"
# A kind without queues of its own uses those of "jobs".
KINDS = ("splitting", "exports", "suggestions", "reading", "jobs")


def queue_name(kind: str, *, heavy: bool) -> str:
    return f"{'heavy' if heavy else 'light'}.{kind}"


def is_heavy(queue: str) -> bool:
    return queue.startswith("heavy.")


HEAVY = tuple(queue_name(kind, heavy=True) for kind in KINDS)
LIGHT = (UPKEEP, *(queue_name(kind, heavy=False) for kind in KINDS))
