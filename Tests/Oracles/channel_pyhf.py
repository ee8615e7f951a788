"""A model of channel_models.py with log-normal effects only, as a pyhf model with its data."""

import pyhf


def pyhf_model(model):
    """normsys with code1 is kappa^theta when its two ends are kappa and 1 / kappa."""

    def modifiers(sample):
        return [{"name": effect["nuisance"], "type": "normsys",
                 "data": {"hi": effect["kappa"], "lo": 1 / effect["kappa"]}}
                for effect in sample["effects"]]

    channels = []
    for channel in model["channels"]:
        signal = channel["signal"]
        samples = [{"name": "signal", "data": [signal["yield"]],
                    "modifiers": modifiers(signal)
                    + [{"name": "mu", "type": "normfactor", "data": None}]}]
        samples += [{"name": b["name"], "data": [b["yield"]], "modifiers": modifiers(b)}
                    for b in channel["backgrounds"]]
        channels.append({"name": channel["name"], "samples": samples})
    built = pyhf.Model(
        {"channels": channels, "parameters": [{"name": "mu", "bounds": [[0, 100]], "inits": [1.0]}]},
        poi_name="mu", modifier_settings={"normsys": {"interpcode": "code1"}})
    counts = {channel["name"]: channel["observed"] for channel in model["channels"]}
    return built, [float(counts[name]) for name in built.config.channels] + built.config.auxdata
