import type { AddressField } from '../domain/address.ts'
import { FURTHER_GROUPS, numberOfGroup, type AddressGroup } from './column-target.ts'
import { namesIn, type ColumnNames } from './customer-column-names.ts'

function names(exact: string, loose = ''): ColumnNames {
  return { exact: namesIn(exact), loose: namesIn(loose) }
}

/** Names of the parts of an address, after the words that name the address (or in a header of their own). */
export const ADDRESS_COLUMN_NAMES: Readonly<Record<AddressField, ColumnNames>> = {
  label: names('label, address label, address name, type'),
  name: names(
    'name, full name, contact, contact name, recipient, attention, attention to, attn, ansprechpartner, empfanger',
  ),
  firstName: names('first name, firstname, given name, vorname, prenom, nombre'),
  lastName: names('last name, lastname, surname, family name, nachname, nom, apellido, apellidos'),
  company: names(
    `company, company name, business name, organisation, organization, firma, societe, entreprise, empresa`,
  ),
  line1: names(
    `address 1, address line 1, line 1, street 1, street address 1, address address 1, addr 1, street, street address,
     address street, street name, streetname, address, straße, strasse, straße hausnummer, straße hausnr, straße nr,
     straße und hausnummer, strasse hausnummer, strasse nr, strasse und hausnummer, anschrift, adresse, adresse 1, rue,
     direccion, direccion 1, calle, domicilio, indirizzo, via, adres, straat`,
    'address 1, street address, street, straße, strasse, adresse, direccion, address',
  ),
  line2: names(
    `address 2, address line 2, line 2, street 2, street address 2, address address 2, addr 2, extended address, unit,
     suite, apartment, apt, adresszusatz, adresse 2, complement d adresse, complement adresse, direccion 2,
     adreszusatz`,
    'address 2',
  ),
  line3: names(
    'address 3, address line 3, line 3, street 3, street address 3, addr 3, adresse 3, po box, address po box, postfach',
    'address 3',
  ),
  city: names(
    `city, suburb, town, locality, place, city suburb, suburb city, city town, town city, address city, ort, stadt,
     wohnort, ville, commune, localite, ciudad, poblacion, localidad, municipio, citta, comune, plaats, woonplaats,
     stad`,
    'city, suburb, town, ville, ciudad',
  ),
  region: names(
    `state, st, province, county, territory, zone, region, state province, province state, state region, state county,
     state territory, address state, address province, region name, state name, province name, bundesland, kanton,
     departement, provincia, estado, comunidad autonoma, provincie`,
    'state, province, region',
  ),
  regionCode: names(
    'region code, state code, province code, address province code, address state code, state abbreviation',
  ),
  postcode: names(
    `postcode, post code, p code, pcode, p c, postal code, postalcode, zip, zip code, zipcode, zip postcode, postcode zip, zip postal code,
     postal code zip, address zip, address postcode, address postal code, plz, postleitzahl, codigo postal, code postal,
     cp, cap, codice postale`,
    'postcode, post code, postal code, zip, plz, postleitzahl, codigo postal, code postal',
  ),
  countryCode: names(
    'country code, address country code, country iso, iso country, country iso code, landercode, landerkurzel, code pays',
  ),
  country: names(
    'country, country name, country region, address country, land, pais, pays, paese, nazione',
    'country',
  ),
  phone: names('phone, phone number, ph, ph no, telephone, tel, address phone, telefon, telefono'),
  email: names('email, e mail, email address, email addr, e mail address, e mail addr'),
  latitude: names('latitude, lat'),
  longitude: names('longitude, lng, lon, long'),
}

/**
 * Words that say which address of a file a column is about. `wants`: the addresses it may become, the likeliest first;
 * the first that no other address of the file has is taken. `placeOnly`: with anything but a place ("Home phone") the
 * column is about the customer. `clear`: it can only be meant this way.
 */
export interface AddressNaming {
  words: readonly string[]
  wants: readonly AddressGroup[]
  clear: boolean
  placeOnly: boolean
}

const FURTHER: readonly AddressGroup[] = FURTHER_GROUPS

function naming(
  words: string,
  wants: readonly AddressGroup[],
  change: Partial<AddressNaming> = {},
): AddressNaming {
  return { words: namesIn(words), wants, clear: false, placeOnly: false, ...change }
}

/** The addresses that headers name, in the order in which they choose. */
export const ADDRESS_NAMINGS: readonly AddressNaming[] = [
  naming(
    `default shipping address, shipping address, delivery address, ship to address, ship to, shipping, delivery,
     lieferadresse, lieferanschrift, lieferung, liefer, adresse de livraison, de livraison, livraison,
     direccion de envio, de envio, envio`,
    ['shipping'],
    { clear: true },
  ),
  naming(
    `default billing address, billing address, invoice address, bill to address, bill to, billing, invoice,
     rechnungsadresse, rechnungsanschrift, rechnung, rechnungs, adresse de facturation, de facturation, facturation,
     direccion de facturacion, de facturacion, facturacion`,
    ['billing'],
    { clear: true },
  ),
  naming('default address, physical address, sa', ['shipping', ...FURTHER], { clear: true }),
  naming('postal address, mailing address, po, mailing, postal', ['billing', ...FURTHER], { clear: true }),
  naming('primary address, main address, primary, main', ['shipping', 'billing', ...FURTHER], {
    clear: true,
    placeOnly: true,
  }),
  naming('address 1', ['shipping', ...FURTHER], { clear: true }),
  naming('business address, work address, office address, business, work, office', ['shipping', ...FURTHER], {
    clear: true,
    placeOnly: true,
  }),
  naming('home address, home', ['shipping', ...FURTHER], { clear: true, placeOnly: true }),
  naming('address 2', FURTHER, { clear: true }),
  ...FURTHER.map((group) => naming(`address ${numberOfGroup(group)}`, FURTHER, { clear: true })),
  naming('other address, alternate address, second address, other, alternate', FURTHER, {
    clear: true,
    placeOnly: true,
  }),
]

/** The customer's root address: its parts stand under their names alone. */
export const ROOT_ADDRESS: AddressNaming = naming('', ['shipping', 'billing', ...FURTHER])

/** Parts of an address that are also found under their name alone. */
export const PLACE_FIELDS: readonly AddressField[] = [
  'line1',
  'line2',
  'line3',
  'city',
  'region',
  'regionCode',
  'postcode',
  'countryCode',
  'country',
  'latitude',
  'longitude',
]
