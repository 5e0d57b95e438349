"""The compose file as Compose parses it, with placeholder values."""

import json
import secrets
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.servers import ROOT

BIN = Path(sys.executable).parent
FILLED_IN = {
    "SECRET_KEY": secrets.token_hex(50),
    "POSTGRES_PASSWORD": "n0t-a-default",
    "SITE_URL": "https://factcheck.example",
    "ALLOWED_HOSTS": "factcheck.example",
}


def compose(
    *words: str, env: Mapping[str, str], env_file: str = "/dev/null"
) -> subprocess.CompletedProcess[str]:
    command = [str(BIN / "docker-compose"), "--env-file", env_file, *words]
    return subprocess.run(command, cwd=ROOT, env=dict(env), capture_output=True, text=True, check=False)


def services() -> dict[str, Any]:
    """Return the services by name, with every variable filled in."""
    said = compose("config", "--format", "json", env=FILLED_IN)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)["services"]
