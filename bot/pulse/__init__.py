"""Surveys (ひとことアンケート): what is asked, of whom and when, and counts that nobody can trace."""
