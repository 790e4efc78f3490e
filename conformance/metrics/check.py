"""Computes the metrics of `shopfuse evaluate` anew, with ranx and SciPy, and compares.

usage: check.py SCORES.jsonl METRICS.json

SCORES.jsonl is what `evaluate --scores` wrote, METRICS.json what `evaluate --json` printed.
Shopfuse counts a tie against the held-out shop; ranx breaks ties in an order of its own. So ties
are resolved here, before ranx sees them: candidates are sorted by falling score, held-out ones
last among equals, and ranx is given the place in that order, which has no ties.
"""

import json
import sys

import numpy as np
from ranx import Qrels, Run, evaluate
from scipy.stats import rankdata

TOLERANCE = 1e-6
NAMES = [f"{name}@{k}" for k in (5, 10, 20) for name in ("recall", "ndcg", "hit_rate")] + ["mrr"]


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def places(user):
    """Returns a number a candidate, the greater the better, without ties."""
    held_out = set(user["held_out"])
    order = sorted(user["scores"], key=lambda shop: (-user["scores"][shop], shop in held_out, shop))
    return {shop: float(len(order) - place) for place, shop in enumerate(order)}


def area(scores, labels):
    """Returns the area under the ROC curve, ties counting one half (Mann-Whitney U)."""
    positives = labels.sum()
    negatives = len(labels) - positives
    ranks = rankdata(scores)[labels == 1].sum()
    return (ranks - positives * (positives + 1) / 2) / (positives * negatives)


def areas(users):
    pairs = []
    for user in users:
        held_out = set(user["held_out"])
        scores = np.array(list(user["scores"].values()), dtype=np.float32)
        labels = np.array([shop in held_out for shop in user["scores"]], dtype=int)
        pairs.append((scores, labels))
    mixed = [(s, l) for s, l in pairs if 0 < l.sum() < len(l)]
    weights = [l.sum() for _, l in mixed]
    return {
        "auc": area(np.concatenate([s for s, _ in pairs]), np.concatenate([l for _, l in pairs])),
        "gauc": np.average([area(s, l) for s, l in mixed], weights=weights),
    }


def ties(users):
    """Counts held-out shops with another candidate of the same score."""
    count = 0
    for user in users:
        held_out = set(user["held_out"])
        others = {score for shop, score in user["scores"].items() if shop not in held_out}
        count += sum(user["scores"][shop] in others for shop in held_out)
    return count


def main(scores_file, metrics_file):
    users = read(scores_file)
    with open(metrics_file, encoding="utf-8") as file:
        ours = json.load(file)["metrics"]
    qrels = Qrels({user["user"]: {shop: 1 for shop in user["held_out"]} for user in users})
    run = Run({user["user"]: places(user) for user in users})
    theirs = {name: float(value) for name, value in evaluate(qrels, run, NAMES).items()}
    theirs.update(areas(users))
    worst = 0.0
    for name, value in theirs.items():
        difference = abs(value - ours[name])
        worst = max(worst, difference)
        print(f"  {name:12s} {ours[name]:.8f} {value:.8f} {difference:.1e}")
    print(f"{len(users)} users, {ties(users)} ties of held-out shops, largest difference {worst:.1e}")
    return 0 if worst <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
