"""`site.toml` into a `Config`, with every problem told at once."""

from milepost.config.load import load_config
from milepost.config.settings import AthleteConfig, Config, JourneyConfig

__all__ = ["AthleteConfig", "Config", "JourneyConfig", "load_config"]
