import type { FindKeys } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { PAGE_SIZE } from './capabilities.ts'
import type { SkuIoClient } from './client.ts'
import { customerFromWire } from './mapping.ts'
import { readRows } from '../kit/read-rows.ts'
import { readCustomer } from './read-customer.ts'
import { wireCustomerSchema } from './wire.ts'

type Found = Result<RemoteCustomer[], RemoteError>
type PlaceKey = NonNullable<FindKeys['nameAndAddress']>

/** Pages of hits that a search may have; a key that fits more than these is none. */
const MOST_PAGES = 20

/**
 * Customers with this e-mail, and customers of this name at this place. What the remote finds by containing or
 * resembling the key is compared again here: a wrong match would join two people. Other keys are unknown there.
 */
export async function findCustomers(
  client: SkuIoClient,
  keys: FindKeys,
  signal: AbortSignal,
): Promise<Found> {
  const found = new Map<string, RemoteCustomer>()
  const email = keys.email?.trim().toLowerCase() ?? ''
  if (email !== '') {
    const hits = await search(client, email, signal)
    if (!hits.ok) return hits
    for (const hit of hits.value) {
      if (hit.fields.email?.trim().toLowerCase() === email) found.set(hit.remoteId, hit)
    }
  }
  const place = keys.nameAndAddress
  if (
    place !== undefined &&
    fold(place.name) !== '' &&
    fold(place.postcode) !== '' &&
    fold(place.line1) !== ''
  ) {
    const hits = await atPlace(client, place, signal)
    if (!hits.ok) return hits
    for (const hit of hits.value) found.set(hit.remoteId, hit)
  }
  return ok([...found.values()])
}

/** All customers whose name or e-mail contains the text, archived ones too. */
async function search(client: SkuIoClient, text: string, signal: AbortSignal): Promise<Found> {
  const hits: RemoteCustomer[] = []
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.customers({ page, limit: PAGE_SIZE, search: text }, signal)
    if (!answer.ok) return answer
    const read = readRows(answer.value.rows, wireCustomerSchema, customerFromWire)
    if (!read.ok) return read
    hits.push(...read.value.records)
    if (!answer.value.hasMore) return ok(hits)
  }
  return err({ kind: 'protocol', detail: 'A search found more customers than can be compared' })
}

/** By find-match; a token without power user access, to which it is closed, searches by name instead. */
async function atPlace(client: SkuIoClient, key: PlaceKey, signal: AbortSignal): Promise<Found> {
  const matches = await client.matches(key, signal)
  if (!matches.ok && matches.error.kind !== 'permission' && matches.error.kind !== 'not-found') return matches
  const candidates = matches.ok
    ? readRows(matches.value, wireCustomerSchema, customerFromWire)
    : await search(client, key.name.trim(), signal)
  if (!candidates.ok) return candidates
  const rows = Array.isArray(candidates.value) ? candidates.value : candidates.value.records
  const named = rows.filter((row) => fold(row.fields.name ?? '') === fold(key.name))
  const found: RemoteCustomer[] = []
  for (const row of named) {
    const whole = row.complete ? ok(row) : await withDetails(client, row.remoteId, signal)
    if (!whole.ok) {
      if (whole.error.kind === 'not-found') continue // deleted since it was listed
      return whole
    }
    if (livesAt(whole.value, key)) found.push(whole.value)
  }
  return ok(found)
}

async function withDetails(
  client: SkuIoClient,
  id: string,
  signal: AbortSignal,
): Promise<Result<RemoteCustomer, RemoteError>> {
  const data = await client.customer(id, signal)
  return data.ok ? readCustomer(data.value) : data
}

function livesAt(customer: RemoteCustomer, key: PlaceKey): boolean {
  return (customer.addresses ?? []).some(
    ({ fields }) =>
      fold(fields.postcode ?? '') === fold(key.postcode) && fold(fields.line1 ?? '') === fold(key.line1),
  )
}

/** Case, accents, spacing and punctuation aside. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
