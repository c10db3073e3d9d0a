"""Which e-mail addresses belong to an office or a machine rather than to one person."""

import re

_ROLES = frozenset(
    """
    abuse accounting accounts accueil administracion administracja administration administratie administrator admin
    amministrazione anfrage anfragen apply assistance atendimento auskunft backoffice bestellung bestellungen bewerbung
    billing biuro bonjour booking bookings boutique buchhaltung buero buro careers carrieres ciao comercial commercial
    commerciale communication communications community compliance compras compta comptabilite consultas contabilidad
    contabilita contact contacto contactus contato contatti contatto customercare customers customerservice datenschutz
    dataprotection dispo einkauf editor editorial empfang empleo enquiries enquiry events export facturacion facturas
    facturation fatture feedback finance financeiro finanzen frontdesk general hallo hello help helpdesk hola hostmaster
    hotline hr humanresources immobilien impressum info infodesk informacion informatie information informazioni infos
    inquiries inquiry invoice invoices invoicing it jobs karriere kontakt kundendienst kundenservice kundservice lager
    legal logistics logistik mail mailbox marketing media medien member members membership mitglieder newsroom office
    oficina operations order orders ordini parts partner partners payments payroll personal personalabteilung poststelle
    posta postmaster praxis presentation press presse prensa privacy procurement projects purchase purchasing receipts
    reception recepcion recruiting recruitment redaktion rechnung rechnungen rechnungswesen reklamation rekrutacja
    reservas reservation reservations reservierung rezeption rh root sales schule secretariat secretary security
    segreteria sekretariat seminare serviceclient service services servicedesk servizio shop sklep soporte sprzedaz
    staff store studio suporte support talent team tech technik technical tickets treasurer ufficio veranstaltung
    veranstaltungen vendas ventas vente ventes verkauf versand vertrieb verwaltung webmaster welcome werkstatt zentrale
    """.split()
)
_FIRM_ROLES = frozenset(
    "admin billing contact contacto hello helpdesk info kontakt office sales service support team vertrieb".split()
)
"""Words that make a whole address one of an office, whatever follows: ``sales.north@``."""
_PLACES_AND_PARTS = re.compile(
    r"[a-z]{1,3}|desk|department|dept|group|online|web|north|south|east|west|nord|sud|ost"
)
_MACHINE = re.compile(
    r"(?:do[._-]?not|no|ne|nicht)[._-]?(?:reply|replay|respond|response|pas[._-]?repondre|antworten?|responder|rispondere)\b.*"
    r"|noreply.*|.*[._+-]no-?reply|mailer-daemon|postmaster|(?:auto)?(?:notifications?|notify|alerts?|bounces?)(?:[._+=-].*)?"
    r"|bounce[+=-].*|newsletters?(?:[._+-].*)?|news(?:[._+-].*)?|unsubscribe.*|reply[+=].*|automailer|mailings?|digest",
)
_SEPARATOR = re.compile(r"[._+-]+")


def _local_part(address: str) -> str:
    local = address.strip().lower().removeprefix("mailto:").rpartition("@")[0]
    return local or address.strip().lower()


def is_role_address(address: str) -> bool:
    """Tell whether an address is an office's (``info@``, ``sales.north@``, ``kontakt@``) and so no single person's.

    ``mailto:`` in front is allowed. Machines' addresses count as well.

    >>> is_role_address("mailto:info@example.com"), is_role_address("ana.bell@example.com")
    (True, False)
    """
    local = _local_part(address)
    words = [word.strip("0123456789") for word in _SEPARATOR.split(local)]
    words = [word for word in words if word]
    if not words:
        return False
    if words[0] in _FIRM_ROLES or "".join(words) in _ROLES:
        return True
    return (
        words[0] in _ROLES and all(word in _ROLES or _PLACES_AND_PARTS.fullmatch(word) for word in words[1:])
    ) or (is_machine_address(address))


def is_machine_address(address: str) -> bool:
    """Tell whether nobody reads what is sent to an address: no-reply, bounces, newsletters, notifications.

    >>> is_machine_address("no-reply@example.com"), is_machine_address("norely@example.com")
    (True, False)
    """
    return _MACHINE.fullmatch(_local_part(address)) is not None
