"""What doors show: audits and people put into words, pictures and files, the same for web and terminal."""
