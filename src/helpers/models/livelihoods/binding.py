"""Double binding (双绑): households bound to cooperatives bound to firms, and what is lost when firms fail.

The graph has two layers of links. A household belongs to one cooperative; a cooperative sells to one firm or to
several. A household keeps its link as long as one firm of its cooperative is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.stats import norm

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SIZES = ("equal", "lognormal", "zipf")
ORDERS = {"random": 0.0, "largest first": np.inf, "smallest first": -np.inf}


@dataclass(frozen=True, slots=True)
class Binding:
    """A graph of households, cooperatives and firms.

    Attributes
    ----------
    members
        Households of each cooperative.
    partners
        Firms that each cooperative is bound to: one row a cooperative, each firm at most once in a row.
    firms
        Number of firms.
    """

    members: Ints
    partners: Ints
    firms: int

    @property
    def households(self) -> int:
        """How many households there are."""
        return int(self.members.sum())


def size_weights(count: int, sizes: str, spread: float = 1.0) -> Floats:
    """Return relative sizes of so many firms or cooperatives, largest first, adding up to 1.

    Parameters
    ----------
    count
        How many.
    sizes
        ``equal``, ``lognormal`` (quantiles of a lognormal whose logarithm has the standard deviation `spread`) or
        ``zipf`` (the r-th is r to the power of minus `spread`, which is what a Pareto tail looks like by rank).
    spread
        Inequality; 0 makes all equal.
    """
    if sizes == "equal":
        weights = np.ones(count)
    elif sizes == "lognormal":
        weights = np.exp(spread * norm.ppf((count - np.arange(count) - 0.5) / count))
    elif sizes == "zipf":
        weights = np.arange(1, count + 1, dtype=float) ** -spread
    else:
        raise ValueError(f"sizes {sizes!r} is none of {', '.join(SIZES)}")
    shares: Floats = weights / weights.sum()
    return shares


def apportion(total: int, weights: Floats) -> Ints:
    """Divide a whole number by weights into whole numbers of at least 1, by largest remainders.

    Parameters
    ----------
    total
        What is divided; at least the number of weights.
    weights
        Adding up to 1.
    """
    if total < len(weights):
        raise ValueError(f"{total} cannot be divided so that each of {len(weights)} has one")
    exact = (total - len(weights)) * weights
    parts = np.floor(exact).astype(np.int64)
    short = total - len(weights) - int(parts.sum())
    parts[np.argsort(parts - exact, kind="stable")[:short]] += 1
    whole: Ints = parts + 1
    return whole


@lru_cache(maxsize=64)
def _parts(total: int, count: int, sizes: str, spread: float) -> Ints:
    """Return how a whole number is divided among so many; every run of a simulation asks for the same."""
    parts = apportion(total, size_weights(count, sizes, spread))
    parts.setflags(write=False)
    return parts


def build_binding(
    firms: int,
    cooperatives: int,
    households: int,
    *,
    sizes: str = "equal",
    spread: float = 1.0,
    links: int = 1,
    rng: np.random.Generator,
) -> Binding:
    """Return a graph with the given numbers, every firm with a cooperative where there are enough of them.

    Parameters
    ----------
    firms, cooperatives, households
        How many of each.
    sizes, spread
        Of cooperatives (in households) and of firms (in cooperatives), as in `size_weights`.
    links
        Firms that each cooperative is bound to.
    rng
        Decides which cooperative is bound to which firm: sizes of the two are independent.
    """
    if not 1 <= links <= firms:
        raise ValueError(f"a cooperative cannot be bound to {links} of {firms} firms")
    members = _parts(households, cooperatives, sizes, spread)
    weights = size_weights(firms, sizes, spread)
    first = (
        np.repeat(np.arange(firms), _parts(cooperatives, firms, sizes, spread))
        if cooperatives >= firms
        else rng.choice(firms, cooperatives, replace=False, p=weights)
    )
    partners = np.empty((cooperatives, links), dtype=np.int64)
    partners[:, 0] = rng.permutation(first)
    for place in range(1, links):
        partners[:, place] = _other_firms(partners[:, :place], weights, rng)
    return Binding(members, partners, firms)


def _other_firms(taken: Ints, weights: Floats, rng: np.random.Generator) -> Ints:
    """Return one more firm a row, drawn by weight among those that the row does not have."""
    drawn: Ints = rng.choice(len(weights), len(taken), p=weights)
    while (again := (taken == drawn[:, None]).any(axis=1)).any():
        drawn[again] = rng.choice(len(weights), int(again.sum()), p=weights)
    return drawn


def loss_curve(binding: Binding, order: Ints) -> Ints:
    """Return how many households are without a firm after 0, 1, 2 … failures.

    Parameters
    ----------
    binding
        The graph.
    order
        All firms in the order in which they fail.
    """
    turn = np.empty(binding.firms, dtype=np.int64)
    turn[order] = np.arange(1, binding.firms + 1)
    last = turn[binding.partners].max(axis=1)  # a cooperative is lost with the last of its firms
    lost_at = np.bincount(last, weights=binding.members, minlength=binding.firms + 1)
    curve: Ints = np.cumsum(lost_at).astype(np.int64)
    return curve


def firm_sizes(binding: Binding) -> Ints:
    """Return how many households each firm reaches, those of shared cooperatives with every one of their firms."""
    each = np.repeat(binding.members, binding.partners.shape[1])
    reach = np.bincount(binding.partners.ravel(), weights=each, minlength=binding.firms)
    sizes: Ints = reach.astype(np.int64)
    return sizes


def failure_order(binding: Binding, lean: float, rng: np.random.Generator) -> Ints:
    """Return the firms in the order in which they fail, drawn one after another without putting back.

    Parameters
    ----------
    binding
        The graph.
    lean
        How the chance of failing goes with size: 0 not at all, 1 in proportion to the households reached, −1 in
        inverse proportion; infinite for the largest first, minus infinite for the smallest first.
    rng
        Decides.
    """
    sizes = np.log(firm_sizes(binding) + 0.5)
    if np.isinf(lean):
        ranked: Ints = np.argsort(-np.sign(lean) * sizes, kind="stable")
        return ranked
    drawn: Ints = np.argsort(-(lean * sizes + rng.gumbel(size=binding.firms)), kind="stable")
    return drawn


def failures_to_lose(curve: Ints | Floats, share: float) -> int:
    """Return how many firms must fail before so large a share of households has none."""
    whole = float(curve[-1])
    return int(np.searchsorted(np.asarray(curve, dtype=float), share * whole - 1e-9))


def expected_lost_share(firms: int, failed: int | Ints, links: int = 1) -> Floats:
    """Return the share of households that lose their link on average, whatever the sizes, when failures are random.

    A cooperative with m firms is lost when all of them are among the failed: by the hypergeometric distribution,
    C(F − m, k − m) / C(F, k) = k (k − 1) … (k − m + 1) / F (F − 1) … (F − m + 1).

    Parameters
    ----------
    firms
        F, all firms.
    failed
        k, those that fail.
    links
        m, firms a cooperative.
    """
    k = np.asarray(failed, dtype=float)[..., None]
    steps = np.arange(links)
    share: Floats = np.prod(np.clip(k - steps, 0, None) / (firms - steps), axis=-1)
    return share


def reachable_households(binding: Binding, failed: Iterable[int]) -> int:
    """Return how many households still reach a firm, by walking the graph: slow, and independent of `loss_curve`.

    Parameters
    ----------
    binding
        A small graph.
    failed
        Firms that are gone.
    """
    gone = set(failed)
    graph = nx.Graph()
    for cooperative, firms in enumerate(binding.partners.tolist()):
        graph.add_edges_from((("c", cooperative), ("f", firm)) for firm in firms if firm not in gone)
        graph.add_edges_from(
            (("c", cooperative), ("h", cooperative, n)) for n in range(binding.members[cooperative])
        )
    return sum(
        sum(node[0] == "h" for node in part)
        for part in nx.connected_components(graph)
        if any(node[0] == "f" for node in part)
    )


def simulate_losses(
    firms: int,
    cooperatives: int,
    households: int,
    *,
    sizes: str,
    spread: float,
    links: int,
    lean: float,
    runs: int,
    seed: int,
) -> Floats:
    """Return the share of households without a firm after 0, 1, 2 … failures, one row a run.

    Parameters
    ----------
    firms, cooperatives, households
        How many of each.
    sizes, spread, links
        As in `build_binding`.
    lean
        As in `failure_order`.
    runs
        Graphs and orders drawn.
    seed
        Of the random numbers.
    """
    rng = np.random.default_rng(seed)
    curves = np.empty((runs, firms + 1))
    for run in range(runs):
        binding = build_binding(
            firms, cooperatives, households, sizes=sizes, spread=spread, links=links, rng=rng
        )
        curves[run] = loss_curve(binding, failure_order(binding, lean, rng))
    return curves / households
