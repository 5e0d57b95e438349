import hashlib
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from factcheck.argument.formats import WRITERS
from factcheck.exceptions import UnknownChoice
from factcheck.reporting.exporters import EXPORTERS, get_exporter, write_export
from tests.bracket_translator import marked
from tests.reporting import samples

ASKED_FOR = {
    "map.svg",
    "map.png",
    "map.pdf",
    "map.json",
    "map.aif",
    "map.argdown",
    "report.html",
    "report.pdf",
    "report.claimreview",
}


@pytest.fixture(scope="module")
def report():
    return samples.report()


def test_the_table_holds_every_kind_that_is_promised():
    assert set(EXPORTERS) >= ASKED_FOR | {"claims.json", "claims.csv"} | set(WRITERS)


def test_every_kind_stands_under_its_own_slug_with_words_for_people():
    for slug, kind in EXPORTERS.items():
        assert kind.slug == slug
        assert kind.title
        assert "/" in kind.media_type


def test_no_two_kinds_share_a_suffix_or_a_title():
    assert len({kind.suffix for kind in EXPORTERS.values()}) == len(EXPORTERS)
    assert len({kind.title for kind in EXPORTERS.values()}) == len(EXPORTERS)


def test_text_says_that_it_is_utf8():
    plain = [kind.media_type for kind in EXPORTERS.values() if kind.media_type.startswith("text/")]
    assert all(media_type.endswith("; charset=utf-8") for media_type in plain)


@pytest.mark.parametrize("slug", ["", "report", "report.doc", "REPORT.HTML"])
def test_an_unknown_kind_is_refused_and_the_known_ones_are_named(slug, report):
    with pytest.raises(UnknownChoice, match="report\\.html"):
        write_export(report, slug)
    with pytest.raises(UnknownChoice):
        get_exporter(slug)


@pytest.mark.parametrize("slug", sorted(EXPORTERS))
def test_the_same_report_makes_the_same_bytes(slug, report):
    first, second = (
        hashlib.sha256(write_export(each, slug)).hexdigest() for each in (report, samples.report())
    )
    assert first == second


@pytest.mark.parametrize("slug", sorted(EXPORTERS))
def test_a_report_without_claims_is_written_all_the_same(slug, report):
    assert write_export(replace(report, claims=(), graph=samples.graph(()), text=""), slug)


def test_the_map_is_a_well_formed_picture_that_names_every_claim(report):
    root = ET.fromstring(write_export(report, "map.svg"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    shown = " ".join(root.itertext())
    assert all(claim.wording in shown for claim in report.claims)


@pytest.mark.parametrize(
    "kind", [kind for kind in sorted(EXPORTERS) if kind not in ("map.png", "map.pdf", "report.pdf")]
)
def test_a_file_is_the_same_whatever_language_whoever_asked_for_it_reads(report, kind):
    with marked():
        asked = write_export(report, kind)

    assert asked == write_export(report, kind)
