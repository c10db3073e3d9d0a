"""What happened between the owner and people: messages, mails, meetings, value given and received."""
