#!/usr/bin/python3
"""Compares what `operators` printed, values and gradients in float64, with PyTorch.

usage: operators | operators.py

Every activation, layer and loss needs a reference here, so that one that is forgotten fails. Those in NO_TWIN have no
counterpart in PyTorch and are held against their own formula, differentiated by autograd; all others are held against
PyTorch's own operator (TWINS and the layers' functions), activations with parameters against their formula as well.
"""
import collections
import json
import math
import sys

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

TOLERANCE = 1e-9  # float64 has 2e-16; a few hundred sums and products of numbers near 1

NO_TWIN = {
    "activation": {"step": "the threshold has no slope", "squareplus": "Barron 2021", "gaussian": "e^(-(x/width)^2)",
                   "sin": "sin(frequency x)", "snake": "Ziyin et al. 2020", "identity": "x"},
    "layer": {"rms_norm": "PyTorch has it from 2.4 on", "learned_position": "x + weight", "mask": "x",
              "sinusoidal_position": "Vaswani et al. 2017", "last_step": "indexing", "sum_over_time": "a sum",
              "mean_over_time": "a mean", "max_over_time": "a maximum", "dropout": "the same factors as found",
              "spatial_dropout": "the same factors as found", "alpha_dropout": "the same choice as found",
              "drop_path": "the same factors as found", "linear_attention": "the rules of its five papers",
              "min_gru": "Feng et al. 2024", "min_lstm": "Feng et al. 2024", "scale": "weight x"},
    "loss": {"pinball": "Koenker & Bassett 1978", "log_cosh": "ln cosh(y - target)", "hinge": "max(0, margin - s y)", "focal": "Lin et al. 2017",
             "perceptron": "Rosenblatt's rule", "half_squared_error": "half a sum of squares"},
}


def tensor(entry, grad=False):
    return torch.tensor(entry["numbers"], dtype=torch.float64).reshape(entry["shape"]).requires_grad_(grad)


# --- activations: formulas whose parameters may be tensors ---------------------------------------------------------------

where, sigmoid, softplus = torch.where, torch.sigmoid, F.softplus


def kept(x):
    return torch.zeros_like(x)


def left(x):  # autograd makes inf * 0 of what `where` does not choose
    return torch.clamp(x, max=0)


FORMULAS = {
    "celu": lambda x, alpha: where(x > 0, x, alpha * torch.expm1(left(x) / alpha)),
    "elu": lambda x, alpha: where(x > 0, x, alpha * torch.expm1(left(x))),
    "gaussian": lambda x, width: torch.exp(-(x / width) ** 2),
    "gelu": lambda x: x / 2 * (1 + torch.erf(x / math.sqrt(2))),
    "hard_shrink": lambda x, width: where(x.abs() > width, x, kept(x)),
    "hard_sigmoid": lambda x: torch.clamp(x / 6 + 0.5, 0, 1),
    "hard_swish": lambda x: x * torch.clamp(x / 6 + 0.5, 0, 1),
    "hard_tanh": lambda x, low, high: where(x < low, low + kept(x), where(x > high, high + kept(x), x)),
    "identity": lambda x: x * 1,
    "leaky_relu": lambda x, slope: where(x > 0, x, slope * x),
    "log_sigmoid": lambda x: -torch.log1p(torch.exp(-x)),
    "mish": lambda x: x * torch.tanh(torch.log1p(torch.exp(x))),
    "prelu": lambda x, slope: where(x > 0, x, slope * x),
    "relu": lambda x: where(x > 0, x, kept(x)),
    "relu6": lambda x: torch.clamp(x, 0, 6),
    "selu": lambda x: 1.0507009873554804934193349852946 * where(x > 0, x, 1.6732632423543772848170429916717 * torch.expm1(left(x))),
    "sigmoid": lambda x: 1 / (1 + torch.exp(-x)),
    "sin": lambda x, frequency: torch.sin(frequency * x),
    "snake": lambda x, a: x + torch.sin(a * x) ** 2 / a,
    "soft_shrink": lambda x, width: where(x > width, x - width, where(x < -width, x + width, kept(x) * x)),
    "softplus": lambda x, beta: torch.logaddexp(beta * x, kept(x)) / beta,
    "softsign": lambda x: x / (1 + x.abs()),
    "squareplus": lambda x, b: (x + torch.sqrt(x * x + b)) / 2,
    "step": lambda x: where(x >= 0, kept(x) + 1, kept(x)) + 0 * x,
    "swish": lambda x, beta: x * torch.sigmoid(beta * x),
    "tanh": lambda x: torch.tanh(x),
    "tanh_shrink": lambda x: x - torch.tanh(x),
    "threshold": lambda x, threshold, value: where(x > threshold, x, value + kept(x)),
}

TWINS = {
    "celu": lambda x, alpha: F.celu(x, alpha),
    "elu": lambda x, alpha: F.elu(x, alpha),
    "gelu": F.gelu,
    "hard_shrink": lambda x, width: F.hardshrink(x, width),
    "hard_sigmoid": F.hardsigmoid,
    "hard_swish": F.hardswish,
    "hard_tanh": lambda x, low, high: F.hardtanh(x, low, high),
    "leaky_relu": lambda x, slope: F.leaky_relu(x, slope),
    "log_sigmoid": F.logsigmoid,
    "mish": F.mish,
    "prelu": lambda x, slope: F.prelu(x, torch.tensor([slope], dtype=torch.float64)),
    "relu": F.relu,
    "relu6": F.relu6,
    "selu": F.selu,
    "sigmoid": torch.sigmoid,
    "soft_shrink": lambda x, width: F.softshrink(x, width),
    "softplus": lambda x, beta: F.softplus(x, beta, threshold=1e9),
    "softsign": F.softsign,
    "swish": lambda x, beta: F.silu(beta * x) / beta,
    "tanh": torch.tanh,
    "tanh_shrink": F.tanhshrink,
    "threshold": lambda x, threshold, value: F.threshold(x, threshold, value),
}


def check_activation(line, compare):
    name, arguments = line["name"], line["arguments"]
    if name not in NO_TWIN["activation"]:
        x = tensor(line["x"], True)
        y = TWINS[name](x, **arguments)
        y.backward(tensor(line["dy"]))
        compare("y", line["y"], y)
        if name != "hard_sigmoid":  # PyTorch 1.13 has its slope 1/6 in float32 only
            compare("dx", line["dx"], x.grad)
    x = tensor(line["x"], True)
    values = {key: torch.tensor(value, dtype=torch.float64, requires_grad=True) for key, value in arguments.items()}
    y = FORMULAS[name](x, **values)
    y.backward(tensor(line["dy"]))
    compare("y by formula", line["y"], y)
    compare("dx by formula", line["dx"], x.grad)
    for key, value in values.items():
        compare(f"gradient of {key}", {"numbers": [line["gradients"][key]], "shape": []},
                value.grad if value.grad is not None else torch.zeros(()))


# --- layers: functions of (arguments, parameters, x, line) ----------------------------------------------------------------

def pair(values):
    return tuple(values) if len(values) == 2 else (values[0], values[0])


def conv2d(a, p, x, line):
    padding = "same" if a["padding"] == "same" else pair(a["pad"])
    return F.conv2d(x, p["weight"], p.get("bias"), pair(a["stride"]), padding, pair(a["dilation"]), a["groups"])


def conv1d(a, p, x, line):
    padding = "same" if a["padding"] == "same" else a["pad"]
    if a["padding"] == "causal":
        x = F.pad(x, (0, 0, a["dilation"] * (p["weight"].shape[2] - 1), 0))
    return F.conv1d(x.transpose(1, 2), p["weight"], p.get("bias"), a["stride"], padding, a["dilation"],
                    a["groups"]).transpose(1, 2)


def conv_transpose2d(a, p, x, line):
    return F.conv_transpose2d(x, p["weight"], p.get("bias"), pair(a["stride"]), pair(a["pad"]), pair(a["extra"]),
                              a["groups"], pair(a["dilation"]))


def pool(function):
    def apply(a, p, x, line):
        size, stride = pair(a["size"]), pair(a["stride"])
        stride = tuple(s or k for s, k in zip(stride, size))
        return function(x, size, stride, pair(a["pad"]))
    return apply


def channels_first(function):
    """PyTorch has the channels of a sequence before its steps."""
    def apply(a, p, x, line):
        if x.dim() != 3:
            return function(a, p, x, line)
        return function(a, p, x.transpose(1, 2), line).transpose(1, 2)
    return apply


def batch_norm(a, p, x, line):
    mean, var = (tensor(line["buffers"][name]) for name in ("running_mean", "running_var"))
    if line["training"] and x.numel() == x.shape[1]:
        return None  # PyTorch refuses a single value for each channel
    y = F.batch_norm(x, mean, var, p.get("weight"), p.get("bias"), line["training"], a["momentum"], a["eps"])
    line["expected_buffers"] = {"running_mean": mean, "running_var": var}
    return y


def group_norm(a, p, x, line):
    if x.shape[0] * x[0].numel() == a["groups"]:
        return None  # PyTorch refuses a single value for each group
    return F.group_norm(x, a["groups"], p.get("weight"), p.get("bias"), a["eps"])


def rms_norm(a, p, x, line):
    y = x / torch.sqrt((x * x).mean(-1, keepdim=True) + a["eps"])
    return y * p["weight"] if "weight" in p else y


def dropout(a, p, x, line):
    if not line["training"]:
        return x * 1
    return x * (tensor(line["y"]) != 0) / (1 - a["rate"])


def spatial_dropout(a, p, x, line):
    if not line["training"]:
        return x * 1
    axes = tuple(range(2, x.dim())) if x.dim() > 3 else (1,) if x.dim() == 3 else ()
    dropped = (tensor(line["y"]) == 0)
    for axis in axes:
        dropped = dropped.all(axis, keepdim=True)
    return x * ~dropped / (1 - a["rate"])


def alpha_dropout(a, p, x, line):
    if not line["training"]:
        return x * 1
    limit, rate = -1.7580993408473766, a["rate"]
    scale = 1 / math.sqrt((1 - rate) * (1 + rate * limit**2))
    low = scale * limit - scale * rate * limit
    dropped = (tensor(line["y"]) - low).abs() < 1e-12
    return where(dropped, torch.full_like(x, limit), x) * scale - scale * rate * limit


def lengths_of(line, x):
    return [int(n) for n in line["lengths"]] or [x.shape[1]] * x.shape[0]


def over_time(reduce):
    def apply(a, p, x, line):
        return torch.stack([reduce(row[:n]) for row, n in zip(x, lengths_of(line, x))])
    return apply


def embedding(a, p, x, line):
    return F.embedding(x.detach().long().clamp(0, a["vocabulary"] - 1), p["weight"]) + 0 * x.unsqueeze(-1)


def one_hot(a, p, x, line):
    tokens = x.detach().long()
    return (tokens.unsqueeze(-1) == torch.arange(a["classes"])).double() + 0 * x.unsqueeze(-1)


def sinusoidal_position(a, p, x, line):
    steps, features = x.shape[1:]
    i = torch.arange(features, dtype=torch.float64)
    angle = torch.arange(steps, dtype=torch.float64).unsqueeze(1) / a["base"] ** ((i - i % 2) / features)
    return x + where(i % 2 == 0, torch.sin(angle), torch.cos(angle))


# Recurrent cells, one step of one sample, with any inner activation: the formulas of the papers.

def inner(spec, p, role, suffix):
    values = {key: p.get(f"{role}_{key}{suffix}", value) for key, value in spec["arguments"].items()}
    return lambda x: FORMULAS[spec["name"]](x, **values)


def run_recurrent(name, a, p, x):
    """One sequence [T,F] to [T,D*H]."""
    directions = 2 if a["bidirectional"] else 1
    for layer in range(a["layers"]):
        sides = []
        for d in range(directions):
            suffix = f"_l{layer}" + ("_reverse" if d else "")
            w, u = p["weight_ih" + suffix], p["weight_hh" + suffix]
            b, c = (p.get(f"bias_{side}{suffix}", torch.zeros(len(w), dtype=torch.float64)) for side in ("ih", "hh"))
            f = inner(a["activation"], p, "activation", suffix)
            s = inner(a["gate"], p, "gate", suffix) if "gate" in a else None
            h = state = torch.zeros(a["units"], dtype=torch.float64)
            outputs = []
            for step in (reversed(x) if d else x):
                if name == "gru" and not a["reset_after"]:
                    (wr, wz, wn), (ur, uz, un) = (w @ step + b).chunk(3), u.chunk(3)
                    cr, cz, cn = c.chunk(3)
                    r, z = s(wr + ur @ h + cr), s(wz + uz @ h + cz)
                    h = (1 - z) * f(wn + un @ (r * h) + cn) + z * h
                elif name == "gru":
                    (wr, wz, wn), (ur, uz, un) = (w @ step + b).chunk(3), (u @ h + c).chunk(3)
                    r, z = s(wr + ur), s(wz + uz)
                    h = (1 - z) * f(wn + r * un) + z * h
                elif name == "lstm":
                    i, forget, g, o = (w @ step + b + u @ h + c).chunk(4)
                    see = p.get("weight_peephole" + suffix, torch.zeros(3, a["units"], dtype=torch.float64))
                    before = state
                    state = s(forget + see[1] * before) * before + s(i + see[0] * before) * f(g)
                    h = s(o + see[2] * state) * f(state)
                else:
                    h = f(w @ step + b + u @ h + c)
                outputs.append(h)
            sides.append(torch.stack(outputs[::-1] if d else outputs))
        x = torch.cat(sides, -1)
    return x


def is_plain(name, a):
    """Whether PyTorch's own module computes it."""
    return (a["activation"]["name"] == "tanh" and a.get("gate", {"name": "sigmoid"})["name"] == "sigmoid" and
            a.get("reset_after", True) and not a.get("peephole"))


def recurrent(name):
    def apply(a, p, x, line):
        tokens = a["vocabulary"] > 0
        numbers = (x.detach().long().unsqueeze(-1) == torch.arange(a["vocabulary"])).double() if tokens else x
        lengths = lengths_of(line, x)
        rows = []
        for row, n in zip(numbers, lengths):
            y = run_recurrent(name, a, p, row[:n])
            if a["output"] == "last":
                h = a["units"]
                y = torch.cat([y[-1, :h], y[0, h:]])
            else:
                y = F.pad(y, (0, 0, 0, x.shape[1] - n))
            rows.append(y)
        return torch.stack(rows) + (0 * x.reshape(len(x), -1).sum(1).reshape(-1, *[1] * (rows[0].dim())))
    return apply


def recurrent_twin(name):
    def apply(a, p, x, line):
        if not is_plain(name, a) or a["vocabulary"] > 0:
            return None
        kind = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}[name]
        module = kind(x.shape[2], a["units"], a["layers"], bias=a["bias"], batch_first=True,
                      bidirectional=a["bidirectional"]).double()
        packed = nn.utils.rnn.pack_padded_sequence(x, torch.tensor(lengths_of(line, x)), True, enforce_sorted=False)
        module._flat_weights = [p[name] for name in module._flat_weights_names]
        y, state = module(packed)
        if a["output"] == "last":
            state = state[0] if name == "lstm" else state
            return torch.cat(list(state[-2:] if a["bidirectional"] else state[-1:]), -1)
        return nn.utils.rnn.pad_packed_sequence(y, True, total_length=x.shape[1])[0]
    return apply


# Attention, one sequence [T,F] at a time: what lies beyond its length has no part, and gives the last bias.

def per_sequence(function):
    """`function` gives o [n,F] of a sequence's own steps."""
    def apply(a, p, x, line):
        if line["training"] and a.get("dropout"):
            return None  # which probabilities were left out does not show
        rows = [function(a, p, row[:n]) for row, n in zip(x, lengths_of(line, x))]
        o = torch.stack([F.pad(row, (0, 0, 0, x.shape[1] - len(row))) for row in rows])
        return F.linear(o, p["out_proj.weight"], p.get("out_proj.bias"))
    return apply


def turned(x):
    """Rotary positions of heads [H,T,d]."""
    steps, d = x.shape[1:]
    i = torch.arange(d // 2, dtype=torch.float64)
    angle = torch.arange(steps, dtype=torch.float64).unsqueeze(1) * 10000.0 ** (-2 * i / d)
    first, second, rest = x[..., :d // 2], x[..., d // 2:2 * (d // 2)], x[..., 2 * (d // 2):]
    return torch.cat([first * torch.cos(angle) - second * torch.sin(angle),
                      second * torch.cos(angle) + first * torch.sin(angle), rest], -1)


def hidden(a, steps):
    """Which keys [T,T] a query does not see."""
    distance = torch.arange(steps).unsqueeze(1) - torch.arange(steps)
    far = distance.abs() >= a["window"] if a["window"] else torch.zeros_like(distance, dtype=torch.bool)
    return far | (distance < 0) if a["causal"] else far


def heads_of(x, heads):
    return x.reshape(len(x), heads, -1).transpose(0, 1)


def attend(a, p, x):
    groups = a["kv_heads"] or a["heads"]
    width = x.shape[1] // a["heads"] * groups
    q, k, v = F.linear(x, p["in_proj_weight"], p.get("in_proj_bias")).split([x.shape[1], width, width], -1)
    q, k, v = heads_of(q, a["heads"]), heads_of(k, groups), heads_of(v, groups)
    if a["rotary"]:
        q, k = turned(q), turned(k)
    k, v = (part.repeat_interleave(a["heads"] // groups, 0) for part in (k, v))
    scores = (q @ k.transpose(1, 2) / math.sqrt(q.shape[2])).masked_fill(hidden(a, len(x)), -math.inf)
    return (torch.softmax(scores, -1) @ v).transpose(0, 1).reshape(x.shape)


def attention_twin(a, p, x, line):
    """PyTorch's own, with its own heads and masks."""
    if a["rotary"] or a["kv_heads"] not in (0, a["heads"]) or line["training"] and a["dropout"]:
        return None
    module = nn.MultiheadAttention(x.shape[2], a["heads"], bias=a["bias"], batch_first=True).double()
    rows = []
    for row, n in zip(x, lengths_of(line, x)):
        y, _ = F.multi_head_attention_forward(
            row[:n].unsqueeze(1), row[:n].unsqueeze(1), row[:n].unsqueeze(1), x.shape[2], a["heads"],
            p["in_proj_weight"], p.get("in_proj_bias"), None, None, False, 0.0, p["out_proj.weight"],
            p.get("out_proj.bias"), module.training, None, False, hidden(a, n))
        empty = p.get("out_proj.bias", torch.zeros(x.shape[2], dtype=torch.float64))
        rows.append(torch.cat([y.squeeze(1), empty.expand(x.shape[1] - n, -1)]))
    return torch.stack(rows)


def remember(a, p, x):
    q, k, v = (heads_of(part, a["heads"]) for part in
               F.linear(x, p["in_proj_weight"], p.get("in_proj_bias")).chunk(3, -1))
    d, rule = q.shape[2], a["rule"]
    if rule == "linear":  # the other way: causal attention without its softmax
        scores = (q @ k.transpose(1, 2) / math.sqrt(d)).masked_fill(hidden({"causal": True, "window": 0}, len(x)), 0)
        return (scores @ v).transpose(0, 1).reshape(x.shape)
    decay = torch.ones(len(x), a["heads"], dtype=torch.float64)
    if rule == "retention":
        decay = decay * (1 - 2.0 ** (-5 - torch.arange(a["heads"], dtype=torch.float64)))
    if rule in ("gated", "gated_delta"):
        decay = sigmoid(F.linear(x, p["decay_weight"], p["decay_bias"]))
    if rule in ("delta", "gated_delta"):
        write = a["beta"] * sigmoid(F.linear(x, p["write_weight"], p["write_bias"]))
        q, k = (part / torch.sqrt((part * part).sum(-1, keepdim=True) + 1e-6) for part in (q, k))
    rows = []
    for h in range(a["heads"]):
        memory = torch.zeros(d, d, dtype=torch.float64)
        for t in range(len(x)):
            memory = decay[t, h] * memory
            new = v[h, t]
            if rule in ("delta", "gated_delta"):
                new = write[t, h] * (new - memory.T @ k[h, t])
            memory = memory + torch.outer(k[h, t], new)
            rows.append(memory.T @ q[h, t] / math.sqrt(d))
    return torch.stack(rows).reshape(a["heads"], len(x), d).transpose(0, 1).reshape(x.shape)


def min_recurrent(gates):
    def apply(a, p, x, line):
        parts = F.linear(x, p["weight"], p.get("bias")).chunk(gates + 1, -1)
        opened = [sigmoid(part) for part in parts[:-1]]
        keep = 1 - opened[0] if gates == 1 else opened[0] / (opened[0] + opened[1])
        values = {key: p.get(f"activation_{key}", value) for key, value in a["activation"]["arguments"].items()}
        candidate = FORMULAS[a["activation"]["name"]](parts[-1], **values)
        rows = []
        for n, length in enumerate(lengths_of(line, x)):
            h, states = torch.zeros(a["units"], dtype=torch.float64), []
            for t in range(length):
                h = keep[n, t] * h + (1 - keep[n, t]) * candidate[n, t]
                states.append(h)
            rows.append(F.pad(torch.stack(states), (0, 0, 0, x.shape[1] - length)))
        return torch.stack(rows)
    return apply


def drop_path(a, p, x, line):
    if not line["training"]:
        return x * 1
    kept = (tensor(line["y"]) != 0).flatten(1).any(1)
    return x * kept.reshape(-1, *[1] * (x.dim() - 1)) / (1 - a["rate"])


def scale(a, p, x, line):
    return x * (p["weight"].reshape(-1, 1, 1) if x.dim() > 3 else p["weight"])


LAYERS = {
    "attention": per_sequence(attend),
    "drop_path": drop_path,
    "linear_attention": per_sequence(remember),
    "min_gru": min_recurrent(1),
    "min_lstm": min_recurrent(2),
    "patches": lambda a, p, x, line: F.unfold(x, a["size"], stride=a["size"]).transpose(1, 2),
    "scale": scale,
    "transpose": lambda a, p, x, line: x.transpose(1, 2),
    "alpha_dropout": alpha_dropout,
    "avg_pool2d": pool(F.avg_pool2d),
    "batch_norm": channels_first(batch_norm),
    "conv1d": conv1d,
    "conv2d": conv2d,
    "conv_transpose2d": conv_transpose2d,
    "dense": lambda a, p, x, line: F.linear(x, p["weight"], p.get("bias")),
    "dropout": dropout,
    "embedding": embedding,
    "global_avg_pool": lambda a, p, x, line: F.adaptive_avg_pool2d(x, 1).flatten(1),
    "global_max_pool": lambda a, p, x, line: F.adaptive_max_pool2d(x, 1).flatten(1),
    "glu": lambda a, p, x, line: F.glu(x, a["axis"]),
    "group_norm": channels_first(group_norm),
    "gru": recurrent("gru"),
    "last_step": over_time(lambda x: x[-1]),
    "layer_norm": lambda a, p, x, line: F.layer_norm(x, x.shape[x.dim() - a["axes"]:], p.get("weight"), p.get("bias"), a["eps"]),
    "learned_position": lambda a, p, x, line: x + p["weight"],
    "log_softmax": lambda a, p, x, line: F.log_softmax(x, a["axis"]),
    "lstm": recurrent("lstm"),
    "mask": lambda a, p, x, line: x * 1,
    "max_over_time": over_time(lambda x: x.max(0).values),
    "max_pool2d": pool(F.max_pool2d),
    "mean_over_time": over_time(lambda x: x.mean(0)),
    "one_hot": one_hot,
    "rms_norm": rms_norm,
    "rnn": recurrent("rnn"),
    "sinusoidal_position": sinusoidal_position,
    "softmax": lambda a, p, x, line: F.softmax(x, a["axis"]),
    "spatial_dropout": spatial_dropout,
    "sum_over_time": over_time(lambda x: x.sum(0)),
}
SECOND = {"attention": attention_twin} | {name: recurrent_twin(name) for name in ("rnn", "lstm", "gru")}


def check_layer(line, compare):
    for functions in (LAYERS, SECOND):
        if line["name"] not in functions:
            continue
        x = tensor(line["x"], True)
        p = {name: tensor(entry, True) for name, entry in line.get("parameters", {}).items()}
        y = functions[line["name"]](line["arguments"], p, x, line)
        if y is None:
            continue
        y.backward(tensor(line["dy"]))
        compare("y", line["y"], y)
        compare("dx", line["dx"], x.grad)
        for name, value in p.items():
            compare(f"gradient of {name}", line["gradients"][name],
                    value.grad if value.grad is not None else torch.zeros_like(value))
        for name, value in line.get("expected_buffers", {}).items():
            compare(name, line["buffers_after"][name], value)


# --- losses: functions of (arguments, y, target) --------------------------------------------------------------------------

def by_class(function):
    def apply(a, y, target):
        weights = torch.tensor(a["weights"], dtype=torch.float64) if a["weights"] else None
        return function(a, y.reshape(-1, y.shape[-1]), target.long().reshape(-1), weights)
    return apply


def focal(a, y, target, weights):
    used = target != a["ignore"]
    y, target = y[used], target[used]
    own = F.log_softmax(y, -1).gather(1, target.unsqueeze(1)).squeeze(1)
    weight = weights[target] if weights is not None else torch.ones_like(own)
    return (weight * (1 - own.exp()) ** a["gamma"] * -own).sum() / weight.sum()


LOSSES = {
    "focal": by_class(focal),
    "half_squared_error": lambda a, y, t: 0.5 * ((y - t) ** 2).sum() / len(y),
    "hinge": lambda a, y, t: torch.clamp(a["margin"] - (2 * t - 1) * y, min=0).mean(),
    "huber": lambda a, y, t: F.huber_loss(y, t, delta=a["delta"]),
    "kl_divergence": lambda a, y, t: F.kl_div(y, t, reduction="batchmean"),
    "log_cosh": lambda a, y, t: torch.log(torch.cosh(y - t)).mean(),
    "mae": lambda a, y, t: F.l1_loss(y, t),
    "mse": lambda a, y, t: F.mse_loss(y, t),
    "nll": by_class(lambda a, y, t, w: F.nll_loss(y, t, w, ignore_index=a["ignore"])),
    "perceptron": lambda a, y, t: (((y >= 0).double() - t) * y).mean(),
    "pinball": lambda a, y, t: torch.maximum(a["quantile"] * (t - y), (a["quantile"] - 1) * (t - y)).mean(),
    "sigmoid_cross_entropy": lambda a, y, t: F.binary_cross_entropy_with_logits(y, t),
    "smooth_l1": lambda a, y, t: F.smooth_l1_loss(y, t, beta=a["beta"]),
    "softmax_cross_entropy": by_class(lambda a, y, t, w: F.cross_entropy(
        y, t, w, ignore_index=a["ignore"], label_smoothing=a["label_smoothing"])),
}


def check_loss(line, compare):
    y = tensor(line["y"], True)
    value = LOSSES[line["name"]](line["arguments"], y, tensor(line["target"]))
    value.backward()
    compare("value", {"numbers": [line["value"]], "shape": []}, value)
    compare("dy", line["dy"], y.grad)


# --- all of them --------------------------------------------------------------------------------------------------------

CHECKS = {"activation": (check_activation, FORMULAS), "layer": (check_layer, LAYERS), "loss": (check_loss, LOSSES)}


def main():
    cases, wrong, worst = collections.Counter(), collections.Counter(), 0.0
    for text in sys.stdin:
        line = json.loads(text)
        kind, name = line["kind"], line["name"]
        cases[kind, name] += 1
        check, references = CHECKS[kind]
        if name not in references:
            wrong[kind, name] += 1
            print(f"{kind} {name} has no reference in operators.py")
            continue

        def compare(what, ours, theirs):
            nonlocal worst
            found, expected = np.array(ours["numbers"], dtype=float), theirs.detach().numpy().ravel()
            difference = np.abs(found - expected).max(initial=0) if found.shape == expected.shape else math.inf
            relative = difference / max(1.0, np.abs(expected).max(initial=0))
            worst = max(worst, relative)
            if not relative <= TOLERANCE:
                wrong[kind, name] += 1
                if wrong[kind, name] <= 3:
                    print(f"DIFFERENT by {relative:.1e}: {what} of {kind} {name} {line['arguments']} on {line.get('x', line['y'])['shape']}"
                          f"{' in training' if line.get('training') else ''}{' with lengths' if line.get('lengths') else ''}")

        check(line, compare)
    for kind, (_, references) in CHECKS.items():
        for name in sorted(set(references) - {n for k, n in cases if k == kind}):
            wrong[kind, name] += 1
            print(f"{kind} {name} has a reference but is not there")
        alone = [f"{name} ({why})" for name, why in sorted(NO_TWIN[kind].items())]
        print(f"of kind {kind} without a twin in PyTorch, held against their own formula: {', '.join(alone)}")
    print(f"{sum(cases.values())} cases of {len(cases)} operators, {len(wrong)} wrong, worst relative difference {worst:.1e}")
    return 1 if wrong or not cases else 0


if __name__ == "__main__":
    torch.set_num_threads(1)
    sys.exit(main())
