from nexalink.measures.words.labels import UNKNOWN_LABEL, LabelReading
def read_place(place: str, *, phone: str | None = None, zone: str | None = None) -> LabelReading:
    return UNKNOWN_LABEL
