import type { Context } from 'hono'
import type { StoredCustomer } from './customer-record.ts'
import { noSuchCustomer, refused } from './errors.ts'
import type { KountaEnv, KountaRemote } from './kounta-env.ts'
import { briefCustomer, wholeCustomer } from './wire.ts'

/**
 * The answer to a list with a key in its query; null where there is none. By reference always an array; by e-mail and by
 * name and phone a redirect to the record, or 404. All compare the text as it is stored.
 */
export function answerLookup(c: Context<KountaEnv>, remote: KountaRemote): Response | null {
  const query = c.req.query()
  const { reference_id, email, mobile, first_name, last_name, phone } = query
  const application = c.get('application')
  if (reference_id !== undefined) {
    const rows = all(remote).filter((each) => (each.references[application] ?? '') === reference_id)
    // The order is not the one of the ids.
    return c.json(rows.reverse().map((row) => briefCustomer(remote, row, application)))
  }
  if (email !== undefined)
    return redirectTo(
      c,
      remote,
      first(remote, (each) => each.email === email),
    )
  if (mobile !== undefined) return mobileAnswer(c, remote, mobile)
  if (first_name === undefined && last_name === undefined && phone === undefined) return null
  if (!first_name || !last_name || !phone) {
    if (remote.behaviour.incompleteLookup === 'whole-list') return null
    throw refused(400, 'invalid_request', 'first_name, last_name and phone are required together')
  }
  const found = first(
    remote,
    (each) => each.first_name === first_name && each.last_name === last_name && each.phone === phone,
  )
  return redirectTo(c, remote, found)
}

function mobileAnswer(c: Context<KountaEnv>, remote: KountaRemote, mobile: string): Response {
  const found = first(remote, (each) => each.mobile === mobile)
  switch (remote.behaviour.mobileLookup) {
    case 'redirect':
      return redirectTo(c, remote, found)
    case 'object':
      if (found === undefined) throw noSuchCustomer()
      return c.json(wholeCustomer(remote, found, c.get('application')))
    case 'array':
      return c.json(found === undefined ? [] : [briefCustomer(remote, found, c.get('application'))])
  }
}

function redirectTo(
  c: Context<KountaEnv>,
  { behaviour }: KountaRemote,
  found: StoredCustomer | undefined,
): Response {
  if (found === undefined) throw noSuchCustomer()
  const path = `${c.req.path}/${found.id}`
  return c.redirect(behaviour.locations === 'absolute' ? new URL(path, c.req.url).href : path, 302)
}

function all({ store }: KountaRemote): StoredCustomer[] {
  return [...store.customers.values()]
}

/** One record even where several share the key. */
function first(
  remote: KountaRemote,
  matches: (customer: StoredCustomer) => boolean,
): StoredCustomer | undefined {
  return all(remote).find(matches)
}
