import { describe, expect, it } from 'vitest'
import { createHttpClient } from '#main/http/http-client.ts'
import { nodeCertifiedSession } from '#main/http/node-certified-session.testing.ts'
import { privateAuthorityHttp } from '#main/http/private-authority-http.ts'
import {
  otherAuthority,
  privateAuthority,
  privateCertificate,
} from '../../../../e2e/sandbox/certificates/private-certificates.ts'
import { creating, neverAborted, pushOne, recordOf, sweepPage, updating, valueOf } from './pushes.testing.ts'
import { connectorTo, openStore } from './sandboxed-connector.testing.ts'

describe('finding the store', () => {
  it('prefers wc/v3 where both APIs are there, and asks for nothing twice', async () => {
    const { connector, sandbox } = await openStore()
    await sweepPage(connector)
    await sweepPage(connector)
    expect(sandbox.requests.list().map(({ path }) => path)).toEqual(
      Array.from({ length: 3 }, () => '/wp-json/wc/v3/customers'),
    )
  })

  it('takes the legacy API where there is no other', async () => {
    const { connector, sandbox } = await openStore({ modern: false })
    await sweepPage(connector)
    expect(sandbox.requests.list().map(({ path }) => path)).toEqual([
      '/wp-json/wc/v3/customers',
      '/wc-api/v3/',
      '/wc-api/v3/customers',
    ])
  })

  it('says that there is no store', async () => {
    const { connector } = await openStore({ modern: false, legacy: 'absent' })
    const checked = await connector.checkConnection(neverAborted())
    expect(checked).toMatchObject({ error: { kind: 'protocol' } })
  })
})

describe.each([{ modern: true }, { modern: false }])('checking the connection, %o', (options) => {
  it('names the store by its own word, and knows it by its address', async () => {
    const { connector, sandbox } = await openStore({ ...options, name: 'Kraus &amp; Co' })
    const identity = valueOf(await connector.checkConnection(neverAborted()))
    const scopeId = sandbox.baseUrl.replace('http://', '')
    expect(identity).toEqual({ scopeId, accountName: 'Kraus & Co', readOnly: false, missing: '' })
    const elsewhere = connectorTo(sandbox, { scopeId: 'other.example' })
    expect(await elsewhere.checkConnection(neverAborted())).toMatchObject({ error: { kind: 'wrong-scope' } })
  })

  it('says that keys may only read, without writing anything, and tells a refused write apart from bad keys', async () => {
    const { connector, sandbox, store } = await openStore(options)
    sandbox.keys.change(sandbox.consumerKey, { permissions: 'read' })
    const identity = valueOf(await connector.checkConnection(neverAborted()))
    expect(identity).toMatchObject({ readOnly: true, missing: 'Read/Write' })
    const outcome = await pushOne(connector, creating({ email: 'a@x.example' }))
    expect(outcome).toMatchObject({
      status: 'not-sent',
      error: { kind: 'permission', requiredScope: 'Read/Write' },
    })
    expect(store.users.size).toBe(1)
  })

  it('says that keys may not read', async () => {
    const { connector, sandbox } = await openStore(options)
    sandbox.keys.change(sandbox.consumerKey, { ownerMay: false })
    const checked = await connector.checkConnection(neverAborted())
    expect(checked).toMatchObject({
      error: { kind: expect.stringMatching(/permission|unauthorised/) as string },
    })
  })
})

describe('letting requests in over http', () => {
  it('19. signs what is tried again anew: no nonce twice', async () => {
    const { connector, sandbox } = await openStore({}, { patienceMs: 5000 })
    sandbox.faults.add({ fault: { kind: 'status', status: 429, retryAfter: 0.05 }, times: 2 })
    await sweepPage(connector)
    const nonces = sandbox.requests.list().map(({ query }) => new URLSearchParams(query).get('oauth_nonce'))
    expect(nonces).toHaveLength(4)
    expect(new Set(nonces).size).toBe(4)
  })

  it.each([-16 * 60_000, 16 * 60_000, 3 * 86_400_000])(
    '19. goes by the clock of the store where this one is %i ms off',
    async (skew) => {
      const { connector, sandbox } = await openStore({}, { now: () => Date.now() + skew })
      await sweepPage(connector)
      const before = sandbox.requests.count()
      expect((await pushOne(connector, creating({ email: 'a@x.example' }))).status).toBe('accepted')
      expect(sandbox.requests.count()).toBe(before + 1)
    },
  )

  it('19. asks no second time where the clock is right and the keys are not', async () => {
    const { sandbox } = await openStore()
    const connector = connectorTo({ ...sandbox, consumerSecret: 'cs_wrong' })
    await connector.checkConnection(neverAborted())
    expect(sandbox.requests.count()).toBe(1)
  })

  it('sends nothing to another computer without encryption, unless the person has agreed', async () => {
    const asked: string[] = []
    const http = createHttpClient({
      fetch: (url) => {
        asked.push(url)
        return Promise.resolve(new Response('[]', { headers: { 'x-wp-total': '0', 'x-wp-totalpages': '0' } }))
      },
    })
    const shop = { baseUrl: 'http://shop.example', consumerKey: 'ck_1', consumerSecret: 'cs_1' }
    const strict = connectorTo(shop, { http })
    expect(await strict.checkConnection(neverAborted())).toMatchObject({
      error: { kind: 'protocol', detail: 'base-url: not-https' },
    })
    expect(asked).toEqual([])
    await sweepPage(connectorTo(shop, { http, credentials: { plainHttp: 'yes' } }))
    expect(asked[0]).toMatch(/^http:\/\/shop\.example\/wp-json.*oauth_signature=/)
    expect(asked.join()).not.toContain('cs_1')
  })
})

describe('a store with a certificate of a private authority', () => {
  it.each([{}, { modern: false }])(
    'is spoken to by Basic over https once the authority is trusted, %o',
    async (options) => {
      const { sandbox } = await openStore({ ...options, certificate: privateCertificate() })
      const http = privateAuthorityHttp(nodeCertifiedSession)(privateAuthority())
      const connector = connectorTo(sandbox, { http })
      const { remoteId } = recordOf(await pushOne(connector, creating({ email: 'a@x.example' })))
      recordOf(await pushOne(connector, updating(remoteId, { fields: { firstName: 'Ann' } })))
      expect(sandbox.baseUrl).toMatch(/^https:/)
      expect(
        sandbox.requests
          .list()
          .map(({ query }) => query)
          .join(),
      ).not.toMatch(/oauth_|consumer_/)
    },
  )

  it('is told nothing while the authority is not trusted, or another one is', async () => {
    const { sandbox } = await openStore({ certificate: privateCertificate() })
    const distrusting = connectorTo(sandbox)
    expect(await distrusting.checkConnection(neverAborted())).toMatchObject({ error: { kind: 'protocol' } })
    const http = privateAuthorityHttp(nodeCertifiedSession)(otherAuthority())
    const mistaken = connectorTo(sandbox, { http })
    expect(await mistaken.checkConnection(neverAborted())).toMatchObject({
      error: { kind: 'protocol', detail: expect.stringContaining('certificate') as string },
    })
    expect(sandbox.requests.count()).toBe(0)
  })
})

it('repeats the keys in no error', async () => {
  const { connector, sandbox } = await openStore()
  const secret = sandbox.consumerSecret
  sandbox.faults.add({ fault: { kind: 'status', status: 403 }, times: 1 })
  const errors = [
    await connector.checkConnection(neverAborted()),
    await connectorTo({ ...sandbox, consumerKey: 'ck_none' }).checkConnection(neverAborted()),
  ]
  expect(JSON.stringify(errors)).not.toContain(secret)
  expect(JSON.stringify(errors)).not.toContain(sandbox.consumerKey)
})

it.each([{ modern: true }, { modern: false }])(
  'reads a thousand customers in eleven pages, %o',
  async (options) => {
    const { connector, store, sandbox } = await openStore(options)
    for (let number = 1; number <= 1000; number += 1) store.createUser({ email: `r${number}@x.example` })
    const first = await sweepPage(connector)
    sandbox.requests.reset()
    const ids = new Set(first.records.map(({ remoteId }) => remoteId))
    for (let page = first; page.hasMore;) {
      const request = { mode: 'sweep' as const, checkpoint: page.checkpoint, limit: 100 }
      page = valueOf(await connector.pull('customer', request, neverAborted()))
      for (const { remoteId } of page.records) ids.add(remoteId)
    }
    expect(ids.size).toBe(1000)
    // The administrator is on the list, too: a thousand and one rows.
    expect(sandbox.requests.count()).toBe(10)
  },
)

it.each([{ modern: true }, { modern: false }])('sends a thousand edits in ten calls, %o', async (options) => {
  const { connector, store, sandbox } = await openStore(options)
  const ids = Array.from(
    { length: 1000 },
    (_, index) => store.createUser({ email: `e${index}@x.example` }).id,
  )
  await sweepPage(connector)
  sandbox.requests.reset()
  for (let start = 0; start < 1000; start += 100) {
    const some = ids.slice(start, start + 100)
    const read = valueOf(await connector.get('customer', some.map(String), neverAborted()))
    expect(read).not.toContain(null)
    const outcomes = await connector.push(
      'customer',
      some.map((id) => updating(id, { fields: { lastName: 'Edited' } })),
      neverAborted(),
    )
    expect(outcomes.every(({ status }) => status === 'accepted')).toBe(true)
  }
  expect(sandbox.requests.count({ method: 'POST' })).toBe(10)
  expect(sandbox.requests.count({ method: 'GET' })).toBe(options.modern ? 10 : 110)
})

it('looks for the store once where several ask at the same time, and again where the first gave up', async () => {
  const { connector, sandbox } = await openStore({ modern: false })
  const hooks = connector.webhooks
  const [identity, listed, page] = await Promise.all([
    connector.checkConnection(neverAborted()),
    hooks?.list(neverAborted()),
    sweepPage(connector),
  ])
  expect([identity.ok, listed?.ok, page.hasMore]).toEqual([true, true, false])
  expect(sandbox.requests.count({ path: '/wc-api/v3/' })).toBe(1)

  const other = connectorTo(sandbox)
  const gaveUp = new AbortController()
  const first = other.checkConnection(gaveUp.signal)
  const second = other.checkConnection(neverAborted())
  gaveUp.abort()
  expect(await first).toEqual({ ok: false, error: { kind: 'cancelled' } })
  expect((await second).ok).toBe(true)
})
