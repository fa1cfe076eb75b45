import { expect, it } from 'vitest'
import type { PullPage, PullRequest, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { RemoteRecords } from '#shared/connector/remote-record.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { pullPages } from './pull-pages.ts'

type SkuMappings = RemoteRecords['sku-mapping'][]
type Page = Partial<PullPage<'sku-mapping'>>
type Answer = Result<PullPage<'sku-mapping'>, RemoteError>

const mapping = (at: number): SkuMappings[number] => ({
  ...{ remoteId: String(at), customerRemoteId: '1', customerSku: `A-${String(at)}`, productId: '7' },
})
const mappings = (from: number, count: number) => Array.from({ length: count }, (_, at) => mapping(from + at))
const idsOf = (answer: Answer) =>
  answer.ok ? answer.value.records.map(({ remoteId }) => Number(remoteId)) : []

/** A remote that lists these pages, at most so many rows on each; a checkpoint is the number of the next. */
function listing(pages: readonly (Page | RemoteError)[], pageSize = 1) {
  const asked: PullRequest[] = []
  const pull = (_kind: string, request: PullRequest): Promise<Answer> => {
    asked.push(request)
    const at = Number(request.checkpoint ?? 0)
    const page = pages[at] ?? {}
    if ('kind' in page) return Promise.resolve(err(page))
    const more = { checkpoint: at + 1, hasMore: at + 1 < pages.length }
    return Promise.resolve(ok({ records: [], ...more, ...page }))
  }
  const connector = { pull, capabilities: { pageSize } } as unknown as RemoteConnector
  return { asked, connector }
}

const request: PullRequest = { mode: 'sweep', checkpoint: null, limit: 100 }
const { signal } = new AbortController()
const from = (checkpoint: number): PullRequest => ({ ...request, checkpoint })

it('joins pages as long as one more fits, and goes on after them', async () => {
  const pages = [0, 1, 2, 3, 4, 5].map((at) => ({ records: mappings(at * 30, 30) }))
  const { connector, asked } = listing(pages, 30)
  const first = await pullPages(connector, 'sku-mapping', request, signal)
  expect(idsOf(first)).toEqual(mappings(0, 90).map(({ remoteId }) => Number(remoteId)))
  expect(first).toMatchObject({ value: { checkpoint: 3, hasMore: true } })
  const rest = await pullPages(connector, 'sku-mapping', from(3), signal)
  expect(idsOf(rest)).toHaveLength(90)
  expect(rest).toMatchObject({ value: { hasMore: false } })
  expect(asked.map(({ checkpoint }) => checkpoint)).toEqual([null, 1, 2, 3, 4, 5])
  expect(new Set(asked.map(({ limit, mode }) => `${mode} ${String(limit)}`))).toEqual(new Set(['sweep 100']))
})

it.each([
  ['a page without the rows that are none of ours', 60, { records: mappings(0, 41) }],
  ['a page larger than pages are said to be', 1, { records: mappings(0, 51) }],
  ['rows that could not be read', 1, { unreadable: Array(51).fill({ remoteId: '', detail: '' }) }],
] as const)('never answers with more than was asked for: %s', async (_, pageSize, page) => {
  const { connector, asked } = listing([page, { records: mappings(51, 60) }], pageSize)
  await pullPages(connector, 'sku-mapping', request, signal)
  expect(asked).toHaveLength(1)
})

it('takes no empty page for the end, and keeps what single pages tell', async () => {
  const odd = [{ remoteId: 'x', detail: 'name' }]
  const pages: Page[] = [
    { records: mappings(0, 2), unreadable: odd, total: 4 },
    {},
    { records: mappings(2, 1), unreadable: odd, changesFrom: 'then' },
  ]
  const joined = await pullPages(listing(pages).connector, 'sku-mapping', request, signal)
  expect(idsOf(joined)).toEqual([0, 1, 2])
  expect(joined).toMatchObject({
    value: { hasMore: false, unreadable: [...odd, ...odd], total: 4, changesFrom: 'then' },
  })
})

it('pulls the records of one customer page by page', async () => {
  const { connector, asked } = listing([{ records: mappings(0, 2) }, { records: mappings(2, 1) }])
  const of: PullRequest = { ...request, mode: 'of', of: '1' }
  expect(idsOf(await pullPages(connector, 'sku-mapping', of, signal))).toEqual([0, 1])
  expect(asked).toHaveLength(1)
})

it('answers with what was read before a failure, and then with that, unasked', async () => {
  const wait: RemoteError = { kind: 'unavailable', status: 503, retryAfterMs: 60_000 }
  const { connector, asked } = listing([{ records: mappings(0, 10) }, wait])
  const first = await pullPages(connector, 'sku-mapping', request, signal)
  expect(idsOf(first)).toHaveLength(10)
  expect(first).toMatchObject({ value: { checkpoint: 1, hasMore: true } })
  expect(await pullPages(connector, 'sku-mapping', from(1), signal)).toEqual(err(wait))
  expect(asked).toHaveLength(2)
  // From then on it is asked again.
  expect(await pullPages(connector, 'sku-mapping', from(1), signal)).toEqual(err(wait))
  expect(asked).toHaveLength(3)
  // Another question has another answer.
  await pullPages(connector, 'sku-mapping', request, signal)
  expect(idsOf(await pullPages(connector, 'sku-mapping', request, signal))).toHaveLength(10)
})

it('answers with what a slow remote has told so far', async () => {
  const { connector, asked } = listing([{ records: mappings(0, 10) }, { records: mappings(10, 10) }])
  let time = 0
  await pullPages(connector, 'sku-mapping', request, signal, () => (time += 400))
  expect(asked).toHaveLength(2)
  asked.length = 0
  await pullPages(connector, 'sku-mapping', request, signal, () => (time += 600))
  expect(asked).toHaveLength(1)
})

it('asks for nothing more when it was cancelled', async () => {
  const { connector, asked } = listing([{ records: mappings(0, 10) }, { records: mappings(10, 10) }])
  const pulled = await pullPages(connector, 'sku-mapping', request, AbortSignal.abort())
  expect(idsOf(pulled)).toHaveLength(10)
  expect(asked).toHaveLength(1)
})
