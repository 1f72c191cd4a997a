"""Fits ``bibkit/dedupe/weights.json`` on labelled sets, and measures with each set left out.

    pip install lightgbm==4.7.0
    python -m tests.dedupe.fit FOLDER [--write]

FOLDER holds the sets and a ``score.py`` that reads them (``rows``, ``as_csl``). The trees are
monotone: no feature that speaks for a match may lower a score (docs/dedupe.md).
"""

# mypy: ignore-errors
# ruff: noqa: T201, E501

import argparse
import io
import json
import runpy
import zlib
from collections import Counter, defaultdict
from math import exp, log
from pathlib import Path

import lightgbm
import numpy as np

import bibkit
from bibkit.dedupe import blocking, features, rules, scoring
from bibkit.dedupe.fingerprints import fingerprint

RECORD_SETS = ("cytology_screening", "respiratory", "stroke", "cardiac", "srsr", "digital_work")
PROFILES, PAIRS = "profiles_dev", "fuzzycat"
THRESHOLDS = {"record": 0.75, "work": 0.6}
"""The probability at which two citations are one; it becomes a score of 0.5."""
COLUMNS = {name: place for place, name in enumerate(features.NAMES)}
RISING = [0 if name in features.FREE else 1 for name in features.NAMES]
BLANKS = (
    (0.08, 0.10, {"authors": 45, "authors_shared": 0, "authors_all": 45, "first_author": 0, "count": -0.5}),
    (0.15, 0.10, {"years": -1.5, "years_signed": -1}),
    (0.40, 0.90, {"volume": 0}),
    (0.40, 0.90, {"first_page": 0, "last_page": 0}),
    (0.50, 0.90, {"doi": 0}),
    (0.30, 0.70, {"venue": 45}),
    (0.50, 0.90, {"issue": 0}),
)  # fmt: skip
"""How often a field is blanked for the record and the work level, and what it leaves."""


class Labelled:
    """A set as rows of features, with whether each pair is one."""

    def __init__(self, name, prints, pairs, same, truth=(), kinds=()):
        self.name, self.prints, self.truth, self.kinds = name, prints, truth, kinds
        rows = [features.row(prints[a], prints[b]) for a, b in pairs]
        kept = [place for place, row in enumerate(rows) if row is not None]
        self.pairs = [pairs[place] for place in kept]
        self.rows = np.array([rows[place] for place in kept], np.float32)
        self.same = np.array([same(*pair) for pair in self.pairs], bool)
        self.lost = [pairs[place] for place, row in enumerate(rows) if row is None]

    def column(self, name):
        return self.rows[:, COLUMNS[name]]


def load(folder):
    script = runpy.run_path(str(folder / "score.py"))

    def prints_of(rows):
        text = json.dumps([script["as_csl"](row) for row in rows], ensure_ascii=False)
        return [fingerprint(c) for c in bibkit.read(io.BytesIO(text.encode()), "csl-json")]

    sets = {}
    for name in (*RECORD_SETS, PROFILES):
        rows = script["rows"](next(folder.glob(f"{name}.csv*")))
        prints = prints_of(rows)
        order = sorted(range(len(prints)), key=prints.__getitem__)
        truth = [rows[at]["cluster"] for at in order]
        kinds = [rows[at].get("kind", "") for at in order]
        prints = [prints[at] for at in order]
        pairs = blocking.candidates(prints)
        sets[name] = Labelled(
            name, prints, pairs, lambda a, b, t=truth: t[a] == t[b], truth, kinds
        )
    rows = script["rows"](folder / "fuzzycat_records.csv")
    place = {row["ID"]: at for at, row in enumerate(rows)}
    same = {}
    for pair in script["rows"](folder / "fuzzycat_pairs.csv"):
        if pair["id1"] in place and pair["id2"] in place and "AMBIG" not in pair["status"]:
            same[place[pair["id1"]], place[pair["id2"]]] = pair["status"] != "Status.DIFFERENT"
    sets[PAIRS] = Labelled(PAIRS, prints_of(rows), list(same), lambda a, b: same[a, b])
    return sets


def examples(one, level):
    """Rows, labels, weights and pairs that teach a level what no rule decides.

    Labels that mean another level are left out. Each row stands twice, once with blanks.
    """
    if (one.name, level) in _TAUGHT:
        return _TAUGHT[one.name, level]
    kept = np.ones(len(one.same), bool)
    rows = one.rows
    if level == "record" and one.name == PROFILES:
        published = [["pub" in one.kinds[at] for at in pair] for pair in one.pairs]
        kept &= np.array([a == b for a, b in published])
    if level == "work" and one.name in RECORD_SETS:
        alike = (one.column("title") >= 90) & (one.column("authors") >= 60)
        kept &= ~(~one.same & alike)
    weight = min(1.0, (20000 if level == "record" else 4000) / kept.sum())
    if level == "work" and one.name in (PROFILES, PAIRS):
        weight = 4.0
    copies = [(rows, weight, kept)]
    if one.name in RECORD_SETS or level == "record":
        chance = np.random.default_rng(zlib.crc32(one.name.encode()))
        given = blanked(rows, level, chance)
        # What a rule decides anyhow would teach that titles and years mean nothing.
        copies.append(
            (given, weight * (0.5 if level == "record" else 1), kept & open_(one, given, level))
        )
    found = [[], [], [], []]
    for given, heavy, left in copies:
        if level == "work":
            given = np.array([features.of_work(tuple(row)) for row in given.tolist()])
        places = np.flatnonzero(left)
        for values, new in zip(
            found,
            (given[left], one.same[left], np.full(left.sum(), heavy), places),
            strict=True,
        ):
            values.append(new)
    _TAUGHT[one.name, level] = tuple(map(np.concatenate, found))
    return _TAUGHT[one.name, level]


_TAUGHT = {}


def open_(one, rows, level):
    """Which rows no rule decides."""
    return np.array(
        [
            not rules.against(tuple(row), one.prints[a], one.prints[b], level)
            and not rules.in_favour(tuple(row), one.prints[a], one.prints[b], level)
            for row, (a, b) in zip(rows.tolist(), one.pairs, strict=True)
        ]
    )


def blanked(rows, level, chance):
    rows = rows.copy()
    for record, work, values in BLANKS:
        gone = chance.random(len(rows)) < (record if level == "record" else work)
        for name, value in values.items():
            rows[gone, COLUMNS[name]] = value
    return np.array([features.counted(tuple(row)) for row in rows.tolist()], np.float32)


def fit(sets, level, folds=None):
    rows, same, weights = [], [], []
    for one in sets:
        if level == "record" and one.name == PAIRS:
            continue
        given, labels, heavy, places = examples(one, level)
        if folds is not None and one.name == PROFILES:
            chosen = folds[places]
            given, labels, heavy = given[chosen], labels[chosen], heavy[chosen]
        rows.append(given)
        same.append(labels)
        weights.append(heavy)
    data = lightgbm.Dataset(
        np.concatenate(rows), np.concatenate(same).astype(int), weight=np.concatenate(weights)
    )
    options = {
        "objective": "binary", "learning_rate": 0.15, "num_leaves": 12, "max_depth": 5,
        "min_data_in_leaf": 40, "monotone_constraints": RISING, "lambda_l2": 2.0,
        "monotone_constraints_method": "intermediate", "seed": 0, "deterministic": True,
        "num_threads": 2, "verbose": -1,
    }  # fmt: skip
    return lightgbm.train(options, data, 90 if level == "record" else 80)


def written(booster, level):
    """The trees as ``weights.json`` has them."""

    def node(tree):
        if "leaf_value" in tree:
            return round(tree["leaf_value"], 4)
        # Rounded up, so that a value on a limit stays below it; -1e-35 parts -0.5 from 0.
        limit = -0.001 if -1e-9 < tree["threshold"] < 0 else round(tree["threshold"] + 5e-4, 3)
        return [
            tree["split_feature"],
            limit,
            node(tree["left_child"]),
            node(tree["right_child"]),
        ]

    threshold = THRESHOLDS[level]
    return {
        "columns": list(features.NAMES),
        "start": round(-log(threshold / (1 - threshold)), 4),
        "trees": [node(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]],
    }


def scores(one, booster, level):
    """What the package would say of each pair, with a booster instead of its weights."""
    rows = list(map(tuple, one.rows.tolist()))
    given = np.array([features.of_work(row) for row in rows]) if level == "work" else one.rows
    start = -log(THRESHOLDS[level] / (1 - THRESHOLDS[level]))
    points = booster.predict(given, raw_score=True, num_threads=2) + start
    found = []
    for row, (a, b), each in zip(rows, one.pairs, points, strict=True):
        pair = one.prints[a], one.prints[b]
        if rules.against(row, *pair, level):
            found.append(0.0)
        elif rules.in_favour(row, *pair, level):
            found.append(0.97)
        else:
            found.append(1 / (1 + exp(-max(-30.0, each))))
    return found


def clusters(one, found, level):
    """Clusters as the package makes them, but from scores at hand."""
    known = dict(zip(one.pairs, found, strict=True))
    home = list(range(len(one.prints)))
    stages = [each.stage if level == "record" else "" for each in one.prints]
    members = {at: [at] for at in home}
    for (a, b), score in sorted(known.items(), key=lambda item: (-item[1], item[0])):
        if score < 0.5:
            break
        a, b = home[a], home[b]
        if a == b or rules.excludes(stages[a], stages[b]):
            continue
        across = [(min(x, y), max(x, y)) for x in members[a] for y in members[b]]
        clashes = sum(known.get(pair, 0.1) < 0.02 for pair in across)
        if len(across) > 1 and clashes * 3 > len(across):
            continue
        stages[a] = stages[a] or stages[b]
        for at in members[b]:
            home[at] = a
        members[a] += members.pop(b)
    return [group for group in members.values() if len(group) > 1]


def measured(one, groups):
    size = Counter(one.truth)
    tp = fp = pairs = right = 0
    for group in groups:
        within = Counter(one.truth[at] for at in group)
        largest = max(within.values())
        tp, fp = tp + largest - 1, fp + len(group) - largest
        pairs += len(group) * (len(group) - 1) // 2
        right += sum(n * (n - 1) // 2 for n in within.values())
    fn = len(one.truth) - len(size) - tp
    true_pairs = sum(n * (n - 1) // 2 for n in size.values())
    return tp, fp, fn, right / max(1, pairs), right / true_pairs


def leave_one_out(sets):
    total = [0, 0, 0]
    for name in RECORD_SETS:
        others = [one for one in sets.values() if one.name != name]
        one = sets[name]
        tp, fp, fn, p, r = measured(
            one, clusters(one, scores(one, fit(others, "record"), "record"), "record")
        )
        total = [a + b for a, b in zip(total, (tp, fp, fn), strict=True)]
        print(
            f"{name:20} TP {tp:6} FP {fp:4} FN {fn:4} F1 {2 * tp / (2 * tp + fp + fn):.4f}  pairs P {p:.4f} R {r:.4f}"
        )
    tp, fp, fn = total
    print(
        f"{'record sets':20} TP {tp:6} FP {fp:4} FN {fn:4} F1 {2 * tp / (2 * tp + fp + fn):.4f}"
    )
    one = sets[PROFILES]
    fold = np.array([zlib.crc32(one.truth[a].split("#")[0].encode()) % 5 for a, _ in one.pairs])
    found = np.zeros(len(fold))
    for part in range(5):
        booster = fit(sets.values(), "work", fold != part)
        found[fold == part] = np.array(scores(one, booster, "work"))[fold == part]
    groups = clusters(one, found.tolist(), "work")
    *_, p, r = measured(one, groups)
    home = {at: place for place, group in enumerate(groups) for at in group}
    changed = defaultdict(list)
    for (a, b), same in zip(one.pairs, one.same, strict=True):
        if same and "pub_changed" in (one.kinds[a], one.kinds[b]):
            changed[one.kinds[a] == one.kinds[b]].append(home.get(a, -1) == home.get(b, -2))
    print(
        f"{PROFILES:20} pairs P {p:.4f} R {r:.4f} F1 {2 * p * r / (p + r):.4f}  changed titles R {np.mean(changed[False]):.3f} (5 folds by work)"
    )
    one = sets[PAIRS]
    booster = fit([each for each in sets.values() if each is not one], "work")
    merged = np.array(scores(one, booster, "work")) >= 0.5
    tp, fp, fn = (
        (merged & one.same).sum(),
        (merged & ~one.same).sum(),
        (~merged & one.same).sum(),
    )
    print(f"{PAIRS:20} tp {tp} fp {fp} fn {fn} F1 {2 * tp / (2 * tp + fp + fn):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sets = load(options.folder)
    leave_one_out(sets)
    if options.write:
        fitted = {level: written(fit(sets.values(), level), level) for level in THRESHOLDS}
        text = json.dumps(fitted, separators=(",", ":")).replace(",[[", ",\n[[")
        scoring.WEIGHTS.write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
