#!/usr/bin/python3
"""Trains what Assay trained, with PyTorch: every optimizer, schedule and objective that the program knows.

usage: descent.py experiments FOLDER PROGRAM   writes the data and one experiment a kind; exits 1 where something that the
                                               program knows has no twin here
       descent.py check FOLDER/RUN.h5...       exits 1 and says where, unless every final weight agrees to 1e-9 relative

A case is the YAML of a component and what makes its twin. Whatever PyTorch lacks has its reference formula here.
"""
import re
import subprocess
import sys

import h5py
import torch
from torch import nn
from torch.optim import lr_scheduler

from replay import TOLERANCE, Stream, load, relative, write_data

o = torch.optim
EPOCHS, BATCHES, BATCH = 10, 5, 8


class Lion(o.Optimizer):
    """Chen et al. 2023, arXiv:2302.06675, algorithm 2; PyTorch has none."""

    def __init__(self, parameters, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(parameters, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                (b1, b2), lr = group["betas"], group["lr"]
                p.mul_(1 - lr * group["weight_decay"]).sub_(lr * torch.sign(b1 * m + (1 - b1) * p.grad))
                m.mul_(b2).add_((1 - b2) * p.grad)


class NAdam(o.Optimizer):
    """As PyTorch documents its own, whose version 1.13 multiplies the product of momenta with mu(t) once too often."""

    def __init__(self, parameters, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, momentum_decay=4e-3):
        super().__init__(parameters, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, psi=momentum_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                s = self.state[p]
                if not s:
                    s.update(t=0, product=1.0, m=torch.zeros_like(p), v=torch.zeros_like(p))
                s["t"] += 1
                (b1, b2), t, psi = group["betas"], s["t"], group["psi"]
                g = p.grad + group["weight_decay"] * p
                mu, after = (b1 * (1 - 0.5 * 0.96 ** (i * psi)) for i in (t, t + 1))
                s["product"] *= mu
                s["m"].mul_(b1).add_((1 - b1) * g)
                s["v"].mul_(b2).add_((1 - b2) * g * g)
                ahead = after * s["m"] / (1 - s["product"] * after) + (1 - mu) * g / (1 - s["product"])
                p.sub_(group["lr"] * ahead / ((s["v"] / (1 - b2**t)).sqrt() + group["eps"]))


OPTIMIZERS = {
    "sgd": [("{lr: 0.1}", lambda p: o.SGD(p, lr=0.1)),
            ("{lr: 0.05, momentum: 0.8, nesterov: true, weight_decay: 0.01}",
             lambda p: o.SGD(p, lr=0.05, momentum=0.8, nesterov=True, weight_decay=0.01))],
    "adam": [("{}", o.Adam),
             ("{lr: 0.01, beta1: 0.8, beta2: 0.9, weight_decay: 0.01, amsgrad: true}",
              lambda p: o.Adam(p, lr=0.01, betas=(0.8, 0.9), weight_decay=0.01, amsgrad=True))],
    "adamw": [("{}", o.AdamW),
              ("{lr: 0.01, beta1: 0.8, beta2: 0.9, weight_decay: 0.2, amsgrad: true}",
               lambda p: o.AdamW(p, lr=0.01, betas=(0.8, 0.9), weight_decay=0.2, amsgrad=True))],
    "adamax": [("{}", o.Adamax), ("{lr: 0.02, beta2: 0.9, weight_decay: 0.01}",
                                  lambda p: o.Adamax(p, lr=0.02, betas=(0.9, 0.9), weight_decay=0.01))],
    "nadam": [("{}", NAdam), ("{lr: 0.01, weight_decay: 0.01, momentum_decay: 0}",
                              lambda p: NAdam(p, lr=0.01, weight_decay=0.01, momentum_decay=0))],
    "radam": [("{}", o.RAdam), ("{lr: 0.01, beta2: 0.9, weight_decay: 0.01}",
                                lambda p: o.RAdam(p, lr=0.01, betas=(0.9, 0.9), weight_decay=0.01))],
    "adadelta": [("{}", o.Adadelta), ("{lr: 0.5, rho: 0.8, eps: 1e-4, weight_decay: 0.01}",
                                      lambda p: o.Adadelta(p, lr=0.5, rho=0.8, eps=1e-4, weight_decay=0.01))],
    "adagrad": [("{}", o.Adagrad), ("{lr: 0.1, lr_decay: 0.1, weight_decay: 0.01}",
                                    lambda p: o.Adagrad(p, lr=0.1, lr_decay=0.1, weight_decay=0.01))],
    "rmsprop": [("{}", o.RMSprop), ("{lr: 0.01, alpha: 0.9, momentum: 0.5, weight_decay: 0.01}",
                                    lambda p: o.RMSprop(p, lr=0.01, alpha=0.9, momentum=0.5, weight_decay=0.01))],
    "rprop": [("{}", o.Rprop), ("{lr: 0.02, shrink: 0.4, grow: 1.5, largest: 0.05}",
                                lambda p: o.Rprop(p, lr=0.02, etas=(0.4, 1.5), step_sizes=(1e-6, 0.05)))],
    "lion": [("{}", Lion), ("{lr: 0.003, beta1: 0.8, weight_decay: 0.1}",
                            lambda p: Lion(p, lr=0.003, betas=(0.8, 0.99), weight_decay=0.1))],
}


class ByEpoch:
    """A scheduler that is stepped once an epoch."""

    def __init__(self, scheduler):
        self.scheduler = scheduler

    def step_done(self, step):
        pass

    def epoch_done(self, loss):
        self.scheduler.step()


class ByStep(ByEpoch):
    def step_done(self, step):
        self.scheduler.step()

    def epoch_done(self, loss):
        pass


class ByShare(ByStep):
    """Is told the epoch as a fraction, as the documentation of CosineAnnealingWarmRestarts shows."""

    def step_done(self, step):
        self.scheduler.step((step + 1) / BATCHES)


class ByLoss(ByEpoch):
    def epoch_done(self, loss):
        self.scheduler.step(loss)


class WarmUpThenCosine(ByEpoch):
    """Two epochs of linear rise step by step, then half a cosine epoch by epoch."""

    def __init__(self, opt):
        self.rise = lr_scheduler.LinearLR(opt, start_factor=1 / 11, total_iters=10)
        self.opt, self.steps, self.fall = opt, 0, None

    def step_done(self, step):
        self.steps += 1
        if self.steps <= 10:
            self.rise.step()

    def epoch_done(self, loss):
        if self.fall:
            self.fall.step()
        elif self.steps == 10:
            self.fall = lr_scheduler.CosineAnnealingLR(self.opt, T_max=8)


s = lr_scheduler
SCHEDULES = {
    "step": [("{every: 3, factor: 0.5}", lambda opt: ByEpoch(s.StepLR(opt, 3, 0.5)))],
    "multistep": [("{at: [2, 5], factor: 0.3}", lambda opt: ByEpoch(s.MultiStepLR(opt, [2, 5], 0.3)))],
    "exponential": [("{factor: 0.8}", lambda opt: ByEpoch(s.ExponentialLR(opt, 0.8)))],
    "linear": [("{floor: 0.2}", lambda opt: ByEpoch(s.LinearLR(opt, 1.0, 0.2, total_iters=EPOCHS)))],
    "cosine": [("{floor: 0.1}", lambda opt: ByEpoch(s.CosineAnnealingLR(opt, EPOCHS, eta_min=0.01))),
               ("{per: step}", lambda opt: ByStep(s.CosineAnnealingLR(opt, EPOCHS * BATCHES))),
               ("{warm_up: 2}", WarmUpThenCosine),
               ("{period: 2, growth: 2}", lambda opt: ByEpoch(s.CosineAnnealingWarmRestarts(opt, 2, 2))),
               ("{period: 3, floor: 0.1, per: step}",
                lambda opt: ByShare(s.CosineAnnealingWarmRestarts(opt, 3, eta_min=0.01)))],
    "one_cycle": [("{}", lambda opt: ByStep(s.OneCycleLR(opt, 0.1, total_steps=50, cycle_momentum=False))),
                  ("{rise: 0.5, start: 10, final: 100, shape: linear}",
                   lambda opt: ByStep(s.OneCycleLR(opt, 0.1, total_steps=50, pct_start=0.5, anneal_strategy="linear",
                                                   div_factor=10, final_div_factor=100, cycle_momentum=False)))],
    "plateau": [("{patience: 0, factor: 0.5, threshold: 0.05}",
                 lambda opt: ByLoss(s.ReduceLROnPlateau(opt, patience=0, factor=0.5, threshold=0.05))),
                ("{patience: 1, factor: 0.3, threshold: 0.2, mode: absolute, cooldown: 2, floor: 0.2}",
                 lambda opt: ByLoss(s.ReduceLROnPlateau(opt, patience=1, factor=0.3, threshold=0.2, cooldown=2,
                                                        threshold_mode="abs", min_lr=0.02)))],
}

softplus = nn.functional.softplus
OBJECTIVES = {  # judgements of real samples, of made-up ones, and what the generator makes of the latter
    "non_saturating": [("{}", lambda y: softplus(-y), softplus, lambda y: softplus(-y))],
    "minimax": [("{}", lambda y: softplus(-y), softplus, lambda y: -softplus(y))],
    "least_squares": [("{}", lambda y: (y - 1)**2 / 2, lambda y: y**2 / 2, lambda y: (y - 1)**2 / 2)],
    "hinge": [("{}", lambda y: torch.relu(1 - y), lambda y: torch.relu(1 + y), lambda y: -y)],
    "wasserstein": [("{clip: 0.2}", lambda y: -y, lambda y: y, lambda y: -y)],
}

GROUPS = ('[{match: "1.*", rate: 0.1}, {match: "*.bias", weight_decay: 0.0, beta1: 0.5}, {match: "5.*", rate: 2.0}, '
          '{match: 3.weight, freeze: true}]')


def grouped(net):
    p = dict(net.named_parameters())
    p["3.weight"].requires_grad = False
    decayed, plain = dict(lr=0.01, weight_decay=0.1), dict(lr=0.01, betas=(0.5, 0.999), weight_decay=0.0)
    return o.AdamW([dict(decayed, params=[p["1.weight"]], lr=0.001), dict(plain, params=[p["1.bias"]], lr=0.001),
                    dict(plain, params=[p["3.bias"]]),
                    dict(decayed, params=[p["5.weight"]], lr=0.02), dict(plain, params=[p["5.bias"]], lr=0.02)])


def cases(table, kind):
    return {f"{kind}_{name}_{i}": (name, *case) for name, all_of in table.items() for i, case in enumerate(all_of)}


CASES = {kind: cases(table, kind) for kind, table in
         (("optimizer", OPTIMIZERS), ("schedule", SCHEDULES), ("objective", OBJECTIVES))}

# --- experiments ------------------------------------------------------------------------------------------------------

HEAD = """experiment: {name}
data: {{source: hdf5, file: replay_data.h5, inputs: /{inputs}, targets: {targets},
        split: {{train: 40, validation: {rest}, test: 0, order: sequential}}}}
models:
"""
LAYERS = "[flatten, {dense: 16}, tanh, {dense: 12}, tanh, {dense: 5}]"
GAN = "generator: [{dense: 9}, tanh, {dense: 2}], discriminator: [{dense: 8}, tanh, {dense: 1}], latent: 3"
TAIL = "epochs: 10, batch: 8, shuffle: false, precision: float64"


def write_experiments(folder):
    with open(f"{folder}/descent.yaml", "w") as f:
        f.write(HEAD.format(name="descent", inputs="images", targets="/labels", rest=8))
        for case, (name, settings, _) in CASES["optimizer"].items():
            f.write(f"  {case}: {{layers: {LAYERS}, train: {{optimizer: {{{name}: {settings}}}}}}}\n")
        for case, (name, settings, _) in CASES["schedule"].items():
            f.write(f"  {case}: {{layers: {LAYERS}, train: {{schedule: {{{name}: {settings}}}}}}}\n")
        f.write(f"  groups: {{layers: {LAYERS}, train: {{optimizer: {{adamw: {{lr: 0.01, weight_decay: 0.1}}}}, "
                f"clip: {{norm: 0.5}}, groups: {GROUPS}}}}}\n")
        f.write(f"  average: {{layers: {LAYERS}, train: {{average: {{decay: 0.9}}}}}}\n")
        f.write(f"train: {{{TAIL}, loss: softmax_cross_entropy, optimizer: {{sgd: {{lr: 0.1, momentum: 0.9}}}}}}\n")
    with open(f"{folder}/descent_gan.yaml", "w") as f:
        f.write(HEAD.format(name="descent_gan", inputs="points", targets='""', rest=0))
        for case, (name, settings, *_) in CASES["objective"].items():
            f.write(f"  {case}: {{{GAN}, train: {{adversarial: {{objective: {{{name}: {settings}}}}}}}}}\n")
        f.write(f"train: {{{TAIL}, optimizer: {{rmsprop: {{lr: 0.002}}}}}}\n")


def known(program, folder, kind):
    """The names that the program knows, from its complaint about one that it does not."""
    where = {"optimizer": "optimizer: {}", "schedule": "schedule: {}", "objective": "adversarial: {{objective: {}}}"}
    model = f"{{{GAN}}}" if kind == "objective" else "[flatten, {dense: 5}]"
    with open(f"{folder}/unknown.yaml", "w") as f:
        f.write(HEAD.format(name="unknown", inputs="points", targets='""', rest=0) + f"  m: {model}\n")
        f.write(f"train: {{epochs: 1, {where[kind].format('xxxxxxxxxxxxxxxx')}}}\n")
    told = subprocess.run([program, "plan", f"{folder}/unknown.yaml"], capture_output=True, text=True).stderr
    listed = re.search(rf"unknown {kind} 'x+'; there are (.*)", told)
    return re.split(", | and ", listed.group(1)) if listed else sys.exit(f"no list of {kind}s in: {told}")


def missing_twins(program, folder):
    missing = [f"{kind} {name}" for kind, table in (("optimizer", OPTIMIZERS), ("schedule", SCHEDULES), ("objective", OBJECTIVES))
               for name in known(program, folder, kind) if name not in table]
    for one in missing:
        print(f"{one} has no twin in descent.py: add a case, or its reference formula")
    return missing


# --- the same trainings -----------------------------------------------------------------------------------------------

def supervised(case, run, images, labels):
    net = nn.Sequential(nn.Flatten(), nn.Linear(48, 16), nn.Tanh(), nn.Linear(16, 12), nn.Tanh(), nn.Linear(12, 5)).double()
    load(net, run["weights_initial"])
    make = CASES["optimizer"][case][2] if case in CASES["optimizer"] else lambda p: o.SGD(p, lr=0.1, momentum=0.9)
    opt = grouped(net) if case == "groups" else make(net.parameters())
    schedule = CASES["schedule"][case][2](opt) if case in CASES["schedule"] else None
    average = o.swa_utils.AveragedModel(net, avg_fn=lambda a, p, n: 0.9 * a + 0.1 * p)
    loss_of = lambda lo, hi: nn.functional.cross_entropy(net(images[lo:hi]), labels[lo:hi])
    for epoch in range(EPOCHS):
        for batch in range(BATCHES):
            opt.zero_grad()
            loss_of(batch * BATCH, batch * BATCH + BATCH).backward()
            if case == "groups":
                nn.utils.clip_grad_norm_([p for p in net.parameters() if p.requires_grad], 0.5)
            opt.step()
            average.update_parameters(net)
            if schedule:
                schedule.step_done(epoch * BATCHES + batch)
        with torch.no_grad():
            judged = loss_of(40, 48).item()
        if schedule:
            schedule.epoch_done(judged)
    nets = [("weights", "", net)]
    scores = {"validation.loss": judged}
    if case == "average":
        nets.append(("weights_average", "", average.module))
        with torch.no_grad():
            scores["average.validation.loss"] = nn.functional.cross_entropy(average.module(images[40:]), labels[40:]).item()
    return nets, scores


def adversarial(case, run, points):
    _, _, real, made, believed = CASES["objective"][case]
    gen = nn.Sequential(nn.Linear(3, 9), nn.Tanh(), nn.Linear(9, 2)).double()
    dis = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1)).double()
    load(gen, run["weights_initial"], "generator.")
    load(dis, run["weights_initial"], "discriminator.")
    opt_g, opt_d = (o.RMSprop(net.parameters(), lr=0.002) for net in (gen, dis))
    latent = Stream(int(run.attrs["seed"])).stream("latent")
    for step in range(EPOCHS * BATCHES):
        stream = latent.stream(step)
        noise = torch.tensor([[stream.normal() for _ in range(3)] for _ in range(BATCH)], dtype=torch.float64)
        lo = step % BATCHES * BATCH
        fake = gen(noise)
        opt_d.zero_grad()
        (real(dis(points[lo:lo + BATCH])).mean() + made(dis(fake.detach())).mean()).backward()
        opt_d.step()
        if "wasserstein" in case:
            for p in dis.parameters():
                p.data.clamp_(-0.2, 0.2)
        opt_g.zero_grad()
        believed(dis(fake)).mean().backward()
        opt_g.step()
    return [("weights", "generator.", gen), ("weights", "discriminator.", dis)], {}


def check(path):
    folder = path.rsplit("/", 3)[0]
    with h5py.File(f"{folder}/replay_data.h5") as data, h5py.File(path) as run:
        case = run.attrs["model"]
        if case in CASES["objective"]:
            nets, scores = adversarial(case, run, torch.tensor(data["points"][()]))
        else:
            nets, scores = supervised(case, run, torch.tensor(data["images"][()]), torch.tensor(data["labels"][()]))
        worst, moved = 0.0, 0.0
        for group, prefix, net in nets:
            for name, value in net.named_parameters():
                ours = run[group][prefix + name][()]
                worst = max(worst, relative(ours, value.detach().numpy()))
                moved = max(moved, relative(ours, run["weights_initial"][prefix + name][()]))
        for name, value in scores.items():
            worst = max(worst, abs(run["final"].attrs[name] - value) / abs(value))
    good = worst <= TOLERANCE and moved > 1e-3
    print(f"{'equal' if good else 'DIFFERENT'}: {case} worst relative difference {worst:.1e}, moved by {moved:.2g}")
    return good


if __name__ == "__main__":
    torch.set_num_threads(1)
    if sys.argv[1] == "experiments":
        write_data(sys.argv[2])
        write_experiments(sys.argv[2])
        sys.exit(1 if missing_twins(sys.argv[3], sys.argv[2]) else 0)
    sys.exit(0 if all([check(path) for path in sys.argv[2:]]) else 1)
