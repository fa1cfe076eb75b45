import { join } from 'node:path'
import { connectToSandbox, type ConnectedDesk } from '../connect-to-sandbox.ts'
import { expect, test } from '../fixtures.ts'
import { fileCustomers, writeCsv } from '../many-customers.ts'
import { ConflictsPage } from '../pages/conflicts-page.ts'
import { picture } from '../pictures.ts'
import { ImportPage } from '../pages/import-page.ts'

// Long enough to take something back, no longer: what is decided is sent after it.
test.use({ undoSeconds: 15 })

/** Changes the first `count` customers here while sync is paused, and there, and brings both sides together. */
async function changeOnBothSides(
  { page, sandbox, sync }: ConnectedDesk,
  folder: string,
  count: number,
): Promise<void> {
  await sync.open('Sync')
  await page.getByRole('button', { name: 'Pause' }).click()
  const csv = join(folder, 'here.csv')
  await writeCsv(
    csv,
    fileCustomers(count).map((row, at) => ({
      ...row,
      company: `Here ${String(at)} Pty Ltd`,
      phone: `+61 3 9666 ${String(at).padStart(4, '0')}`,
    })),
  )
  const files = new ImportPage(page)
  await files.open(csv)
  await files.look()
  await files.startConnected(String(count), false)
  await files.finished('here.csv')
  for (let at = 0; at < count; at += 1) {
    sandbox.store.updateCustomer(at + 1, {
      company: `There ${String(at)} GmbH`,
      phone: `+49 30 555 ${String(at).padStart(4, '0')}`,
    })
  }
  sandbox.requests.reset()
  await sync.open('Sync')
  await page.getByRole('button', { name: 'Resume' }).click()
}

test('twenty customers changed on both sides are decided by keyboard, by one side, and taken back', async ({
  desk,
}) => {
  const connected = await connectToSandbox(desk, 20)
  const { page, sandbox, customers } = connected
  const conflicts = new ConflictsPage(page)
  const there = (at: number) => sandbox.store.get(at + 1)
  const name = (at: number): string => fileCustomers(20)[at]?.name ?? ''
  await changeOnBothSides(connected, desk.userData, 20)

  await test.step('both versions wait side by side, and nothing was sent', async () => {
    await conflicts.open(20)
    await picture(connected, '20')
    const first = conflicts.versions(name(0))
    await expect(first.getByText('Springs 0 Trading')).toBeVisible()
    await expect(first.getByText('Here 0 Pty Ltd')).toBeVisible()
    await expect(first.getByText('There 0 GmbH')).toBeVisible()
    expect(sandbox.requests.list().filter(({ method }) => method !== 'GET')).toEqual([])
  })

  await test.step('one by keyboard: the first field mine, the second theirs, and on', async () => {
    await page.keyboard.press('1')
    await page.keyboard.press('2')
    await picture(connected, '20-chosen')
    await page.keyboard.press('Enter')
    await expect(page.getByText(`${name(0)}: decided.`)).toBeVisible()
    await conflicts.listed(19)
    await expect(conflicts.versions(name(1))).toBeVisible()
  })

  await test.step('the next with results of its own, typed from the list', async () => {
    const result = (field: string) =>
      conflicts.versions(name(1)).getByRole('textbox', { name: `Result for ${field}` })
    for (const [field, text] of [
      ['Company', 'Agreed Ltd'],
      ['Phone', '+61 3 9777 0000'],
    ] as const) {
      await page.keyboard.press('Escape')
      await expect(conflicts.grid.locator('[data-row]:focus')).toHaveCount(1)
      await page.keyboard.press('e')
      await page.keyboard.type(text)
      await expect(result(field)).toHaveValue(text)
    }
    await expect(result('Company')).toHaveValue('Agreed Ltd')
    await page.keyboard.press('Enter')
    await conflicts.listed(18)
  })

  await test.step('what is taken back is shown again, wherever the list was', async () => {
    await page.keyboard.press('m')
    await page.keyboard.press('Enter')
    await conflicts.listed(17)
    await page.keyboard.press('ControlOrMeta+z')
    await conflicts.listed(18)
    await expect(conflicts.versions(name(2))).toBeVisible()
  })

  await test.step('the others by one side, taken back, and by the other side', async () => {
    await page.getByRole('checkbox', { name: 'Select all' }).click()
    await page.getByRole('toolbar').getByRole('button', { name: 'All theirs' }).click()
    await conflicts.listed(0)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.getByText('18 records wait for you again.')).toBeVisible()
    await conflicts.listed(18)
    await page.keyboard.press('ControlOrMeta+a')
    await page.getByRole('toolbar').getByRole('button', { name: 'All mine' }).click()
    await conflicts.listed(0)
    await picture(connected, '0')
  })

  await test.step('what was decided is sent once it can be taken back no more', async () => {
    await expect.poll(() => there(19).company, { timeout: 90_000 }).toBe('Here 19 Pty Ltd')
    await expect.poll(() => there(0).company, { timeout: 30_000 }).toMatch(/^Here 0|^There 0/)
    expect(there(1).company).toBe('Agreed Ltd')
    expect([there(0).company, there(0).phone]).toContain('+49 30 555 0000')
    expect([there(0).company, there(0).phone]).toContain('Here 0 Pty Ltd')
  })

  await test.step('what lost is in the history of the customer', async () => {
    await customers.open(name(1))
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByText('Conflict decided').first()).toBeVisible()
    await expect(page.getByText('There 1 GmbH').first()).toBeVisible()
  })

  await sandbox.close()
})

test('one customer changed on both sides is decided on a slow computer as soon as it is listed', async ({
  desk,
}) => {
  const connected = await connectToSandbox(desk, 1)
  const { page, sandbox } = connected
  const conflicts = new ConflictsPage(page)
  await changeOnBothSides(connected, desk.userData, 1)
  const computer = await page.context().newCDPSession(page)
  await computer.send('Emulation.setCPUThrottlingRate', { rate: 10 })
  await conflicts.open(1)
  await picture(connected, '1')
  await page.keyboard.press('t')
  await page.keyboard.press('Enter')
  await conflicts.listed(0)
  expect(sandbox.requests.list().filter(({ method }) => method !== 'GET')).toEqual([])

  await sandbox.close()
})

test('500 customers changed on both sides', async ({ desk }) => {
  test.setTimeout(300_000)
  const connected = await connectToSandbox(desk, 500)
  const { page, sandbox } = connected
  const conflicts = new ConflictsPage(page)
  await changeOnBothSides(connected, desk.userData, 500)
  await conflicts.open(500)
  await picture(connected, '500')

  await test.step('only what is seen is in the document', async () => {
    expect(await conflicts.grid.getByRole('row').count()).toBeLessThan(80)
  })

  await test.step('all of one side, and back', async () => {
    await page.getByRole('checkbox', { name: 'Select all' }).click()
    await expect(page.getByText('500 selected of 500')).toBeVisible()
    await picture(connected, '500-selected')
    await page.getByRole('button', { name: 'All theirs' }).first().click()
    await expect(page.getByText('500 records decided.')).toBeVisible({ timeout: 60_000 })
    await conflicts.listed(0)
    await picture(connected, '0')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.getByText('500 records wait for you again.')).toBeVisible({ timeout: 60_000 })
    await conflicts.open(500)
    expect(sandbox.requests.list().filter(({ method }) => method !== 'GET')).toEqual([])
  })

  await sandbox.close()
})

test('deletions on either side are decided each in its own way', async ({ desk }) => {
  const connected = await connectToSandbox(desk, 4)
  const { page, sandbox, customers, sync } = connected
  const conflicts = new ConflictsPage(page)
  const name = (at: number): string => fileCustomers(4)[at]?.name ?? ''
  await sync.open('Sync')
  await page.getByRole('button', { name: 'Pause' }).click()
  await customers.open(name(0))
  await customers.change('Company', 'Changed here Ltd')
  await customers.open(name(1))
  await customers.deleteOpen()
  sandbox.store.deleteCustomer(1)
  sandbox.store.updateCustomer(2, { phone: '+49 30 1111', company: 'Changed there GmbH' })
  await sync.open('Sync')
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('2 records differ here and at SKU.io.')).toBeVisible({ timeout: 90_000 })
  await conflicts.open(2)

  await test.step('deleted there, changed here', async () => {
    const pane = conflicts.versions(name(0))
    await expect(pane.getByText('Changed here Ltd')).toBeVisible()
    await picture(connected, 'deleted-there')
    await pane.getByRole('button', { name: 'Keep only here' }).click()
    await conflicts.listed(1)
  })

  await test.step('deleted here, changed there', async () => {
    const pane = conflicts.versions(name(1))
    await expect(pane.getByText('Changed there GmbH')).toBeVisible()
    await picture(connected, 'edited-there')
    await page.keyboard.press('1')
    await expect(page.getByText(`${name(1)}: decided.`)).toBeVisible()
    await conflicts.listed(0)
  })

  await test.step('the history says what was decided', async () => {
    await customers.open(name(0))
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByText('kept only on this computer')).toBeVisible()
  })

  await test.step('the menu of the app leads back to the list', async () => {
    await desk.electron.evaluate(({ Menu }) => {
      Menu.getApplicationMenu()?.getMenuItemById('conflicts')?.click()
    })
    await conflicts.listed(0)
  })

  await sandbox.close()
})
