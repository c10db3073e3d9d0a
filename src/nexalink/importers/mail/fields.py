"""The header fields that the importer reads, and the words that tell machines."""

import re

from nexalink.formats.mail_headers import FieldNames

FIELDS = FieldNames({
    name.lower().encode(): name
    for name in (
        "from", "sender", "to", "cc", "bcc", "date", "received", "subject", "message-id", "in-reply-to", "references",
        "delivered-to", "x-original-to", "envelope-to", "return-path", "auto-submitted", "precedence", "list-id",
        "list-post", "list-unsubscribe", "mailing-list", "x-beenthere", "x-mailing-list", "content-type",
        "x-failed-recipients", "x-auto-response-suppress", "x-autoreply", "x-autorespond", "feedback-id",
        "x-gm-thrid", "x-gmail-labels", "x-mozilla-status", "x-linkedin-class", "x-linkedin-template", "x-sg-eid",
        "x-mailgun-sid", "x-mailgun-tag", "x-mailgun-variables", "x-mandrill-user", "x-mc-user", "x-campaign",
        "x-campaignid", "x-campaign-id", "x-mailer-recptid", "x-folder",
    )
})  # fmt: skip
"""Lower-case name → key."""

OWNER_FIELDS = ("delivered-to", "x-original-to", "envelope-to")
LIST_FIELDS = frozenset({"list-id", "list-post", "mailing-list", "x-beenthere", "x-mailing-list"})
MACHINE_FIELDS = frozenset({
    "x-failed-recipients", "x-auto-response-suppress", "x-autoreply", "x-autorespond", "feedback-id", "x-sg-eid",
    "x-mailgun-sid", "x-mailgun-tag", "x-mailgun-variables", "x-mandrill-user", "x-mc-user", "x-campaign",
    "x-campaignid", "x-campaign-id", "x-linkedin-class", "x-linkedin-template",
})  # fmt: skip
"""Any of them tells of a machine."""

MACHINE_SENDER = re.compile(
    r"^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|nicht[-_.]?antworten|ne[-_.]?pas[-_.]?repondre|noresponder|mailer[-_.]?daemon|"
    r"mail[-_.]?daemon|post[-_.]?master|bounces?|notifications?|notify|notifier|auto[-_.]?(?:reply|confirm|mailer|responder)|"
    r"newsletters?|news-?letter|mailings?|alerts?|daemon|listserv|majordomo|unsubscribe|calendar-notification|"
    r"invitations?|messages-noreply|digest)(?:[-_.+=].*)?$|[-_.+](?:no[-_.]?reply|donotreply|bounces?)$|^(?:bounces?|prvs|srs\d?)[+=-]",
    re.IGNORECASE,
)
"""Local parts that no human answers from."""

SENT_LABELS = frozenset(
    {
        "sent", "sent mail", "sent messages", "sent items", "envoyé", "envoyés", "messages envoyés", "gesendet",
        "gesendete elemente", "gesendete objekte", "enviado", "enviados", "elementos enviados", "mensajes enviados",
        "inviata", "inviati", "posta inviata", "itens enviados", "e-mails enviados", "verzonden", "verzonden items",
        "skickat", "skickade", "sendt", "sendte elementer", "lähetetyt", "wysłane", "odeslané", "odeslaná pošta",
        "отправленные", "gönderilmiş", "gönderilen postalar", "送信済み", "已发送", "已傳送", "보낸편지함",
    }
)  # fmt: skip
"""Names of the folder or label of sent mail, in lower case."""
SPAM_LABELS = frozenset({"spam", "junk", "junk e-mail", "junk email", "bulk mail", "courrier indésirable", "pourriel",
                         "correo no deseado", "posta indesiderata", "lixo eletrônico", "ongewenst", "spamverdacht"})  # fmt: skip
DRAFT_LABELS = frozenset({"draft", "drafts", "brouillon", "brouillons", "entwurf", "entwürfe", "borrador", "borradores",
                          "bozza", "bozze", "rascunho", "rascunhos", "concept", "concepten", "utkast", "kladder"})  # fmt: skip

REPLY_PREFIX = re.compile(
    r"^(?:\s*(?:re|fwd?|aw|wg|sv|vs|vb|tr|rv|res|enc|odp|ynt|antw|betreff|rif|回复|答复|回覆|转发|轉寄)\s*(?:\[\d+\])?\s*[:：]\s*)+",
    re.IGNORECASE,
)

BOUNCE_SUBJECT = re.compile(
    r"^(?:undeliver(?:ed|able)|returned mail\b|delivery (?:status )?(?:notification|failure|report)|"
    r"mail delivery (?:failed|failure|system|status)|failure notice|delivery has failed|message undeliverable|"
    r"mail system error|warning: (?:could not send|message .* delayed)|"
    r"(?:automatic|auto)[- ]?reply|out of (?:the )?office|abwesenheits|unzustellbar|automatische antwort|réponse automatique|"
    r"non remis|mancato recapito|no se puede entregar|respuesta automática)",
    re.IGNORECASE,
)
"""How the subjects of bounces and automatic answers begin, after reply and forward marks."""
