"""Writes Tests/BackgroundsTests/Reference/decay-acceptances.csv: how often a decay ends in the signal box.

Rows of method `quadrature` have no aperture: a visible system of rest energy q0 and momentum q of a spinless
parent has a uniform laboratory energy between g(q0 - b q) and g(q0 + b q), so one averages the chance to be
measured below the cut over that interval and over the rest spectrum (Gauss-Legendre). Rows of method
`simulation` are a Monte Carlo in numpy with an aperture: K -> l (pi0 nu) through the mass of the pi0 nu pair,
all chances drawn. `value` is the probability that one decay in the segment (first one of a cascade) is
accepted, before tag, segment veto and selection; `error` its error.

Usage: python Tests/Oracles/decay_acceptances.py > Tests/BackgroundsTests/Reference/decay-acceptances.csv
(about three minutes)
"""

import numpy as np
from scipy import special

from decay_physics import (CTAU, MASS, ME, MK, MMU, MPI, MPI0, boost, boost_z, lepton_density, matrix_element,
                           neutrino_density, pion_density, rest_momentum)

COLUMNS = ["method", "mode", "momentum", "from", "to", "muon_from", "muon_to", "low", "cut", "a", "b", "c", "position",
           "radius", "helicity", "muon_veto", "pion_veto", "outside_veto", "deposit", "track_low", "track_high",
           "track_resolution", "value", "error"]
BASE = dict(momentum=100.0, **{"from": 2.0, "to": 10.0}, muon_from=2.0, muon_to=10.0, low="-inf", cut=50.0, a=0.0,
            b=0.0, c=0.0, position="inf", radius="inf", helicity=0.0, muon_veto=0.9, pion_veto=0.99,
            outside_veto=0.0, deposit=0.5, track_low="-inf", track_high="inf", track_resolution=0.0)
X, W = np.polynomial.legendre.leggauss(200)


def grid(low, high):
    return low + (high - low) * (X + 1) / 2, (high - low) / 2 * W


def sigma(case, energy):
    return np.sqrt(case["a"] ** 2 * energy + case["b"] ** 2 + (case["c"] * energy) ** 2)


def below(case, energy):
    """Chance to be measured inside the box; the rows here have no lower edge."""
    s = sigma(case, np.maximum(energy, 0))
    return np.where(s > 0, special.ndtr((case["cut"] - energy) / np.where(s > 0, s, 1)),
                    (energy < case["cut"]) * 1.0)


def uniform_below(case, q0, q, mass):
    """Average of `below` over an isotropic visible system, piecewise around the cut."""
    gamma, bg = np.hypot(1, case["momentum"] / mass), case["momentum"] / mass
    low, high = gamma * q0 - bg * q, gamma * q0 + bg * q
    if high - low < 1e-12:
        return float(below(case, low + case_shift(case)))
    shift = case_shift(case)
    s = float(sigma(case, case["cut"]))
    edges = [low + shift] + [e for e in (case["cut"] - 9 * s, case["cut"] - 3 * s, case["cut"], case["cut"] + 3 * s,
                                         case["cut"] + 9 * s, case["cut"] + 18 * s)
                             if low + shift < e < high + shift] + [high + shift]
    total = 0.0
    for start, end in zip(edges, edges[1:]):
        e, w = grid(start, end)
        total += np.sum(w * below(case, e))
    return total / (high - low)


def case_shift(case):
    return case["deposit"] if case["mode"] in ("K -> pi0 mu nu", "K -> pi pi0") else 0.0


def rest_average(case, mass, low, high, density, system):
    """Split where the kinematics has a kink: the cut at an end of the uniform interval."""
    gamma, bg = np.hypot(1, case["momentum"] / mass), case["momentum"] / mass
    ends = np.linspace(low, high, 4001)
    reach = np.array([[gamma * system(e)[0] + s * bg * system(e)[1] + case_shift(case) - case["cut"] for s in (-1, 1)]
                      for e in ends])
    edges = [low]
    for k in range(2):
        for i in np.nonzero(np.diff(np.sign(reach[:, k])))[0]:
            r0, r1 = reach[i, k], reach[i + 1, k]
            edges.append(ends[i] + (ends[i + 1] - ends[i]) * r0 / (r0 - r1))
    edges = sorted(edges) + [high]
    top = bottom = 0.0
    for start, end in zip(edges, edges[1:]):
        if end <= start:
            continue
        # u^2 maps away the square root at both ends
        for a, b in ((start, (start + end) / 2), (end, (start + end) / 2)):
            u, w = grid(0, 1)
            e = a + (b - a) * u * u
            w = w * 2 * u * abs(b - a)
            f = np.array([density(x) for x in e])
            top += np.sum(w * f * np.array([uniform_below(case, *system(x), mass) for x in e]))
            bottom += np.sum(w * f)
    return top / bottom


def michel_below(case, momentum, helicity, cut_only=False):
    """Chance of the electron of a moving muon: over x and, split at the cut, the cosine."""
    gamma, bg = np.hypot(1, momentum / MMU), momentum / MMU
    s = float(sigma(case, case["cut"]))
    total = 0.0
    # The cosine of the cut reaches 1 at one x: split there.
    kinks = [case["cut"] * k / ((gamma + sign * bg) * MMU / 2) for k in (1,) for sign in (-1, 1)]
    kinks += [(case["cut"] + n * s) / ((gamma + bg) * MMU / 2) for n in (-9, 9)]
    edges = [0.0] + sorted(k for k in kinks if 0 < k < 1) + [1.0]
    for start, end in zip(edges, edges[1:]):
        for x, w in zip(*grid(start, end)):
            e = x * MMU / 2
            inner = [((case["cut"] + n * s) / e - gamma) / bg for n in (-9, -3, 0, 3, 9, 18)]
            cuts = [-1.0] + sorted(c for c in set(inner) if -1 < c < 1) + [1.0]
            for low, high in zip(cuts, cuts[1:]):
                c, wc = grid(low, high)
                density = x * x * ((3 - 2 * x) + helicity * c * (2 * x - 1))
                total += w * np.sum(wc * density * below(case, e * (gamma + bg * c)))
    return total


def quadrature(case):
    mode = case["mode"]
    if mode in ("pi -> e nu", "K -> e nu"):
        mass = MASS[mode.split()[0]]
        return uniform_below(case, (mass**2 + ME**2) / (2 * mass), rest_momentum(mass, ME, 0), mass)
    if mode == "mu -> e nu nu":
        return michel_below(case, case["momentum"], case["helicity"])
    if mode == "K -> pi0 e nu":
        high = (MK**2 - (MPI0 + ME) ** 2) / (2 * MK)
        return rest_average(case, MK, 0, high, lambda e: neutrino_density(ME, e), lambda e: (MK - e, e))
    if mode == "K -> pi0 mu nu":
        high = (MK**2 + MPI0**2 - MMU**2) / (2 * MK)
        return (1 - case["muon_veto"]) * rest_average(
            case, MK, MPI0, high, lambda e: pion_density(MMU, e), lambda e: (e, np.sqrt(e * e - MPI0**2)))
    if mode == "K -> pi pi0":
        energy = (MK**2 + MPI0**2 - MPI**2) / (2 * MK)
        return (1 - case["pion_veto"]) * uniform_below(case, energy, rest_momentum(MK, MPI, MPI0), MK)
    return cascade(case)


def cascade(case):
    parent = case["mode"].split()[0]
    mass = MASS[parent]
    gamma, bg = np.hypot(1, case["momentum"] / mass), case["momentum"] / mass
    energy, rest = (mass**2 + MMU**2) / (2 * mass), rest_momentum(mass, MMU, 0)
    path = CTAU[parent] * case["momentum"] / mass
    z, wz = grid(case["from"], case["to"])
    wz = wz * np.exp(-z / path)
    wz /= np.sum(wz)
    total = 0.0
    nodes, weights = np.polynomial.legendre.leggauss(40)
    for cosine, w in zip(nodes, weights / 2):
        pz = gamma * rest * cosine + bg * energy
        p = np.hypot(pz, rest * np.sqrt(1 - cosine**2))
        # Spin of the mu+ in its rest frame is opposite to its momentum in the pion's frame, carried over by boosts.
        muon = np.array([np.hypot(p, MMU), rest * np.sqrt(1 - cosine**2), 0, pz])
        back = muon.copy()
        back[1:] *= -1
        seen = boost(np.array([np.hypot(mass, case["momentum"]), 0, 0, case["momentum"]]), back)[1:]
        helicity = np.dot(seen, muon[1:]) / (np.linalg.norm(seen) * p)
        muon_path = CTAU["mu"] * pz / MMU
        start = np.maximum(z, case["muon_from"])
        decays = np.exp(-(start - z) / muon_path) - np.exp(-(case["muon_to"] - z) / muon_path)
        total += w * np.sum(wz * decays) * michel_below(case, p, helicity)
    return total


# --- simulation ------------------------------------------------------------------------------------------------

rng = np.random.default_rng(20260101)


def isotropic(n):
    c, phi = rng.uniform(-1, 1, n), rng.uniform(0, 2 * np.pi, n)
    s = np.sqrt(1 - c * c)
    return np.stack([s * np.cos(phi), s * np.sin(phi), c], axis=-1)


def four(mass, vector):
    return np.concatenate([np.sqrt(mass**2 + np.sum(vector**2, axis=-1, keepdims=True)), vector], axis=-1)


def places(n, low, high, path):
    low = np.broadcast_to(low, n)
    u = rng.uniform(0, 1, n)
    return low - path * np.log1p(-u * -np.expm1(-(high - low) / path))


def gammas(pion):
    n = len(pion)
    first = boost(four(0.0, MPI0 / 2 * isotropic(n)), pion)
    return [first, pion - first]


def three_body(n, lepton_mass):
    """K -> l (pi0 nu): weights from phase space and the matrix element."""
    pair = rng.uniform(MPI0, MK - lepton_mass, n)
    outer, inner = rest_momentum(MK, lepton_mass, pair), (pair**2 - MPI0**2) / (2 * pair)
    direction = isotropic(n)
    lepton = four(lepton_mass, outer[:, None] * direction)
    frame = np.concatenate([np.sqrt(pair**2 + outer**2)[:, None], -outer[:, None] * direction], axis=-1)
    pion = boost(four(MPI0, inner[:, None] * isotropic(n)), frame)
    kaon = np.zeros((n, 4))
    kaon[:, 0] = MK
    return lepton, pion, outer * inner * matrix_element(kaon, pion, lepton, kaon - lepton - pion)


def electron(muon, spin):
    n = len(muon)
    direction, x = isotropic(n), rng.uniform(0, 1, n)
    weight = 2 * x * x * ((3 - 2 * x) + np.sum(spin * direction, axis=-1) * (2 * x - 1))
    return boost(four(0.0, (x * MMU / 2)[:, None] * direction), muon), weight


def simulate(case, n):
    mode = case["mode"]
    parent = mode.split()[0]
    mass, path = MASS[parent], CTAU[parent] * case["momentum"] / MASS[parent]
    z = places(n, case["from"], case["to"], path)
    where = np.stack([0 * z, 0 * z, z], axis=-1)
    weight, probability, visible, charged, unseen = np.ones(n), np.ones(n), 0.0, None, None
    move = lambda p: boost_z(p, case["momentum"], mass)
    if mode in ("pi -> e nu", "K -> e nu"):
        charged = move(four(ME, rest_momentum(mass, ME, 0) * isotropic(n)))
        showers = [charged]
    elif mode == "mu -> e nu nu":
        muon = np.zeros((n, 4))
        muon[:, 0], muon[:, 3] = np.hypot(mass, case["momentum"]), case["momentum"]
        charged, weight = electron(muon, np.array([0, 0, case["helicity"]]))
        showers = [charged]
    elif mode in ("K -> pi0 e nu", "K -> pi0 mu nu"):
        lepton, pion, weight = three_body(n, ME if " e " in mode else MMU)
        charged = move(lepton)
        showers = gammas(move(pion))
        if " e " in mode:
            showers.append(charged)
        else:
            unseen, visible = 1 - case["muon_veto"], case["deposit"]
    elif mode == "K -> pi pi0":
        momentum = rest_momentum(MK, MPI, MPI0) * isotropic(n)
        charged = move(four(MPI, momentum))
        showers = gammas(move(four(MPI0, -momentum)))
        unseen, visible = 1 - case["pion_veto"], case["deposit"]
    else:
        direction = isotropic(n)
        muon = move(four(MMU, rest_momentum(mass, MMU, 0) * direction))
        beam = np.zeros((n, 4))
        beam[:, 0], beam[:, 3] = np.hypot(mass, case["momentum"]), case["momentum"]
        back = muon * np.array([1, -1, -1, -1])
        spin = boost(beam, back)[:, 1:]
        spin = spin / np.linalg.norm(spin, axis=-1, keepdims=True)
        muon_path = CTAU["mu"] * muon[:, 3] / MMU
        start = np.maximum(z, case["muon_from"])
        probability = np.exp(-(start - z) / muon_path) * -np.expm1(-(case["muon_to"] - start) / muon_path)
        end = places(n, start, case["muon_to"], muon_path)
        where = muon[:, 1:] / muon[:, 3:] * (end - z)[:, None] + np.stack([0 * z, 0 * z, z], axis=-1)
        charged, michel = electron(muon, spin)
        probability = probability * michel
        showers = [charged]
    total, alive = np.zeros(n) + visible, np.ones(n, bool)
    for p in showers:
        if np.isfinite(float(case["radius"])):
            with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
                at = where[:, :2] + p[:, 1:3] / p[:, 3:] * (case["position"] - where[:, 2:])
            hit = (p[:, 3] > 0) & (np.sum(at**2, axis=-1) <= case["radius"] ** 2)
        else:
            hit = np.ones(n, bool)
        total += np.where(hit, p[:, 0], 0)
        alive &= hit | (rng.uniform(0, 1, n) > case["outside_veto"])
    if unseen is not None:
        alive &= rng.uniform(0, 1, n) < unseen
    p = np.sqrt(np.sum(charged[:, 1:] ** 2, axis=-1)) * (1 + case["track_resolution"] * rng.standard_normal(n))
    alive &= (p >= float(case["track_low"])) & (p < float(case["track_high"]))
    measured = total + sigma(case, total) * rng.standard_normal(n)
    alive &= (measured < case["cut"]) & (measured >= float(case["low"]))
    return np.sum(weight), np.sum(weight * probability * alive), np.array(
        [np.sum(weight**2), np.sum(weight**2 * probability * alive), np.sum((weight * probability * alive) ** 2)])


def simulation(case, n=4_000_000, chunk=500_000):
    sums = [simulate(case, chunk) for _ in range(n // chunk)]
    norm, top, squares = (sum(s[i] for s in sums) for i in range(3))
    value = top / norm
    return value, np.sqrt(squares[2] - 2 * value * squares[1] + value**2 * squares[0]) / norm


def report(method, value, error, case):
    fields = {**case, "method": method, "value": f"{value:.12g}", "error": f"{error:.3g}"}
    print(",".join(f'"{fields[c]}"' if c == "mode" else str(fields[c]) for c in COLUMNS))


RESOLUTION = dict(a=0.1, b=0.15, c=0.02)
FACE = dict(position=15.0, radius=0.115)
QUADRATURE = [dict(mode=mode, **extra) for mode in ("pi -> e nu", "K -> e nu", "K -> pi0 e nu", "K -> pi0 mu nu",
                                                    "K -> pi pi0") for extra in
              (dict(), dict(RESOLUTION), dict(RESOLUTION, momentum=50.0, cut=10.0), dict(cut=95.0, a=0.5))]
QUADRATURE += [dict(mode="mu -> e nu nu", helicity=h, **extra) for h in (-1.0, 0.0, 0.6) for extra in
               (dict(), dict(RESOLUTION), dict(RESOLUTION, momentum=0.2, cut=0.08), dict(cut=15.0, c=0.1))]
QUADRATURE += [dict(mode=f"{p} -> mu nu, mu -> e nu nu", **extra) for p in ("pi", "K") for extra in
               (dict(), dict(RESOLUTION, cut=20.0), dict(RESOLUTION, muon_from=12.0, muon_to=20.0, momentum=70.0))]
SIMULATION = [dict(mode=mode, **FACE, **extra) for mode in ("pi -> e nu", "K -> e nu", "K -> pi0 e nu",
                                                            "K -> pi0 mu nu", "K -> pi pi0") for extra in
              (dict(RESOLUTION), dict(RESOLUTION, outside_veto=0.8, low=0.4),
               dict(RESOLUTION, outside_veto=0.9, track_low=20.0, track_high=60.0, track_resolution=0.05))]
SIMULATION += [dict(mode="mu -> e nu nu", helicity=-0.7, position=15.0, radius=0.01, outside_veto=0.5, **RESOLUTION)]
SIMULATION += [dict(mode=f"{p} -> mu nu, mu -> e nu nu", muon_from=f, muon_to=t, position=25.0, radius=0.03,
                    outside_veto=0.5, **RESOLUTION) for p in ("pi", "K") for f, t in ((2.0, 10.0), (12.0, 20.0))]

if __name__ == "__main__":
    print("# numpy and SciPy; Tests/Oracles/decay_acceptances.py")
    print(",".join(COLUMNS))
    for extra in QUADRATURE:
        case = {**BASE, **extra}
        report("quadrature", quadrature(case), 0.0, case)
    for extra in SIMULATION:
        case = {**BASE, **extra}
        report("simulation", *simulation(case), case)
