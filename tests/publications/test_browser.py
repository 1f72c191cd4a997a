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
document.title = [wide, lists, me, document.querySelectorAll(".me").length,
  document.querySelectorAll("li").length].join(" ");
</script></body>"""


@pytest.mark.skipif(not BROWSER, reason="chromium is not installed")
@pytest.mark.parametrize("width", [500, 1200])
def test_a_page_fits_its_window(width: int, tmp_path: Path) -> None:
    owner = Owner.of("Zhichen Zeng")
    seed = ROOT / "seeds" / "zhichen-zeng.txt"
    made = build(api.read(seed), owner, Options()).document
    page = tmp_path / "cv.html"
    page.write_text(
        "".join(WRITERS["html"](made)).replace("</body>", MEASURE), encoding="utf-8"
    )
    done = subprocess.run(
        [
            str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
            f"--user-data-dir={tmp_path / 'browser'}", f"--window-size={width},800",
            "--enable-logging=stderr", page.as_uri(),
        ],
        capture_output=True, check=True, timeout=120, text=True,
    )  # fmt: skip
    found = re.search("<title>(.*?)</title>", done.stdout)
    assert found
    assert found[1] == "true true true 37 37"
    assert "CONSOLE" not in done.stderr
