import { firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { noImportCounts, type ImportBatch } from '#shared/domain/import-batch.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import { cleanSyncState } from '#shared/domain/sync-state.ts'
import type { ErasedPerson } from '#shared/backup/backup-messages.ts'
import { usualImportOptions } from '#shared/csv/import-options.ts'
import type { PersonTraits } from '#shared/person/person-traits.ts'
import { err, ok } from '#shared/result.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { createdCustomerId } from '#renderer/import/import-ids.ts'
import { openTestWorkspace, type TestWorkspace } from '#renderer/workspace/test-workspace.testing.tsx'
import { erasePerson, finishErasures, underWay } from './erase-person.ts'
import { heldAboutPerson, type PersonParts } from './held-about-person.ts'
import { noteRefusedErasure, whenRefusedErasures } from './refused-erasures.ts'

let desk: TestWorkspace
/** What main was asked to erase. */
let erasedRows: { stageId: string; rows: number[] }[]
let leftOut: ErasedPerson[]
let told: PersonTraits[]
let isReadable: boolean
let isWritable: boolean
let linesErased: number
/** What happens while an erasure goes on. */
let meanwhile: () => Promise<void>

beforeEach(async () => {
  desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
  erasedRows = []
  leftOut = []
  told = []
  isReadable = true
  isWritable = true
  linesErased = 0
  meanwhile = () => Promise.resolve()
})
afterEach(async () => {
  await desk.close()
})

/** Main with one kept file, in whose fifth row somebody is named. */
function parts(): PersonParts {
  const answers: Record<string, (input: never) => unknown> = {
    'csv:find-person': ({ traits }: { traits: PersonTraits }) => {
      told.push(traits)
      return isReadable ? ok([{ stageId: batch.id, rows: [5] }]) : err({ kind: 'no-access' })
    },
    'csv:rows': ({ stageId }: { stageId: string }) =>
      stageId === batch.id ? ok([['']]) : err({ kind: 'not-kept' }),
    'csv:erase-person': ({ stageId, rows }: { stageId: string; rows: number[] }) => {
      erasedRows.push({ stageId, rows })
      return isWritable ? ok(null) : err({ kind: 'disk-full' })
    },
    'person:find': () => ({ logLines: ['a line'], keptAside: [] }),
    'person:erase-log': async () => {
      linesErased += 1
      await meanwhile()
      return null
    },
  }
  return {
    ...desk.workspace,
    api: {
      call: (channel, input) => Promise.resolve(answers[channel]?.(input as never) as never),
    },
    backups: {
      list: () => Promise.resolve([]),
      leaveOut: (person) => {
        leftOut.push(person)
        return Promise.resolve()
      },
    },
    now: () => 5_000,
  }
}

const batch: ImportBatch = {
  ...{ id: '0191a8f0-0000-7000-8000-0000000000aa', kind: 'customers', fileName: 'Ada Abbott.csv' },
  ...{
    fileSize: 1,
    header: ['Name', 'ada@x.example'],
    mapping: ['name', 'email'],
    options: usualImportOptions(),
  },
  ...{ customerId: '', state: 'done', reason: '', rowsTotal: 10, rowsDone: 10, counts: noImportCounts() },
  ...{ createdAt: 1_700_000_000_000, finishedAt: 1, undo: null, byRemote: '' },
}

async function add(change: Partial<Customer>): Promise<Customer> {
  const customer = { ...sampleCustomer(1), remoteId: '', sync: cleanSyncState(), ...change }
  await desk.workspace.customers.insertMany([customer])
  await desk.workspace.roster.flush()
  return customer
}

/** Ada, made by row 3 of an import, with something in every collection; and Ben beside her. */
async function adaAndBen(change: Partial<Customer> = {}): Promise<{ ada: Customer; ben: Customer }> {
  const ben = await add({ id: 'ben', name: 'Ben Barnes', email: 'ben@x.example', code: '' })
  const id = createdCustomerId(batch, 3)
  const ada = await add({ id, name: 'Ada Abbott', email: 'ada@x.example', code: '', ...change })
  const { importBatches, skuMappings, history, actions, remoteData, syncState } = desk.workspace
  await importBatches.insert({ ...batch, undo: { ...noUndo, kept: [ada.id, ben.id] } })
  for (const { id: customerId } of [ada, ben]) {
    await skuMappings.upsert(customerId, { customerSku: 'A-1', productId: '7' })
    const changes = [{ key: 'email', before: `${customerId}.old@x.example`, after: 'x' }]
    await history.add([{ id: `h-${customerId}`, customerId, at: 1, origin: 'edit', batchId: '', changes }])
    await importBatches.putRows([
      { id: `r-${customerId}`, batchId: batch.id, recordId: customerId, row: 7, changes },
    ])
    await actions.add('refresh-integration', customerId, { instanceId: '1' })
    await remoteData.put(customerId, 'orders', [], 1)
    await syncState.appendLog({
      id: customerId,
      at: 1,
      level: 'info',
      kind: 'refused',
      customerId,
      detail: '',
    })
  }
  return { ada, ben }
}

const BEN: ErasedPerson = { customerId: 'ben', remoteId: '', emails: ['ben@x.example'] }

const noUndo = { removed: 0, restored: 0, keptCount: 2, rowsDone: 0, at: 1 }

async function everythingOf({ id }: Customer) {
  const { customers, persons, syncState } = desk.workspace
  const { skuMappings, actions, history, importRows, remoteData } = await persons.recordsOf(id)
  return {
    there: (await customers.get(id)) !== null,
    numbers: [skuMappings, actions, history, importRows, remoteData].map((all) => all.length),
    log: (await syncState.logOf(new Set([id]))).length,
  }
}
/** Two in the history: an edit of hers, and a SKU. */
const ALL = { there: true, numbers: [1, 1, 2, 1, 1], log: 1 }
const NOTHING = { there: false, numbers: [0, 0, 0, 0, 0], log: 0 }

describe('looking up a person', () => {
  it('finds every record, and the rows that made, changed or name them', async () => {
    const { ada } = await adaAndBen()
    const held = await heldAboutPerson(parts(), ada.id)
    if (!held.ok || held.value === null) throw new Error('not found')
    expect(held.value.fileRows).toMatchObject([{ stageId: batch.id, rows: [3, 5, 7] }])
    expect(held.value.syncLog).toHaveLength(1)
    expect(told[0]?.emails).toEqual(['ada@x.example', `${ada.id}.old@x.example`])
    expect(told[0]?.names).toEqual(['ada abbott'])
    expect(await heldAboutPerson(parts(), 'nobody')).toEqual(ok(null))
  })

  it('takes no e-mail and no name for theirs that others have too', async () => {
    const { ada } = await adaAndBen()
    await add({ id: 'other', name: 'Ada  Abbott', email: 'ADA@x.example', code: '' })
    await heldAboutPerson(parts(), ada.id)
    expect(told[0]).toMatchObject({ sharedEmails: ['ada@x.example'], names: [], nameParts: [] })
  })
})

describe('erasing a person', () => {
  it('leaves nothing of them, and everything of others', async () => {
    const { ada, ben } = await adaAndBen()
    expect(await everythingOf(ada)).toEqual(ALL)
    expect(await erasePerson(parts(), ada.id, false)).toEqual(ok(null))
    expect(await everythingOf(ada)).toEqual(NOTHING)
    expect(await everythingOf(ben)).toEqual(ALL)
    expect(erasedRows).toEqual([{ stageId: batch.id, rows: [3, 5, 7] }])
    expect(leftOut).toMatchObject([{ customerId: ada.id, remoteId: '' }])
    expect(await desk.workspace.importBatches.get(batch.id)).toMatchObject({
      fileName: '….csv',
      header: ['Name', '…'],
      undo: { kept: [ben.id] },
    })
    expect(await desk.workspace.roster.ids(allCustomers())).toEqual([ben.id])
    expect(await underWay(desk.workspace)).toEqual([])
  })

  it('changes nothing here where the imported lists cannot be read', async () => {
    const { ada } = await adaAndBen()
    isReadable = false
    expect((await erasePerson(parts(), ada.id, false)).ok).toBe(false)
    expect(await everythingOf(ada)).toEqual(ALL)
  })

  it('goes on after a crash, from the customer or from what belongs to it', async () => {
    const { ada, ben } = await adaAndBen()
    await desk.workspace.syncState.set('person/erasing', [
      { customerId: ada.id, there: false, marked: false, person: null },
      { customerId: ben.id, there: false, marked: false, person: { ...BEN, emails: [...BEN.emails] } },
    ])
    await desk.workspace.persons.removeCustomer(ben.id)
    await finishErasures(parts())
    expect(await everythingOf(ada)).toEqual(NOTHING)
    expect(await everythingOf(ben)).toEqual(NOTHING)
    expect(leftOut.map(({ customerId }) => customerId)).toEqual([ada.id, 'ben'])
    expect(await underWay(desk.workspace)).toEqual([])
  })

  it('repeats all of one at the remote that was broken off before the rest was gone', async () => {
    const { ada } = await adaAndBen({ remoteId: '17' })
    const person = { customerId: ada.id, remoteId: '17', emails: ['ada@x.example'] }
    await desk.workspace.syncState.set('person/erasing', [
      { customerId: ada.id, there: true, marked: false, person },
    ])
    await desk.workspace.customers.markDeleted([ada.id])
    await finishErasures(parts())
    expect(erasedRows).toEqual([{ stageId: batch.id, rows: [3, 5, 7] }])
    expect(linesErased).toBe(1)
    expect(await everythingOf(ada)).toEqual({ there: true, numbers: [1, 0, 0, 0, 0], log: 0 })
    expect(await underWay(desk.workspace)).toMatchObject([{ marked: true }])
    expect(leftOut).toEqual([])
  })

  it.each([false, true])(
    'goes on with nothing by itself where a list cannot be written (%s)',
    async (there) => {
      const { ada } = await adaAndBen({ remoteId: '17' })
      isWritable = false
      expect(await erasePerson(parts(), ada.id, there)).toEqual(err({ kind: 'disk-full' }))
      await finishErasures(parts())
      expect(await everythingOf(ada)).toEqual(ALL)
      expect((await desk.workspace.customers.get(ada.id))?.deletedAt).toBe(0)
      expect(await underWay(desk.workspace)).toEqual([])
      expect(leftOut).toEqual([])
    },
  )

  it('removes nothing where a second version has come in', async () => {
    const { ada } = await adaAndBen({ remoteId: '17' })
    await desk.workspace.customers.modify(ada.id, (customer) => ({
      ...customer,
      sync: { ...customer.sync, theirs: { kind: 'deleted-there', at: 1 } },
    }))
    expect(await erasePerson(parts(), ada.id, true)).toEqual(err({ kind: 'undecided' }))
    expect(await everythingOf(ada)).toEqual(ALL)
    expect(await underWay(desk.workspace)).toEqual([])
  })

  it('waits for the remote with the customer alone, and takes the rest at once', async () => {
    const { ada } = await adaAndBen({ remoteId: '17' })
    await erasePerson(parts(), ada.id, true)
    expect(await everythingOf(ada)).toEqual({ there: true, numbers: [1, 0, 0, 0, 0], log: 0 })
    expect((await desk.workspace.customers.get(ada.id))?.deletedAt).not.toBe(0)
    await finishErasures(parts())
    expect((await underWay(desk.workspace)).length).toBe(1)
    expect(leftOut).toEqual([])
    // The remote has agreed; what sync has noted about it goes too.
    await desk.workspace.history.add([
      {
        id: 'late',
        customerId: ada.id,
        at: 9,
        origin: 'conflict',
        batchId: '',
        changes: [{ key: 'a', before: '', after: 'b' }],
      },
    ])
    await desk.workspace.persons.removeCustomer(ada.id)
    await finishErasures(parts())
    expect(await everythingOf(ada)).toEqual(NOTHING)
    // Only now: a backup made while they waited holds them too.
    expect(leftOut).toMatchObject([{ customerId: ada.id, remoteId: '17' }])
    expect(await underWay(desk.workspace)).toEqual([])
  })

  it('ends where the remote has agreed before the rest was gone', async () => {
    const { ada } = await adaAndBen({ remoteId: '17' })
    meanwhile = () => desk.workspace.persons.removeCustomer(ada.id)
    await erasePerson(parts(), ada.id, true)
    expect(await everythingOf(ada)).toEqual(NOTHING)
    expect(leftOut).toMatchObject([{ customerId: ada.id, remoteId: '17' }])
    expect(await underWay(desk.workspace)).toEqual([])
  })

  it('keeps in mind each of two who wait for the remote at the same time', async () => {
    const { ada, ben } = await adaAndBen({ remoteId: '17' })
    await desk.workspace.customers.modify(ben.id, (customer) => ({ ...customer, remoteId: '18' }))
    await Promise.all([ada, ben].map(({ id }) => erasePerson(parts(), id, true)))
    const waiting = (await underWay(desk.workspace)).map(({ customerId }) => customerId)
    expect(new Set(waiting)).toEqual(new Set([ada.id, ben.id]))
  })

  it('is over where the remote has refused and the customer is back, and is said to have been refused', async () => {
    const { ada } = await adaAndBen({ remoteId: '17' })
    const { customers, syncState } = desk.workspace
    const refusedOnes = () => firstValueFrom(whenRefusedErasures(syncState))
    await erasePerson(parts(), ada.id, true)
    const refused = { message: 'Has orders', of: 'delete', field: '', values: {}, at: 7 } as const
    await customers.modify(ada.id, (customer) => ({
      ...customer,
      deletedAt: 0,
      sync: { ...customer.sync, refused },
    }))
    await finishErasures(parts())
    expect((await everythingOf(ada)).there).toBe(true)
    expect(await underWay(desk.workspace)).toEqual([])
    expect(await refusedOnes()).toEqual([{ customerId: ada.id, at: 7 }])
    await erasePerson(parts(), ada.id, true)
    expect(await refusedOnes()).toEqual([])
  })

  it('is forgotten as refused where the person is erased here after all', async () => {
    const { ada } = await adaAndBen({ remoteId: '17' })
    await noteRefusedErasure(desk.workspace.syncState, ada.id, 7)
    await erasePerson(parts(), ada.id, false)
    expect((await everythingOf(ada)).there).toBe(false)
    expect(await firstValueFrom(whenRefusedErasures(desk.workspace.syncState))).toEqual([])
  })

  it('is over, and not refused, where the deletion was taken back', async () => {
    const { ada } = await adaAndBen({ remoteId: '17' })
    await erasePerson(parts(), ada.id, true)
    await desk.workspace.customers.undoDelete([ada.id])
    await finishErasures(parts())
    expect(await underWay(desk.workspace)).toEqual([])
    expect(await firstValueFrom(whenRefusedErasures(desk.workspace.syncState))).toEqual([])
  })
})
