"""Importing a map that the desk has already: nothing, a change or another article, as the person chooses."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from factcheck.actions.map_import import ImportResult, import_map, preview_map
from factcheck.actions.maps import add_premise, add_relation, undo_last_change
from factcheck.argument.formats import read, write
from factcheck.articles.models import Article
from factcheck.audit.models import Event
from factcheck.enums import RelationKind
from factcheck.exceptions import ConflictError, PermissionDenied
from factcheck.maps.import_choices import ExistingChoice, StatementChoice
from factcheck.maps.models import ImportedMap, MapChange, Premise
from factcheck.maps.selectors import build_article_map
from tests import factories
from tests.factories import Team

pytestmark = pytest.mark.django_db
FIRST = "[A]: Alpha holds.\n    + [B]: Beta holds.\n    + [C]: Gamma holds.\n"
OTHER = FIRST.replace("+ [B]", "- [B]")
EDITED = FIRST.replace("Beta holds", "Beta holds now").replace("+ [C]: Gamma", "+ [D]: Delta")


def run(team: Team, text: str, existing: ExistingChoice = ExistingChoice.ASK, **more: Any) -> ImportResult:
    return import_map(
        team.editor,
        desk=team.desk,
        data=text.encode(),
        **{"filename": "map.argdown", "existing": existing, **more},
    )


def shown(article: Article) -> list[str]:
    graph = build_article_map(article)
    text = {item.id: item.text for item in graph.statements}
    return sorted(f"{text[item.premises[0]]} {item.kind} {text[item.target]}" for item in graph.relations)


@pytest.mark.parametrize("text", [OTHER, EDITED])
def test_a_changed_file_is_refused_until_a_person_chooses(team: Team, text: str) -> None:
    first = run(team, FIRST)
    before = shown(first.article)
    with pytest.raises(ConflictError, match=f"as article {first.article.pk}") as refused:
        run(team, text)
    assert refused.value.code == "map_exists"
    assert shown(first.article) == before
    assert Article.objects.count() == 1


def test_an_update_changes_relations_and_keeps_the_article(team: Team) -> None:
    first = run(team, FIRST)
    again = run(team, OTHER, ExistingChoice.UPDATE)
    assert (again.article, again.created, again.changes) == (first.article, False, 2)
    assert shown(first.article) == ["Beta holds. attack Alpha holds.", "Gamma holds. support Alpha holds."]
    assert run(team, OTHER).changes == 0


def test_an_update_adds_changes_and_removes_premises(team: Team) -> None:
    article = run(team, FIRST).article
    run(team, EDITED, ExistingChoice.UPDATE)
    assert shown(article) == ["Beta holds now. support Alpha holds.", "Delta holds. support Alpha holds."]
    assert not Premise.objects.get(text="Gamma holds.").active
    event = Event.objects.get(action="map.updated")
    assert (event.actor, event.target_id, event.data) == (team.editor, article.pk, {"changes": 5})
    assert MapChange.objects.filter(article=article, actor=team.editor).count() == 5


def test_a_change_by_an_update_can_be_undone(team: Team) -> None:
    article = run(team, FIRST).article
    run(team, FIRST.replace("Beta holds", "Beta holds now"), ExistingChoice.UPDATE)
    undo_last_change(team.editor, article=article)
    assert "Beta holds. support Alpha holds." in shown(article)


def test_a_claim_with_another_text_stays_and_is_noted(team: Team) -> None:
    article = run(team, FIRST).article
    text = FIRST.replace("Alpha holds", "Alpha fails").replace("+ [B]", "- [B]")
    again = run(team, text, ExistingChoice.UPDATE)
    assert [note.where for note in again.notes] == [f"c{article.claims.get().pk}"]
    assert article.claims.get().text == "Alpha holds."


def test_what_people_added_stays_in_an_update(team: Team) -> None:
    article = run(team, FIRST).article
    gamma = Premise.objects.get(text="Gamma holds.")
    own = add_premise(team.editor, article=article, text="We saw it.")
    add_relation(
        team.editor,
        article=article,
        kind=RelationKind.SUPPORT,
        premises=[f"p{own.pk}"],
        target=f"p{gamma.pk}",
    )
    run(team, EDITED, ExistingChoice.UPDATE)
    assert "We saw it. support Gamma holds." in shown(article)


@pytest.mark.parametrize("text", [FIRST, OTHER])
def test_a_new_article_is_made_even_if_the_text_is_the_same(team: Team, text: str) -> None:
    first = run(team, FIRST).article
    second = run(team, text, ExistingChoice.NEW)
    third = run(team, text, ExistingChoice.NEW)
    assert len({first.pk, second.article.pk, third.article.pk}) == 3
    assert second.created
    assert [second.article.title, third.article.title] == ["map (2)", "map (3)"]
    claim = second.article.claims.get()
    assert second.article.revisions.get().text[claim.start : claim.end] == "Alpha holds."


def test_a_file_can_go_into_the_map_of_an_article_and_only_adds_to_it(team: Team) -> None:
    article = run(team, FIRST).article
    text = "[X]: Alpha holds.\n  - [Y]: Epsilon holds.\n"
    done = run(team, text, filename="other.argdown", article=article)
    assert (done.article, done.created) == (article, False)
    assert shown(article) == [
        "Beta holds. support Alpha holds.",
        "Epsilon holds. attack Alpha holds.",
        "Gamma holds. support Alpha holds.",
    ]
    assert run(team, text, filename="other.argdown", article=article).changes == 0


def test_importing_into_an_article_requires_the_permission_to_edit_its_map(team: Team) -> None:
    article = run(team, FIRST).article
    for role in ("contributor", "viewer", "stranger"):
        with pytest.raises(PermissionDenied):
            import_map(
                team.of(role), desk=team.desk, data=OTHER.encode(), filename="map.argdown", article=article
            )


def test_a_map_of_another_desk_is_not_the_same_map(team: Team) -> None:
    run(team, FIRST)
    assert run(factories.team("pier"), OTHER).created


def test_a_preview_stores_nothing(team: Team) -> None:
    article = run(team, FIRST).article
    events = Event.objects.count()
    plan = preview_map(team.editor, desk=team.desk, data=EDITED.encode(), filename="map.argdown")
    assert plan.article == article
    assert plan.differences is not None
    assert plan.differences.count == 5
    assert plan.count_statements() == {"claim": 1, "evidence": 0, "premise": 2}
    assert plan.count_relations() == {"support": 2}
    assert (Event.objects.count(), ImportedMap.objects.count()) == (events, 1)


def test_titles_of_argdown_and_ids_of_aif_come_back_out(team: Team) -> None:
    text = FIRST.replace("+ [B]", "- <Big step>")
    article = run(team, text).article
    graph = build_article_map(article)
    assert {item.title for item in graph.statements} == {"A", "Big step", "C"}
    assert b"<Big step>: Beta" in write(graph, "map.argdown")
    assert set(read(write(graph, "map.aif"), "map.aif").graph.statement) == {"A", "Big step", "C"}


def test_a_premise_that_a_person_added_has_an_id_that_the_file_does_not_use(team: Team) -> None:
    article = run(team, FIRST).article
    own = add_premise(team.editor, article=article, text="We saw it.")
    text = FIRST.replace("[B]", f"[p{own.pk}]")
    run(team, text, ExistingChoice.UPDATE)
    back = read(write(build_article_map(article), "map.argdown"), "map.argdown")
    assert back.notes == ()
    assert len(back.graph.statements) == 4


def test_the_command_updates_or_makes_another(team: Team, tmp_path: Path, capsys: Any) -> None:
    file, slug = tmp_path / "map.argdown", team.desk.slug
    file.write_text(FIRST)
    call_command("import_map", str(file), desk=slug)
    article_id = capsys.readouterr().out.split()[-1]
    call_command("import_map", str(file), desk=slug)
    out = capsys.readouterr().out
    assert "nothing in it differs" in out
    assert out.split()[-1] == article_id
    file.write_text(OTHER)
    with pytest.raises(CommandError, match=r"add 1, change 0 and remove 1.*--update.*--new"):
        call_command("import_map", str(file), desk=slug)
    call_command("import_map", str(file), "--preview", desk=slug)
    assert f"On the desk as article {article_id}. The file would add 1" in capsys.readouterr().out
    call_command("import_map", str(file), "--update", desk=slug)
    assert capsys.readouterr().out.split()[-1] == article_id
    call_command("import_map", str(file), "--new", desk=slug)
    assert capsys.readouterr().out.split()[-1] != article_id


def test_the_command_refuses_what_is_not_imported_whole_if_strict(team: Team, tmp_path: Path) -> None:
    file = tmp_path / "odd.argdown"
    file.write_text(FIRST + "\n[E]: e {x: [}\n")
    with pytest.raises(CommandError, match=r"1 parts that cannot be imported.*line 5"):
        call_command("import_map", str(file), "--strict", desk=team.desk.slug)
    call_command("import_map", str(file), "--statements", "claims", desk=team.desk.slug)
    assert Article.objects.get().claims.count() == 4


def test_by_default_only_the_main_claim_is_a_claim(team: Team) -> None:
    article = run(team, FIRST).article
    assert [claim.text for claim in article.claims.all()] == ["Alpha holds."]
    assert Premise.objects.count() == 2
    claims = run(team, FIRST, ExistingChoice.NEW, statements=StatementChoice.CLAIMS).article
    assert claims.claims.count() == 3
