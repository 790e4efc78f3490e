"""The training step of Shopfuse in PyTorch: same model, batch and vocabularies, random ids.

usage: peer.py SIZE ROWS THREADS STEPS KIND      prints one JSON object

SIZE is one of SIZES, which are those of TrainingSize.java.
KIND is sparse (SparseAdam for the tables), dense (Adam as it comes) or dense-fused (Adam's fused
kernel). Batches are ready before the clock runs; Shopfuse samples and encodes them in its steps.

An example has one user (four id features), two items and two shops (three id features each). As in
Shopfuse the user's part of the first layers is computed once an example, and the item vector of
each hidden layer is added to the shop vectors of the same example, and dropout is on the inputs of
all layers but the first.
"""
import json
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, dropout, relu

SIZES = {"large": (4096, 16, 0, (256, 128, 64)), "default": (256, 32, 0.2, (128, 64, 32)), "shipped": (128, 64, 0, (32, 16))}
SIZE = sys.argv[1]
BATCH, WIDTH, DROPOUT, HIDDEN = SIZES[SIZE]
USER, TARGET, WARM_UP = 4, 3, 10


def dropped(hidden):
    return dropout(hidden, DROPOUT) if DROPOUT else hidden


class Tower(nn.Module):
    def __init__(self):
        super().__init__()
        self.user = nn.Linear(USER * WIDTH, HIDDEN[0])
        self.own = nn.Linear(TARGET * WIDTH, HIDDEN[0], bias=False)
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in zip(HIDDEN, HIDDEN[1:]))
        self.logit = nn.Linear(HIDDEN[-1], 1)

    def first(self, user, own):
        return relu(self.own(own).view(BATCH, 2, -1) + self.user(user).unsqueeze(1))


class Fused(nn.Module):
    def __init__(self, rows, sparse):
        super().__init__()
        words = rows // (USER + 2 * TARGET)
        table = lambda: nn.Embedding(words, WIDTH, sparse=sparse)
        self.user_tables = nn.ModuleList(table() for _ in range(USER))
        self.item_tables = nn.ModuleList(table() for _ in range(TARGET))
        self.shop_tables = nn.ModuleList(table() for _ in range(TARGET))
        self.item, self.shop = Tower(), Tower()

    @staticmethod
    def look_up(tables, ids):
        return torch.cat([table(ids[:, i]) for i, table in enumerate(tables)], 1)

    def forward(self, users, items, shops):
        user = self.look_up(self.user_tables, users)
        item = self.item.first(user, self.look_up(self.item_tables, items))
        shop = self.shop.first(user, self.look_up(self.shop_tables, shops))
        for item_layer, shop_layer in zip(self.item.layers, self.shop.layers):
            # The visited item alone is superposed: the first of each pair.
            shop = relu(shop_layer(dropped(shop + item[:, :1])))
            item = relu(item_layer(dropped(item)))
        return self.item.logit(dropped(item)), self.shop.logit(dropped(shop))


def optimizers(model, kind):
    tables = [p for n, p in model.named_parameters() if "tables" in n]
    towers = [p for n, p in model.named_parameters() if "tables" not in n]
    if kind == "sparse":
        return [torch.optim.SparseAdam(tables), torch.optim.Adam(towers)]
    return [torch.optim.Adam(tables + towers, fused=kind == "dense-fused" or None)]


def main(rows, threads, steps, kind):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    sparse = kind == "sparse"
    words = rows // (USER + 2 * TARGET)
    model = Fused(rows, sparse)
    steppers = optimizers(model, kind)
    labels = torch.tensor([1.0, 0.0]).view(1, 2, 1).expand(BATCH, 2, 1)
    batches = [
        [torch.randint(words, shape) for shape in ((BATCH, USER), (2 * BATCH, TARGET), (2 * BATCH, TARGET))]
        for _ in range(steps + WARM_UP)
    ]
    seconds, cpu = [], 0.0
    for number, batch in enumerate(batches):
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        item, shop = model(*batch)
        loss = binary_cross_entropy_with_logits(item, labels) + binary_cross_entropy_with_logits(shop, labels)
        for stepper in steppers:
            stepper.zero_grad()
        loss.backward()
        for stepper in steppers:
            stepper.step()
        if number >= WARM_UP:
            seconds.append(time.perf_counter() - wall_start)
            cpu += time.process_time() - cpu_start
    print(json.dumps({
        "engine": f"pytorch-{kind}", "size": SIZE, "version": torch.__version__, "rows": rows, "threads": threads,
        "examples_per_second": round(BATCH / statistics.median(seconds)),
        "undisturbed_per_second": round(BATCH / sorted(seconds)[len(seconds) // 10]),
        "cpu_micros_per_example": round(cpu * 1e6 / (steps * BATCH), 2)}))


main(*map(int, sys.argv[2:5]), sys.argv[5])
