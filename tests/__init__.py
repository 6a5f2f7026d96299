"""Specifications of Kaeru, in office words."""
