"""Prints medians and ratios of the JSON lines that benchmarks/training/run collected."""
import json
import statistics
import sys
from collections import defaultdict

speeds, cpus, products = defaultdict(list), defaultdict(list), defaultdict(list)
for line in open(sys.argv[1]):
    if not line.startswith("{"):
        continue
    row = json.loads(line)
    key = row["rows"], row["engine"], row["threads"]
    speeds[key].append(row["examples_per_second"])
    cpus[key].append(row["cpu_micros_per_example"])
    if row["engine"] == "shopfuse":
        products[row["rows"]].append(row["cpu_micros_per_example"] / row["matmul_cpu_micros_per_example"])

median = statistics.median
for key in sorted(speeds):
    print("%9d  %-15s %d threads  %8.0f examples/s  %7.2f CPU us/example"
          % (*key, median(speeds[key]), median(cpus[key])))
ours = {rows: median(v) for (rows, engine, _), v in speeds.items() if engine == "shopfuse"}
for rows in sorted(ours):
    best = max(median(v) for (r, engine, _), v in speeds.items() if r == rows and engine != "shopfuse")
    dense = max(median(v) for (r, engine, _), v in speeds.items() if r == rows and engine == "pytorch-dense")
    print("%9d  %.2f x PyTorch's best, %.2f x PyTorch dense, CPU %.2f x the bare products"
          % (rows, ours[rows] / best, ours[rows] / dense, median(products[rows])))
if len(ours) > 1:
    print("time per example at %d rows: %.2f x that at %d"
          % (max(ours), ours[min(ours)] / ours[max(ours)], min(ours)))
