"""What a city decides, as data with dates (design 4): its policy, how far Kaeru may reach, and the audit of both."""
