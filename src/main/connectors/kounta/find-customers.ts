import type { FindKeys } from '#shared/connector/remote-connector.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { KountaClient } from './client.ts'
import { phoneSpellings, samePhone } from './phone-spellings.ts'
import { readCustomer, readCustomers } from './read-customers.ts'

type Found = Result<RemoteCustomer[], RemoteError>
type Query = Readonly<Record<string, string>>
type Matches = (record: RemoteCustomer) => boolean

/** More rows than these are the list as a whole: the key was ignored. */
const MOST_ROWS = 5

/**
 * Customers with one of these keys. Every lookup compares the text as it is stored, so that other spellings are tried
 * one by one until one is found; what is found is compared again here (docs/remotes/kounta.md, section 5).
 */
export async function findCustomers(
  client: KountaClient,
  keys: FindKeys,
  signal: AbortSignal,
): Promise<Found> {
  const found = new Map<string, RemoteCustomer>()
  for (const { queries, matches } of questionsFor(keys)) {
    for (const query of queries) {
      const hits = await ask(client, query, matches, signal)
      if (!hits.ok) return hits
      for (const hit of hits.value) found.set(hit.remoteId, hit)
      if (hits.value.length > 0) break
    }
  }
  return ok([...found.values()].sort((a, b) => Number(a.remoteId) - Number(b.remoteId)))
}

function questionsFor({ referenceId, mobile, nameAndPhone, email }: FindKeys): {
  queries: Query[]
  matches: Matches
}[] {
  const reference = referenceId?.trim() ?? ''
  const address = email?.trim() ?? ''
  const lower = address.toLowerCase()
  const firstName = nameAndPhone?.firstName.trim() ?? ''
  const lastName = nameAndPhone?.lastName.trim() ?? ''
  return [
    {
      queries: reference === '' ? [] : [{ reference_id: reference }],
      matches: ({ fields }) => fields.referenceId === reference,
    },
    {
      queries: phoneSpellings(mobile ?? '').map((spelling) => ({ mobile: spelling })),
      matches: ({ fields }) => samePhone(fields.mobile ?? '', mobile ?? ''),
    },
    {
      // All three are required: with one missing the remote may answer with the whole list.
      queries:
        firstName === '' || lastName === ''
          ? []
          : phoneSpellings(nameAndPhone?.phone ?? '').map((phone) => ({
              ...{ first_name: firstName, last_name: lastName },
              phone,
            })),
      matches: ({ fields }) =>
        fields.firstName === firstName &&
        fields.lastName === lastName &&
        samePhone(fields.phone ?? '', nameAndPhone?.phone ?? ''),
    },
    {
      queries: [...new Set([address, lower])].filter((each) => each !== '').map((each) => ({ email: each })),
      matches: ({ fields }) => fields.email?.toLowerCase() === lower,
    },
  ]
}

async function ask(
  client: KountaClient,
  query: Query,
  matches: Matches,
  signal: AbortSignal,
): Promise<Found> {
  const answer = await client.lookup(query, signal)
  if (!answer.ok) return answer
  const ids = answer.value.kind === 'id' ? ok([answer.value.id]) : idsOf(answer.value.rows)
  if (!ids.ok) return ids
  const found: RemoteCustomer[] = []
  for (const id of ids.value) {
    const body = await client.resource(`customers/${id}`, signal)
    if (!body.ok) {
      if (body.error.kind === 'not-found') continue // deleted since it was found
      return body
    }
    const record = readCustomer(body.value)
    if (!record.ok) return record
    if (matches(record.value)) found.push(record.value)
  }
  return ok(found)
}

function idsOf(rows: readonly unknown[]): Result<string[], RemoteError> {
  if (rows.length > MOST_ROWS) {
    return err({ kind: 'protocol', detail: 'A search by a key was answered with a list of many' })
  }
  const read = readCustomers(rows)
  return read.ok ? ok(read.value.records.map(({ remoteId }) => remoteId)) : read
}
