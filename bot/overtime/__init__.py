"""Overtime on a no-overtime day: who has to stay reports it, somebody confirms it, and rests on a day instead."""
