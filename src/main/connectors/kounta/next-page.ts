import type { KountaList } from './client.ts'

/** Which page of a list to ask for. */
export interface Page {
  /** Query of its address as the remote named it; '' = by the page's number. */
  query: string
  /** From 0. */
  number: number
}

/**
 * The page after this one, where `X-Next-Page` says, else one further while `X-Pages` says that there are more; null at the
 * end. `collection` is the address of the list.
 */
export function nextPage(page: Page, { headers, rows }: KountaList, collection: string): Page | null {
  const number = page.number + 1
  const query = nextQuery(headers['x-next-page'] ?? '', collection)
  if (query !== null) return { query, number }
  // An empty page beyond the end, after deletions, is no end of what was there, but there is nothing further either.
  const more = headers['x-next-page'] === undefined && Number(headers['x-pages']) > number
  return more && rows.length > 0 ? { query: '', number } : null
}

/** Of the next page's address only the query is believed: the credentials go to this company's list and nowhere else. */
function nextQuery(address: string, collection: string): string | null {
  if (address === '' || !URL.canParse(address, collection)) return null
  const { search } = new URL(address, collection)
  return search === '' ? null : search
}
