from nexalink.measures.words.labels import UNKNOWN_LABEL, LabelReading
def read_industry(company: str, *, email_domain: str | None = None) -> LabelReading:
    return UNKNOWN_LABEL
