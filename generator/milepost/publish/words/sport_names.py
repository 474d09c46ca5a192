"""What sports are called, as a name and within a sentence."""

from milepost.model.message import N_, NP_

SPORT_NAMES = {
    "run": N_("Run"),
    "trail-run": N_("Trail run"),
    "hike": N_("Hike"),
    "walk": N_("Walk"),
    # For translators: by bicycle.
    "ride": N_("Ride"),
    # For translators: a day on skis; all of these are names for an activity.
    "ski": N_("Ski"),
    # For translators: by canoe, kayak or rowing boat.
    "paddle": N_("Paddle"),
    "swim": N_("Swim"),
    # For translators: another sport.
    "other": N_("Other"),
}
SPORTS_WITHIN = {
    "run": NP_("within a sentence", "run"),
    "trail-run": NP_("within a sentence", "trail run"),
    "hike": NP_("within a sentence", "hike"),
    "walk": NP_("within a sentence", "walk"),
    "ride": NP_("within a sentence", "ride"),
    "ski": NP_("within a sentence", "ski"),
    "paddle": NP_("within a sentence", "paddle"),
    "swim": NP_("within a sentence", "swim"),
    "other": NP_("within a sentence", "other"),
}
