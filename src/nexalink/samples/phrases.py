"""What invented people write to each other: short, friendly, about nothing in particular."""

from random import Random

TOPICS = (
    "the pricing workshop", "your talk on onboarding", "the hiring plan", "that paper on queues", "the Leeds pilot",
    "the roadmap review", "mentoring", "the panel in spring", "our old warehouse project", "the design critique",
    "moving to Lisbon", "the migration", "the fundraising round", "your new role", "the reading list",
    "the interview guide", "a lunch next week", "the customer survey", "the research budget", "the podcast idea",
)  # fmt: skip

_OPENINGS = (
    "Hi {name},\n\nI have been thinking about {topic}. Do you have half an hour this week?",
    "Hello {name}, how did {topic} go? I would love to hear about it.",
    "Hi {name}! Someone asked me about {topic} and you came to mind at once. Would you talk to them?",
    "{name}, thank you again for your help with {topic}.\nI owe you a coffee ☕",
    "Hi {name}, quick question about {topic}: who would you ask first?",
    "Dear {name},\n\nattached is what I promised about {topic}.\n\nLet me know what is missing.",
    "Hallo {name}, hast du kurz Zeit für {topic}? Viele Grüße",
    "Hi {name}, I saw the news about {topic} – congratulations!",
    "Hello {name},\nFrom what I hear, {topic} is taking shape. What can I do?",
)
_REPLIES = (
    "Good to hear from you! Yes, let us talk about {topic}. Thursday after four?",
    "Thank you, {name}. That helps a lot – I will try it & report back.",
    "Sorry for the slow answer. {topic} is still open; I will know more on Monday.",
    "Sure! My view in one line: start small, ask five people, then decide.\n\nHappy to say more.",
    "Great. I have put you in touch with two people who know more about {topic}.",
    "Ha, exactly. See you there!",
    "That works for me.\nBest wishes",
    "I would be glad to. What would you need from me, and by when?",
)
_NOTES = (
    "Hi {name}, we met at the product evening – I would like to stay in touch.",
    "Hello {name}, your talk on {topic} was the best of the day.",
    "Hi {name}, a colleague said we should know each other.",
)
_GENERIC = (
    "Happy birthday!",
    "Congrats on your work anniversary!",
    "Thanks for connecting!",
    "Congratulations on the new role 🎉",
)
_APPROACHES = (
    "Hi {name}, I came across your profile and was impressed. Are you open to a new challenge?",
    "Dear {name}, our platform saves teams like yours 40 % of their time. Ten minutes this week?",
    "Hello {name}, I am a student and would like to ask you about your work. Would you have time?",
)
_SUBJECTS = (
    "{topic}",
    "About {topic}",
    "Question about {topic}",
    "Notes on {topic}",
    "Thursday",
    "Ihr Anruf – Rückfrage",
)


def topic(rng: Random) -> str:
    """Return what a conversation is about."""
    return rng.choice(TOPICS)


def opening(rng: Random, *, name: str, about: str) -> str:
    """Return how a conversation with ``name`` begins."""
    return rng.choice(_OPENINGS).format(name=name, topic=about)


def reply(rng: Random, *, name: str, about: str) -> str:
    """Return an answer to ``name``."""
    return rng.choice(_REPLIES).format(name=name, topic=about)


def note(rng: Random, *, name: str) -> str:
    """Return the note of a connection request to ``name``."""
    return rng.choice(_NOTES).format(name=name, topic=topic(rng))


def generic(rng: Random) -> str:
    """Return what many people get word for word."""
    return rng.choice(_GENERIC)


def approach(rng: Random, *, name: str) -> str:
    """Return what a stranger writes."""
    return rng.choice(_APPROACHES).format(name=name)


def subject(rng: Random, about: str) -> str:
    """Return the subject of a mail."""
    text = rng.choice(_SUBJECTS).format(topic=about)
    return text[0].upper() + text[1:]
