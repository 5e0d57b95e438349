"""The deployment files, the documents about them, and the locked requirements."""

import json
import re
import subprocess
from typing import Any

import pytest

from tests import compose_file
from tests.compose_file import FILLED_IN, compose
from tests.servers import ROOT


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return compose_file.services()


class TestComposeFile:
    def test_it_has_every_process(self, services: dict[str, Any]) -> None:
        assert set(services) == {"postgres", "redis", "migrate", "web", "worker", "worker-heavy", "beat"}

    @pytest.mark.parametrize("name", FILLED_IN)
    def test_it_does_not_start_without_secrets_and_addresses(self, name: str) -> None:
        said = compose("config", env={key: value for key, value in FILLED_IN.items() if key != name})
        assert said.returncode != 0
        assert "Give " in said.stderr
        assert name in said.stderr

    def test_the_example_environment_contains_no_secret(self) -> None:
        said = compose("config", env={}, env_file=".env.example")
        assert said.returncode != 0
        assert "Give a SECRET_KEY" in said.stderr

    def test_the_example_environment_names_every_variable(self) -> None:
        used = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
        assert used == set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    @pytest.mark.parametrize("name", ["postgres", "redis", "web", "worker", "worker-heavy"])
    def test_a_service_that_others_wait_for_has_a_health_check(
        self, name: str, services: dict[str, Any]
    ) -> None:
        assert services[name]["healthcheck"]["test"][0] == "CMD"

    @pytest.mark.parametrize("name", ["web", "worker", "worker-heavy", "beat"])
    def test_processes_start_after_the_migration(self, name: str, services: dict[str, Any]) -> None:
        conditions = {other: waits["condition"] for other, waits in services[name]["depends_on"].items()}
        assert conditions == {
            "postgres": "service_healthy",
            "redis": "service_healthy",
            "migrate": "service_completed_successfully",
        }

    @pytest.mark.parametrize("name", ["worker", "worker-heavy"])
    def test_workers_can_be_scaled(self, name: str, services: dict[str, Any]) -> None:
        assert "container_name" not in services[name]
        assert "ports" not in services[name]

    def test_the_workers_share_all_queues(self, services: dict[str, Any]) -> None:
        started = {services[name]["command"][-1] for name in ("worker", "worker-heavy")}
        assert started == {"worker-light", "worker-heavy"}

    def test_only_the_web_server_publishes_a_port_on_loopback(self, services: dict[str, Any]) -> None:
        published = {name: service["ports"] for name, service in services.items() if "ports" in service}
        assert list(published) == ["web"]
        assert [port["host_ip"] for port in published["web"]] == ["127.0.0.1"]

    def test_persistent_data_is_in_named_volumes(self, services: dict[str, Any]) -> None:
        mounted = {
            (name, at["source"]) for name, service in services.items() for at in service.get("volumes", [])
        }
        kept = {
            ("postgres", "database"),
            ("redis", "broker"),
            *((name, "files") for name in ("web", "worker", "worker-heavy")),
        }
        assert kept <= mounted


class TestImage:
    def test_it_runs_as_an_ordinary_user_from_the_locked_requirements(self) -> None:
        text = (ROOT / "Dockerfile").read_text()
        assert re.search(r"^USER [1-9]\d*$", text, re.MULTILINE)
        assert "--require-hashes -r requirements.txt" in text

    def test_its_health_check_is_that_of_the_web_server(self, services: dict[str, Any]) -> None:
        health = re.search(r"^HEALTHCHECK .*CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
        assert ["CMD", *json.loads(health.group(1))] == services["web"]["healthcheck"]["test"]

    def test_everything_that_is_copied_into_it_exists(self) -> None:
        wanted = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
        assert "requirements.txt" in wanted
        assert [name for name in wanted if not (ROOT / name).exists()] == []


class TestDocuments:
    def test_every_setting_of_the_launcher_is_documented(self) -> None:
        read = set()
        for file in (
            "settings.py",
            "launch/paths.py",
            "launch/processes.py",
            "launch/start.py",
            "launch/healthcheck.py",
            "settings_sso.py",
        ):
            text = (ROOT / "factcheck" / file).read_text()
            read |= set(re.findall(r"""(?:env(?:\.\w+)?|environ\.get|_option)\(\s*['"]([A-Z_]+)['"]""", text))
        assert {"DATA_DIR", "DATABASE_URL", "WORKERS", "PORT"} <= read
        documented = set(
            re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
        )
        assert read <= documented

    def test_every_make_target_has_a_description(self) -> None:
        output = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        targets = (
            re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE).group(1).split()
        )
        assert re.findall(r"^make ([a-z-]+) +\S", output, re.MULTILINE) == targets

    def test_make_test_semantic_runs_every_test_that_is_skipped_without_the_extra(self) -> None:
        needs_extra = r'\("found_by"\)|\bfound_by: str|encoder_of_mode\(|semantic_modes\.MODES'
        skipped = {
            str(path.relative_to(ROOT))
            for path in (ROOT / "tests").rglob("test_*.py")
            if re.search(needs_extra, path.read_text())
        }
        command = re.search(
            r"^test-semantic:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE
        )
        assert set(re.findall(r"tests/\S+\.py", command[1])) == skipped

    def test_no_requirement_names_an_index(self) -> None:
        for name in ("requirements.txt", "requirements-dev.txt"):
            assert not re.search(
                r"^\s*--(extra-)?index|--find-links|://", (ROOT / name).read_text(), re.MULTILINE
            )

    def test_every_requirement_is_locked_with_hashes(self) -> None:
        lines = (ROOT / "requirements.txt").read_text().replace("\\\n", " ").splitlines()
        pinned = [line for line in lines if line and not line.lstrip().startswith("#")]
        assert pinned
        assert [line for line in pinned if "==" not in line or "--hash=sha256:" not in line] == []
