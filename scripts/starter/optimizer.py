"""Muon for the matrices inside the layers, AdamW for embeddings, norms and biases."""

import torch
from torch import Tensor, nn


def orthogonalize(matrices: Tensor, steps: int = 4) -> Tensor:
    """Newton-Schulz iteration on a stack of matrices [k, r, c], r <= c (Jordan et al. 2024, Muon; their constants)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = (matrices / (matrices.norm(dim=(1, 2), keepdim=True) + 1e-7)).bfloat16()
    for _ in range(steps):
        gram = x @ x.transpose(1, 2)
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.to(matrices.dtype)


class Muon:
    """Momentum whose update is orthogonalised, scaled to the size of an Adam step (Liu et al. 2025, Moonlight)."""

    def __init__(self, parameters: list[nn.Parameter], momentum: float = 0.95, weight_decay: float = 0.02) -> None:
        self.groups: dict[tuple[int, ...], list[nn.Parameter]] = {}
        for parameter in parameters:
            self.groups.setdefault(tuple(parameter.shape), []).append(parameter)
        self.buffers = {parameter: torch.zeros_like(parameter) for parameter in parameters}
        self.momentum, self.weight_decay = momentum, weight_decay

    @torch.no_grad()
    def step(self, rate: float) -> None:
        for (rows, columns), parameters in self.groups.items():
            parts = (
                rows // columns if rows in (2 * columns, 3 * columns) else 1
            )  # queries, keys, values: one matrix each
            updates = []
            for parameter in parameters:
                buffer = self.buffers[parameter]
                gradient = parameter.grad
                assert gradient is not None
                buffer.lerp_(gradient, 1 - self.momentum)
                update = gradient.lerp(buffer, self.momentum)
                updates.extend(update.chunk(parts))
            tall = rows // parts > columns
            stack = torch.stack([u.T if tall else u for u in updates])
            done = orthogonalize(stack)
            if tall:
                done = done.transpose(1, 2)
            scale = rate * 0.2 * max(rows // parts, columns) ** 0.5
            for parameter, update in zip(parameters, done.reshape(len(parameters), rows, columns), strict=True):
                parameter.mul_(1 - rate * self.weight_decay)
                parameter.add_(update, alpha=-scale)


class Optimizer:
    """Both together; `progress` in 0..1 drives a short warm-up and a linear way down to zero."""

    def __init__(self, model: nn.Module, peak: float, warmup: float = 0.02) -> None:
        inside = [p for n, p in model.named_parameters() if p.ndim == 2 and "source." not in n and "target." not in n]
        chosen = set(inside)
        self.rest = [p for p in model.parameters() if p not in chosen]
        self.parameters = list(model.parameters())
        self.muon = Muon(inside)
        self.adam = torch.optim.AdamW(self.rest, lr=peak, betas=(0.9, 0.98), weight_decay=0.0)
        self.peak, self.warmup = peak, warmup

    def inherit(self, other: "Optimizer", origin: dict[nn.Parameter, nn.Parameter]) -> None:
        """After a fork: takes over momenta; `origin` maps a copied parameter to the one it was copied from."""
        for parameter in self.muon.buffers:
            self.muon.buffers[parameter] = other.muon.buffers[origin.get(parameter, parameter)].clone()
        for parameter in self.rest:
            state = other.adam.state[origin.get(parameter, parameter)]
            self.adam.state[parameter] = {k: v.clone() if isinstance(v, Tensor) else v for k, v in state.items()}

    def state(self) -> dict[str, object]:
        """What `restore` needs to go on as if nothing had happened."""
        return {"muon": [self.muon.buffers[p] for p in self.muon.buffers], "adam": self.adam.state_dict()}

    def restore(self, state: dict[str, object]) -> None:
        """Takes up what `state` gave, for a model of the same parameters."""
        for parameter, buffer in zip(self.muon.buffers, state["muon"], strict=True):  # type: ignore[call-overload]
            self.muon.buffers[parameter].copy_(buffer)
        self.adam.load_state_dict(state["adam"])  # type: ignore[arg-type]

    def step(self, progress: float) -> None:
        self.step_at(self.peak * min(progress / self.warmup, (1 - progress) / (1 - self.warmup)))

    def step_at(self, rate: float) -> None:
        """One step at a given rate."""
        rate = max(rate, 1e-6)
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.muon.step(rate)
        for group in self.adam.param_groups:
            group["lr"] = rate
        self.adam.step()
        self.adam.zero_grad(set_to_none=True)
        for parameter in self.parameters:
            parameter.grad = None
