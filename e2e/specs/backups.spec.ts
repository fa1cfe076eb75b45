import { createHash } from 'node:crypto'
import { copyFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { DeskApp } from '../desk-app.ts'
import { expect, test } from '../fixtures.ts'
import { BackupsPage } from '../pages/backups-page.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { SyncPages } from '../pages/sync-page.ts'
import { startSkuIoSandbox } from '../sandbox/sku-io/server.ts'
import { storedEmails } from '../stored-emails.ts'

test('what was deleted, changed and added since a backup is shown, restored, and taken back again', async ({
  desk,
}) => {
  const page = await desk.start()
  const customers = new CustomersPage(page)
  const backups = new BackupsPage(page)
  await customers.add('Ada Abbott', 'ada@x.example')
  await customers.add('Ben Barnes', 'ben@x.example')
  await customers.add('Cleo Castle', 'cleo@x.example')
  await backups.backUpNow()

  await page.getByRole('combobox', { name: 'A deletion can be undone for' }).click()
  await page.getByRole('option', { name: '10 seconds' }).click()
  await customers.open('Ada Abbott')
  await customers.change('Company', 'Abbott & Daughters')
  await customers.open('Ben Barnes')
  await customers.deleteOpen()
  await customers.add('Dina Draper', 'dina@x.example')
  // Until then its deletion could be undone.
  await expect.poll(() => storedEmails(page), { timeout: 30_000 }).not.toContain('ben@x.example')

  await test.step('the preview tells what would change', async () => {
    await backups.look('By hand')
    await expect(page.getByLabel('Bring back 1 customer that is not here any more')).toBeChecked()
    await expect(page.getByLabel('Put 1 changed customer back to what it was')).toBeChecked()
    await expect(page.getByLabel('Remove 1 customer that was added since')).not.toBeChecked()
    await expect(page.getByText('1 customer is as it was.')).toBeVisible()
    await page.getByRole('option', { name: /Ada Abbott/ }).click()
    await expect(page.getByText('Abbott & Daughters')).toBeVisible()
  })

  await test.step('what is chosen is restored', async () => {
    await backups.restore()
    await expect(page.getByText('1 brought back, 1 put back, 0 removed.')).toBeVisible()
  })

  await test.step('going back from it would remove whom it brought back, and nobody else', async () => {
    await page.getByRole('button', { name: 'Go back to before' }).click()
    await expect(page.getByLabel('Remove 1 customer that was added since')).toBeChecked()
    await page.getByRole('option', { name: /Ada Abbott/ }).press('Space')
    await expect(page.getByRole('option', { checked: true })).toHaveText(/Ben Barnes/)
    await customers.search('', 4)
    await customers.open('Ada Abbott')
    await expect(page.getByRole('textbox', { name: 'Company', exact: true })).toHaveValue('')
    await page.getByRole('tab', { name: /History/ }).click()
    await expect(page.getByText('Put back from a backup')).toBeVisible()
  })

  await test.step('and the backup made before leads back', async () => {
    await backups.look('Before a restore')
    await page.getByLabel('Remove 1 customer that was added since').check()
    await backups.restore()
    await customers.open('Ada Abbott')
    await expect(page.getByRole('textbox', { name: 'Company', exact: true })).toHaveValue(
      'Abbott & Daughters',
    )
    await customers.search('Ben', 0)
  })
})

test('a backup that is cut short, damaged, newer or of another workspace changes nothing', async ({
  desk,
}) => {
  const page = await desk.start()
  await new CustomersPage(page).add('Ada Abbott', 'ada@x.example')
  await new BackupsPage(page).backUpNow()
  const good = await newestBackup(desk)
  const lines = gunzipSync(await readFile(good))
    .toString('utf8')
    .trimEnd()
    .split('\n')
  const [header = ''] = lines
  const changed = (of: object): string => JSON.stringify({ ...JSON.parse(header), ...of })
  const cases: [string, (path: string) => Promise<void>][] = [
    [
      'its end is missing',
      async (path) => {
        await copyFile(good, path)
        await truncate(path, (await readFile(good)).length - 30)
      },
    ],
    [
      'The file is damaged',
      (path) =>
        gzipLines(
          path,
          lines.map((line) => line.replaceAll('Abbott', 'Abbitt')),
        ),
    ],
    [
      'written by a newer version of the app (99.0.0)',
      (path) => gzipLines(path, [changed({ formatVersion: 99, appVersion: '99.0.0' })]),
    ],
    [
      'backup of another workspace, “Elsewhere”',
      async (path) => {
        const workspace = { id: 'other', name: 'Elsewhere', lastSystem: null, lastScope: null }
        await gzipLines(path, withChecksum([changed({ workspace }), ...lines.slice(1)]))
      },
    ],
    ['This file is no backup of Customer Desk', (path) => writeFile(path, 'Name,Email\nAda,ada@x.example\n')],
  ]
  for (const [words, make] of cases) {
    const path = join(desk.userData, 'chosen.deskbackup')
    await make(path)
    await choosesFile(desk, path)
    await new BackupsPage(page).open()
    await page.getByRole('button', { name: 'Restore from a file…' }).click()
    await expect(page.getByText('This backup cannot be used. Nothing was changed.')).toBeVisible()
    await expect(page.getByText(words)).toBeVisible()
  }
  expect(await storedEmails(page)).toEqual(['ada@x.example'])
})

test('a connected workspace restores without making anybody a second time', async ({ desk }) => {
  const sandbox = await startSkuIoSandbox({ customers: 3 })
  const page = await desk.start()
  const sync = new SyncPages(page)
  const customers = new CustomersPage(page)
  await sync.connect(sandbox.baseUrl, sandbox.token)
  await sync.inStep()
  // Not sent yet when the backup is made, sent after it.
  await sync.open('Sync')
  await page.getByRole('button', { name: 'Pause' }).click()
  await customers.add('Ada Abbott', 'ada@x.example')
  await new BackupsPage(page).backUpNow()
  await sync.open('Sync')
  await page.getByRole('button', { name: 'Resume' }).click()
  await sync.inStep()
  expect(namesThere(sandbox)).toContain('Ada Abbott')

  await customers.open('Ada Abbott')
  await customers.change('Company', 'Abbott & Daughters')
  await sync.inStep()
  await new BackupsPage(page).look('By hand')
  await new BackupsPage(page).restore()
  await sync.inStep()
  const there = [...sandbox.store.customers.values()].filter(({ email }) => email === 'ada@x.example')
  expect(there).toHaveLength(1)
  expect(there[0]?.company ?? '').toBe('')
  await sandbox.close()
})

test('a backup file becomes a workspace of its own on another computer', async ({ desk }) => {
  const sandbox = await startSkuIoSandbox({ customers: 2 })
  const page = await desk.start()
  await new SyncPages(page).connect(sandbox.baseUrl, sandbox.token)
  await new SyncPages(page).inStep()
  await new CustomersPage(page).add('Ada Abbott', 'ada@x.example')
  await new SyncPages(page).inStep()
  await new BackupsPage(page).backUpNow()
  const file = await newestBackup(desk)
  const other = await DeskApp.fresh()
  const there = await other.start()
  await choosesFile(other, file)
  await new BackupsPage(there).open()
  await there.getByRole('button', { name: 'Open a backup as a new workspace…' }).click()
  await expect(there.getByLabel('What it holds')).toContainText('Customers3')
  await expect(there.getByText('It is not connected')).toBeVisible()
  await there.getByRole('textbox', { name: 'Name of the new workspace' }).fill('From the office')
  await there.getByRole('button', { name: 'Open as a new workspace' }).click()
  await new CustomersPage(there).search('', 3)
  await new CustomersPage(there).open('Ada Abbott')
  await new CustomersPage(there).change('Company', 'Abbott & Daughters')

  await test.step('connected again to the same account, both are in step and nobody is there twice', async () => {
    await new SyncPages(there).connect(sandbox.baseUrl, sandbox.token)
    await new SyncPages(there).inStep()
    const ada = [...sandbox.store.customers.values()].filter(({ email }) => email === 'ada@x.example')
    expect(ada.map(({ company }) => company)).toEqual(['Abbott & Daughters'])
    expect(sandbox.store.customers.size).toBe(3)
  })

  await other.dispose()
  await sandbox.close()
})

async function choosesFile(desk: DeskApp, path: string): Promise<void> {
  await desk.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
}

function namesThere(sandbox: {
  store: { customers: ReadonlyMap<unknown, { name?: string | null }> }
}): string[] {
  return [...sandbox.store.customers.values()].map(({ name }) => name ?? '')
}

async function newestBackup(desk: DeskApp): Promise<string> {
  const root = join(desk.userData, 'backups')
  const [workspace = ''] = await readdir(root)
  const names = (await readdir(join(root, workspace))).filter((name) => name.endsWith('.deskbackup'))
  return join(root, workspace, names.sort().at(-1) ?? '')
}

async function gzipLines(path: string, lines: readonly string[]): Promise<void> {
  await writeFile(path, gzipSync(`${lines.join('\n')}\n`))
}

/** The lines with a footer that fits them. */
function withChecksum(lines: readonly string[]): string[] {
  const body = lines.slice(0, -1)
  const footer = JSON.parse(lines.at(-1) ?? '{}') as object
  const sha256 = createHash('sha256')
    .update(`${body.join('\n')}\n`)
    .digest('hex')
  return [...body, JSON.stringify({ ...footer, sha256 })]
}
