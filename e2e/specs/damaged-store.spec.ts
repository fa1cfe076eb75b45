import { readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { DeskApp } from '../desk-app.ts'
import { expect, test } from '../fixtures.ts'
import { BackupsPage } from '../pages/backups-page.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { storedEmails } from '../stored-emails.ts'

/** How, the title of what is told, how many folders are kept aside, and the damage itself. */
const DAMAGE: [string, string, number, (store: string) => Promise<void>][] = [
  ['cut short', 'The files of your customers are damaged', 1, (store) => cutShort(store, /\.log$/)],
  [
    'without its list of files',
    'The files of your customers are damaged',
    1,
    (store) => cutShort(store, /^MANIFEST/),
  ],
  ['without a file', 'The files of your customers are damaged', 1, (store) => removeFirst(store, /\.log$/)],
  ['deleted', 'The files of your customers are gone', 0, (store) => rm(store, { recursive: true })],
]

for (const [how, title, kept, damage] of DAMAGE) {
  test(`a store that is ${how} is told, and restored from a backup`, async ({ desk }) => {
    const page = await desk.start()
    await twoCustomersAndABackup(desk, page)
    await desk.quit()
    await damage(storeOf(desk))

    const damaged = await desk.startDamaged()
    await expect(damaged.getByRole('heading', { name: title })).toBeVisible()
    await new BackupsPage(damaged).recover()
    expect((await storedEmails(damaged)).sort()).toEqual(['ada@x.example', 'ben@x.example'])
    await new CustomersPage(damaged).search('', 2)
    const aside = (await readdir(desk.userData, { recursive: true })).filter((name) =>
      /^damaged.[^/\\]+$/.test(name),
    )
    expect(aside).toHaveLength(kept)
    await desk.quit()
    await new CustomersPage(await desk.start()).search('Ada', 1)
  })
}

test('a store that the system has emptied is told, and a damaged backup changes nothing', async ({
  desk,
}) => {
  const page = await desk.start()
  await twoCustomersAndABackup(desk, page)
  await desk.quit()
  // As if Chromium had found it damaged while the app was not looking.
  await rm(storeOf(desk), { recursive: true })
  await rm(join(desk.userData, 'store-notes.json'))
  await (await desk.start()).waitForLoadState()
  await desk.quit()
  await noteTwoCustomers(desk)

  const emptied = await desk.startDamaged()
  await expect(emptied.getByRole('heading', { name: 'Your customers are not where they were' })).toBeVisible()
  await expect(emptied.getByText('there were 2 customers here')).toBeVisible()
  const [backup = ''] = await backupsOf(desk)
  await truncate(backup, (await stat(backup)).size - 20)
  await emptied
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .click()
  await expect(emptied.getByText('The file was cut short')).toBeVisible()
  expect(await storedEmails(emptied)).toEqual([])

  await emptied.getByRole('button', { name: 'Start empty' }).click()
  await emptied.getByRole('dialog').getByRole('button', { name: 'Start empty' }).click()
  await emptied.getByRole('navigation').first().waitFor()
  await new CustomersPage(emptied).add('Cleo Castle', 'cleo@x.example')
})

test('what is readable of customers that do not open can be saved, and restored', async ({ desk }) => {
  const page = await desk.start()
  await new CustomersPage(page).add('Ada Abbott', 'ada@x.example')
  await new CustomersPage(page).add('Ben Barnes', 'ben@x.example')
  await makeUnopenable(page)
  await desk.quit()

  const broken = await desk.startDamaged()
  await expect(
    broken.getByRole('heading', { name: 'Your customers could not be brought up to date' }),
  ).toBeVisible()
  const rest = join(desk.userData, 'rest.deskbackup')
  await desk.electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, rest)
  await broken.getByRole('button', { name: 'Save what is readable…' }).click()
  await expect(broken.getByText('Saved what could be read')).toBeVisible()

  await broken.getByRole('button', { name: 'Choose a backup file…' }).click()
  await broken.getByRole('navigation').first().waitFor()
  await new CustomersPage(broken).search('', 2)
  expect((await storedEmails(broken)).sort()).toEqual(['ada@x.example', 'ben@x.example'])
})

test('damaged settings, credentials and a damaged list of workspaces are kept aside and told', async ({
  desk,
}) => {
  const page = await desk.start()
  await new CustomersPage(page).add('Ada Abbott', 'ada@x.example')
  await desk.quit()
  const files = ['settings.json', 'credentials.json', 'workspaces.json']
  for (const name of files) await writeFile(join(desk.userData, name), '{"half of')

  const again = await desk.start()
  await expect(again.getByText('A file of the app was damaged')).toBeVisible()
  for (const words of [
    'The settings could not be read',
    'What you signed in with',
    'The list of workspaces',
  ]) {
    await expect(again.getByText(words)).toBeVisible()
  }
  await new CustomersPage(again).search('Ada', 1)
  const kept = (await readdir(desk.userData)).filter((name) => name.includes('.damaged-'))
  expect(kept.map((name) => name.replace(/\.damaged-.*/, '')).sort()).toEqual([...files].sort())
})

async function twoCustomersAndABackup(desk: DeskApp, page: Page): Promise<void> {
  await new CustomersPage(page).add('Ada Abbott', 'ada@x.example')
  await new CustomersPage(page).add('Ben Barnes', 'ben@x.example')
  await new BackupsPage(page).backUpNow()
  expect(await backupsOf(desk)).toHaveLength(1)
}

/** As if the app had stored customers in a way that it does not know: RxDB keeps each schema. */
async function makeUnopenable(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((done, fail) => {
        request.onsuccess = () => done(request.result)
        request.onerror = () => fail(request.error ?? new Error('failed'))
      })
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
    const database = await settled(
      indexedDB.open(names.find((name) => name.endsWith('_rxdb_internal')) ?? ''),
    )
    const store = database.transaction('docs', 'readwrite').objectStore('docs')
    const all = await settled<{ id: string; data: object }[]>(store.getAll())
    for (const document of all.filter(({ id }) => id.includes('customers'))) {
      Object.assign(document.data, { schemaHash: 'another', schema: {} })
      await settled(store.put(document))
    }
    database.close()
  })
}

function storeOf(desk: DeskApp): string {
  return join(desk.userData, 'IndexedDB', 'app_desk_0.indexeddb.leveldb')
}

async function backupsOf(desk: DeskApp): Promise<string[]> {
  const root = join(desk.userData, 'backups')
  const [workspace = ''] = await readdir(root)
  return (await readdir(join(root, workspace))).map((name) => join(root, workspace, name))
}

async function noteTwoCustomers(desk: DeskApp): Promise<void> {
  const [workspace = ''] = await readdir(join(desk.userData, 'backups'))
  const notes = { customers: { [workspace]: 2 }, logs: {} }
  await writeFile(join(desk.userData, 'store-notes.json'), JSON.stringify(notes))
}

async function fileOf(store: string, name: RegExp): Promise<string> {
  const found = (await readdir(store)).find((each) => name.test(each))
  if (found === undefined) throw new Error(`No ${String(name)} in ${store}`)
  return join(store, found)
}

async function cutShort(store: string, name: RegExp): Promise<void> {
  const path = await fileOf(store, name)
  await truncate(path, Math.floor((await stat(path)).size / 2))
}

async function removeFirst(store: string, name: RegExp): Promise<void> {
  await rm(await fileOf(store, name))
}
