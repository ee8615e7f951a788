"""Writes Tests/BackgroundsTests/Reference/rates.csv: what rate models expect, with mpmath.

Every number is a quadrature or a sum of the formula in the row's name, written down here
independently of the tested program: posteriors of counts as integrals over gamma densities, photon
numbers as integrals of the spectra, averages over the table of escapes on a fine grid.

    python Tests/Oracles/rates.py > Tests/BackgroundsTests/Reference/rates.csv
"""

import mpmath as mp

mp.mp.dps = 25


def row(quantity, inputs, value):
    print(f"{quantity},{';'.join(f'{k}={v}' for k, v in inputs.items())},{mp.nstr(value, 15)}")


def gamma_average(count, function):
    """Average of a function of a Poisson mean after `count` events, with a flat prior."""
    shape = mp.mpf(count + 1)
    norm = mp.loggamma(shape)
    low = mp.log(shape) - 40 / mp.sqrt(shape) - 12 / shape
    high = mp.log(shape + 14 * mp.sqrt(shape) + 60)
    return mp.quad(
        lambda u: mp.exp(shape * u - mp.exp(u) - norm) * function(mp.exp(u)),
        mp.linspace(low, high, 25))


def abcd():
    for b, c, d, rho in [(4, 9, 12, 1), (0, 5, 20, 1), (0, 0, 3, 1), (120, 80, 400, 0.9), (2, 3, 1, 1)]:
        inputs = {"b": b, "c": c, "d": d, "rho": rho}
        rho = mp.mpf(str(rho))

        def below(events):
            return gamma_average(
                b, lambda x: mp.betainc(c + 1, d + 1, 0, (events / rho) / (events / rho + x), True))

        moment = lambda n: (
            rho**n * gamma_average(b, lambda x: x**n) * gamma_average(c, lambda x: x**n)
            * gamma_average(d, lambda x: x**-n))
        row("abcd mean", inputs, moment(1))
        if d >= 2:
            row("abcd deviation", inputs, mp.sqrt(moment(2) - moment(1) ** 2))
        for p in ("0.1", "0.5", "0.9"):
            guess = float(rho * (b + 1) * (c + 1) / (d + 1))
            root = mp.findroot(
                lambda t: below(mp.exp(t)) - mp.mpf(p), mp.log(guess), solver="secant", tol=1e-18)
            row("abcd quantile", inputs | {"p": p}, mp.exp(root))


def spectra():
    for y in ("0.001", "0.1", "0.5", "0.6", "0.99"):
        photons = mp.quad(
            lambda k: (mp.mpf(4) / 3 - 4 * k / 3 + k * k) / k, mp.linspace(mp.mpf(y), 1, 9))
        row("hard photons", {"y": y}, photons)
    alpha = 1 / mp.mpf("137.035999177")
    for mass, largest, y in [
        ("0.00051099895", "0.6", "0.5"), ("0.00051099895", "1", "0.01"),
        ("0.1056583755", "0.6", "0.5"), ("0.1056583755", "0.01", "0.3"),
    ]:
        m, q = mp.mpf(mass), mp.mpf(largest)

        def density(f):
            smallest = m * m * f * f / (1 - f)
            bracket = (1 + (1 - f) ** 2) / f * mp.log(q / smallest)
            return alpha / (2 * mp.pi) * (bracket + 2 * m * m * f * (1 / q - 1 / smallest))

        # The end of the range, where Q2_min = q, in 1 - f, which holds the digits.
        end = mp.findroot(
            lambda r: m * m * (1 - r) ** 2 - q * r, (0, 1), solver="anderson", tol=1e-40)
        pieces = mp.linspace(mp.mpf(y), 1 - mp.mpf("0.001"), 9) if end < 0.0001 else [mp.mpf(y)]
        value = mp.quad(density, pieces + [1 - end])
        row("equivalent photons", {"mass": mass, "q2": largest, "y": y}, value)


# The made beam line of the tests: (density kg/m3, X0 m, lambda m, thickness m, position m).
POSITIONS = [0, 5, 12]
ANGLES = [0, mp.mpf("0.1"), mp.mpf("0.4"), 1]
TABLE = [["0", "0.2", "0.9", "1"], ["0", "0.1", "0.7", "0.95"], ["0", "0", "0.3", "0.6"]]
EMISSION = ([0, mp.mpf("0.05"), mp.mpf("0.3"), mp.mpf("0.9")], [0, 10, 3, mp.mpf("0.5")])
LAYERS = [
    ("2329", "0.0937", "0.4654", "0.002", "1"),
    ("1032", "0.425", "0.788", "0.01", "7.5"),
    ("11350", "0.00561", "0.1759", "0.001", "12"),
]


def linear(grid, values, x):
    for left, right, low, high in zip(grid, grid[1:], values, values[1:]):
        if left <= x <= right:
            return low + (high - low) * (x - left) / (right - left)
    raise ValueError(x)


def escape(position):
    rows = [[mp.mpf(t) for t in line] for line in TABLE]
    at = [linear(POSITIONS, [line[k] for line in rows], position) for k in range(len(ANGLES))]
    grid = sorted(set(ANGLES) | set(EMISSION[0]))
    grid = [a for a in grid if a <= EMISSION[0][-1]]
    weight = mp.quad(lambda a: linear(*EMISSION, a), grid)
    return mp.quad(lambda a: linear(ANGLES, at, a) * linear(*EMISSION, a), grid) / weight


def upstream():
    layers = [[mp.mpf(t) for t in layer] for layer in LAYERS]
    for layer in layers:
        row("escape", {"position": mp.nstr(layer[4], 5)}, escape(layer[4]))
    hard = mp.quad(lambda k: (mp.mpf(4) / 3 - 4 * k / 3 + k * k) / k, mp.linspace(mp.mpf("0.5"), 1, 5))
    avogadro = mp.mpf("6.02214076e23")
    photons, sigma, hadronic = mp.mpf("0.02"), mp.mpf(80), mp.mpf("0.005")
    means = {
        "bremsstrahlung": lambda l: hard * l[3] / l[1],
        "electronuclear": lambda l: photons * sigma * mp.mpf("1e-34") * avogadro * 1000 * l[0] * l[3],
        "hadronic photons": lambda l: photons * hadronic * l[3] / l[2],
        "hadronic": lambda l: l[3] / l[2],
    }
    for process, mean in means.items():
        survived, missed = mp.mpf(1), mp.mpf(0)
        for layer in layers:
            interacts = 1 - mp.exp(-mp.mpf("1.1") * mean(layer))
            missed += survived * interacts * escape(layer[4])
            survived *= 1 - interacts
        # 1e9 particles on target, 3 of 1000 events missed by the veto calorimeter.
        row("upstream", {"process": process}, missed * mp.mpf("1e9") * mp.mpf("0.003"))
        row("upstream any", {"process": process}, 1 - survived)


def simulated_escapes():
    """The table as counts of 1000 each: effective events of the weighted count, for one process.

    The part of a point is the change of the expectation when its probability alone is raised.
    """
    layers = [[mp.mpf(t) for t in layer] for layer in LAYERS]
    interacts, crossed = [], mp.mpf(1)
    for layer in layers:
        part = 1 - mp.exp(-mp.mpf("1.1") * layer[3] / layer[2])
        interacts.append(crossed * part)
        crossed *= 1 - part

    def missed(table):
        total = mp.mpf(0)
        for layer, part in zip(layers, interacts):
            at = [linear(POSITIONS, [line[k] for line in table], layer[4]) for k in range(len(ANGLES))]
            grid = [a for a in sorted(set(ANGLES) | set(EMISSION[0])) if a <= EMISSION[0][-1]]
            weight = mp.quad(lambda a: linear(*EMISSION, a), grid)
            average = mp.quad(lambda a: linear(ANGLES, at, a) * linear(*EMISSION, a), grid) / weight
            total += part * average
        return total

    def unit(i, j):
        return missed([[mp.mpf(r == i and c == j) for c in range(4)] for r in range(3)])

    counts = [[mp.mpf(t) * 1000 for t in line] for line in TABLE]
    events = [[unit(i, j) / 1000 for j in range(4)] for i in range(3)]
    total = sum(counts[i][j] * events[i][j] for i in range(3) for j in range(4))
    squares = sum(counts[i][j] * events[i][j] ** 2 for i in range(3) for j in range(4))
    row("escapes effective", {"process": "hadronic"}, total**2 / squares)
    heaviest = max(max(line) for line in events)
    row("escapes none", {"process": "hadronic"}, heaviest * mp.mpf("1e9") * mp.mpf("0.003"))


def upstream_example():
    """The material of analyses/backgrounds-example.yaml: electro-nuclear, in densities of g/cm3."""
    m, q = mp.mpf("0.00051099895"), mp.mpf("0.6")

    def density(f):
        smallest = m * m * f * f / (1 - f)
        bracket = (1 + (1 - f) ** 2) / f * mp.log(q / smallest)
        return bracket / (2 * mp.pi * mp.mpf("137.035999177")) + (
            m * m * f * (1 / q - 1 / smallest) / (mp.pi * mp.mpf("137.035999177")))

    photons = mp.quad(density, mp.linspace(mp.mpf("0.4"), 1 - mp.mpf("1e-5"), 30))
    photons += mp.quad(density, [1 - mp.mpf("1e-5"), 1 - m * m / q])
    layers = [("0", "2.699", "0.0002"), ("2", "2.329", "0.0012"), ("6", "0.001205", "10"), ("8", "1.032", "0.005")]
    angles, emission = [0, 5, 20, 100], [0, 60, 15, 1]
    grid, rows = [0, 10, 30, 100], ([0, 3, 47, 160], [0, 0, 12, 95])
    points = sorted(set(angles) | set(grid))
    norm = mp.quad(lambda a: linear(angles, emission, a), points)
    missed, survived = mp.mpf(0), mp.mpf(1)
    for place, density_, thickness in layers:
        x = mp.mpf(place) / 8
        at = [((1 - x) * low + x * high) / 1000 for low, high in zip(*rows)]
        escape = mp.quad(
            lambda a: linear(grid, at, a) * linear(angles, emission, a), points) / norm
        # Nucleons per cm2 times 110 microbarn of 1e-30 cm2.
        mean = photons * 110 * mp.mpf("1e-30") * mp.mpf("6.02214076e23")
        mean *= mp.mpf(density_) * mp.mpf(thickness) * 100
        missed += survived * (1 - mp.exp(-mean)) * escape
        survived *= mp.exp(-mean)
    row("upstream example", {}, missed * mp.mpf("1.6e10") * 12 / 400 * mp.mpf("3e-3"))


def log_normal_average(median, sigma, function):
    width = mp.log(1 + mp.mpf(sigma) / mp.mpf(median))
    return mp.quad(
        lambda z: mp.npdf(z) * function(mp.mpf(median) * mp.exp(width * z)),
        mp.linspace(-14, 14, 41))


def curved():
    for depth, length, sigma in [("7.5", "1.7", "0.1"), ("1", "0.17", "0.005"), ("0", "1", "0.3")]:
        leak = lambda n: log_normal_average(length, sigma, lambda x: mp.exp(-n * mp.mpf(depth) / x))
        inputs = {"depth": depth, "length": length, "sigma": sigma}
        row("attenuation mean", inputs, leak(1))
        row("attenuation deviation", inputs, mp.sqrt(abs(leak(2) - leak(1) ** 2)))
    for rate, sigma, window in [("0.001", "0.0002", "27"), ("0.2", "0.05", "10")]:
        hit = lambda n: log_normal_average(
            rate, sigma, lambda x: (-mp.expm1(-x * mp.mpf(window))) ** n)
        inputs = {"rate": rate, "sigma": sigma, "window": window}
        row("accidental mean", inputs, hit(1))
        row("accidental deviation", inputs, mp.sqrt(hit(2) - hit(1) ** 2))


def radiation_lengths():
    """X0 of elements by Tsai's formula in g/cm2, which the PDG's table follows."""
    elements = {
        "aluminium": (13, "26.9815385"), "silicon": (14, "28.0855"), "iron": (26, "55.845"),
        "copper": (29, "63.546"), "tungsten": (74, "183.84"), "lead": (82, "207.2")}
    for name, (charge, mass) in elements.items():
        z, a = mp.mpf(charge), mp.mpf(charge) / mp.mpf("137.035999")
        coulomb = a**2 * (
            1 / (1 + a**2) + mp.mpf("0.20206") - mp.mpf("0.0369") * a**2
            + mp.mpf("0.0083") * a**4 - mp.mpf("0.002") * a**6)
        inverse = (
            z**2 * (mp.log(mp.mpf("184.15") * z ** (-mp.mpf(1) / 3)) - coulomb)
            + z * mp.log(1194 * z ** (-mp.mpf(2) / 3)))
        row("radiation length", {"element": name}, mp.mpf("716.408") * mp.mpf(mass) / inverse)


if __name__ == "__main__":
    print("# mpmath; see Tests/Oracles/rates.py")
    print("quantity,inputs,value")
    abcd()
    spectra()
    upstream()
    simulated_escapes()
    upstream_example()
    curved()
    radiation_lengths()
