"""No-overtime days (定時退庁日): which days are one for which unit and why, and the cards that say so."""
