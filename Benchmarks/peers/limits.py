"""Times the peers of benchmark-limits in Python, one line of JSON each.

One bin: a CLs limit as a SciPy script would find it (quadrature over a log-normal background,
Brent's method), and pyhf's asymptotic one, which is another number: it is an approximation.
Five channels: pyhf's asymptotic limit. Toys: pyhf's calculator, half of the toys with signal.

Usage: python Benchmarks/peers/limits.py
"""

import sys
from pathlib import Path

import pyhf
import scipy
from limit import scipy_limit
from timing import report

sys.path.insert(0, str(Path(__file__).parents[2] / "Tests" / "Oracles"))
from channel_models import MODELS  # noqa: E402
from channel_pyhf import pyhf_model  # noqa: E402

ONE_BIN = "CLs limit of one bin, background log-normal"
FIVE_CHANNELS = "CLs limit of five channels, six nuisances"
CASES = {
    "one bin": MODELS["one channel, log-normal"],
    "five channels": MODELS["shared efficiency and private backgrounds"],
}


def asymptotic_limit(model):
    built, data = pyhf_model(model)
    return float(pyhf.infer.intervals.upper_limits.toms748_scan(data, built, 0, 30, level=0.1)[0])


def toys(model, count):
    """P(q-tilde >= observed) for a signal of 2.3; as many toys are made without signal."""
    built, data = pyhf_model(model)
    calculator = pyhf.infer.calculators.ToyCalculator(
        data, built, ntoys=count // 2, test_stat="qtilde", track_progress=False)
    with_signal, _ = calculator.distributions(2.3)
    return float(with_signal.pvalue(calculator.teststatistic(2.3)))


def main():
    tool = f"pyhf {pyhf.__version__}"
    report(ONE_BIN, f"scipy {scipy.__version__}", 21, scipy_limit)
    report(ONE_BIN, f"{tool}, asymptotic", 5, lambda: asymptotic_limit(CASES["one bin"]))
    report(FIVE_CHANNELS, f"{tool}, asymptotic", 3, lambda: asymptotic_limit(CASES["five channels"]))
    for name, model in CASES.items():
        report(f"q-tilde toy, {name}", tool, 3, lambda: toys(model, 1000), units=1000)


if __name__ == "__main__":
    main()
