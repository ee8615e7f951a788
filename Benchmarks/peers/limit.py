"""One upper limit of one bin and nothing else; the peer of the process 'na64-blind limit'.

    limit.py scipy      the same limit: CLs with the count, log-normal background averaged
    limit.py pyhf       pyhf's asymptotic approximation for the profile likelihood
"""

import math
import sys


def scipy_limit(n=1, b=0.51, sigma=0.13, confidence=0.9):
    from scipy import integrate, optimize, special

    width = math.log1p(sigma / b)

    def averaged(s):
        def integrand(z):
            return math.exp(-z * z / 2) * special.gammaincc(n + 1, s + b * math.exp(width * z))

        return integrate.quad(integrand, -9, 9, epsabs=0, epsrel=1e-10)[0]

    below = averaged(0)
    return optimize.brentq(lambda s: averaged(s) / below - (1 - confidence), 0.1, 50, xtol=1e-12)


def pyhf_limit(n=1, b=0.51, sigma=0.13, confidence=0.9):
    import pyhf

    kappa = 1 + sigma / b
    modifier = {"name": "b", "type": "normsys", "data": {"hi": kappa, "lo": 1 / kappa}}
    model = pyhf.Model({"channels": [{"name": "box", "samples": [
        {"name": "signal", "data": [1.0],
         "modifiers": [{"name": "mu", "type": "normfactor", "data": None}]},
        {"name": "background", "data": [b], "modifiers": [modifier]}]}]}, poi_name="mu")
    data = [n, *model.config.auxdata]
    limits = pyhf.infer.intervals.upper_limits
    return float(limits.toms748_scan(data, model, 0, 10, level=1 - confidence)[0])


if __name__ == "__main__":
    print({"scipy": scipy_limit, "pyhf": pyhf_limit}[sys.argv[1]]())
