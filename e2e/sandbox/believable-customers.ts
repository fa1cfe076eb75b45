import { NAME_LISTS, type NameList } from './believable-names.ts'
import { COUNTRIES, type Country } from './believable-places.ts'
import { seededRandom, type SeededRandom } from './seeded-random.ts'

/** An invented address. Region and its code are missing where the country uses none. */
export interface BelievableAddress {
  label: string | null
  line1: string
  line2: string | null
  city: string
  region: string | null
  regionCode: string | null
  postcode: string
  country: string
  countryCode: string
}

/** An invented customer, in words that no remote owns: each sandbox turns it into its own format. */
export interface BelievableCustomer {
  firstName: string
  lastName: string
  /** As written in the person's country. */
  name: string
  company: string | null
  /** Unique among the customers of one run; about one in thirty has none. */
  email: string | null
  phone: string | null
  fax: string | null
  /** One, or two of which the second is for billing; a few customers have none. */
  addresses: BelievableAddress[]
  archived: boolean
  /** Money spent so far, as decimal text. */
  lifetimeValue: string
  /** Whole seconds since 1970. */
  createdAt: number
  /** Whole seconds since 1970, not before `createdAt`. */
  updatedAt: number
  skuMappings: { customerSku: string; productNumber: number }[]
}

const TRADES = [
  'Garden',
  'Outdoor',
  'Kitchen',
  'Marine',
  'Coffee',
  'Bikes',
  'Books',
  'Bakery',
  'Tools',
  'Farm',
  'Studio',
]
const UNITS = ['Suite', 'Unit', 'Floor', 'Building']
const LABELS = ['Warehouse', 'Head office', 'Shop', 'Accounts']
const FIRST_DAY = Date.UTC(2021, 0, 4) / 1000
const LAST_DAY = Date.UTC(2026, 9, 30) / 1000

/** Makes customers from a seed: the same seed gives the same customers, and fewer of them are the first of more. */
export function believableCustomers(count: number, seed: number): BelievableCustomer[] {
  const random = seededRandom(seed)
  const mailboxes = new Map<string, number>()
  return Array.from({ length: count }, () => believableCustomer(random, mailboxes))
}

function believableCustomer(random: SeededRandom, mailboxes: Map<string, number>): BelievableCustomer {
  const country = random.pick(COUNTRIES)
  const names = NAME_LISTS[country.names]
  if (!names) throw new Error(`No names for ${country.code}`)
  const firstName = random.pick(names.given)
  const lastName = random.pick(names.family)
  const company = random.chance(0.55) ? companyName(random, country, lastName) : null
  const createdAt = random.integer(FIRST_DAY, LAST_DAY)
  return {
    firstName,
    lastName,
    name: names.familyFirst ? `${lastName} ${firstName}` : `${firstName} ${lastName}`,
    company,
    email: random.chance(0.97) ? mailbox(random, names, firstName, lastName, mailboxes) : null,
    phone: random.chance(0.85) ? filled(random, country.phone) : null,
    fax: random.chance(0.05) ? filled(random, country.phone) : null,
    addresses: addresses(random, country),
    archived: random.chance(0.04),
    lifetimeValue: (random.integer(0, 2_500_000) / 100).toFixed(2),
    createdAt,
    updatedAt: random.integer(createdAt, LAST_DAY),
    skuMappings: random.chance(0.12) ? skuMappings(random, lastName, names) : [],
  }
}

function companyName(random: SeededRandom, country: Country, lastName: string): string {
  const ending = random.pick(country.companyEndings)
  return random.chance(0.6) ? `${lastName} ${random.pick(TRADES)} ${ending}` : `${lastName} ${ending}`
}

function mailbox(
  random: SeededRandom,
  names: NameList,
  firstName: string,
  lastName: string,
  taken: Map<string, number>,
): string {
  const domain = `${random.pick(TRADES).toLowerCase()}${random.integer(1, 40)}.example`
  const local = `${plainLatin(firstName, names)}.${plainLatin(lastName, names)}`
  const earlier = taken.get(`${local}@${domain}`) ?? 0
  taken.set(`${local}@${domain}`, earlier + 1)
  return `${local}${earlier === 0 ? '' : earlier + 1}@${domain}`
}

function addresses(random: SeededRandom, country: Country): BelievableAddress[] {
  if (random.chance(0.03)) return []
  const first = address(random, country)
  return random.chance(0.25) ? [first, { ...address(random, country), label: random.pick(LABELS) }] : [first]
}

function address(random: SeededRandom, country: Country): BelievableAddress {
  const [city, region, regionCode, postcode] = random.pick(country.cities)
  return {
    label: null,
    line1: random.pick(country.streets).replace('%', String(random.integer(1, 240))),
    line2: random.chance(0.15) ? `${random.pick(UNITS)} ${random.integer(1, 30)}` : null,
    city,
    region,
    regionCode,
    postcode: filled(random, postcode),
    country: country.name,
    countryCode: country.code,
  }
}

function skuMappings(
  random: SeededRandom,
  lastName: string,
  names: NameList,
): BelievableCustomer['skuMappings'] {
  const prefix = plainLatin(lastName, names).slice(0, 3).toUpperCase()
  const first = random.integer(100, 800)
  return Array.from({ length: random.integer(1, 6) }, (_, step) => ({
    customerSku: `${prefix}-${first + step * 7}`,
    productNumber: random.integer(1, 500),
  }))
}

function filled(random: SeededRandom, pattern: string): string {
  return pattern.replace(/[#@]/g, (sign) =>
    sign === '#' ? String(random.integer(0, 9)) : String.fromCharCode(random.integer(65, 90)),
  )
}

const WITHOUT_DECOMPOSITION: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss', æ: 'ae', đ: 'd' }

function plainLatin(name: string, names: NameList): string {
  return (names.latin?.[name] ?? name)
    .toLowerCase()
    .normalize('NFD')
    .replace(/[łøßæđ]/g, (letter) => WITHOUT_DECOMPOSITION[letter] ?? letter)
    .replace(/[^a-z0-9]/g, '')
}
