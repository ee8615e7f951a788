"""Prints the multipliers of the Korobov lattices of Sources/Backgrounds/Decays.

For each prime number of points n the multiplier a with the smallest worst-case error P2 in six dimensions,
among all below n/2 for the smallest lattice and among a random choice for the others:
P2 = mean over points of prod_j (1 + 2 pi^2 B2(x_j) / j^2) - 1 with z_j = a^(j-1) mod n.

Usage: python Tests/Oracles/korobov.py
"""

import numpy as np

DIMENSIONS = 6


def worst_case_error(n, a):
    points = np.arange(n)
    product = np.ones(n)
    for j in range(DIMENSIONS):
        x = (points * pow(a, j, n) % n) / n
        product *= 1 + 2 * np.pi**2 * (x * x - x + 1 / 6) / (j + 1) ** 2
    return product.mean() - 1


generator = np.random.default_rng(1)
for n, tried in ((1021, None), (8191, 1500), (65521, 400)):
    candidates = np.arange(2, n // 2)
    if tried:
        candidates = generator.choice(candidates, tried, replace=False)
    print(n, min((worst_case_error(n, int(a)), int(a)) for a in candidates))
