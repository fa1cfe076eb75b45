import { join } from 'node:path'
import { connectToSandbox } from '../connect-to-sandbox.ts'
import { expect, test } from '../fixtures.ts'
import { fileCustomers, writeCsv } from '../many-customers.ts'
import { ImportPage } from '../pages/import-page.ts'
import { PendingPage } from '../pages/pending-page.ts'
import { picture } from '../pictures.ts'

// Long enough to take something back, no longer: what is decided is sent after it.
test.use({ undoSeconds: 15 })

const name = (at: number): string => fileCustomers(5)[at]?.name ?? ''

test('what waits is shown field by field, given up and taken back by keyboard, and sent now', async ({
  desk,
}) => {
  const connected = await connectToSandbox(desk, 5)
  const { page, sandbox, customers, sync } = connected
  const pending = new PendingPage(page)
  const writes = () => sandbox.requests.list().filter(({ method }) => method !== 'GET')
  sandbox.requests.reset()
  await sync.open('Sync')
  await page.getByRole('button', { name: 'Pause' }).click()
  await customers.open(name(1))
  await customers.change('Company', 'Waiting Ltd')
  await customers.open(name(2))
  await customers.deleteOpen()
  await customers.add('Zoe New', 'zoe@new.example')

  await test.step('each with what it was, what it will be, and why it waits', async () => {
    await pending.open(3)
    const pane = pending.pane(name(1))
    await expect(pane.getByText('Waiting Ltd')).toBeVisible()
    await expect(pane.getByText('Sync is paused: it goes out when you resume.')).toBeVisible()
    await picture(connected, 'pending-3')
  })

  await test.step('a change is given up and taken back', async () => {
    await page.keyboard.press('d')
    await expect(page.getByText(`${name(1)}: the change was given up.`)).toBeVisible()
    await pending.listed(2)
    await page.keyboard.press('ControlOrMeta+z')
    await pending.listed(3)
  })

  await test.step('a deletion is given up; a customer that was never sent only after a question', async () => {
    await pending.row(name(2)).click()
    await pending.pane(name(2)).getByRole('button', { name: 'Do not delete' }).click()
    await pending.listed(2)
    await pending.row('Zoe New').click()
    await expect(pending.pane('Zoe New').getByText('zoe@new.example')).toBeVisible()
    await page.keyboard.press('d')
    await picture(connected, 'pending-question')
    await page.getByRole('dialog').getByRole('button', { name: 'Keep only here' }).click()
    await pending.listed(1)
  })

  await test.step('what is left goes when it is asked to, and nothing else', async () => {
    await sync.open('Sync')
    await page.getByRole('button', { name: 'Resume' }).click()
    await expect.poll(() => sandbox.store.get(2).company, { timeout: 60_000 }).toBe('Waiting Ltd')
    await sync.inStep()
    expect(writes().map(({ method, path }) => `${method} ${path}`)).toEqual(['PUT /api/customers/2'])
    expect(sandbox.store.customers.size).toBe(5)
    await page.goto(`${page.url().split('#')[0] ?? ''}#/sync/waiting`)
    await expect(page.getByText('Nothing is waiting')).toBeVisible()
    await picture(connected, 'pending-0')
  })

  await sandbox.close()
})

test('a change that failed is tried again at once when somebody asks for it', async ({ desk }) => {
  const { sandbox, page, customers } = await connectToSandbox(desk, 3)
  const rule = sandbox.faults.add({
    fault: { kind: 'status', status: 500 },
    method: 'GET',
    path: '/api/customers/2',
  })
  const pending = new PendingPage(page)
  await customers.open(name(1))
  await customers.change('Company', 'Again Ltd')
  await expect(page.getByRole('link', { name: 'Sync: 1 waiting' })).toBeVisible()
  await pending.open(1)
  await expect(
    pending.pane(name(1)).getByText(/SKU\.io could not take it: it is tried again at/),
  ).toBeVisible({
    timeout: 30_000,
  })
  sandbox.faults.remove(rule)
  await pending.pane(name(1)).getByRole('button', { name: 'Send now' }).click()
  await expect(page.getByText('Nothing is waiting')).toBeVisible()
  expect(sandbox.store.get(2).company).toBe('Again Ltd')
  await sandbox.close()
})

test('a new customer that is there already is compared and joined', async ({ desk }) => {
  const connected = await connectToSandbox(desk, 3)
  const { sandbox, page, customers, sync } = connected
  const email = fileCustomers(3)[1]?.email ?? ''
  await customers.add('Alice again', email)
  await customers.change('Fax', '4242')
  await sync.open('Sync')
  const join = page.getByRole('button', { name: 'Compare and join: Alice again' })
  await expect(join).toBeVisible({ timeout: 60_000 })
  await picture(connected, 'issues')
  await join.click()
  const dialog = page.getByRole('dialog', { name: `Is this ${name(1)}?` })
  await expect(dialog.getByRole('radio', { name: 'Fax: 4242' })).toBeChecked()
  await picture(connected, 'join')
  await dialog.getByRole('button', { name: 'They are the same: join them' }).click()
  await expect(page.getByRole('heading', { level: 1, name: name(1) })).toBeVisible()
  await expect.poll(() => sandbox.store.get(2).fax, { timeout: 60_000 }).toBe('4242')
  expect(sandbox.store.customers.size).toBe(3)
  await sandbox.close()
})

test('500 changes that wait', async ({ desk }) => {
  test.setTimeout(240_000)
  const connected = await connectToSandbox(desk, 500)
  const { sandbox, page, sync } = connected
  const pending = new PendingPage(page)
  await sync.open('Sync')
  await page.getByRole('button', { name: 'Pause' }).click()
  const csv = join(desk.userData, 'here.csv')
  await writeCsv(
    csv,
    fileCustomers(500).map((row, at) => ({ ...row, company: `Waiting ${String(at)} Ltd` })),
  )
  const files = new ImportPage(page)
  await files.open(csv)
  await files.look()
  await files.startConnected('500', false)
  await files.finished('here.csv')
  await pending.open(500)
  expect(await pending.grid.getByRole('row').count()).toBeLessThan(80)
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.getByText('500 selected of 500')).toBeVisible()
  await picture(connected, 'pending-500')
  await page.getByRole('toolbar').getByRole('button', { name: 'Give up' }).click()
  await expect(page.getByText('500 changes were given up.')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Nothing is waiting')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await pending.listed(500)
  await sandbox.close()
})
