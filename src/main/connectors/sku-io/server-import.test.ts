import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServerImporter } from '#shared/connector/server-import.ts'
import type { FaultRule } from '../../../../e2e/sandbox/faults.ts'
import { startSkuIoSandbox, type SkuIoSandbox } from '../../../../e2e/sandbox/sku-io/server.ts'
import { connectorTo } from './sandboxed-connector.testing.ts'

const PREVIEW = '/api/customers/import/preview'
const IMPORT = '/api/customers/import'
const TEXT = 'name,email,colour\nAnn Lee,ann@lee.example,red\nEve,no e-mail,\n'

describe('the import of SKU.io itself', () => {
  let sandbox: SkuIoSandbox
  let importer: ServerImporter
  const { signal } = new AbortController()

  beforeEach(async () => {
    sandbox = await startSkuIoSandbox()
    const { serverImport } = connectorTo(sandbox)
    if (serverImport === undefined) throw new Error('SKU.io imports by itself')
    importer = serverImport
  })
  afterEach(() => sandbox.close())

  const file = (text = TEXT, name = 'suppliers.csv') => ({ name, content: Buffer.from(text) })
  const asked = (): string[] => sandbox.requests.list().map(({ method, path }) => `${method} ${path}`)
  const fail = (fault: FaultRule['fault']): unknown => sandbox.faults.add({ fault, times: 1 })

  it('shows the counts, alerts, errors and first rows of its preview, and writes nothing', async () => {
    const preview = await importer.preview(file(), signal)
    expect(preview).toEqual({
      ok: true,
      value: {
        rows: 2,
        valid: 1,
        alerts: ['The column colour is not known and is left out.'],
        errors: {
          list: [{ row: 3, field: 'email', message: 'The email field must be a valid email address.' }],
          total: 1,
        },
        sample: {
          columns: ['name', 'email'],
          rows: [
            { row: 2, cells: ['Ann Lee', 'ann@lee.example'] },
            { row: 3, cells: ['Eve', 'no e-mail'] },
          ],
        },
      },
    })
    expect(asked()).toEqual([`POST ${PREVIEW}`])
    expect(sandbox.store.customers.size).toBe(0)
  })

  it('imports the same bytes, and tells what became of the rows', async () => {
    const text = `\ufeffname,email,address1\n"Zoë, 山","zoe@x.example","1 Quay\r\nRoad"\nEve,no e-mail,\n`
    expect(await importer.run(file(text), signal)).toEqual({
      ...{ status: 'done', created: 1, updated: 0, failed: 1, alerts: [] },
      errors: {
        list: [{ row: 3, field: 'email', message: 'The email field must be a valid email address.' }],
        total: 1,
      },
    })
    expect(asked()).toEqual([`POST ${IMPORT}`])
    expect(sandbox.store.get(1).name).toBe('Zoë, 山')
  })

  it('hands on the words of a job that goes on by itself', async () => {
    sandbox.behaviour.imports = 'queued'
    expect(await importer.run(file(), signal)).toEqual({
      status: 'queued',
      message: 'The import was queued.',
    })
    expect(sandbox.store.customers.size).toBe(1)
  })

  it.each([
    { kind: 'cut-after' },
    { kind: 'truncated-body' },
    { kind: 'html', takesEffect: true },
    { kind: 'malformed-json', takesEffect: true },
    { kind: 'status', status: 504, takesEffect: true },
  ] as const)('leaves open what a lost answer means, and sends nothing again: $kind', async (fault) => {
    fail(fault)
    expect(await importer.run(file(), signal)).toMatchObject({ status: 'unknown' })
    expect(asked()).toEqual([`POST ${IMPORT}`])
    expect(sandbox.store.customers.size).toBe(1)
  })

  it.each([
    [{ kind: 'cut-after' }, 'unavailable'],
    [{ kind: 'status', status: 503 }, 'unavailable'],
    [{ kind: 'html' }, 'protocol'],
    [{ kind: 'status', status: 429, retryAfter: 20 }, 'rate-limited'],
  ] as const)('leaves nothing open where a preview is lost: %j', async (fault, kind) => {
    fail(fault)
    expect(await importer.preview(file(), signal)).toMatchObject({
      ok: false,
      error: { kind: 'failed', error: { kind } },
    })
    expect(asked()).toHaveLength(1)
  })

  it('knows what was certainly not imported: no network, a rate limit, a bad token, no scope', async () => {
    const notSent = async (): Promise<unknown> => {
      const outcome = await importer.run(file(), signal)
      return outcome.status === 'not-sent' && outcome.failure.kind === 'failed' && outcome.failure.error.kind
    }
    fail({ kind: 'status', status: 429 })
    expect(await notSent()).toBe('rate-limited')
    await sandbox.down()
    importer = connectorTo(sandbox).serverImport ?? importer // one that has not been told to wait
    expect(await notSent()).toBe('offline')
    await sandbox.up()
    sandbox.tokens.change(sandbox.token, { scopes: ['customers:read'] })
    expect(await importer.run(file(), signal)).toMatchObject({
      failure: { error: { kind: 'permission', requiredScope: 'customers:write' } },
    })
    sandbox.tokens.revoke(sandbox.token)
    expect(await notSent()).toBe('unauthorised')
    expect(sandbox.store.customers.size).toBe(0)
  })

  it('says that the permission is missing where only a power user may, or where there is no such route', async () => {
    sandbox.tokens.change(sandbox.token, { role: 'user' })
    const denied = { kind: 'failed', error: { kind: 'permission', requiredScope: '' } }
    expect(await importer.preview(file(), signal)).toMatchObject({ error: denied })
    expect(await importer.run(file(), signal)).toMatchObject({ status: 'not-sent', failure: denied })
    sandbox.behaviour.routes = 'v2-only'
    expect(await importer.preview(file(), signal)).toMatchObject({ error: denied })
  })

  it('hands on why a file is refused as a whole', async () => {
    const reason = 'The file must have a header row with a name column.'
    const refused = { kind: 'refused', status: 422, reason }
    expect(await importer.preview(file('a;b\n1;2\n'), signal)).toEqual({ ok: false, error: refused })
    expect(await importer.run(file('a;b\n1;2\n'), signal)).toEqual({ status: 'not-sent', failure: refused })
  })

  it('is cancelled: a preview leaves nothing open, an import does', async () => {
    sandbox.faults.add({ fault: { kind: 'latency', milliseconds: 600_000 }, times: 2 })
    const underway = async <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> => {
      const controller = new AbortController()
      const already = sandbox.requests.count()
      const answer = run(controller.signal)
      while (sandbox.requests.count() === already) await new Promise((resolve) => setImmediate(resolve))
      controller.abort()
      return answer
    }
    expect(await underway((own) => importer.preview(file(), own))).toEqual({
      ok: false,
      error: { kind: 'failed', error: { kind: 'cancelled' } },
    })
    expect(await underway((own) => importer.run(file(), own))).toMatchObject({ status: 'unknown' })
    const before = new AbortController()
    before.abort()
    expect(await importer.run(file(), before.signal)).toMatchObject({
      status: 'not-sent',
      failure: { error: { kind: 'cancelled' } },
    })
  })
})
