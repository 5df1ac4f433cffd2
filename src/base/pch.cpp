// Gives the precompiled header a target of its own, so that all floors share one.
