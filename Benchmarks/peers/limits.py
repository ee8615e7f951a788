"""Times the peers of benchmark-limits in Python, one line of JSON each.

One bin: a CLs limit as a SciPy script would find it (quadrature over a log-normal background,
Brent's method), and pyhf's asymptotic one, which is another number: it is an approximation.
Five channels: pyhf's asymptotic limit. Toys: pyhf's calculator, half of the toys with signal.

Usage: python Benchmarks/peers/limits.py
"""

import math
import sys
from pathlib import Path

import pyhf
import scipy
from scipy import integrate, optimize, special
from timing import report

sys.path.insert(0, str(Path(__file__).parents[2] / "Tests" / "Oracles"))
from channel_models import MODELS  # noqa: E402
from channel_pyhf import pyhf_model  # noqa: E402

ONE_BIN = "CLs limit of one bin, background log-normal"
FIVE_CHANNELS = "limit of five channels, six nuisances"
CASES = {
    "one bin": MODELS["one channel, log-normal"],
    "five channels": MODELS["shared efficiency and private backgrounds"],
}


def cls_limit(n=1, b=0.51, sigma=0.13, confidence=0.9):
    width = math.log1p(sigma / b)

    def averaged(s):
        def integrand(z):
            return math.exp(-z * z / 2) * special.gammaincc(n + 1, s + b * math.exp(width * z))

        return integrate.quad(integrand, -9, 9, epsabs=0, epsrel=1e-10)[0]

    below = averaged(0)
    return optimize.brentq(lambda s: averaged(s) / below - (1 - confidence), 0.1, 50, xtol=1e-12)


def asymptotic_limit(model):
    built, data = pyhf_model(model)
    return float(pyhf.infer.intervals.upper_limits.toms748_scan(data, built, 0, 30, level=0.1)[0])


def toys(model, count):
    """The median statistic of toys with a signal of 2.3."""
    built, data = pyhf_model(model)
    calculator = pyhf.infer.calculators.ToyCalculator(
        data, built, ntoys=count // 2, test_stat="qtilde", track_progress=False)
    with_signal, _ = calculator.distributions(2.3)
    return float(sorted(with_signal.samples)[count // 4])


def main():
    tool = f"pyhf {pyhf.__version__}"
    report(ONE_BIN, f"scipy {scipy.__version__}", 21, cls_limit)
    report(ONE_BIN, f"{tool}, asymptotic", 5, lambda: asymptotic_limit(CASES["one bin"]))
    report(FIVE_CHANNELS, f"{tool}, asymptotic", 3, lambda: asymptotic_limit(CASES["five channels"]))
    for name, model in CASES.items():
        report(f"q-tilde toy, {name}", tool, 3, lambda: toys(model, 400), units=400)


if __name__ == "__main__":
    main()
