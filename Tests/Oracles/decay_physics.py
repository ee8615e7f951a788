"""Physics that the oracles of decays in flight share: numpy only, written apart from the Swift code.

Four-momenta are arrays (..., 4) with the energy first, in GeV. K -> pi l nu uses the contraction of the hadron
current H = f+ (P + p) + f- (P - p) with the lepton tensor, |M|^2 ~ 2 (H.l)(H.nu) - (l.nu) H.H, not the usual
formula in energies.
"""

import numpy as np
import pdg

api = pdg.connect()


def summary(identifier):
    return next(iter(api.get(f"{identifier}/{api.edition}").summary_values())).value


ME, MMU, MPI, MPI0, MK = (summary(f"S0{n}M") * 1e-3 for n in ("03", "04", "08", "09", "10"))
C = 299792458.0
CTAU = {"pi": C * summary("S008T"), "K": C * summary("S010T"), "mu": C * summary("S004T")}
MASS = {"pi": MPI, "K": MK, "mu": MMU}
LAMBDA_PLUS, LAMBDA_0 = summary("S010L+E"), summary("S010L0")


def dot(a, b):
    return a[..., 0] * b[..., 0] - np.sum(a[..., 1:] * b[..., 1:], axis=-1)


def boost_z(p, momentum, mass):
    """To the frame where a particle of this mass moves along z with this momentum."""
    gamma, bg = np.hypot(1, momentum / mass), momentum / mass
    out = p.copy()
    out[..., 0] = gamma * p[..., 0] + bg * p[..., 3]
    out[..., 3] = gamma * p[..., 3] + bg * p[..., 0]
    return out


def boost(p, frame):
    """From the rest frame of `frame` to the frame in which it has this momentum (textbook form)."""
    beta = frame[..., 1:] / frame[..., :1]
    b2 = np.sum(beta * beta, axis=-1, keepdims=True)
    gamma = 1 / np.sqrt(1 - b2)
    bp = np.sum(beta * p[..., 1:], axis=-1, keepdims=True)
    factor = np.where(b2 > 0, (gamma - 1) / np.where(b2 > 0, b2, 1), 0)
    vector = p[..., 1:] + factor * bp * beta + gamma * beta * p[..., :1]
    return np.concatenate([gamma * (p[..., :1] + bp), vector], axis=-1)


def rest_momentum(m, a, b):
    return np.sqrt((m * m - (a + b) ** 2) * (m * m - (a - b) ** 2)) / (2 * m)


def matrix_element(kaon, pion, lepton, neutrino, slope=LAMBDA_PLUS, slope0=LAMBDA_0):
    t = dot(kaon - pion, kaon - pion)
    difference = dot(kaon, kaon) - dot(pion, pion)
    plus = 1 + slope * t / MPI**2
    minus = (1 + slope0 * t / MPI**2 - plus) * difference / t
    h = plus[..., None] * (kaon + pion) + minus[..., None] * (kaon - pion)
    return 2 * dot(h, lepton) * dot(h, neutrino) - dot(lepton, neutrino) * dot(h, h)


def dalitz(lepton_mass, lepton, pion, **slopes):
    """|M|^2 from the energies of lepton and pion in the rest frame of the kaon."""
    lepton, pion = np.broadcast_arrays(lepton, pion)
    pl = np.sqrt(np.maximum(lepton**2 - lepton_mass**2, 0))
    pp = np.sqrt(np.maximum(pion**2 - MPI0**2, 0))
    nu = MK - lepton - pion
    cosine = np.clip((nu**2 - pl**2 - pp**2) / np.maximum(2 * pl * pp, 1e-300), -1, 1)
    zero = np.zeros_like(pl)
    k = np.stack([zero + MK, zero, zero, zero], axis=-1)
    l4 = np.stack([lepton, zero, zero, pl], axis=-1)
    p4 = np.stack([pion, pp * np.sqrt(1 - cosine**2), zero, pp * cosine], axis=-1)
    return matrix_element(k, p4, l4, k - l4 - p4, **slopes)


def pion_limits(energy, mass, third):
    """Energies of the pi0 beside a particle of this energy and mass; the third one balances."""
    m2 = MK**2 + mass**2 - 2 * MK * energy
    m = np.sqrt(m2)
    inner = (m2 + MPI0**2 - third**2) / (2 * m)
    q = np.sqrt(np.maximum(inner**2 - MPI0**2, 0))
    p = np.sqrt(np.maximum(energy**2 - mass**2, 0))
    return ((MK - energy) * inner - p * q) / m, ((MK - energy) * inner + p * q) / m


NODES, WEIGHTS = np.polynomial.legendre.leggauss(64)


def lepton_density(lepton_mass, energy, **slopes):
    low, high = pion_limits(energy, lepton_mass, 0.0)
    pion = low + (high - low) * (NODES + 1) / 2
    return (high - low) / 2 * np.sum(WEIGHTS * dalitz(lepton_mass, energy, pion, **slopes))


def neutrino_density(lepton_mass, energy, **slopes):
    low, high = pion_limits(energy, 0.0, lepton_mass)
    pion = low + (high - low) * (NODES + 1) / 2
    return (high - low) / 2 * np.sum(WEIGHTS * dalitz(lepton_mass, MK - energy - pion, pion, **slopes))


def pion_density(lepton_mass, pion, **slopes):
    """Between the lepton energies that go with a pion energy."""
    m2 = MK**2 + MPI0**2 - 2 * MK * pion
    inner = (m2 + lepton_mass**2) / (2 * np.sqrt(m2))
    q, p = (m2 - lepton_mass**2) / (2 * np.sqrt(m2)), np.sqrt(max(pion**2 - MPI0**2, 0))
    low, high = ((MK - pion) * inner + s * p * q for s in (-1, 1))
    low, high = low / np.sqrt(m2), high / np.sqrt(m2)
    lepton = low + (high - low) * (NODES + 1) / 2
    return (high - low) / 2 * np.sum(WEIGHTS * dalitz(lepton_mass, lepton, pion, **slopes))
