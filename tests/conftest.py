"""What all tests share: hypothesis profiles, golden updates, and the programs they may need."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bibkit.cli import main

settings.register_profile(
    "dev", max_examples=int(os.environ.get("EXAMPLES", "50")), deadline=None
)
settings.register_profile(
    "ci", max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="rewrite golden files and sessions; read the diff"
    )


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture(autouse=True)
def _own_state(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test reads or writes the user's own state, tables or settings."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.delenv("BIBKIT_FORMATS", raising=False)


def program(name: str) -> str:
    """The path of a foreign program; without it the test skips, or fails in CI."""
    path = shutil.which(name)
    if path is None:
        message = f"{name} is not installed"
        if os.environ.get("BIBKIT_REQUIRE_PROGRAMS"):
            pytest.fail(message)
        pytest.skip(message)
    return path


def shared(*parts: str) -> Path:
    """A file or folder beside the project that tests read and never copy."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{'/'.join(parts)} is absent")
    return path


def run(*arguments: str) -> int:
    """What a command line ends with, run in this process."""
    try:
        main(list(arguments))
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
