import { expect, test } from 'vitest'
import { usualImportOptions } from '#shared/csv/import-options.ts'
import { MortalStorage, newDisk, openDesk, type ImportDesk } from './import-desk.testing.ts'
import type { ImportPlan } from './import-plan.ts'
import { preview, seed, SMALL } from './import-steps.testing.ts'

const FILE = [
  'Name,E-mail,Code,Phone,Address 1,Postcode,Country,Archived',
  'Ann Lee,ann@lee.example,,03 2,,,,', // update
  'Ben Okafor,BEN@okafor.example,,,,,,yes', // update, and archived
  'Cara Lindt,cara@lindt.example,C1,,,,,', // new
  '"Lee, Ann",,,,1 High St,3000,AU,', // possibly Ann
  'Dee Farm,dee@farm.example,D1,,7 Hill Rd,3001,AU,', // new
  'Ann,ann@lee.example,,03 9,,,,', // the same as row 0
  'Farm Dee,,,,7 Hill Road,3001,AU,', // possibly row 4
  'Eve,not an e-mail,,,,,,', // invalid
  'Fay,fay@fay.example,,,,,,', // left out by a person
  'Ann Other,ann@lee.example,A2,,,,,', // new
  'Ben O.,ben@okafor.example,,,,,,', // the same as row 1
  'Mrs Ann Lee,,,,1 High Street,3000,AU,', // the same as Ann, a person says; the second row about her
  'Gil,gil@gil.example,,,,,,yes', // new, archived
].join('\n')
const ROWS = 13

interface World {
  plan: ImportPlan
  desk: ImportDesk
}

/** A file that was checked and decided about, before the import of it begins. */
async function prepared(name: string, storage: ReturnType<typeof newDisk>): Promise<World> {
  const desk = await openDesk({ name, storage, batchRows: SMALL })
  await seed(desk)
  const plan = await desk.plan(FILE, { options: { ...usualImportOptions(), holdBack: true } })
  await preview(desk, plan)
  await desk.jobs.edit(plan, { type: 'decide', row: 8, decision: 'leave' })
  await desk.jobs.edit(plan, { type: 'decide', row: 11, decision: 'same' })
  await desk.close()
  return { plan, desk }
}

/** Everything an import leaves, without what differs from run to run. */
async function stateOf(on: ImportDesk, plan: ImportPlan): Promise<object> {
  const customers = await on.all()
  const rows = await on.importBatches.rowsOf(plan.identity.id, -1, 100)
  const batch = await on.importBatches.get(plan.identity.id)
  const history = await Promise.all(customers.map((customer) => on.history.findFor(customer.id)))
  return {
    customers: customers.map(({ name, email, code, phone, archivedAt, addresses, sync }) => ({
      name,
      email,
      code,
      phone,
      archived: archivedAt !== 0,
      lines: addresses.map(({ line1 }) => line1),
      localOnly: sync.localOnly,
    })),
    images: rows.map(({ row, changes }) => ({ row, changes })),
    history: history.map((entries) => entries.map(({ origin, changes }) => ({ origin, changes })).reverse()),
    batch: {
      state: batch?.state,
      rowsDone: batch?.rowsDone,
      counts: batch?.counts,
      undo: undoOf(batch?.undo),
    },
  }
}

function undoOf(
  undo: { removed: number; restored: number; keptCount: number } | null | undefined,
): object | null {
  return undo == null ? null : { removed: undo.removed, restored: undo.restored, kept: undo.keptCount }
}

const nobody = (): void => undefined

test('killed between any two writes and continued, an import loses and doubles nothing', async () => {
  const disk = newDisk()
  const { plan } = await prepared('whole', disk)
  const counted = new MortalStorage(disk, Number.POSITIVE_INFINITY)
  const whole = await openDesk({ name: 'whole', storage: counted.storage, batchRows: SMALL })
  expect(await whole.jobs.start(plan, ROWS)).toEqual({ ok: true, value: 'done' })
  const expected = await stateOf(whole, plan)
  expect(expected).toMatchObject({
    batch: {
      state: 'done',
      counts: { created: 4, updated: 2, unchanged: 0, duplicate: 3, possible: 2, skipped: 1, invalid: 1 },
    },
  })
  await whole.close()
  expect(counted.writes).toBeGreaterThan(9)

  for (let lives = 0; lives < counted.writes; lives += 1) {
    const name = `killed-${lives}`
    const again = newDisk()
    const { plan: mine } = await prepared(name, again)
    const mortal = new MortalStorage(again, lives)
    const killed = await openDesk({ name, storage: mortal.storage, batchRows: SMALL })
    expect(await killed.jobs.start(mine, ROWS)).toMatchObject({ ok: false, error: { kind: 'storage' } })
    await killed.close()

    const after = await openDesk({ name, storage: again, batchRows: SMALL })
    // The start of the app sees to it, unless somebody continues the import before that.
    if (lives % 2 === 0) await after.importBatches.interruptRunning()
    const known = await after.importBatches.get(mine.identity.id)
    const outcome = known === null ? after.jobs.start(mine, ROWS) : after.jobs.resume(mine.identity.id)
    expect(await outcome, `after ${lives} writes`).toEqual({ ok: true, value: 'done' })
    expect(await stateOf(after, mine), `after ${lives} writes`).toEqual(expected)
    await after.close()
  }
}, 120_000)

test('killed between any two writes and continued, undoing brings back what was there', async () => {
  const disk = newDisk()
  const { plan, before } = await imported('undo-whole', disk)
  const counted = new MortalStorage(disk, Number.POSITIVE_INFINITY)
  const whole = await openDesk({ name: 'undo-whole', storage: counted.storage, batchRows: SMALL })
  await whole.jobs.undo(plan.identity.id, nobody)
  const expected = await stateOf(whole, plan)
  expect(expected).toMatchObject({ customers: before, batch: { undo: { removed: 4, restored: 2, kept: 0 } } })
  await whole.close()
  expect(counted.writes).toBeGreaterThan(4)

  for (let lives = 0; lives < counted.writes; lives += 1) {
    const name = `undo-killed-${lives}`
    const again = newDisk()
    const { plan: mine } = await imported(name, again)
    const killed = await openDesk({
      name,
      storage: new MortalStorage(again, lives).storage,
      batchRows: SMALL,
    })
    await expect(killed.jobs.undo(mine.identity.id, nobody)).rejects.toMatchObject({ name: 'DatabaseError' })
    await killed.close()

    const after = await openDesk({ name, storage: again, batchRows: SMALL })
    await after.importBatches.interruptRunning()
    await after.jobs.undo(mine.identity.id, nobody)
    expect(await stateOf(after, mine), `after ${lives} writes`).toEqual(expected)
    await after.close()
  }
}, 120_000)

async function imported(
  name: string,
  disk: ReturnType<typeof newDisk>,
): Promise<{ plan: ImportPlan; before: object[] }> {
  const { plan } = await prepared(name, disk)
  const on = await openDesk({ name, storage: disk, batchRows: SMALL })
  const { customers } = (await stateOf(on, plan)) as { customers: object[] }
  await on.jobs.start(plan, ROWS)
  await on.close()
  return { plan, before: customers }
}
