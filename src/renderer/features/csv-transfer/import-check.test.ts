import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { usualImportOptions } from '#shared/csv/import-options.ts'
import { exportedPath, type ImportDesk } from '#renderer/import/import-desk.testing.ts'
import { closeDesks, desk } from '#renderer/import/import-steps.testing.ts'
import { ImportCheck, type CheckState } from './import-check.ts'
import { recognisedColumns, type OpenedFile } from './opened-file.ts'

afterEach(closeDesks)

/** Long enough that all of it is checked again only after a moment. */
const LONG = 5001
const WRONG = { type: 'replace', column: 1, find: 'Atlantis', text: 'AU' } as const

async function opened(on: ImportDesk, text: string): Promise<OpenedFile> {
  const path = join(exportedPath(''), `check-${on.jobs.newIdentity().id}.csv`)
  writeFileSync(path, text)
  const inspected = await on.gate.inspect(path, {})
  if (!inspected.ok) throw new Error(inspected.error.kind)
  return {
    identity: on.jobs.newIdentity(),
    file: { token: path, name: 'check.csv', size: text.length },
    inspection: inspected.value,
    kind: 'customers',
    columns: recognisedColumns(inspected.value, 'customers'),
    customerId: '',
    options: usualImportOptions(),
    rememberedAt: 0,
    touched: false,
  }
}

/** A check of a file in which no row names a country that there is, and what it told last. */
async function checked(
  on: ImportDesk,
): Promise<{ check: ImportCheck; file: OpenedFile; told: () => CheckState }> {
  let last: CheckState | null = null
  const check = new ImportCheck(
    on.jobs,
    (_, state) => (last = state),
    (error) => {
      throw error
    },
  )
  const rows = Array.from({ length: LONG }, (_, at) => `Ann ${at},Atlantis`)
  const file = await opened(on, `Name,Country\n${rows.join('\n')}\n`)
  await check.run(file)
  const told = (): CheckState => {
    if (last === null) throw new Error('Nothing was told')
    return last
  }
  return { check, file, told }
}

it('takes the change back, and knows what it knew, where checking all rows again is cancelled', async () => {
  const on = await desk({ batchRows: { run: 400, preview: 500 } })
  const { check, file, told } = await checked(on)
  const known = told()
  expect([known.preview?.counts.invalid, known.cancellable]).toEqual([LONG, false])
  await check.change(file, [WRONG])
  expect(told()).toMatchObject({ stage: 'checking', cancellable: true, undoable: [[WRONG]] })
  const again = check.run(file)
  await check.cancel(file)
  await again
  expect(told()).toMatchObject({ stage: 'whole', cancellable: false, undoable: [] })
  expect(told().preview).toBe(known.preview)
  await check.run(file)
  expect(told().preview?.counts.invalid).toBe(LONG)
  // What is taken back can be cancelled too: then the change is made again.
  await check.change(file, [WRONG])
  await check.run(file)
  expect(told().preview?.counts).toMatchObject({ invalid: 0, new: LONG })
  await check.undo(file)
  expect(told().cancellable).toBe(true)
  await check.cancel(file)
  expect(told().undoable).toEqual([[WRONG]])
  await check.run(file)
  expect(told().preview?.counts.invalid).toBe(0)
  check.close()
}, 60_000)

it('begins nothing once the workspace closes, also where a change is under way then', async () => {
  const on = await desk({ batchRows: { run: 400, preview: 500 } })
  const { check, file, told } = await checked(on)
  const before = told()
  const changing = check.change(file, [WRONG])
  check.close()
  await changing
  expect(told()).toBe(before)
  await check.run(file)
  expect(told()).toBe(before)
})
