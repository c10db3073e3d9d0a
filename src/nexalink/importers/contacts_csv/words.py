"""Headers of address books in several languages, folded and without blanks: lines of a target and its words."""

TITLE_OR_PREFIX = frozenset({"title", "titel", "titre", "titolo", "titulo", "tytul"})
"""A job title in most tables, but Outlook's form of address (Mr., Dr.) where a column for the job stands beside it."""

WORDS = """
name: name fullname contactname vollername vollstandigername nomcomplet nombrecompleto nomecompleto naam
name: contact kontakt person kontaktname ansprechpartner
display: displayname fileas anzeigename nomaffiche speichernunter
given: firstname givenname forename vorname prenom nombre primernombre nome primonome primeironome
given: voornaam imie fornavn fornamn etunimi firstnames
middle: middlename additionalname weiterevornamen zweitervorname deuxiemeprenom segundonombre secondonome
middle: nomedomeio tweedevoornaam
family: lastname familyname surname nachname familienname nom nomdefamille apellido apellidos cognome
family: sobrenome apelido achternaam nazwisko etternavn efternamn sukunimi
suffix: suffix namesuffix suffixe sufijo suffisso sufixo
nickname: nickname spitzname surnom apodo soprannome apelidocarinhoso bijnaam
maiden: maidenname geburtsname nomdejeunefille apellidodesoltera
email: email emailaddress emailaddresses emails mail mailadresse emailadresse adressemail
email: adressedemessagerie adresseemail courriel correo correoelectronico direcciondecorreo
email: direcciondecorreoelectronico indirizzoemail indirizzodipostaelettronica postaelettronica
email: enderecodeemail emailadres adrese mail1 primaryemail secondaryemail email1 email2 email3
email: email1address email2address email3address emailprimary workemail businessemail personalemail
email: homeemail privateemail emailwork emailhome geschaftlicheemail privatemail emailgeschaftlich
email: emailprivat email2adresse email3adresse adressedemessagerie2 adressedemessagerie3
email: direcciondecorreoelectronico2 direcciondecorreoelectronico3 indirizzodipostaelettronica2
email: indirizzodipostaelettronica3
phone: phone phonenumber phonenumbers telephone telephonenumber telefon telefonnummer telefono telefone
phone: telefoon telefoonnummer tel telnr rufnummer numerodetelefono numerotelefono numerodetelephone
phone: numtelefono primaryphone otherphone callback radiophone autretelephone otherfax fax faxnumber
phone: faxnummer pagernumber pager telex ttytddphone telefonweitere haupttelefon ruckmeldung
phone: anderestelefon otrotelefono
mobile_phone: mobile mobilephone mobilenumber mobilephonenumber cell cellphone cellular handy handynummer
mobile_phone: mobil mobiltelefon mobilnummer telmobile telephonemobile portable gsm movil telefonomovil
mobile_phone: cellulare cellularetelefono telemovel celular mobiel carphone autotelefon
work_phone: businessphone businessphone2 workphone companymainphone telefongeschaftlich
work_phone: telefongeschaftlich2 telbureau telephonebureau telephonebureau2 telefonodeltrabajo
work_phone: telefonodeltrabajo2 telefonoufficio telefonoufficio2 businessfax workfax faxgeschaftlich
work_phone: telefonfirma telefonarbeit phonework officephone directphone zentrale
home_phone: homephone homephone2 telefonprivat telefonprivat2 teldomicile telephonedomicile
home_phone: telephonedomicile2 telefonoparticular telefonoparticular2 telefonoabitazione
home_phone: telefonoabitazione2 homefax faxprivat phonehome privatetelephone
company: company companyname companies organization organisation organizationname organisationname
company: employer firma firmenname unternehmen arbeitgeber societe entreprise empresa compania
company: organizacion azienda societa organizzazione organizacao bedrijf bedrijfsnaam firmanavn foretag
company: associatedcompany
title: jobtitle position jobrole job organizationtitle jobposition berufsbezeichnung stellenbezeichnung
title: funktion posten fonction poste intituledeposte cargo puesto posizione qualifica mansione functie
title: functietitel stanowisko stilling
department: department organizationdepartment abteilung departement departamento reparto afdeling dzial dept
role: occupation profession profesion metier beruf
birthday: birthday birthdate dateofbirth dob bday geburtstag geburtsdatum datedenaissance
birthday: anniversairedenaissance fechadenacimiento cumpleanos compleanno datadinascita datadenascimento
birthday: aniversario geboortedatum verjaardag dataurodzenia
anniversary: anniversary weddinganniversary jahrestag hochzeitstag aniversariodebodas anniversario
birth_year: birthyear geburtsjahr
birth_month: birthmonth geburtsmonat
birth_day: birthdayofmonth geburtstagtag
note: notes note notizen notiz bemerkung bemerkungen kommentar remarques commentaires notas observaciones
note: appunti annotazioni opmerkingen notities comment comments description memo
label: groupmembership labels label categories category kategorien kategorie tags tag groups group gruppen
label: gruppe etiquetas etiquettes categorias categorie etichette groepen lists
url: website webpage web url homepage personalwebpage webpage1 webpage2 webseite internetseite siteweb
url: pageweb paginaweb sitoweb paginadeinicio siteweb2 websiteurl companydomainname
profile: linkedin linkedinurl linkedinprofile linkedinprofileurl linkedinprofil profileurl linkedinbio
profile: hslinkedinurl personlinkedinurl profilurl linkedinlink
work_street: businessstreet workaddress workstreet strassegeschaftlich ruebureau calledeltrabajo viaufficio
home_street: homestreet homeaddress strasseprivat ruedomicile calleparticular viaabitazione
street: street streetaddress strasse rue calle via straat mailingstreet address1 addressline1
work_city: businesscity workcity ortgeschaftlich villebureau ciudaddetrabajo cittaufficio
home_city: homecity ortprivat villedomicile ciudaddedomicilio cittaabitazione
city: city town ort stadt wohnort ville ciudad poblacion citta cidade localidade plaats woonplaats miasto
city: by stad mailingcity
work_region: businessstate workstate bundeslandkantongeschaftlich regiongeschaftlich
home_region: homestate bundeslandkantonprivat regionprivat
region: state stateregion province bundesland kanton region provincia estado provincie
work_postal: businesspostalcode workzipcode postleitzahlgeschaftlich codepostalbureau
home_postal: homepostalcode homezipcode postleitzahlprivat codepostaldomicile
postal: postalcode zip zipcode postcode plz postleitzahl codepostal codigopostal cap cep
work_country: businesscountryregion businesscountry workcountry landregiongeschaftlich landgeschaftlich
work_country: paysregionbureau paisdetrabajo paeseufficio
home_country: homecountryregion homecountry landregionprivat landprivat paysregiondomicile paisparticular
home_country: paeseabitazione
country: country countryregion land staat pays pais paese nazione kraj
address: address adresse anschrift direccion indirizzo endereco adres
place: location standort place lieu ubicacion luogo locatie
uid: recordid contactid uid externalid kontaktid
related: children referredby spouse managersname manager assistantsname assistant partner spouses
custom: custom1 custom2 custom3 custom4 hobby hobbies user1 user2 user3 user4
other_street: otherstreet
other_city: othercity
other_region: otherstate
other_postal: otherpostalcode
other_country: othercountryregion othercountry
"""
