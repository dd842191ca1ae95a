#!/usr/bin/python3
"""Trains what Assay trained, with PyTorch, from the same stored initial weights on the same batches, and compares.

usage: replay.py data FOLDER       writes FOLDER/replay_data.h5
       replay.py check RUN.h5...   exits 1 and says where, unless every final weight agrees to 1e-9 relative
"""
import math
import sys

import h5py
import numpy as np
import torch
from torch import nn

TOLERANCE = 1e-9  # float64 has 2e-16; fifty chaotic steps amplify differences in the order of summation to about 1e-13


def write_data(folder):
    rng = np.random.default_rng(7)
    with h5py.File(f"{folder}/replay_data.h5", "w") as f:
        f["images"] = rng.normal(size=(48, 8, 6))
        f["labels"] = rng.integers(0, 5, size=48)
        f["points"] = rng.normal(size=(40, 2))


# --- the run's counter-based noise: Philox 4x32-10 (Salmon et al. 2011) keyed by seed and purpose -----------------------

M32, M64 = 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF


def philox(key, low, high):
    c = [low & M32, low >> 32 & M32, high & M32, high >> 32 & M32]
    k = [key & M32, key >> 32 & M32]
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & M32, (a >> 32) ^ c[3] ^ k[1], a & M32]
        k = [(k[0] + 0x9E3779B9) & M32, (k[1] + 0xBB67AE85) & M32]
    return c


class Stream:
    def __init__(self, key):
        self.key, self.next, self.words, self.spare = key, 0, [], None

    def stream(self, name):
        if isinstance(name, str):
            value = 0xCBF29CE484222325
            for byte in name.encode():
                value = (value ^ byte) * 0x100000001B3 & M64
            name = value
        mixed = philox(self.key, name, M64)
        return Stream(mixed[1] << 32 | mixed[0])

    def bits(self):
        if not self.words:
            self.words = philox(self.key, self.next, 0)
            self.next += 1
        return self.words.pop(0)

    def uniform(self):
        high = self.bits()
        return ((high << 32 | self.bits()) >> 11) * 2.0**-53

    def normal(self):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        radius = math.sqrt(-2.0 * math.log(1.0 - self.uniform()))
        angle = 2.0 * math.pi * self.uniform()
        self.spare = radius * math.sin(angle)
        return radius * math.cos(angle)


# --- the same networks ------------------------------------------------------------------------------------------------

class LastStep(nn.Module):
    def forward(self, x):
        return x[0][:, -1] if isinstance(x, tuple) else x[:, -1]


class Reshape(nn.Module):
    def forward(self, x):
        return x.reshape(-1, 1, 8, 6)


def network(model):
    recurrent = lambda kind, width, units, **more: kind(width, units, batch_first=True, **more)
    return {
        "fnn": lambda: nn.Sequential(nn.Flatten(), nn.Linear(48, 16), nn.Tanh(), nn.Linear(16, 12), nn.Sigmoid(), nn.Linear(12, 5)),
        "plain": lambda: nn.Sequential(nn.Flatten(), nn.Linear(48, 16), nn.ReLU(), nn.Linear(16, 5)),
        "nesterov": lambda: nn.Sequential(nn.Flatten(), nn.Linear(48, 16), nn.ELU(), nn.Linear(16, 5)),
        "cnn": lambda: nn.Sequential(Reshape(), nn.Conv2d(1, 4, 3, padding="same"), nn.Tanh(), nn.MaxPool2d(2),
                                     nn.Conv2d(4, 6, (3, 2)), nn.LeakyReLU(0.2), nn.AvgPool2d((2, 1)), nn.Flatten(), nn.Linear(12, 5)),
        "norm": lambda: nn.Sequential(Reshape(), nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.GELU(), nn.Flatten(),
                                      nn.Linear(96, 8), nn.BatchNorm1d(8), nn.SiLU(), nn.Linear(8, 5)),
        "rnn": lambda: nn.Sequential(recurrent(nn.RNN, 6, 7, num_layers=2, bidirectional=True), LastStep(), nn.Linear(14, 5)),
        "lstm": lambda: nn.Sequential(recurrent(nn.LSTM, 6, 6, num_layers=2), LastStep(), nn.Linear(6, 5)),
        "lstm_both": lambda: nn.Sequential(recurrent(nn.LSTM, 6, 5, bidirectional=True), LastStep(), nn.Linear(10, 5)),
        "gru": lambda: nn.Sequential(recurrent(nn.GRU, 6, 6, num_layers=2, bidirectional=True), LastStep(), nn.Linear(12, 5)),
    }[model]().double()


def optimizer(model, parameters):
    o = torch.optim
    return {
        "fnn": lambda: o.SGD(parameters, lr=0.1, momentum=0.9),
        "plain": lambda: o.SGD(parameters, lr=0.1),
        "nesterov": lambda: o.SGD(parameters, lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.01),
        "cnn": lambda: o.Adam(parameters, lr=0.01),
        "norm": lambda: o.Adam(parameters, lr=0.01, weight_decay=0.001),
        "rnn": lambda: o.RMSprop(parameters, lr=0.01),
        "lstm": lambda: o.Adagrad(parameters, lr=0.05),
        "lstm_both": lambda: o.Adam(parameters, lr=0.01),
        "gru": lambda: o.RMSprop(parameters, lr=0.01, momentum=0.5),
    }[model]()


def load(net, group, prefix=""):
    own = dict(net.named_parameters())
    stored = {name[len(prefix):]: value for name, value in group.items() if name.startswith(prefix)}
    if set(own) != set(stored):
        raise SystemExit(f"parameters differ: PyTorch {sorted(own)}, stored {sorted(stored)}")
    for name, value in stored.items():
        own[name].data = torch.tensor(value[()], dtype=torch.float64)


def supervised(model, run, images, labels):
    net = network(model)
    load(net, run["weights_initial"])
    opt = optimizer(model, net.parameters())
    net.train()
    for _ in range(10):
        for lo in range(0, 40, 8):
            opt.zero_grad()
            loss = nn.functional.cross_entropy(net(images[lo:lo + 8]), labels[lo:lo + 8])
            loss.backward()
            if model == "rnn":
                nn.utils.clip_grad_norm_(net.parameters(), 0.5)
            opt.step()
    net.eval()
    with torch.no_grad():
        test = nn.functional.cross_entropy(net(images[40:]), labels[40:]).item()
    return [("", net)], {"test.loss": test}


def adversarial(run, points):
    gen = nn.Sequential(nn.Linear(3, 9), nn.ReLU(), nn.Linear(9, 2)).double()
    dis = nn.Sequential(nn.Linear(2, 8), nn.LeakyReLU(0.2), nn.Linear(8, 1)).double()
    load(gen, run["weights_initial"], "generator.")
    load(dis, run["weights_initial"], "discriminator.")
    opt_g = torch.optim.Adam(gen.parameters(), lr=0.01, betas=(0.5, 0.999))
    opt_d = torch.optim.Adam(dis.parameters(), lr=0.01, betas=(0.5, 0.999))
    bce = nn.functional.binary_cross_entropy_with_logits
    ones, zeros = torch.ones(8, 1).double(), torch.zeros(8, 1).double()
    latent = Stream(int(run.attrs["seed"])).stream("latent")
    for step in range(50):
        stream = latent.stream(step)
        noise = torch.tensor([[stream.normal() for _ in range(3)] for _ in range(8)], dtype=torch.float64)
        lo = step % 5 * 8
        fake = gen(noise)
        opt_d.zero_grad()
        (bce(dis(points[lo:lo + 8]), ones) + bce(dis(fake.detach()), zeros)).backward()
        opt_d.step()
        opt_g.zero_grad()
        bce(dis(fake), ones).backward()
        opt_g.step()
    return [("generator.", gen), ("discriminator.", dis)], {}


def relative(a, b):
    return np.abs(a - b).max() / max(np.abs(b).max(), 1e-30)


def check(path):
    folder = path.rsplit("/", 3)[0]
    with h5py.File(f"{folder}/replay_data.h5") as data, h5py.File(path) as run:
        model = run.attrs["model"]
        if model == "gan":
            nets, scores = adversarial(run, torch.tensor(data["points"][()]))
        else:
            nets, scores = supervised(model, run, torch.tensor(data["images"][()]), torch.tensor(data["labels"][()]))
        worst, where = 0.0, ""
        moved = 0.0
        for prefix, net in nets:
            for name, value in net.named_parameters():
                ours, start = run["weights"][prefix + name][()], run["weights_initial"][prefix + name][()]
                error = relative(ours, value.detach().numpy())
                moved = max(moved, relative(ours, start))
                if error >= worst:
                    worst, where = error, prefix + name
            for name, value in net.named_buffers():
                if "running" in name:
                    worst = max(worst, relative(run["buffers"][prefix + name][()], value.numpy()))
        for name, value in scores.items():
            worst = max(worst, abs(run["final"].attrs[name] - value) / abs(value))
    good = worst <= TOLERANCE and moved > 1e-3
    print(f"{'equal' if good else 'DIFFERENT'}: {model} seed {path[-8:-3]} worst relative difference {worst:.1e} ({where}), moved by {moved:.2g}")
    return good


if __name__ == "__main__":
    torch.set_num_threads(1)
    if sys.argv[1] == "data":
        write_data(sys.argv[2])
    else:
        sys.exit(0 if all([check(path) for path in sys.argv[2:]]) else 1)
