import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { BROKEN, isBroken } from './answers.ts'
import type { CustomerPage, ListFilter, OfnClient } from './client.ts'

/** Where the reading of a list has come to. */
export interface Position {
  /** The last id that was read, '' = none. */
  after: string
  /** How many to ask for; fewer while a customer that cannot be shown is being closed in on. */
  size: number
}

/** Some of a list, and where to go on. */
export interface Stretch extends CustomerPage {
  next: Position
  /** Customers that are there and cannot be shown. */
  unreadable: { remoteId: string; detail: string }[]
}

/** So many in one stretch that cannot be shown: then it is the remote that fails, and not a customer. */
const MOST_BROKEN = 20

/**
 * Reads on from a position. Going by id and not by page number, a deletion meanwhile shifts nothing out of the reading.
 * Where a page fails because of one customer on it, the page is halved until that customer stands alone; it is found by
 * its id, told as unreadable and left behind (docs/remotes/open-food-network.md, section 5, 4).
 *
 * @param limit - most customers of a stretch
 */
export async function readStretch(
  client: OfnClient,
  filter: ListFilter,
  from: Position,
  limit: number,
  signal: AbortSignal,
): Promise<Result<Stretch, RemoteError>> {
  const unreadable: Stretch['unreadable'] = []
  let { after, size } = from
  for (;;) {
    const page = await client.list({ ...filter, after, size, balance: size === limit }, signal)
    if (page.ok && (page.value.rows.length > 0 || !page.value.hasMore)) {
      const last = idIn(page.value.rows.at(-1)) || after
      return ok({ ...page.value, next: { after: last, size }, unreadable })
    }
    if (page.ok) return err({ kind: 'protocol', detail: 'An empty page of a list that goes on' })
    if (!isBroken(page.error)) return page
    if (size > 1) {
      size = Math.ceil(size / 2)
      continue
    }
    const broken = await firstBrokenId(client, filter, after, signal)
    if (!broken.ok) return broken
    if (unreadable.length === MOST_BROKEN) return err(BROKEN)
    unreadable.push({ remoteId: broken.value, detail: 'The remote cannot show this customer' })
    after = broken.value
    size = limit
  }
}

/**
 * Id of the first customer after this one, which cannot be shown. The list up to an id fails from that customer's own id
 * on and is empty before, so the id is found by halving.
 */
export async function firstBrokenId(
  client: OfnClient,
  filter: ListFilter,
  after: string,
  signal: AbortSignal,
): Promise<Result<string, RemoteError>> {
  let below = Number(after)
  let reach = 1
  const fails = async (upTo: number): Promise<Result<boolean, RemoteError>> => {
    const page = await client.list({ ...filter, after, upTo: String(upTo), size: 1, balance: false }, signal)
    if (page.ok) return ok(false)
    return isBroken(page.error) ? ok(true) : page
  }
  // Nobody is in this list: where it fails, no customer is to blame.
  const whole = await fails(below)
  if (!whole.ok) return whole
  if (whole.value) return err(BROKEN)
  for (;;) {
    const failed = await fails(below + reach)
    if (!failed.ok) return failed
    if (failed.value) break
    below += reach
    reach *= 2
    if (below > Number.MAX_SAFE_INTEGER / 4) return err(BROKEN) // mended meanwhile, and asked for again later
  }
  let [low, high] = [below, below + reach]
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2)
    const failed = await fails(middle)
    if (!failed.ok) return failed
    if (failed.value) high = middle
    else low = middle
  }
  return ok(String(high))
}

/** Id of a row, '' where it has none. */
function idIn(row: unknown): string {
  if (typeof row !== 'object' || row === null || !('id' in row)) return ''
  return typeof row.id === 'string' || typeof row.id === 'number' ? String(row.id) : ''
}
