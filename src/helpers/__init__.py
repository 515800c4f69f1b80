"""Xianjie: reports in, tables, figures and findings out, every number traced to its characters."""

__version__ = "0.1.0"
