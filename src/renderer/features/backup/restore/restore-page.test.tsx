import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { BackupReadMessage, BackupReadReply, CheckedBackup } from '#shared/backup/backup-messages.ts'
import { usualImportOptions } from '#shared/csv/import-options.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import { noImportCounts, type ImportBatch } from '#shared/domain/import-batch.ts'
import { sampleCustomer } from '#shared/domain/sample-customers.testing.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { cleanSyncState } from '#shared/domain/sync-state.ts'
import type { OpenWorkspace } from '#renderer/workspace/open-workspace.ts'
import { testBackups } from '#renderer/workspace/test-backups.testing.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type ApiAnswers,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { RestorePage, type LastRestore } from './restore-page.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
beforeEach(async () => {
  desk = await openTestWorkspace()
})
afterEach(async () => {
  await desk.close()
})

const local = (number: number, change: Partial<Customer> = {}): Customer => ({
  ...{ ...sampleCustomer(number), sync: cleanSyncState() },
  ...change,
})

const IMPORT: ImportBatch = {
  ...{ id: 'i', kind: 'customers', fileName: 'list.csv', fileSize: 1, header: [], mapping: [] },
  ...{ options: usualImportOptions(), customerId: '', state: 'done', reason: '', rowsTotal: 0, rowsDone: 0 },
  ...{ counts: noImportCounts(), createdAt: 1, finishedAt: 2, undo: null, byRemote: '' },
}

/** The bridge to a main that has one backup with these documents. */
function withBackup(
  customers: readonly Customer[],
  skuMappings: readonly SkuMapping[] = [],
  importBatches: readonly ImportBatch[] = [],
): OpenWorkspace {
  const checked: CheckedBackup = {
    ...{ id: 'b', fileName: 'b', kind: 'by-hand', createdAt: 1_000, size: 1, customers: customers.length },
    ...{ appVersion: '1', workspaceId: 'w', workspaceName: 'Test', schemas: {}, counts: {} },
    ...{ lastSystem: null, accountName: '' },
  }
  const replies = (): BackupReadReply[] => [
    ...Object.entries({ customers, skuMappings, importBatches }).map(
      ([collection, documents]): BackupReadReply => {
        const version = collection === 'importBatches' ? 2 : 0
        const batch = { collection, version, documents, leftOut: 0 }
        // As they come out of a file.
        return JSON.parse(JSON.stringify({ type: 'batch', batch })) as BackupReadReply
      },
    ),
    { type: 'end' },
  ]
  const answers: ApiAnswers = {
    'backup:check': () => Promise.resolve({ ok: true, value: checked }),
    'backup:read': () => Promise.resolve({ ok: true, value: null }),
    'backup:write': () => Promise.resolve({ ok: true, value: { ...checked, id: 'before' } }),
  }
  const backups = testBackups(answers, {
    port: () => {
      const { port1, port2 } = new MessageChannel()
      const left = replies()
      port1.onmessage = ({ data }: MessageEvent<BackupReadMessage>) => {
        if (data.type === 'next') port1.postMessage(left.shift())
        else port1.close()
      }
      return Promise.resolve(port2)
    },
  })
  return { ...desk.workspace, backups }
}

function show(workspace: OpenWorkspace, goingBackFrom: LastRestore | null = null): LastRestore[] {
  const wentBack: LastRestore[] = []
  renderInWorkspace(
    <RestorePage
      backupId="b"
      back={() => undefined}
      goingBackFrom={goingBackFrom}
      goBack={(from) => wentBack.push(from)}
      renderChanges={(changes) => <p>{changes.map(words).join(', ')}</p>}
    />,
    workspace,
  )
  return wentBack
}

const words = ({ key, before, after }: FieldChange): string => `${key} ${String(before)}>${String(after)}`

it('says what becomes of SKU mappings where nothing else differs, and what became of them', async () => {
  const { customers, skuMappings } = desk.workspace
  const one = local(1)
  await customers.insertMany([one, local(2)])
  const a = await skuMappings.upsert(one.id, { customerSku: 'A', productId: '464' })
  const b = await skuMappings.upsert(one.id, { customerSku: 'B', productId: '7' })
  await skuMappings.upsert(one.id, { customerSku: 'A', productId: '999' })
  await skuMappings.remove([b.id])
  show(withBackup([one, local(2)], [a, b]))
  const box = await screen.findByRole('checkbox', { name: 'Put 1 changed customer back to what it was' })
  expect(screen.getAllByRole('checkbox')).toEqual([box])
  expect(screen.getByText('SKU mappings: 1 brought back, 1 put back.')).toBeTruthy()
  expect(screen.getByText(/^1 customer is as it was\./)).toBeTruthy()
  expect(screen.getByRole('option', { name: /SKU mappings/ }).textContent).toContain(one.name)
  expect(screen.getByText('sku/A 999>464, sku/B >7')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  await screen.findByText(
    /0 brought back, 1 put back, 0 removed\. SKU mappings: 1 brought back, 1 put back\./,
  )
  expect(await skuMappings.productOf(one.id, 'A')).toBe('464')
})

it('says so where there is nothing to restore, and offers nothing', async () => {
  const one = local(1)
  await desk.workspace.customers.insertMany([one])
  const a = await desk.workspace.skuMappings.upsert(one.id, { customerSku: 'A', productId: '464' })
  show(withBackup([one], [a]))
  await screen.findByText('There is nothing to restore')
  expect(screen.queryByRole('checkbox')).toBeNull()
  expect(screen.getByRole('button', { name: 'Restore' }).hasAttribute('disabled')).toBe(true)
})

it('counts the SKU mappings of those who are chosen', async () => {
  const { customers, skuMappings } = desk.workspace
  const here = [local(1), local(2)]
  await customers.insertMany(here)
  const was: SkuMapping[] = []
  for (const { id } of here) {
    was.push(await skuMappings.upsert(id, { customerSku: 'A', productId: '1' }))
    await skuMappings.upsert(id, { customerSku: 'A', productId: '2' })
  }
  show(withBackup(here, was))
  await screen.findByText('SKU mappings: 2 put back.')
  const [first] = screen.getAllByRole('option')
  first?.focus()
  await user.keyboard(' ')
  expect(screen.getByText('1 of 2 chosen. SKU mappings: 1 put back.')).toBeTruthy()
})

it('brings one of many back alone, chosen by keyboard', async () => {
  const { customers } = desk.workspace
  await customers.insertMany([local(9)])
  const gone = [1, 2, 3].map((number) => local(number))
  const wentBack = show(withBackup([local(9), ...gone]))
  const all = await screen.findByRole('checkbox', { name: /^Bring back 3 customers/ })
  await user.click(all)
  expect(screen.getByRole('button', { name: 'Restore' }).hasAttribute('disabled')).toBe(true)
  const list = screen.getByRole('listbox')
  const [first] = within(list).getAllByRole('option')
  first?.focus()
  await user.keyboard('{ArrowDown} ')
  const second = within(list).getByRole('option', { checked: true })
  expect(second.textContent).toContain(gone[1]?.name)
  expect(screen.getByText('1 of 3 chosen.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  await screen.findByText(/Customers: 1 brought back/)
  const ids = [...(await customers.findByIds(gone.map(({ id }) => id))).keys()]
  expect(ids).toEqual([gone[1]?.id])
  await user.click(screen.getByRole('button', { name: 'Go back to before' }))
  expect(wentBack).toEqual([
    { before: 'before', broughtBack: new Set(ids), at: expect.any(Number) as number },
  ])
})

it('removes what a restore has added where it goes back from that, and nobody has worked on since', async () => {
  const { customers } = desk.workspace
  const [was, back, typed] = [local(1), local(2), local(3)]
  // Brought back too, and worked on after that.
  const [edited, mapped] = [local(4, { updatedAt: 6_000 }), local(5)]
  await customers.insertMany([was, back, typed, edited, mapped])
  await desk.workspace.skuMappings.upsert(mapped.id, { customerSku: 'A', productId: '464' })
  const broughtBack = new Set([back.id, edited.id, mapped.id, 'gone-since'])
  show(withBackup([was]), { before: 'b', broughtBack, at: 5_000 })
  await screen.findByRole('checkbox', { name: /^Remove 4 customers/ })
  expect(screen.getByText('1 of 4 chosen.')).toBeTruthy()
  expect(screen.getByRole('option', { checked: true }).textContent).toContain(back.name)
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  await screen.findByText(/1 removed/)
  await waitFor(async () => expect((await customers.get(back.id))?.deletedAt).not.toBe(0))
  expect((await customers.get(typed.id))?.deletedAt).toBe(0)
  for (const { id } of [edited, mapped]) expect((await customers.get(id))?.deletedAt).toBe(0)
})

it('brings imports back too where all were ticked one by one', async () => {
  const gone = [1, 2].map((number) => local(number))
  await desk.workspace.customers.insertMany([local(9)])
  show(withBackup([local(9), ...gone], [], [IMPORT]))
  const all = await screen.findByRole<HTMLInputElement>('checkbox', { name: /^Bring back 2 customers/ })
  await user.click(all)
  within(screen.getByRole('listbox')).getAllByRole('option')[0]?.focus()
  await user.keyboard(' {ArrowDown} ')
  expect(all.checked).toBe(true)
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  await screen.findByText(/Customers: 2 brought back/)
  expect(await desk.workspace.importBatches.get(IMPORT.id)).not.toBeNull()
})

it('is used by keyboard where the rows are filtered: what is ticked is what is shown', async () => {
  await desk.workspace.customers.insertMany([local(9, { company: 'After' })])
  show(withBackup([local(1), local(9, { company: 'Before' })]))
  await screen.findByRole('checkbox', { name: /^Bring back 1 customer/ })
  await user.click(screen.getByRole('radio', { name: 'Put back' }))
  await user.tab()
  const option = screen.getByRole('option')
  expect(document.activeElement).toBe(option)
  expect(screen.getByText('company After>Before')).toBeTruthy()
  await user.keyboard(' ')
  expect(option.getAttribute('aria-checked')).toBe('false')
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Bring back/ }).checked).toBe(true)
})
