import { expect, it } from 'vitest'
import type { PullPage, PullRequest, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { RemoteRecords } from '#shared/connector/remote-record.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { pullPages } from './pull-pages.ts'

type SkuMappings = RemoteRecords['sku-mapping'][]
type Answer = Result<PullPage<'sku-mapping'>, RemoteError>

const mapping = (at: number): SkuMappings[number] => ({
  ...{ remoteId: String(at), customerRemoteId: '1', customerSku: `A-${String(at)}`, productId: '7' },
})
const mappings = (from: number, count: number) => Array.from({ length: count }, (_, at) => mapping(from + at))
const idsOf = (answer: Answer) =>
  answer.ok ? answer.value.records.map(({ remoteId }) => Number(remoteId)) : []

/** A remote that lists these pages; a checkpoint is the number of the next. */
function listing(pages: readonly (Partial<PullPage<'sku-mapping'>> | RemoteError)[]) {
  const asked: PullRequest[] = []
  const pull = (_kind: string, request: PullRequest): Promise<Answer> => {
    asked.push(request)
    const at = Number(request.checkpoint ?? 0)
    const page = pages[at] ?? {}
    if ('kind' in page) return Promise.resolve(err(page))
    const more = { checkpoint: at + 1, hasMore: at + 1 < pages.length }
    return Promise.resolve(ok({ records: [], ...more, ...page }))
  }
  return { asked, connector: { pull: pull as unknown as RemoteConnector['pull'] } }
}

const request: PullRequest = { mode: 'sweep', checkpoint: null, limit: 100 }
const { signal } = new AbortController()

it('joins pages as long as one more fits, and goes on after them', async () => {
  const pages = [0, 1, 2, 3, 4, 5].map((at) => ({ records: mappings(at * 30, 30), total: 180 }))
  const { connector, asked } = listing(pages)
  const first = await pullPages(connector, 'sku-mapping', request, signal)
  expect(idsOf(first)).toEqual(mappings(0, 90).map(({ remoteId }) => Number(remoteId)))
  expect(first).toMatchObject({ value: { checkpoint: 3, hasMore: true, total: 180 } })
  const rest = await pullPages(connector, 'sku-mapping', { ...request, checkpoint: 3 }, signal)
  expect(idsOf(rest)).toHaveLength(90)
  expect(rest).toMatchObject({ value: { hasMore: false } })
  expect(asked.map(({ checkpoint }) => checkpoint)).toEqual([null, 1, 2, 3, 4, 5])
  expect(new Set(asked.map(({ limit, mode }) => `${mode} ${String(limit)}`))).toEqual(new Set(['sweep 100']))
})

it('takes no empty page for the end, and tells of all that could not be read', async () => {
  const odd = [{ remoteId: 'x', detail: 'name' }]
  const pages = [
    { records: mappings(0, 2), unreadable: odd },
    {},
    { records: mappings(2, 1), unreadable: odd },
  ]
  const joined = await pullPages(listing(pages).connector, 'sku-mapping', request, signal)
  expect(idsOf(joined)).toEqual([0, 1, 2])
  expect(joined).toMatchObject({ value: { hasMore: false, unreadable: [...odd, ...odd] } })
})

it('answers with what was read before a failure, which comes with the next pull', async () => {
  const offline: RemoteError = { kind: 'offline' }
  const { connector } = listing([{ records: mappings(0, 10) }, offline])
  const first = await pullPages(connector, 'sku-mapping', request, signal)
  expect(idsOf(first)).toHaveLength(10)
  expect(first).toMatchObject({ value: { checkpoint: 1, hasMore: true } })
  expect(await pullPages(connector, 'sku-mapping', { ...request, checkpoint: 1 }, signal)).toEqual(
    err(offline),
  )
})

it('asks for nothing more when it was cancelled', async () => {
  const { connector, asked } = listing([{ records: mappings(0, 10) }, { records: mappings(10, 10) }])
  const pulled = await pullPages(connector, 'sku-mapping', request, AbortSignal.abort())
  expect(idsOf(pulled)).toHaveLength(10)
  expect(asked).toHaveLength(1)
})
