"""Figures of races and speed, on demand and never as a timed test: `make bench`."""
