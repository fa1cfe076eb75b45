import type { CustomerField } from '../domain/customer.ts'

/**
 * Names under which a field is found, as header-words.ts writes them: in exports of SKU.io, WooCommerce, Shopify, Square,
 * Kounta, Open Food Network, HubSpot, Xero, Google Contacts and Outlook, and in lists that people keep in English, German,
 * French, Spanish, Italian and Dutch. Of two `exact` ones in a file the one named first here is meant. `loose` ones also
 * count inside a longer header, but then a person is asked.
 */
export interface ColumnNames {
  exact: readonly string[]
  loose: readonly string[]
}

/** A list of names out of text, as the tables of names are written. */
export function namesIn(text: string): readonly string[] {
  return text
    .split(/,|\n/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

function names(exact: string, loose = ''): ColumnNames {
  return { exact: namesIn(exact), loose: namesIn(loose) }
}

/** Fields and keys of a customer, its addresses aside. */
export type CustomerColumn = CustomerField | 'archived' | 'localId' | 'remoteId'

/** Names of the fields of the customer itself. */
export const CUSTOMER_COLUMN_NAMES: Readonly<Record<CustomerColumn, ColumnNames>> = {
  name: names(
    `name, full name, fullname, customer name, customername, customer, display name, contact name, client name, client,
     kunde, kundenname, nom complet, nom du client, nom client, nombre completo, nombre del cliente, cliente,
     nome completo, klant, klantnaam, contact person, contact, ansprechpartner, kontakt, contacto, contactpersoon`,
    'full name, customer name, display name, name, nome',
  ),
  firstName: names(
    `first name, firstname, given name, forename, customer first name, contact first name, fname, first, vorname,
     prenom, nombre, voornaam`,
    'first name, firstname, given name, forename, vorname, prenom, voornaam',
  ),
  lastName: names(
    `last name, lastname, surname, family name, customer last name, contact last name, lname, last, nachname,
     familienname, nom, nom de famille, apellido, apellidos, cognome, achternaam`,
    'last name, lastname, surname, family name, nachname, apellido, cognome, achternaam',
  ),
  company: names(
    `company, company name, companyname, business, business name, organisation, organization, organisation name,
     organization name, organization 1 name, trading name, account name, legal name, associated company,
     firma, firmenname, unternehmen, societe, entreprise, raison sociale, nom de la societe, empresa, razon social,
     compania, nombre de la empresa, azienda, ragione sociale, bedrijf, bedrijfsnaam`,
    'company, business, organisation, organization, firma, societe, entreprise, empresa, azienda, bedrijf',
  ),
  email: names(
    `email, e mail, email address, email addr, e mail address, e mail addr, emailaddress, primary email address, primary email, customer email,
     contact email, user email, e mail 1 value, email 1 value, email 1, mail, mail address, e mail adresse, email adresse,
     mailadresse, adresse e mail, adresse email, adresse mail, adresse electronique, courriel, correo,
     correo electronico, e mailadres, emailadres, indirizzo email, posta elettronica`,
    'email, e mail, courriel, correo electronico',
  ),
  phone: names(
    `phone, phone number, phonenumber, telephone, telephone number, tel, tel no, phone no, ph, ph no, ph number, contact number, primary phone,
     phone 1 value, phone 1, customer phone, contact phone, business phone, work phone, landline, home phone,
     telefon, telefonnummer, tel nr, festnetz, numero de telephone, telephone fixe, telefono,
     numero de telefono, telefoon, telefoonnummer`,
    'phone, telephone, tel, telefon, telefono, telefoon',
  ),
  mobile: names(
    `mobile, mobile phone, mobile number, mobile phone number, mobilenumber, mobile no, mob, mob no, cell, cell phone, cellphone,
     cell number, mobil, mobiltelefon, mobilnummer, handy, handynummer, portable, telephone portable, telephone mobile,
     movil, telefono movil, celular, cellulare, mobiel, mobiele telefoon, gsm`,
    'mobile, cell phone, mobil, movil, celular, phone 2 value, phone 2',
  ),
  fax: names(
    `fax, fax number, faxnumber, fax no, telefax, business fax, faxnummer, telecopie`,
    'fax, fax number, telefax',
  ),
  code: names(
    `code, customer code, client code, account code, customer no, customer number, cust no, client number, account number,
     account no, acct no, acct number, acct code, acc no, debtor code, card id, kundennummer, kunden nr, kundennr, kdnr, debitorennummer, code client,
     numero client, n client, codigo cliente, codigo de cliente, numero de cliente, codice cliente, klantnummer`,
    'customer code, customer number, account number, kundennummer',
  ),
  referenceId: names(
    `reference id, reference, external id, external reference, customer reference, ref, ref id, referenz, referencia`,
    'reference id, external id',
  ),
  username: names(
    `username, user name, login, user login, benutzername, nom d utilisateur, usuario, nombre de usuario`,
    'username, login',
  ),
  notes: names(
    `notes, note, memo, comment, comments, remarks, description, customer note, customer notes, notiz, notizen,
     bemerkung, bemerkungen, kommentar, anmerkung, anmerkungen, remarque, remarques, commentaire, commentaires, notas,
     nota, observaciones, comentario, comentarios, opmerking, opmerkingen`,
    'notes, note, comment, comments, remarks',
  ),
  imageUrl: names('image url, image, avatar, avatar url, photo url, picture url, photo', 'avatar'),
  pricingTierId: names('pricing tier id, product pricing tier id', 'pricing tier'),
  storeId: names('store id'),
  shippingMethodDomesticId: names('shipping method domestic id, domestic shipping method id'),
  shippingMethodInternationalId: names('shipping method international id, international shipping method id'),
  warehouseId: names('warehouse id'),
  salesRepId: names('sales rep id, default sales rep id', 'sales rep'),
  tags: names(
    `tags, tag, labels, customer tags, group membership, categories, groups, customer groups, segments, schlagworte,
     schlagworter, etiketten, etiquettes, etiquetas`,
    'tags',
  ),
  acceptsMarketing: names(
    `accepts marketing, accepts email marketing, email subscription status, marketing, newsletter, marketing opt in,
     email opt in, opt in, subscribed`,
    'marketing, newsletter',
  ),
  archived: names('archived, is archived, archiviert, archive'),
  localId: names('customer desk id'),
  remoteId: names('remote id'),
}

/** Names that may be an id at any of many systems, or half of a street: what they are, only a person can say. */
export const DOUBTFUL_NAMES: readonly string[] = namesIn(
  `id, customer id, contact id, client id, user id, square customer id, record id, record id contact, uuid,
   hausnummer, hausnr, hausnummer zusatz, house number, street number, numero de rue, numero de casa, huisnummer,
   address line 4, po address line 4, sa address line 4`,
)

/** Columns of an export that show a part of an address, but not of which (customer-to-row.ts, SHOWN_ADDRESS). */
export const SHOWN_COLUMNS: readonly string[] = namesIn(
  'city of the main address, postcode of the main address, region of the main address, country of the main address',
)

/** Columns that this app adds to the rows an import has left out: they are not imported. */
export const OWN_COLUMNS: readonly string[] = namesIn('row in the file, why it was left out')

/** Words beside which a loose name means nothing: the column is about something else of the customer. */
export const OTHER_MATTERS: ReadonlySet<string> = new Set(
  namesIn(
    `middle, nickname, nicename, phonetic, yomi, prefix, suffix, maiden, additional, initials, short, file, tracking,
     type, label, title, department, symbol, location, owner, bank, tax, vat, skype, assistant, manager, spouse,
     referred, date, time, status, count, url, website, web, ip, im, mac, pass, password, domain, unsubscribed, bounce,
     bounced, quarantined, verified, confirmed, sms, whatsapp, whats, consent, reason, source, display, industry, size, job, formatted`,
  ),
)

/** Words that name a number or a code: what stands there is no name of anybody or anything. */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(
  namesIn('number, no, nr, id, ids, code, num, total, amount'),
)

/** Words that name a way to reach somebody, and the fields that this can mean. */
export const REACH_WORDS: ReadonlySet<string> = new Set(
  namesIn('phone, telephone, tel, telefon, telefono, fax, email, mail, mobile, mobil, cell'),
)
