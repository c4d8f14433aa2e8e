"""Reports as strangers publish them: written by hand layout by layout, each with the figures that a person reads in it."""
