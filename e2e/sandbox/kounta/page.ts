import type { Context } from 'hono'
import type { KountaBehaviour, KountaEnv } from './kounta-env.ts'

/** Rows of a page: fixed, whatever a client asks for. */
export const PAGE_SIZE = 25

/**
 * One page of a list and the headers that lead on. Pages count from zero. There is no snapshot: rows move between pages
 * while somebody reads them.
 */
export function pageOf<T>(
  c: Context<KountaEnv>,
  all: readonly T[],
  paging: KountaBehaviour['paging'],
): { rows: T[]; headers: Record<string, string> } {
  const asked = Number(c.req.header('x-page') ?? c.req.query('page') ?? 0)
  const page = Number.isInteger(asked) && asked >= 0 ? asked : 0
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE))
  const headers: Record<string, string> = { 'x-pages': String(pages) }
  if (paging === 'next-page' && page + 1 < pages) {
    const next = new URL(c.req.url)
    next.searchParams.set('page', String(page + 1))
    headers['x-next-page'] = next.href
  }
  return { rows: all.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE), headers }
}
