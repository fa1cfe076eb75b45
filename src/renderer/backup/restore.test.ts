import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RestoredBatch } from '#shared/backup/backup-messages.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { draftOf, type Customer } from '#shared/domain/customer.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { cleanSyncState } from '#shared/domain/sync-state.ts'
import { skuMappingId } from '#renderer/database/record-ids.ts'
import { openTestWorkspace, type TestWorkspace } from '#renderer/workspace/test-workspace.testing.tsx'
import { previewRestore } from './preview-restore.ts'
import { ALL_OF_THEM, NONE_OF_THEM, withChosen, type RestoreChoices } from './restore-choices.ts'
import { restore } from './restore.ts'
import type { RestoreParts } from './restore-parts.ts'

const { capabilities } = skuIoLikeProfile()
const ALL: RestoreChoices = { missing: ALL_OF_THEM, changed: ALL_OF_THEM, added: ALL_OF_THEM }
const KEPT_AT = 1_000

let desk: TestWorkspace
beforeEach(async () => {
  desk = await openTestWorkspace(capabilities)
})
afterEach(async () => {
  await desk.close()
})

let ids = 0
function parts(): RestoreParts {
  return { ...desk.workspace, now: () => 5_000, newId: () => `new-${String(++ids)}` }
}

async function* batchesOf(
  ...all: [collection: string, documents: readonly object[]][]
): AsyncGenerator<RestoredBatch, void> {
  for (const [collection, documents] of all) {
    const version = collection === 'importBatches' ? 2 : 0
    // As they come out of a file.
    yield JSON.parse(JSON.stringify({ collection, version, documents, leftOut: 0 })) as RestoredBatch
  }
  await Promise.resolve()
}

const options = { keptAt: KEPT_AT, added: new Set<string>(), progress: (): void => undefined }

function linked(number: number, change: Partial<Customer> = {}): Customer {
  return { ...sampleCustomer(number), remoteId: `r${String(number)}`, sync: cleanSyncState(), ...change }
}

function mappingOf(customerId: string, customerSku: string, productId: string): SkuMapping {
  return {
    ...{ id: skuMappingId(customerId, customerSku), customerId, customerSku, productId, remoteId: 'q' },
    ...{ createdAt: 1, updatedAt: 1, deletedAt: 0, base: null, sent: null, refused: null, theirs: null },
    pendingSince: 0,
  }
}

function get(id: string): Promise<Customer | null> {
  return desk.workspace.customers.get(id)
}

describe('restore into a workspace that has customers', () => {
  it('puts back what was changed as an edit that waits to be sent, with its history', async () => {
    const now = linked(1, { company: 'After', sync: { ...cleanSyncState(), localOnly: false } })
    await desk.workspace.customers.insertMany([now])
    const kept = { ...now, company: 'Before', remoteId: '', sync: cleanSyncState() }
    const preview = await previewRestore(parts(), batchesOf(['customers', [kept]]), options)
    expect(preview).toMatchObject({ missing: 0, changed: 1, unchanged: 0, added: new Set() })
    expect(preview.rows[0]?.changes).toEqual([{ key: 'company', before: 'After', after: 'Before' }])
    expect(await get(now.id)).toMatchObject({ company: 'After' })

    const result = await restore(parts(), batchesOf(['customers', [kept]]), { ...options, choices: ALL })
    expect(result).toMatchObject({ broughtBack: new Set(), putBack: 1, removed: 0 })
    expect(await get(now.id)).toMatchObject({
      company: 'Before',
      remoteId: 'r1',
      sync: { base: { company: 'After' }, intent: null },
    })
    const [entry] = await desk.workspace.history.findFor(now.id)
    expect(entry).toMatchObject({ origin: 'restore', changes: [{ key: 'company', before: 'After' }] })
  })

  it('changes nothing a second time', async () => {
    const now = linked(1)
    await desk.workspace.customers.insertMany([now, linked(2)])
    const kept = [{ ...now, company: 'Before', addresses: [] }, linked(2), linked(3)]
    await restore(parts(), batchesOf(['customers', kept]), { ...options, choices: ALL })
    const preview = await previewRestore(parts(), batchesOf(['customers', kept]), options)
    expect(preview).toMatchObject({ missing: 0, changed: 0, unchanged: 3, added: new Set() })
    const again = await restore(parts(), batchesOf(['customers', kept]), { ...options, choices: ALL })
    expect(again).toMatchObject({ broughtBack: new Set(), putBack: 0, removed: 0 })
  })

  it('makes nobody a second time at the remote', async () => {
    const unsent = { ...sampleCustomer(1), sync: cleanSyncState() }
    const gone = linked(2)
    const other = linked(3)
    await desk.workspace.customers.insertMany([other])
    await restore(parts(), batchesOf(['customers', [unsent, gone]]), { ...options, choices: ALL })
    // May have been sent since: it is looked for as after a lost answer.
    expect(await get(unsent.id)).toMatchObject({
      sync: { intent: { kind: 'create', at: KEPT_AT, key: `email:${unsent.email.toLowerCase()}` } },
    })
    // Counts as changed, so that a person is asked where the remote has it no more.
    const back = await get(gone.id)
    expect(back?.remoteId).toBe('r2')
    expect(back?.pendingSince).toBeGreaterThan(0)
    expect(Object.entries(back?.sync.base ?? {})).toEqual([['name', gone.name]])
    // Added since, and the remote has it: it stays.
    expect(await get(other.id)).toMatchObject({ deletedAt: 0 })
  })

  it('finds a customer under its link where it was read anew under another id', async () => {
    const anew = linked(1, { id: 'read-anew', remoteId: 'r9', company: 'After' })
    await desk.workspace.customers.insertMany([anew])
    const kept = { ...anew, id: 'as-it-was', company: 'Before' }
    const batches = () =>
      batchesOf(['customers', [kept]], ['skuMappings', [mappingOf('as-it-was', 'A-1', '7')]])
    const preview = await previewRestore(parts(), batches(), options)
    const sku = { key: 'sku/A-1', before: '', after: '7' }
    expect(preview.rows).toMatchObject([{ id: 'read-anew', changes: [{ key: 'company' }, sku] }])
    await restore(parts(), batches(), { ...options, choices: ALL })
    expect(await get('as-it-was')).toBeNull()
    expect(await get('read-anew')).toMatchObject({ company: 'Before' })
    expect(await desk.workspace.skuMappings.productOf('read-anew', 'A-1')).toBe('7')
  })

  it('does only what was chosen', async () => {
    const changed = linked(1, { company: 'After' })
    const added = { ...sampleCustomer(5), sync: cleanSyncState() }
    await desk.workspace.customers.insertMany([changed, added])
    const kept = [{ ...changed, company: 'Before' }, linked(2)]
    const preview = await previewRestore(parts(), batchesOf(['customers', kept]), options)
    expect(preview).toMatchObject({ missing: 1, changed: 1, addedThere: 0, leftOut: 0 })
    expect(preview.added).toEqual(new Set([added.id]))
    const choices = { missing: ALL_OF_THEM, changed: NONE_OF_THEM, added: NONE_OF_THEM }
    await restore(parts(), batchesOf(['customers', kept]), { ...options, choices })
    expect(await get(changed.id)).toMatchObject({ company: 'After' })
    expect(await get(added.id)).toMatchObject({ deletedAt: 0 })
    const all = { ...options, choices: ALL, added: preview.added }
    await restore(parts(), batchesOf(['customers', kept]), all)
    expect((await get(added.id))?.deletedAt).not.toBe(0)
  })

  it('removes nobody who was added after the preview', async () => {
    const [shown, later] = [5, 6].map((number) => ({ ...sampleCustomer(number), sync: cleanSyncState() }))
    if (shown === undefined || later === undefined) throw new Error('There are two')
    await desk.workspace.customers.insertMany([shown])
    const { added } = await previewRestore(parts(), batchesOf(['customers', []]), options)
    await desk.workspace.customers.insertMany([later])
    const ticked = withChosen(NONE_OF_THEM, shown.id, true, added.size)
    expect(
      await restore(parts(), batchesOf(['customers', []]), {
        ...options,
        choices: { ...ALL, added: ticked },
        added,
      }),
    ).toMatchObject({ removed: 1 })
    expect((await get(shown.id))?.deletedAt).not.toBe(0)
    expect(await get(later.id)).toMatchObject({ deletedAt: 0 })
  })

  it('tells and does what becomes of SKU mappings where nothing else differs', async () => {
    const { customers, skuMappings } = desk.workspace
    const [one, two] = [linked(1), linked(2)]
    await customers.insertMany([one, two])
    const now = [mappingOf(one.id, 'A', '999'), mappingOf(one.id, 'B', '8'), mappingOf(two.id, 'Z', '1')]
    await skuMappings.insertMany(now)
    await skuMappings.remove([now[1]?.id ?? ''])
    const gone = { ...linked(9), deletedAt: 4_000 }
    const kept = [
      ...[mappingOf(one.id, 'A', '464'), mappingOf(one.id, 'B', '8'), mappingOf(one.id, 'C', '9')],
      // As it is, and of somebody who stays out.
      ...[mappingOf(two.id, 'Z', '1'), mappingOf(gone.id, 'A', '1')],
    ]
    const batches = () => batchesOf(['customers', [one, two, gone]], ['skuMappings', kept])
    const preview = await previewRestore(parts(), batches(), options)
    expect(preview).toMatchObject({ missing: 0, changed: 1, unchanged: 1, leftOut: 1 })
    expect(preview.mappings).toEqual({
      missing: { broughtBack: 0, putBack: 0 },
      changed: { broughtBack: 2, putBack: 1 },
    })
    expect(preview.rows).toMatchObject([{ id: one.id, name: one.name, kind: 'changed' }])
    expect(preview.rows[0]?.changes).toEqual([
      { key: 'sku/A', before: '999', after: '464' },
      { key: 'sku/B', before: '', after: '8' },
      { key: 'sku/C', before: '', after: '9' },
    ])

    const nothing = { ...ALL, changed: NONE_OF_THEM }
    expect(await restore(parts(), batches(), { ...options, choices: nothing })).toMatchObject({
      mappings: { broughtBack: 0, putBack: 0 },
    })
    expect(await skuMappings.productOf(one.id, 'A')).toBe('999')
    expect(await restore(parts(), batches(), { ...options, choices: ALL })).toMatchObject({
      ...{ broughtBack: new Set(), putBack: 1, removed: 0 },
      mappings: { broughtBack: 2, putBack: 1 },
    })
    expect(await skuMappings.productOf(one.id, 'A')).toBe('464')
    expect(await skuMappings.productOf(one.id, 'C')).toBe('9')
    const again = await previewRestore(parts(), batches(), options)
    expect(again).toMatchObject({ changed: 0, unchanged: 2, rows: [] })
  })

  it('restores the customers that were chosen one by one, each with what is theirs', async () => {
    const { skuMappings } = desk.workspace
    const [three, four] = [
      { ...sampleCustomer(3), sync: cleanSyncState() },
      { ...sampleCustomer(4), sync: cleanSyncState() },
    ]
    await desk.workspace.customers.insertMany([
      ...[linked(5, { company: 'After' }), linked(6, { company: 'After' }), three, four],
    ])
    const was = [linked(1), linked(2), linked(5), linked(6)]
    const [one, two, five, six] = was.map(({ id }) => id) as [string, string, string, string]
    const mappings = was.map(({ id }) => mappingOf(id, 'A', '7'))
    const entry = (id: string) => ({
      ...{ id: `e-${id}`, customerId: id, at: 1, origin: 'edit', batchId: '' },
      changes: [{ key: 'company', before: '', after: 'X' }],
    })
    const choices: RestoreChoices = {
      missing: { all: false, except: new Set([one]) },
      changed: { all: true, except: new Set([six]) },
      added: { all: false, except: new Set([four.id]) },
    }
    const result = await restore(
      parts(),
      batchesOf(['customers', was], ['skuMappings', mappings], ['history', [entry(one), entry(two)]]),
      { ...options, choices, added: new Set([three.id, four.id]) },
    )
    expect(result).toEqual({
      ...{ broughtBack: new Set([one]), putBack: 1, removed: 1 },
      mappings: { broughtBack: 2, putBack: 0 },
    })
    expect(await get(two)).toBeNull()
    expect(await get(six)).toMatchObject({ company: 'After' })
    expect((await get(three.id))?.deletedAt).toBe(0)
    expect((await get(four.id))?.deletedAt).not.toBe(0)
    expect(await skuMappings.productOf(one, 'A')).toBe('7')
    expect(await skuMappings.productOf(five, 'A')).toBe('7')
    expect(await skuMappings.productOf(six, 'A')).toBeNull()
    const history = await desk.workspace.history.findFor(one)
    expect(history.map(({ id }) => id)).toContain(`e-${one}`)
  })

  it('takes a deletion back that was not sent', async () => {
    const doomed = linked(1, { deletedAt: 4_000 })
    await desk.workspace.customers.insertMany([doomed])
    await restore(parts(), batchesOf(['customers', [{ ...doomed, deletedAt: 0 }]]), {
      ...options,
      choices: ALL,
    })
    expect(await get(doomed.id)).toMatchObject({ deletedAt: 0 })
  })

  it('gives no command a second time', async () => {
    const customer = linked(1)
    await desk.workspace.customers.insertMany([customer])
    const command = { customerId: customer.id, kind: 'allocate-credit', input: {}, createdAt: 1, message: '' }
    const commands = (['waiting', 'running', 'done'] as const).map((state) => ({
      ...command,
      ...{ id: state, state, finishedAt: 0 },
    }))
    await restore(parts(), batchesOf(['actions', commands]), { ...options, choices: ALL })
    const found = await desk.workspace.actions.findAll()
    expect(Object.fromEntries(found.map(({ id, state }) => [id, state]))).toEqual({
      waiting: 'unknown',
      running: 'unknown',
      done: 'done',
    })
  })
})

it('fills a store that was lost with what was there, as it was', async () => {
  const clean = linked(1)
  const edited = linked(2, { sync: { ...cleanSyncState(), base: { company: 'There' } } })
  const facts = [
    { id: 'value/sync/scope', order: 0, value: { scopeId: 's1' } },
    { id: 'value/sync/pull', order: 0, value: { checkpoint: 'old', more: false } },
  ]
  const result = await restore(parts(), batchesOf(['customers', [clean, edited]], ['syncState', facts]), {
    ...options,
    choices: ALL,
  })
  expect(result.broughtBack).toEqual(new Set([clean.id, edited.id]))
  expect((await get(clean.id))?.sync).toEqual(clean.sync)
  expect((await get(edited.id))?.sync).toEqual(edited.sync)
  expect(draftOf((await get(clean.id)) ?? clean)).toEqual(draftOf(clean))
  expect(await desk.workspace.syncState.get('sync/scope')).toEqual({ scopeId: 's1' })
  // What was read since is read again.
  expect(await desk.workspace.syncState.get('sync/pull')).toBeNull()
})
