"""Rows of an existing installation survive the migrations that rename models and convert what is stored.

Each case writes rows of today's models. All are migrated back to the state before the renames, rows that only an older
version could write are added, and all are migrated forward again.
"""

import pytest
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.upgrades.judgement_keys import JudgementKeys
from tests.upgrades.renamed_models import RenamedModels
from tests.upgrades.stored_sentences import StoredSentences

CASES = (RenamedModels, StoredSentences, JudgementKeys)
# The state of each app before the first migration that a case is about.
BEFORE = sorted(
    {
        app: min(case.before[app] for case in CASES if app in case.before)
        for case in CASES
        for app in case.before
    }.items()
)


def migrate_back() -> Apps:
    """Migrate to the state before all cases, and return its models."""
    # App by app, because Django renders the state after each migration between the first and the last that it undoes:
    # all apps at once take 13 seconds of CPU time instead of 8.
    for app, name in BEFORE:
        call_command("migrate", app, name, verbosity=0)
    return MigrationExecutor(connection).loader.project_state(BEFORE).apps


# One test for all cases, because going back and forward takes 12 seconds of CPU time on every database.
@pytest.mark.django_db(transaction=True)
def test_rows_survive_the_migrations(capsys: pytest.CaptureFixture[str], subtests: pytest.Subtests) -> None:
    cases = [case() for case in CASES]
    try:
        old_models = migrate_back()
        for case in cases:
            case.insert_old_rows(old_models)
    finally:
        call_command("migrate", verbosity=0)
    assert "Deleted 3 similarity judgements" in capsys.readouterr().out
    for case in cases:
        with subtests.test(type(case).__name__):
            case.check()
