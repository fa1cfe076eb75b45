import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { FieldMap, FieldValue } from '#shared/domain/field-map.ts'
import type { KnownValues } from '#shared/person/person-traits.ts'
import type { PersonRecords } from '#renderer/database/person-repository.ts'

const PHONES = ['phone', 'mobile', 'fax']
const KEYS = ['code', 'referenceId', 'username']

/** What a customer is, and was, known by: today's values, those of the history, and both sides of what sync keeps. */
export function knownValues(customer: Customer, { history, importRows }: PersonRecords): KnownValues {
  const known = {
    emails: [] as string[],
    phones: [] as string[],
    names: [] as string[],
    keys: [] as string[],
  }
  const take = (key: string, value: FieldValue | null): void => {
    if (typeof value !== 'string' || value === '') return
    if (key === 'email') known.emails.push(value)
    else if (key === 'name') known.names.push(value)
    else if (PHONES.includes(key)) known.phones.push(value)
    else if (KEYS.includes(key)) known.keys.push(value)
  }
  const takeAll = (fields: Readonly<Record<string, FieldValue | null>>): void => {
    for (const [key, value] of Object.entries(fields)) take(key, value)
  }
  for (const key of ['email', 'name', ...PHONES, ...KEYS] as const) {
    take(key, customer[key as keyof Customer] as string)
  }
  for (const fields of sidesOf(customer)) takeAll(fields)
  for (const { changes } of [...history, ...importRows]) {
    for (const { key, before, after } of changes) {
      take(key, before)
      take(key, after)
    }
  }
  const { firstName, lastName, company, id } = customer
  const shown = displayName(customer)
  return {
    ...known,
    // An e-mail or a company that stands in for a name is none.
    names: shown === company.trim() || shown.includes('@') ? known.names : [...known.names, shown],
    nameParts: firstName === '' || lastName === '' ? [] : [{ first: firstName, last: lastName }],
    ids: [id],
  }
}

/** Everything that sync keeps beside the customer's own values. */
function sidesOf({ sync }: Customer): (FieldMap | Record<string, FieldValue | null>)[] {
  const { base, sent, intent, refused, theirs } = sync
  return [
    base,
    sent?.fields ?? {},
    intent?.kind === 'create' ? intent.sent : {},
    refused?.values ?? {},
    theirs === null || theirs.kind === 'deleted-there' ? {} : theirs.fields,
  ]
}
