"""The words by which machines, folders and replies are known, in the languages of the usual mail programs."""

import re
from functools import lru_cache

_MACHINE_PARTS = re.compile(
    r"no-?reply|do-?not-?reply|dont-?reply|not-?reply|nicht-?antworten|keine-?antwort|ne-?pas-?repondre|no-?responder"
    r"|nao-?responda|non-?rispondere|niet-?antwoorden|mail(?:er)?-?daemon|post-?master|auto-?reply|auto-?respon[ds]"
    r"|auto-?confirm|auto-?mail|auto-?antwort|hit-?reply"
)
"""Anywhere in a local part, with ``-`` for any of ``-_.+=``."""
_MACHINE_WORDS = frozenset(
    "bounce bounces bounced notification notifications notify notifier newsletter newsletters mailing mailings mailer "
    "daemon listserv majordomo unsubscribe subscribe alert alerts digest robot bot reminder reminders updates cron "
    "root nobody mailman apache automailer autoanswer invitations mdaemon".split()
)
"""A whole word of a local part."""
_JOINTS = re.compile(r"[-_.+=]+")


@lru_cache(maxsize=32_768)
def is_machine_address(handle: str) -> bool:
    """Tell whether nobody reads what is sent to an address, by its local part (``mailto:no-reply@example.com``)."""
    local = handle.removeprefix("mailto:").rpartition("@")[0].lower()
    words = _JOINTS.sub("-", local)
    if _MACHINE_PARTS.search(words):
        return True
    return local == "www-data" or not _MACHINE_WORDS.isdisjoint(words.split("-"))


def _names(text: str) -> frozenset[str]:
    return frozenset(name for line in text.splitlines() for part in line.split("|") if (name := part.strip()))


SENT = _names(
    """sent|sent mail|sent messages|sent items|sent-mail|outbox|envoyé|envoyés|envoyée|messages envoyés|éléments envoyés
    gesendet|gesendete|gesendete elemente|gesendete objekte|gesendete nachrichten|enviado|enviados|elementos enviados
    mensajes enviados|correo enviado|itens enviados|e-mails enviados|mensagens enviadas|inviata|inviati|posta inviata
    messaggi inviati|elementi inviati|verzonden|verzonden items|verzonden berichten|verstuurd|skickat|skickade
    skickade objekt|skickade meddelanden|sendt|sendte|sendte elementer|sendt post|lähetetyt|lähetetyt viestit|wysłane
    elementy wysłane|odeslané|odeslaná pošta|odoslané|elküldött|elküldött üzenetek|elküldött elemek|trimise
    elemente trimise|mesaje trimise|изпратени|отправленные|надіслані|gönderilmiş|gönderilen|gönderilmiş postalar
    gönderilen postalar|gönderilmiş öğeler|απεσταλμένα|נשלחו|דואר יוצא|البريد المرسل|المرسل|ส่งแล้ว|จดหมายที่ส่ง
    thư đã gửi|đã gửi|terkirim|送信済み|送信済みメール|送信済みアイテム|送信メール|已发送|已发邮件|已传送|已發送|寄件備份|寄件匣
    寄件備份匣|보낸편지함|보낸 편지함|보낸 메일함|보낸메일함|poslano|poslato|išsiųsta|nosūtītie|saadetud|enviats"""
)
"""Folders and labels of sent mail, in lower case."""
SPAM = _names(
    """spam|junk|junk mail|junk e-mail|junk email|bulk|bulk mail|courrier indésirable|indésirables|pourriel|spamverdacht
    unerwünscht|unerwünschte werbung|junk-e-mail|correo no deseado|no deseado|posta indesiderata|indesiderata
    lixo eletrônico|lixo electrónico|ongewenst|ongewenste e-mail|skräppost|søppelpost|uønsket e-post|uønsket|roskaposti
    wiadomości-śmieci|niechciane|nevyžádaná pošta|nevyžiadaná pošta|levélszemét|mesaje spam|спам|нежелательная почта
    gereksiz|istenmeyen|önemsiz e-posta|ανεπιθύμητα|スパム|迷惑メール|垃圾邮件|垃圾郵件|스팸|스팸함|스팸메일함|ספאם|דואר זבל
    thư rác|สแปม|จดหมายขยะ"""
)
"""Folders and labels of mail that nobody wanted, in lower case."""
DRAFTS = _names(
    """draft|drafts|brouillon|brouillons|entwurf|entwürfe|borrador|borradores|bozza|bozze|rascunho|rascunhos|concept
    concepten|utkast|kladde|kladder|luonnos|luonnokset|szkic|szkice|wersje robocze|robocze|koncept|koncepty|rozepsané
    piszkozat|piszkozatok|schiță|schițe|ciorne|чернова|чернови|черновик|черновики|чернетки|taslak|taslaklar|πρόχειρα
    טיוטות|المسودات|下書き|草稿|草稿箱|草稿匣|임시보관함|임시 보관함|thư nháp|ร่างจดหมาย|แบบร่าง|templates|vorlagen
    unsent messages"""
)
"""Folders and labels of mail that was never sent, in lower case."""
GROUPS = _names(
    """groups|grupos|gruppen|groupes|gruppi|groepen|grupper|ryhmät|grupy|skupiny|csoportok|grupuri|групи|группы|gruplar
    ομάδες|グループ|群组|網上論壇|그룹스|google groups"""
)
"""Google Takeout's folder of group mail, in lower case."""

_REPLY = re.compile(
    r"(?:\s*(?:\[[^\[\]]{1,60}\]\s*)?(?:re|fwd?|aw|wg|antw|antwort|sv|vs|vb|vl|tr|rép|ref|rv|res|enc|rif|odp|pd|ynt|ilt"
    r"|vá|bls|απ|σχετ|πρθ|отв|回复|答复|答覆|回覆|转发|轉寄)\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s*[:：])+",
    re.IGNORECASE,
)
"""The marks of replies and forwards before a subject; each ends with a colon."""
MACHINE_SUBJECT = re.compile(
    r"\s*(?:(?:fwd?|fw|wg|tr|rv|vs):\s*)*(?:undelivered mail|undeliverable(?: mail|:)|returned mail\b|returned to sender"
    r"|mail delivery (?:fail|system|status|problem|error)|mail (?:system error|could not be delivered|undeliverable)"
    r"|delivery (?:status notification|failure|has failed|report|notification)|failure notice|nondeliverable mail"
    r"|message delivery (?:fail|has failed|report)|unzustellbar|automatic reply:|auto(?:matic)?[- ]?reply:"
    r"|out of office(?: auto-?reply)?:|out of office autoreply|abwesenheitsnotiz:|automatische antwort:"
    r"|réponse automatique\s?:|respuesta automática:|risposta automatica:)"
)
"""How reports of failed delivery and of absence call themselves, in lower case, also when they are forwarded.

An answer to one is a person's mail.
"""


def bare_subject(subject: str) -> str:
    """Return a subject without reply and forward marks, in lower case with single spaces.

    >>> bare_subject("AW: Re[2]:  Lunch?")
    'lunch?'
    """
    found = _reply_marks(subject)
    return " ".join((subject[found.end() :] if found else subject).split()).lower()


def is_reply(subject: str) -> bool:
    """Tell whether a subject begins with marks of replies or forwards.

    >>> is_reply("AW: Lunch?"), is_reply("Lunch: when?")
    (True, False)
    """
    return _reply_marks(subject) is not None


def _reply_marks(subject: str) -> re.Match[str] | None:
    return _REPLY.match(subject) if ":" in subject or "：" in subject else None
