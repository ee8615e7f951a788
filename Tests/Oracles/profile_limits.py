"""Writes Tests/StatsTests/Reference/profile-limits.csv: intervals and limits from profile likelihoods.

The nuisance parameter is minimised by a scan in 40 digits with golden sections, not by the formulas
of the program under test; crossings are found by bisection.

Usage: python Tests/Oracles/profile_limits.py > Tests/StatsTests/Reference/profile-limits.csv
"""

import mpmath as mp

mp.mp.dps = 40

# constraint, b, sigma, observed
CASES = [
    ("none", "0.51", "0", 3), ("none", "1e-9", "0", 1), ("none", "1e4", "0", 9900),
    ("log-normal", "0.51", "2.55", 6), ("log-normal", "1e-9", "5e-9", 2), ("log-normal", "100", "10", 80),
    ("log-normal", "100", "10", 130), ("gamma", "0.51", "2.55", 6), ("gamma", "100", "10", 80),
    ("gamma", "100", "10", 130), ("gamma", "1e6", "1e4", 1020000), ("gaussian", "0.51", "0.51", 6),
    ("gaussian", "0", "1", 2), ("gaussian", "100", "10", 80), ("gaussian", "100", "10", 130),
]


def half_deviance(n, mean):
    return mean if n == 0 else n * mp.log(n / mean) - n + mean if mean > 0 else mp.inf


def penalty(constraint, b, sigma, relative, mean):
    if constraint == "log-normal":
        return (mp.log(mean / b) / mp.log1p(relative)) ** 2 / 2
    if constraint == "gamma":
        return half_deviance(b * sigma, sigma * mean)
    return ((mean - b) / sigma) ** 2 / 2


class Data:
    """A count and the estimate b of a background with a spread that stays as it is."""

    def __init__(self, constraint, n, b, sigma, relative):
        self.constraint, self.n, self.b, self.sigma, self.relative = constraint, n, b, sigma, relative

    def best(self, s):
        if self.constraint == "none":
            return half_deviance(self.n, s + self.b), self.b

        def value(mean):
            return half_deviance(self.n, s + mean) + penalty(self.constraint, self.b, self.sigma, self.relative, mean)

        low, high = mp.mpf(0), max(self.n, self.b) + 1
        if self.constraint == "log-normal":
            low = self.b * mp.mpf(10) ** -12
        ratio = (mp.sqrt(5) - 1) / 2
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        at_left, at_right = value(left), value(right)
        while high - low > mp.mpf(10) ** -22 * high:
            if at_left < at_right:
                high, right, at_right = right, left, at_left
                left = high - ratio * (high - low)
                at_left = value(left)
            else:
                low, left, at_left = left, right, at_right
                right = low + ratio * (high - low)
                at_right = value(right)
        middle = (low + high) / 2
        return value(middle), middle

    def deviance(self, s):
        lowest = 0 if self.n >= self.b else self.best(mp.mpf(0))[0]
        return 2 * (self.best(s)[0] - lowest)

    def asimov(self):
        fitted = self.best(mp.mpf(0))[1]
        return Data(self.constraint, fitted, fitted, self.sigma, self.relative)


def crossing(function, low, high):
    """Where a falling function changes sign."""
    while function(high) > 0:
        low, high = high, 2 * high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return (low + high) / 2


def tail(z):
    return mp.erfc(z / mp.sqrt(2)) / 2


def cls(data, asimov, s):
    best = max(mp.mpf(0), data.n - data.b)
    q, spread = (mp.mpf(0) if s <= best else data.deviance(s)), asimov.deviance(s)
    if q <= spread:
        return tail(mp.sqrt(q)) / tail(mp.sqrt(q) - mp.sqrt(spread))
    return tail((q + spread) / (2 * mp.sqrt(spread))) / tail((q - spread) / (2 * mp.sqrt(spread)))


def main():
    print("# Source: mpmath 1.4.1 with 40 digits. Written by Tests/Oracles/profile_limits.py.")
    print("# Bounded interval with both sides at 90 %; asymptotic limits at 90 %, data set fitted to the count.")
    print("constraint,value,uncertainty,observed,lower,upper,asymptotic,median")
    height = (mp.sqrt(2) * mp.erfinv(mp.mpf("0.9"))) ** 2
    for constraint, b_text, sigma_text, n in CASES:
        b, sigma = mp.mpf(b_text), mp.mpf(sigma_text)
        spread = b / sigma ** 2 if constraint == "gamma" else sigma
        data = Data(constraint, mp.mpf(n), b, spread, sigma / b if b else mp.mpf(0))
        best = max(mp.mpf(0), n - b)
        step = mp.sqrt(n + sigma ** 2 + 1)
        upper = crossing(lambda s: height - data.deviance(s), best, best + step)
        lower = mp.mpf(0)
        if best > 0 and data.deviance(mp.mpf(0)) > height:
            lower = crossing(lambda s: data.deviance(s) - height, mp.mpf(0), best)
        asimov = data.asimov()
        limit = crossing(lambda s: cls(data, asimov, s) - mp.mpf("0.1"), mp.mpf(10) ** -6, best + step)
        width = -mp.sqrt(2) * mp.erfinv(2 * mp.mpf("0.05") - 1)
        median = crossing(lambda s: width ** 2 - asimov.deviance(s), mp.mpf(0), step)
        numbers = ",".join(mp.nstr(x, 14) for x in (lower, upper, limit, median))
        print(f"{constraint},{b_text},{sigma_text},{n},{numbers}", flush=True)


if __name__ == "__main__":
    main()
