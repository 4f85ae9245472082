import sys

import pytest
import typer
from typer import get_version_banner

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


def test_standard() -> None:
    assert get_version_banner() == f"Typer v{typer.__version__} (Python {PYTHON})"


@pytest.mark.parametrize("prefix", ["My Tool", "tYper", "ünïcode", "x"])
def test_prefix(prefix: str) -> None:
    banner = get_version_banner(prefix=prefix)
    assert banner == f"{prefix} v{typer.__version__} (Python {PYTHON})"


def test_uppercase() -> None:
    banner = get_version_banner(uppercase=True)
    assert banner == f"TYPER V{typer.__version__.upper()} (PYTHON {PYTHON})"


def test_prefix_and_uppercase() -> None:
    banner = get_version_banner("my tool", uppercase=True)
    assert banner == f"MY TOOL V{typer.__version__.upper()} (PYTHON {PYTHON})"


def test_it_is_one_line() -> None:
    assert "\n" not in get_version_banner()
