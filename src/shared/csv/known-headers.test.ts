import { expect, test } from 'vitest'
import { recogniseCustomerColumns } from './customer-columns.ts'

/**
 * Header rows as the exports of other systems have them, each column with what it goes to: `-` is left out, `?` is to be
 * looked at by a person.
 */
const KNOWN: Readonly<Record<string, string>> = {
  'Xero contacts': `
    *ContactName > name | AccountNumber > code | EmailAddress > email | FirstName > firstName |
    LastName > lastName | POAttentionTo > billing.name | POAddressLine1 > billing.line1 |
    POAddressLine2 > billing.line2 | POAddressLine3 > billing.line3 | POAddressLine4 > -? |
    POCity > billing.city | PORegion > billing.region | POPostalCode > billing.postcode |
    POCountry > billing.country | SAAttentionTo > shipping.name | SAAddressLine1 > shipping.line1 |
    SAAddressLine2 > shipping.line2 | SAAddressLine3 > shipping.line3 | SAAddressLine4 > -? |
    SACity > shipping.city | SARegion > shipping.region | SAPostalCode > shipping.postcode |
    SACountry > shipping.country | PhoneNumber > phone | FaxNumber > fax | MobileNumber > mobile | DDINumber > - |
    SkypeName > - | BankAccountName > - | BankAccountNumber > - | BankAccountParticulars > - | TaxNumber > - |
    AccountsReceivableTaxCodeName > - | AccountsPayableTaxCodeName > - | Website > - | LegalName > company |
    Discount > - | CompanyNumber > - | DueDateBillDay > - | DueDateBillTerm > - | DueDateSalesDay > - |
    DueDateSalesTerm > - | SalesAccount > - | PurchasesAccount > - | TrackingName1 > - |
    SalesTrackingOption1 > - | PurchasesTrackingOption1 > - | TrackingName2 > - | SalesTrackingOption2 > - |
    PurchasesTrackingOption2 > - | BrandingTheme > - | DefaultTaxBills > - | DefaultTaxSales > - |
    Person1FirstName > -? | Person1LastName > -? | Person1Email > -?`,
  'Google Contacts until 2024': `
    Name > name | Given Name > firstName | Additional Name > - | Family Name > lastName | Yomi Name > - |
    Given Name Yomi > - | Additional Name Yomi > - | Family Name Yomi > - | Name Prefix > - | Name Suffix > - |
    Initials > - | Nickname > - | Short Name > - | Maiden Name > - | Birthday > - | Gender > - | Location > - |
    Billing Information > - | Directory Server > - | Mileage > - | Occupation > - | Hobby > - | Sensitivity > - |
    Priority > - | Subject > - | Notes > notes | Language > - | Photo > imageUrl | Group Membership > tags |
    E-mail 1 - Type > - | E-mail 1 - Value > email | E-mail 2 - Type > - | E-mail 2 - Value > -? |
    Phone 1 - Type > - | Phone 1 - Value > phone | Phone 2 - Type > - | Phone 2 - Value > mobile? |
    Address 1 - Type > shipping.label | Address 1 - Formatted > - | Address 1 - Street > shipping.line1 |
    Address 1 - City > shipping.city | Address 1 - PO Box > shipping.line3 |
    Address 1 - Region > shipping.region | Address 1 - Postal Code > shipping.postcode |
    Address 1 - Country > shipping.country | Address 1 - Extended Address > shipping.line2 |
    Address 2 - Type > address3.label | Address 2 - Formatted > - | Address 2 - Street > address3.line1 |
    Address 2 - City > address3.city | Address 2 - PO Box > address3.line3 |
    Address 2 - Region > address3.region | Address 2 - Postal Code > address3.postcode |
    Address 2 - Country > address3.country | Address 2 - Extended Address > address3.line2 |
    Organization 1 - Type > - | Organization 1 - Name > company | Organization 1 - Yomi Name > - |
    Organization 1 - Title > - | Organization 1 - Department > - | Organization 1 - Symbol > - |
    Organization 1 - Location > - | Organization 1 - Job Description > - | Website 1 - Type > - |
    Website 1 - Value > -`,
  'Google Contacts': `
    First Name > firstName | Middle Name > - | Last Name > lastName | Phonetic First Name > - |
    Phonetic Middle Name > - | Phonetic Last Name > - | Name Prefix > - | Name Suffix > - | Nickname > - |
    File As > - | Organization Name > company | Organization Title > - | Organization Department > - |
    Birthday > - | Notes > notes | Photo > imageUrl | Labels > tags | E-mail 1 - Label > - |
    E-mail 1 - Value > email | E-mail 2 - Label > - | E-mail 2 - Value > -? | Phone 1 - Label > - |
    Phone 1 - Value > phone | Address 1 - Label > shipping.label | Address 1 - Formatted > - |
    Address 1 - Street > shipping.line1 | Address 1 - City > shipping.city | Address 1 - PO Box > shipping.line3 |
    Address 1 - Region > shipping.region | Address 1 - Postal Code > shipping.postcode |
    Address 1 - Country > shipping.country | Address 1 - Extended Address > shipping.line2 |
    Website 1 - Label > - | Website 1 - Value > -`,
  'Outlook.com contacts': `
    First Name > firstName | Middle Name > - | Last Name > lastName | Title > - | Suffix > - | Nickname > - |
    Given Yomi > - | Surname Yomi > - | E-mail Address > email | E-mail 2 Address > -? | E-mail 3 Address > -? |
    Home Phone > -? | Home Phone 2 > -? | Business Phone > -? | Business Phone 2 > -? | Mobile Phone > mobile |
    Car Phone > -? | Other Phone > -? | Primary Phone > phone | Pager > - | Business Fax > fax | Home Fax > -? |
    Other Fax > -? | Company Main Phone > -? | Callback > - | Radio Phone > -? | Telex > - | TTY/TDD Phone > -? |
    IMAddress > - | Job Title > - | Department > - | Company > company | Office Location > - |
    Manager's Name > - | Assistant's Name > - | Assistant's Phone > - | Company Yomi > - |
    Business Street > shipping.line1 | Business City > shipping.city | Business State > shipping.region |
    Business Postal Code > shipping.postcode | Business Country/Region > shipping.country |
    Home Street > address3.line1 | Home City > address3.city | Home State > address3.region |
    Home Postal Code > address3.postcode | Home Country/Region > address3.country |
    Other Street > address4.line1 | Other City > address4.city | Other State > address4.region |
    Other Postal Code > address4.postcode | Other Country/Region > address4.country | Personal Web Page > - |
    Spouse > - | Schools > - | Hobby > - | Location > - | Web Page > - | Birthday > - | Anniversary > - |
    Notes > notes`,
  'Outlook contacts': `
    Title > - | First Name > firstName | Middle Name > - | Last Name > lastName | Suffix > - | Company > company |
    Department > - | Job Title > - | Business Street > shipping.line1 | Business Street 2 > shipping.line2 |
    Business Street 3 > shipping.line3 | Business City > shipping.city | Business State > shipping.region |
    Business Postal Code > shipping.postcode | Business Country/Region > shipping.country |
    Home Street > address3.line1 | Home Street 2 > address3.line2 | Home Street 3 > address3.line3 |
    Home City > address3.city | Home State > address3.region | Home Postal Code > address3.postcode |
    Home Country/Region > address3.country | Assistant's Phone > - | Business Fax > fax | Business Phone > phone |
    Business Phone 2 > -? | Home Phone > -? | Mobile Phone > mobile | Account > - | Billing Information > - |
    Business Address PO Box > -? | Categories > tags | Children > - | E-mail Address > email | E-mail Type > - |
    E-mail Display Name > - | E-mail 2 Address > -? | Government ID Number > - | Initials > - | Keywords > - |
    Notes > notes | Organizational ID Number > - | Web Page > -`,
  'HubSpot contacts': `
    Record ID > -? | First Name > firstName | Last Name > lastName | Email > email | Phone Number > phone |
    Mobile Phone Number > mobile | Contact owner > - | Company Name > company | Associated Company > -? |
    Street Address > shipping.line1 | City > shipping.city | State/Region > shipping.region |
    Postal Code > shipping.postcode | Country/Region > shipping.country | Lifecycle Stage > - | Lead Status > - |
    Marketing contact status > - | Create Date > - | Last Activity Date > - | Job Title > - | Website URL > - |
    Unsubscribed from all email > -`,
  'Shopify customers until 2023': `
    First Name > firstName | Last Name > lastName | Email > email | Accepts Email Marketing > acceptsMarketing |
    Company > company | Address1 > shipping.line1 | Address2 > shipping.line2 | City > shipping.city |
    Province > shipping.region | Province Code > shipping.regionCode | Country > shipping.country |
    Country Code > shipping.countryCode | Zip > shipping.postcode | Phone > phone | Accepts SMS Marketing > - |
    Total Spent > - | Total Orders > - | Tags > tags | Note > notes | Tax Exempt > -`,
  'Shopify customers': `
    Customer ID > -? | First Name > firstName | Last Name > lastName | Email > email |
    Accepts Email Marketing > acceptsMarketing | Default Address Company > shipping.company |
    Default Address Address1 > shipping.line1 | Default Address Address2 > shipping.line2 |
    Default Address City > shipping.city | Default Address Province Code > shipping.regionCode |
    Default Address Country Code > shipping.countryCode | Default Address Zip > shipping.postcode |
    Default Address Phone > shipping.phone | Phone > phone | Accepts SMS Marketing > - | Total Spent > - |
    Total Orders > - | Note > notes | Tax Exempt > - | Tags > tags | Accepts WhatsApp Marketing > -`,
  'Square customer directory': `
    Reference ID > referenceId | First Name > firstName | Last Name > lastName | Email Address > email |
    Phone Number > phone | Nickname > - | Company Name > company | Street Address 1 > shipping.line1 |
    Street Address 2 > shipping.line2 | City > shipping.city | State > shipping.region |
    Postal Code > shipping.postcode | Birthday > - | Memo > notes | Square Customer ID > -? |
    Creation Source > - | First Visit > - | Last Visit > - | Transaction Count > - | Lifetime Spend > - |
    Email Subscription Status > acceptsMarketing | Instant Profile > -`,
  'WooCommerce users and customers': `
    ID > -? | customer_id > -? | user_login > username | user_pass > - | user_nicename > - | user_email > email |
    user_url > - | user_registered > - | display_name > name | first_name > firstName | last_name > lastName |
    user_status > - | roles > - | nickname > - | description > notes | last_update > - |
    billing_first_name > billing.firstName | billing_last_name > billing.lastName |
    billing_company > billing.company | billing_email > billing.email | billing_phone > billing.phone |
    billing_address_1 > billing.line1 | billing_address_2 > billing.line2 | billing_postcode > billing.postcode |
    billing_city > billing.city | billing_state > billing.region | billing_country > billing.country |
    shipping_first_name > shipping.firstName | shipping_last_name > shipping.lastName |
    shipping_company > shipping.company | shipping_phone > shipping.phone | shipping_address_1 > shipping.line1 |
    shipping_address_2 > shipping.line2 | shipping_postcode > shipping.postcode | shipping_city > shipping.city |
    shipping_state > shipping.region | shipping_country > shipping.country | total_spent > - | order_count > -`,
  'WooCommerce analytics': `
    Name > name | Username > username | Last active > - | Date registered > - | Email > email | Orders > - |
    Total spend > - | AOV > - | Country / Region > shipping.country | City > shipping.city |
    Region > shipping.region | Postal code > shipping.postcode`,
  Thunderbird: `
    First Name > firstName | Last Name > lastName | Display Name > name | Nickname > - | Primary Email > email |
    Secondary Email > -? | Screen Name > -? | Work Phone > phone | Home Phone > -? | Fax Number > fax |
    Pager Number > - | Mobile Number > mobile | Home Address > address3.line1 | Home Address 2 > address3.line2 |
    Home City > address3.city | Home State > address3.region | Home ZipCode > address3.postcode |
    Home Country > address3.country | Work Address > shipping.line1 | Work Address 2 > shipping.line2 |
    Work City > shipping.city | Work State > shipping.region | Work ZipCode > shipping.postcode |
    Work Country > shipping.country | Job Title > - | Department > - | Organization > company | Web Page 1 > - |
    Notes > notes`,
  'Salesforce contacts': `
    Salutation > - | First Name > firstName | Last Name > lastName | Title > - | Account Name > company |
    Mailing Street > billing.line1 | Mailing City > billing.city | Mailing State/Province > billing.region |
    Mailing Zip/Postal Code > billing.postcode | Mailing Country > billing.country |
    Other Street > address3.line1 | Other City > address3.city | Phone > phone | Mobile > mobile | Fax > fax |
    Email > email | Account Owner > -`,
  'a German list': `
    Kundennummer > code | Firma > company | Anrede > - | Name > lastName | Vorname > firstName |
    Straße > billing.line1? | Hausnummer > -? | PLZ > billing.postcode? | Ort > billing.city? |
    Land > billing.country? | Telefon > phone | Handy > mobile | E-Mail > email | Newsletter > acceptsMarketing |
    Bemerkung > notes | Lieferstraße > -? | Liefer-Straße > shipping.line1 | Liefer-PLZ > shipping.postcode |
    Liefer-Ort > shipping.city`,
  'another German list': `
    Kunden-Nr. > code | Firmenname > company | Ansprechpartner > name | Straße und Hausnummer > shipping.line1 |
    Adresszusatz > shipping.line2 | Postleitzahl > shipping.postcode | Ort > shipping.city |
    Bundesland > shipping.region | Land > shipping.country | Telefonnummer > phone | Mobilnummer > mobile |
    E-Mail-Adresse > email | Rechnungsanschrift > billing.line1 | Rechnungs-PLZ > billing.postcode |
    Rechnungs-Ort > billing.city`,
  'a French list': `
    Code client > code | Société > company | Nom > lastName | Prénom > firstName | Adresse > billing.line1? |
    Complément d’adresse > billing.line2? | Code postal > billing.postcode? | Ville > billing.city? |
    Pays > billing.country? | Téléphone > phone | Portable > mobile | Courriel > email | Remarques > notes |
    Adresse de livraison > shipping.line1 | Code postal de livraison > shipping.postcode |
    Ville de livraison > shipping.city`,
  'a Spanish list': `
    Código de cliente > code | Empresa > company | Nombre > firstName | Apellidos > lastName |
    Dirección > billing.line1? | Código postal > billing.postcode? | Población > billing.city? |
    Provincia > billing.region? | País > billing.country? | Teléfono > phone | Móvil > mobile |
    Correo electrónico > email | Observaciones > notes | Dirección de envío > shipping.line1 |
    Ciudad de envío > shipping.city`,
  'an English list with deliveries': `
    Customer name > name | Contact > -? | E-mail address > email | Telephone > phone | Cell > mobile |
    Street > billing.line1? | Suburb > billing.city? | State > billing.region? | Post code > billing.postcode? |
    Country > billing.country? | Delivery street > shipping.line1 | Delivery suburb > shipping.city |
    Delivery state > shipping.region | Delivery postcode > shipping.postcode | Comments > notes`,
  'an English list with a postal address': `
    Name > name | Address > shipping.line1 | Town > shipping.city | County > shipping.region |
    Postcode > shipping.postcode | Postal address > billing.line1 | Postal city > billing.city |
    Postal postcode > billing.postcode | Tel > phone | Fax > fax | Notes > notes | Comments > notes |
    Supplier number > - | Product name > -?`,
  'a supplier’s list in short words': `
    Acct No > code | Trading Name > company | Contact > name | Ph > phone | Mob. > mobile | Addr 1 > shipping.line1 |
    Suburb > shipping.city | St > shipping.region | P/Code > shipping.postcode | Email Addr > email`,
  Kounta: `
    first_name > firstName | last_name > lastName | primary_email_address > email | phone > phone |
    mobile > mobile | reference_id > referenceId | company > company | address > shipping.line1 |
    city > shipping.city | state > shipping.region | postal_code > shipping.postcode |
    country > shipping.country | tags > tags`,
  'Open Food Network': `
    Email > email | First Name > firstName | Last Name > lastName | Code > code | Tags > tags |
    Address Line 1 > shipping.line1 | Suburb > shipping.city | Postcode > shipping.postcode |
    State > shipping.region | Country > shipping.country | Phone > phone`,
  'Mailchimp audience': `
    Email Address > email | First Name > firstName | Last Name > lastName | Address > shipping.line1 |
    Phone Number > phone | Birthday > - | MEMBER_RATING > - | OPTIN_TIME > - | OPTIN_IP > - | CONFIRM_TIME > - |
    LATITUDE > shipping.latitude | LONGITUDE > shipping.longitude | TAGS > tags`,
}

test.each(Object.entries(KNOWN))('%s', (_system, table) => {
  const columns = table.split('|').map((column) => column.trim().split(' > '))
  const guesses = recogniseCustomerColumns(columns.map(([name]) => name ?? ''))
  const found = columns.map(([name], at) => {
    const { target = '', sure = false } = guesses[at] ?? {}
    return [name, `${target === 'ignore' ? '-' : target}${sure ? '' : '?'}`]
  })
  expect(found).toEqual(columns)
})
