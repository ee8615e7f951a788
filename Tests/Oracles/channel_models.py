"""Counting models of several channels for channel_limits.py and channel_asymptotics.py.

n_c ~ Poisson(mu s_c prod_k f_ck + sum_b b_cb prod_k f_cbk), as the tables carry it:

    {"channels": [{"name", "observed", "signal": {"yield", "effects"},
                   "backgrounds": [{"name", "yield", "effects"}]}],
     "nuisances": [{"name", "kind": "normal"},
                   {"name", "kind": "gamma", "count": k},
                   {"name", "kind": "beta", "passed": k, "of": n}]}

An effect names a nuisance and what it does to the yield: "log-normal" multiplies it by kappa^theta,
"linear" by 1 + delta theta, "multiply" by the gamma number x or the efficiency e itself.
"""


def normal(name):
    return {"name": name, "kind": "normal"}


def gamma(name, count):
    return {"name": name, "kind": "gamma", "count": count}


def beta(name, passed, of):
    return {"name": name, "kind": "beta", "passed": passed, "of": of}


def lognormal(nuisance, kappa):
    return {"nuisance": nuisance, "kind": "log-normal", "kappa": kappa}


def linear(nuisance, delta):
    return {"nuisance": nuisance, "kind": "linear", "delta": delta}


def times(nuisance):
    return {"nuisance": nuisance, "kind": "multiply"}


def sample(value, *effects, name=None):
    fields = {"name": name} if name else {}
    return {**fields, "yield": value, "effects": list(effects)}


def background(value, *effects, name="background"):
    return sample(value, *effects, name=name)


def channel(name, observed, signal, *backgrounds):
    return {"name": name, "observed": observed, "signal": signal, "backgrounds": list(backgrounds)}


def model(nuisances, *channels):
    return {"channels": list(channels), "nuisances": list(nuisances)}


def periods(observed, signals, backgrounds, nuisances=(), on_signal=(), on_background=()):
    """Channels 1, 2, ...; the effects are functions of the channel's number."""
    return model(
        nuisances,
        *(
            channel(
                f"period-{i}", n, sample(s, *(effect(i) for effect in on_signal)),
                *([background(b, *(effect(i) for effect in on_background))] if b else []))
            for i, (n, s, b) in enumerate(zip(observed, signals, backgrounds), 1)
        ),
    )


FIVE_SIGNALS = [0.35, 0.25, 0.2, 0.15, 0.05]
FIVE_BACKGROUNDS = [0.2, 0.15, 0.09, 0.05, 0.02]
FIVE = range(1, 6)
PRIVATE = [normal(f"background-{i}") for i in FIVE]

# Combine's data/tutorials/counting/realistic-counting-experiment.txt, a card of the CMS tutorial.
REALISTIC = model(
    [normal("lumi"), normal("xs_ggH"), gamma("WW_norm", 4), normal("xs_ggWW"), normal("bg_others")],
    channel(
        "bin1", 0,
        sample(1.47, lognormal("lumi", 1.11), lognormal("xs_ggH", 1.16)),
        background(0.16, times("WW_norm"), name="qqWW"),
        background(0.06, lognormal("lumi", 1.11), lognormal("xs_ggWW", 1.5), name="ggWW"),
        background(0.22, lognormal("bg_others", 1.3), name="others"),
    ),
)

# Models of which the answer is known in another way, or that have an edge of their own.
MODELS = {
    "one channel, all known": periods([1], [1.0], [0.51]),
    "one channel, log-normal": periods(
        [1], [1.0], [0.51], [normal("b")], on_background=[lambda i: lognormal("b", 1 + 0.13 / 0.51)]),
    "one channel, nothing seen": periods([0], [1.0], [0.51]),
    "five channels, all known, nothing seen": periods([0] * 5, FIVE_SIGNALS, FIVE_BACKGROUNDS),
    "five channels, all known": periods([1, 0, 2, 0, 0], FIVE_SIGNALS, FIVE_BACKGROUNDS),
    "no background": periods([0, 1, 0], [0.5, 0.3, 0.2], [0, 0, 0]),
    "tiny backgrounds": periods(
        [0, 1], [0.6, 0.4], [1e-9, 1e-9], [normal("b")],
        on_background=[lambda i: lognormal("b", 3.0)]),
    "private log-normal": periods(
        [0, 1, 0, 0, 1], FIVE_SIGNALS, FIVE_BACKGROUNDS, PRIVATE,
        on_background=[lambda i: lognormal(f"background-{i}", 1 + 0.1 * i)]),
    "private log-normal, nothing seen": periods(
        [0] * 5, FIVE_SIGNALS, FIVE_BACKGROUNDS, PRIVATE,
        on_background=[lambda i: lognormal(f"background-{i}", 1 + 0.1 * i)]),
    "private linear": periods(
        [2, 0, 1], [0.5, 0.3, 0.2], [0.6, 0.3, 0.2], PRIVATE[:3],
        on_background=[lambda i: linear(f"background-{i}", 0.2 * i)]),
    "private gamma": periods(
        [1, 0, 2], [0.5, 0.3, 0.2], [0.05, 0.1, 0.02],
        [gamma(f"off-{i}", k) for i, k in enumerate([3, 1, 12], 1)],
        on_background=[lambda i: times(f"off-{i}")]),
    "private gamma, off counts of zero": periods(
        [1, 0], [0.7, 0.3], [0.3, 0.1], [gamma("off-1", 0), gamma("off-2", 0)],
        on_background=[lambda i: times(f"off-{i}")]),
    "off count of zero, nothing seen": periods(
        [0], [1.0], [0.3], [gamma("off-1", 0)], on_background=[lambda i: times(f"off-{i}")]),
    "private beta": periods(
        [1, 0, 1], [0.6, 0.4, 0.3], [0.2, 0.3, 0.1],
        [beta("tag-1", 18, 20), beta("tag-2", 45, 50), beta("tag-3", 9, 9)],
        on_signal=[lambda i: times(f"tag-{i}")]),
    "shared log-normal efficiency": periods(
        [1, 0, 0, 2, 0], FIVE_SIGNALS, FIVE_BACKGROUNDS, [normal("efficiency")],
        on_signal=[lambda i: lognormal("efficiency", 1.15)]),
    "shared log-normal efficiency, nothing seen": periods(
        [0] * 5, FIVE_SIGNALS, FIVE_BACKGROUNDS, [normal("efficiency")],
        on_signal=[lambda i: lognormal("efficiency", 1.15)]),
    "shared log-normal efficiency, no background": periods(
        [0, 1], [0.6, 0.4], [0, 0], [normal("efficiency")],
        on_signal=[lambda i: lognormal("efficiency", 1.3)]),
    "shared efficiency and private backgrounds": periods(
        [0, 1, 0, 0, 1], FIVE_SIGNALS, FIVE_BACKGROUNDS, [normal("efficiency"), *PRIVATE],
        on_signal=[lambda i: lognormal("efficiency", 1.1)],
        on_background=[lambda i: lognormal(f"background-{i}", 1.3)]),
    "shared and private on the signal": periods(
        [2, 0, 1], [0.5, 0.3, 0.2], [0.4, 0.3, 0.2],
        [normal("lumi"), beta("tag-1", 18, 20), beta("tag-2", 45, 50), beta("tag-3", 30, 30)],
        on_signal=[lambda i: lognormal("lumi", 1.05), lambda i: times(f"tag-{i}")],
        on_background=[lambda i: lognormal("lumi", 1.05)]),
    "shared beta efficiency": periods(
        [1, 1], [0.6, 0.4], [0.3, 0.5], [beta("tag", 9, 10)], on_signal=[lambda i: times("tag")]),
    "opposite backgrounds in one channel": model(
        [normal("migration")],
        channel(
            "box", 3, sample(1.0),
            background(1.0, lognormal("migration", 1.4), name="hadrons"),
            background(0.8, lognormal("migration", 1 / 1.3), name="muons"))),
    "opposite backgrounds in two channels": model(
        [normal("migration")],
        channel("early", 2, sample(0.6), background(0.7, lognormal("migration", 1.4))),
        channel("late", 0, sample(0.4), background(0.9, lognormal("migration", 1 / 1.3)))),
    "opposite linear effects": model(
        [normal("migration")],
        channel("early", 2, sample(0.6), background(0.7, linear("migration", 0.5))),
        channel("late", 1, sample(0.4), background(0.9, linear("migration", -0.4)))),
    "linear efficiency": periods(
        [1, 0], [0.6, 0.4], [0.3, 0.2], [normal("efficiency")],
        on_signal=[lambda i: linear("efficiency", 0.3)]),
    "gamma with a log-normal transfer": periods(
        [1, 2], [0.6, 0.4], [0.1, 0.2],
        [gamma("off-1", 5), gamma("off-2", 2), normal("transfer")],
        on_background=[lambda i: times(f"off-{i}"), lambda i: lognormal("transfer", 1.2)]),
    "shared off count": periods(
        [1, 2], [0.6, 0.4], [0.1, 0.2], [gamma("off", 6)], on_background=[lambda i: times("off")]),
    "signal from a simulated count": periods(
        [1, 0], [0.006, 0.004], [0.3, 0.2], [gamma("simulated", 99)],
        on_signal=[lambda i: times("simulated")]),
    "control region without signal": model(
        [normal("scale")],
        channel("box", 1, sample(1.0), background(0.8, lognormal("scale", 2.0))),
        channel("control", 9, sample(0.0), background(6.0, lognormal("scale", 2.0)))),
    "larger counts": periods(
        [35], [1.0], [30.0], [normal("b"), normal("efficiency")],
        on_signal=[lambda i: lognormal("efficiency", 1.1)],
        on_background=[lambda i: lognormal("b", 1.12)]),
    "larger counts in three channels": periods(
        [35, 11, 6], [0.6, 0.3, 0.1], [30.0, 14.0, 3.0],
        [normal("scale"), *PRIVATE[:3]],
        on_background=[
            lambda i: lognormal("scale", 1.05), lambda i: lognormal(f"background-{i}", 1.1)]),
    "to be split": periods(
        [3], [1.0], [1.2], [normal("b"), normal("efficiency")],
        on_signal=[lambda i: lognormal("efficiency", 1.1)],
        on_background=[lambda i: lognormal("b", 1.3)]),
    "split in two": periods(
        [2, 1], [0.6, 0.4], [0.72, 0.48], [normal("b"), normal("efficiency")],
        on_signal=[lambda i: lognormal("efficiency", 1.1)],
        on_background=[lambda i: lognormal("b", 1.3)]),
    "three effects in three channels": model(
        [normal("lumi"), normal("energy-scale"), gamma("off", 4), beta("tag", 28, 30),
         normal("dimuons")],
        channel(
            "2021", 1, sample(0.5, lognormal("lumi", 1.05), times("tag")),
            background(0.1, times("off"), name="hadrons"),
            background(0.2, lognormal("lumi", 1.05), lognormal("energy-scale", 1.4), name="dimuons")),
        channel(
            "2022", 0, sample(0.3, lognormal("lumi", 1.05)),
            background(0.15, lognormal("energy-scale", 1 / 1.2), name="tail")),
        channel(
            "2023", 2, sample(0.2, lognormal("lumi", 1.03)),
            background(0.3, lognormal("dimuons", 1.5), lognormal("lumi", 1.03), name="dimuons"))),
    "realistic-counting-experiment of Combine": REALISTIC,
}
