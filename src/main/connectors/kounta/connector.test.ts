import { beforeEach, describe, expect, it } from 'vitest'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Result } from '#shared/result.ts'
import { createHttpClient } from '#main/http/http-client.ts'
import type { KountaSandbox, KountaSandboxOptions } from '../../../../e2e/sandbox/kounta/server.ts'
import type { KountaConnectorParts } from './connector.ts'
import { connectorTo, FREMANTLE, PRIYA, startSandbox } from './sandboxed-connector.testing.ts'

describe('the Kounta connector', () => {
  let sandbox: KountaSandbox
  const { signal } = new AbortController()

  const start = async (options: KountaSandboxOptions = {}): Promise<void> => {
    sandbox = await startSandbox(options)
  }
  beforeEach(() => start())

  const connector = (parts: Partial<KountaConnectorParts> = {}) => connectorTo(sandbox, parts)
  const seed = (input: Parameters<KountaSandbox['store']['create']>[0] = PRIYA): string =>
    String(sandbox.store.create(input, sandbox.clientId).id)
  const seedMany = (count: number): string[] =>
    Array.from({ length: count }, (_, index) =>
      seed({ first_name: `C${index}`, email: `c${index}@x.example` }),
    )
  const sweep = async (by = connector(), limit = 200) => {
    const ids: string[] = []
    for (let checkpoint = null; ;) {
      const page = valueOf(await by.pull('customer', { mode: 'sweep', checkpoint, limit }, signal))
      ids.push(...page.records.map(({ remoteId }) => remoteId))
      if (!page.hasMore) return ids
      checkpoint = page.checkpoint as never
    }
  }
  const asked = (method = 'GET') =>
    sandbox.requests.list({ method }).map(({ path, query }) => `${path}${query}`)

  describe('reading', () => {
    it('names the company, and finds out by itself which one it is', async () => {
      const [id = ''] = seedMany(1)
      expect(await connector().checkConnection(signal)).toEqual({
        ok: true,
        value: { scopeId: '5678', accountName: 'Swan Lane Coffee', readOnly: false, missing: '' },
      })
      expect(await connector({ scopeId: '1' }).checkConnection(signal)).toEqual({
        ok: false,
        error: { kind: 'wrong-scope', expected: '1', actual: '5678' },
      })
      sandbox.requests.reset()
      const one = connector()
      await one.get('customer', [id], signal)
      await one.get('customer', [id], signal)
      expect(asked()).toEqual([
        '/v1/companies/me.json',
        `/v1/companies/5678/customers/${id}`,
        `/v1/companies/5678/customers/${id}`,
      ])
    })

    it.each(['next-page', 'page-header'] as const)(
      'walks 60 customers in 3 requests by %s',
      async (paging) => {
        await start({ paging })
        const ids = seedMany(60)
        expect(await sweep(connector({ scopeId: '5678' }))).toEqual(ids)
        expect(sandbox.requests.count()).toBe(3)
      },
    )

    it('tells a row that moves to the next page once', async () => {
      const ids = seedMany(50)
      const one = connector({ scopeId: '5678' })
      const request = { mode: 'sweep' as const, limit: 200 }
      const first = valueOf(await one.pull('customer', { ...request, checkpoint: null }, signal))
      // Somebody is put in front: what was the last row is now the first of the next page.
      const { nextId, customers } = sandbox.store.snapshot()
      const moved = customers.pop()
      if (moved === undefined) throw new Error('There are customers')
      const rest = [moved, ...customers]
      for (const { id } of rest) sandbox.store.delete(id)
      sandbox.store.restore({ nextId, customers: rest })
      const second = valueOf(await one.pull('customer', { ...request, checkpoint: first.checkpoint }, signal))
      const told = [...first.records, ...second.records].map(({ remoteId }) => remoteId)
      expect(told).toHaveLength(new Set(told).size)
      expect(told).toEqual(ids.slice(0, 49))
    })

    it('follows the next page to this company alone, whatever address it is given', async () => {
      seedMany(30)
      const elsewhere = { query: '?page=1', page: 1, offset: 0, before: [] }
      const hostile = { ...elsewhere, query: '@evil.example/steal' }
      for (const checkpoint of [hostile, elsewhere]) {
        await connector({ scopeId: '5678' }).pull(
          'customer',
          { mode: 'sweep', checkpoint, limit: 200 },
          signal,
        )
      }
      expect(new Set(sandbox.requests.list().map(({ path }) => path))).toEqual(
        new Set(['/v1/companies/5678/customers']),
      )
    })

    it('tells rows of the list without what they lack, and all of one customer', async () => {
      const id = seed({ ...PRIYA, mobile: '0412000111', tags: ['vip'], primary_address: FREMANTLE })
      const one = connector()
      const page = valueOf(await one.pull('customer', { mode: 'sweep', checkpoint: null, limit: 25 }, signal))
      expect(page.records).toMatchObject([{ remoteId: id, complete: false, revision: '' }])
      const [row] = page.records
      expect(Object.keys(row?.fields ?? {}).sort()).toEqual([
        ...['email', 'firstName', 'imageUrl', 'lastName', 'referenceId'],
      ])
      expect(row).not.toHaveProperty('addresses')
      const [whole] = valueOf(await one.get('customer', [id], signal))
      expect(whole).toMatchObject({
        complete: true,
        fields: { ...{ mobile: '0412000111', phone: '', tags: ['vip'], acceptsMarketing: false } },
        addresses: [
          {
            remoteId: 'billing',
            fields: {
              line1: '4/22 Swan Lane',
              region: 'Western Australia',
              regionCode: 'WA',
              countryCode: 'AU',
            },
          },
        ],
        defaultBilling: 'billing',
      })
    })

    it('tells the same customer alike every time, although both times there are always now', async () => {
      let time = Date.parse('2026-11-20T10:00:00Z')
      await start({ now: () => new Date((time += 60_000)) })
      const id = seed()
      const one = connector()
      const first = valueOf(await one.get('customer', [id], signal))
      const second = valueOf(await one.get('customer', [id], signal))
      expect(second).toEqual(first)
      expect(JSON.stringify(first)).not.toContain('2026-')
    })

    it('reads the older name of the first address, and keeps what it does not know', async () => {
      await start({ primaryAddress: 'postal_address' })
      const id = seed({ ...PRIYA, primary_address: FREMANTLE, description: 'Likes it strong' })
      const [record] = valueOf(await connector().get('customer', [id], signal))
      expect(record).toMatchObject({ addresses: [{ remoteId: 'billing' }] })
      expect(record?.extra).toMatchObject({ description: 'Likes it strong', company_id: 5678 })
    })

    it('believes no 404 that speaks of the company', async () => {
      const [id = ''] = seedMany(1)
      const answer = await connector({ scopeId: '999' }).get('customer', [id], signal)
      expect(answer).toMatchObject({ ok: false, error: { kind: 'protocol' } })
    })

    it('says in the words of Kounta that the plan has no API', async () => {
      await start({ plan: 'without-api' })
      expect(await connector().checkConnection(signal)).toEqual({
        ok: false,
        error: { kind: 'permission', detail: 'API access is not part of your plan', requiredScope: '' },
      })
    })
  })

  describe('finding', () => {
    it.each(['absolute', 'relative'] as const)(
      'goes where a %s redirect leads, itself',
      async (locations) => {
        await start({ locations })
        const id = seed({ ...PRIYA, phone: '08 9335 1111' })
        const one = connector({ scopeId: '5678' })
        const byEmail = valueOf(await one.find({ email: 'priya@x.example' }, signal))
        expect(byEmail).toMatchObject([{ remoteId: id, complete: true }])
        const person = { firstName: 'Priya', lastName: 'Raman', phone: '08 9335 1111' }
        expect(valueOf(await one.find({ nameAndPhone: person }, signal))).toMatchObject([{ remoteId: id }])
        expect(asked()).toEqual([
          '/v1/companies/5678/customers?email=priya%40x.example',
          `/v1/companies/5678/customers/${id}`,
          '/v1/companies/5678/customers?first_name=Priya&last_name=Raman&phone=08+9335+1111',
          `/v1/companies/5678/customers/${id}`,
        ])
        expect(sandbox.requests.list().map(({ status }) => status)).toEqual([302, 200, 302, 200])
      },
    )

    it('goes nowhere else', async () => {
      const places = [
        'https://evil.example/v1/companies/5678/customers/1',
        '/v1/companies/1/customers/1',
        '/v1/companies/5678/customers/1/orders',
        '//evil.example/v1/companies/5678/customers/1',
        '',
      ]
      for (const location of places) {
        const seen: string[] = []
        const http = createHttpClient({
          fetch: (url) => {
            seen.push(url)
            return Promise.resolve(new Response(null, { status: 302, headers: { location } }))
          },
        })
        const one = connector({ scopeId: '5678', http })
        expect(await one.find({ email: 'a@x.example' }, signal)).toEqual({
          ok: false,
          error: {
            kind: 'protocol',
            detail: '/v1/companies/{id}/customers answered with a redirect to somewhere else',
          },
        })
        expect(seen).toHaveLength(1)
      }
    })

    it.each(['redirect', 'object', 'array'] as const)(
      'finds a mobile that is answered by %s',
      async (mobileLookup) => {
        await start({ mobileLookup })
        const id = seed({ ...PRIYA, mobile: '0412000111' })
        const one = connector()
        expect(valueOf(await one.find({ mobile: '0412000111' }, signal))).toMatchObject([{ remoteId: id }])
        expect(valueOf(await one.find({ mobile: '0499999999' }, signal))).toEqual([])
      },
    )

    it.each(['0412000111', '0412 000 111', '+61 412 000 111'])(
      'finds +61412000111 stored as %s',
      async (mobile) => {
        const id = seed({ ...PRIYA, mobile })
        expect(valueOf(await connector().find({ mobile: '+61412000111' }, signal))).toMatchObject([
          { remoteId: id },
        ])
      },
    )

    it('takes the lowest id first where several have one reference, and asks by the full text of it', async () => {
      const [a, b] = [seed({ ...PRIYA, reference_id: 'A&1 é' }), seed({ ...PRIYA, reference_id: 'A&1 é' })]
      const found = valueOf(await connector().find({ referenceId: 'A&1 é' }, signal))
      expect(found.map(({ remoteId }) => remoteId)).toEqual([a, b])
      expect(valueOf(await connector().find({ referenceId: 'nobody' }, signal))).toEqual([])
    })

    it('sees no references of another application', async () => {
      const id = seed({ ...PRIYA, reference_id: 'ABC123' })
      sandbox.access.register({ id: 'other', secret: 'other', redirectUris: 'any' })
      const credentials = { mode: 'basic', clientId: 'other', clientSecret: 'other' }
      const other = connector({ credentials })
      expect(valueOf(await other.find({ referenceId: 'ABC123' }, signal))).toEqual([])
      const [record] = valueOf(await other.get('customer', [id], signal))
      expect(record).toMatchObject({ remoteId: id, fields: { referenceId: '' } })
    })

    it('asks for no name without a phone, and takes no whole list for an answer', async () => {
      await start({ incompleteLookup: 'whole-list' })
      seedMany(10)
      const one = connector()
      const half = { firstName: 'C0', lastName: '', phone: '1' }
      expect(valueOf(await one.find({ nameAndPhone: half }, signal))).toEqual([])
      expect(sandbox.requests.count()).toBe(0)
    })
  })
})

function valueOf<T>(result: Result<T, RemoteError>): T {
  if (!result.ok) throw new Error(`Expected a value, got ${JSON.stringify(result.error)}`)
  return result.value
}
