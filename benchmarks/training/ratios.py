"""Prints medians and ratios of the JSON lines that benchmarks/training/run collected.

A speed is that of the median step; the one behind the slash is that of the fastest tenth, which a
busy machine disturbs least. PyTorch's best is the best of its optimisers and numbers of threads.
"""
import json
import statistics
import sys
from collections import defaultdict

runs = defaultdict(list)
for line in open(sys.argv[1]):
    if line.startswith("{"):
        row = json.loads(line)
        runs[row["size"], row["rows"], row["engine"], row["threads"]].append(row)


def median(key, field):
    return statistics.median(row[field] for row in runs[key])


def best(size, rows, field, *engines):
    return max(median(key, field) for key in runs if key[:2] == (size, rows) and key[2] in engines)


def cheapest(size, rows, *engines):
    return min(median(key, CPU) for key in runs if key[:2] == (size, rows) and key[2] in engines)


SPEED, UNDISTURBED, CPU = "examples_per_second", "undisturbed_per_second", "cpu_micros_per_example"
PEERS = "pytorch-sparse", "pytorch-dense", "pytorch-dense-fused"
for key in sorted(runs):
    print("%-8s %9d  %-20s %d threads  %7.0f /%7.0f examples/s  %7.2f CPU us/example"
          % (*key, median(key, SPEED), median(key, UNDISTURBED), median(key, CPU)))
for size in sorted({key[0] for key in runs}):
    all_rows = sorted({key[1] for key in runs if key[0] == size})
    for rows in all_rows:
        products = " and ".join(
            "%.2f" % statistics.median(row[CPU] / row["matmul_cpu_micros_per_example"] for row in runs[key])
            for key in sorted(runs) if key[:3] == (size, rows, "shopfuse"))
        ratios = [best(size, rows, field, "shopfuse") / best(size, rows, field, *peers)
                  for peers in (PEERS, PEERS[1:2], PEERS[2:]) for field in (SPEED, UNDISTURBED)]
        cpu = cheapest(size, rows, "shopfuse") / cheapest(size, rows, *PEERS)
        print("%-8s %9d  %.2f / %.2f x PyTorch's best, %.2f / %.2f x PyTorch dense,"
              " %.2f / %.2f x fused,"
              " CPU %s x the bare products on as many threads, %.2f x PyTorch's least" % (size, rows, *ratios, products, cpu))
    few = all_rows[0]
    for many in all_rows[1:]:
        print("%-8s time per example at %d rows: %.2f x that at %d"
              % (size, many, best(size, few, SPEED, "shopfuse") / best(size, many, SPEED, "shopfuse"), few))
