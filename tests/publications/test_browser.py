"""The page in a browser: nothing is wider than the window, nothing fails, all is there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bibkit import api
from bibkit.publications import WRITERS, Options, Owner, build
from tests.conftest import ROOT

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
MEASURE = """<script>
const wide = document.documentElement.scrollWidth <= innerWidth;
const lists = [...document.querySelectorAll("ol")].every(list => list.reversed);
const me = [...document.querySelectorAll(".me")].every(
  one => getComputedStyle(one.firstChild).fontWeight >= 600);
parent.postMessage([innerWidth, wide, lists, me, document.querySelectorAll(".me").length,
  document.querySelectorAll("li").length].join(" "), "*");
</script></body>"""
WINDOW = """<!DOCTYPE html><title>none</title><body>
<script>addEventListener("message", event => document.title = event.data)</script>
<iframe src="cv.html" style="width: %dpx; height: 800px; border: 0"></iframe></body>"""


@pytest.mark.skipif(not BROWSER, reason="chromium is not installed")
@pytest.mark.parametrize("width", [390, 1200])
def test_a_page_fits_its_window(width: int, tmp_path: Path) -> None:
    owner = Owner.of("Zhichen Zeng")
    seed = ROOT / "seeds" / "zhichen-zeng.txt"
    made = build(api.read(seed), owner, Options(group_by=("type", "year"))).document
    page = tmp_path / "cv.html"
    page.write_text(
        "".join(WRITERS["html"](made)).replace("</body>", MEASURE), encoding="utf-8"
    )
    # A browser's own window is never as narrow as a phone's.
    window = tmp_path / "window.html"
    window.write_text(WINDOW % width, encoding="utf-8")
    done = subprocess.run(
        [
            str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
            f"--user-data-dir={tmp_path / 'browser'}", "--window-size=1280,900",
            "--enable-logging=stderr", window.as_uri(),
        ],
        capture_output=True, check=True, timeout=120, text=True,
    )  # fmt: skip
    found = re.search("<title>(.*?)</title>", done.stdout)
    assert found
    assert found[1] == f"{width} true true true 37 37"
    assert "CONSOLE" not in done.stderr
