"""Addresses of the web app. Pages are read with GET; whatever changes something is a POST of its own address."""

from django.urls import path

from nexalink.web.pages import guide, importing, imports, journal, network, people, person, questions, today

urlpatterns = [
    path("", today.show_today, name="today"),
    path("today/act/", today.act_on, name="today-act"),
    path("network/", network.show_network, name="network"),
    path("measure/", network.measure_again, name="measure"),
    path("signs/<slug:name>/", network.show_sign, name="sign"),
    path("people/", people.list_people, name="people"),
    path("people/<int:number>/", person.show_person, name="person"),
    path("people/<int:number>/separate/<int:merge>/", person.separate, name="separate"),
    path("questions/", questions.list_questions, name="questions"),
    path("questions/<int:number>/answer/", questions.answer, name="question-answer"),
    path("questions/<int:number>/reopen/", questions.reopen, name="question-reopen"),
    path("import/", importing.show_import, name="import"),
    path("import/<slug:token>/", importing.show_upload, name="upload"),
    path("import/<slug:token>/progress/", importing.show_progress, name="upload-progress"),
    path("import/<slug:token>/record/", importing.record, name="upload-record"),
    path("import/<slug:token>/look/", importing.look_again, name="upload-look"),
    path("import/<slug:token>/discard/", importing.discard, name="upload-discard"),
    path("imports/", imports.list_imports, name="imports"),
    path("imports/<int:number>/", imports.show_accounting, name="import-accounting"),
    path("imports/<int:number>/undo/", imports.undo, name="import-undo"),
    path("journal/", journal.show_journal, name="journal"),
    path("journal/<int:entry>/undo/", journal.undo, name="journal-undo"),
    path("method/", guide.show_method, name="method"),
    path("more/", guide.show_more, name="more"),
]
