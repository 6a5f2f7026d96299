"""Every word that a person reads or types: gettext catalogues and vocabularies, one folder a language."""
