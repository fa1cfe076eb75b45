import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeskApp } from '../desk-app.ts'
import { expect, test } from '../fixtures.ts'
import { BackupsPage } from '../pages/backups-page.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { WorkspacesPage } from '../pages/workspaces-page.ts'

const FIRST = 'My customers'

interface StoredList {
  workspaces: { id: string; name: string }[]
  removing: { id: string; backups: boolean }[]
}

const listFile = ({ userData }: DeskApp): string => join(userData, 'workspaces.json')

async function storedList(desk: DeskApp): Promise<StoredList> {
  return JSON.parse(await readFile(listFile(desk), 'utf8')) as StoredList
}

async function idOf(desk: DeskApp, name: string): Promise<string> {
  const { workspaces } = await storedList(desk)
  return workspaces.find((each) => each.name === name)?.id ?? ''
}

test('customers are copied to another workspace, which is removed with all that belongs to it', async ({
  desk,
}) => {
  const page = await desk.start()
  const customers = new CustomersPage(page)
  const workspaces = new WorkspacesPage(page)
  const backupFolders = (): Promise<string[]> => readdir(join(desk.userData, 'backups')).catch(() => [])
  await workspaces.create('Second')
  const id = await idOf(desk, 'Second')
  await workspaces.switchTo(FIRST)
  await customers.add('Cora Copied', 'cora@copied.example')
  await page.getByRole('tab', { name: /SKUs/ }).click()
  await page.getByRole('textbox', { name: 'Customer SKU' }).fill('CC-1')
  await page.getByRole('textbox', { name: 'Product id' }).fill('55')
  await page.getByRole('button', { name: 'Save mapping' }).click()

  await test.step('copied with its SKU mappings; a second time changes nothing', async () => {
    for (const said of ['1 customer was copied to Second.', '1 is there already and was left out.']) {
      await customers.search('Cora', 1)
      await customers.row('Cora Copied').getByRole('checkbox').check()
      await page.getByRole('toolbar').getByRole('button', { name: 'Copy to…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Copy', exact: true }).click()
      await expect(page.getByText(said)).toBeVisible()
    }
    await workspaces.switchTo('Second')
    await customers.open('Cora Copied')
    await page.getByRole('tab', { name: /SKUs/ }).click()
    await expect(page.getByRole('cell', { name: 'CC-1', exact: true })).toBeVisible()
  })

  await test.step('a deletion is taken back by Ctrl Z, whatever was typed before; the palette opens the other one', async () => {
    await customers.search('Cora', 1)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Delete')
    await expect(page.getByText('Cora Copied deleted')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(customers.row('Cora Copied')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.getByRole('searchbox', { name: 'Search customers' })).toHaveValue('Cora')
    await page.keyboard.press('ControlOrMeta+k')
    const palette = page.getByRole('textbox', { name: 'Search customers and commands' })
    await palette.fill(FIRST)
    await palette.press('Enter')
    await workspaces.isOpen(FIRST)
    await workspaces.switchTo('Second')
  })

  await test.step('removed: its databases and, as asked, its backups are gone, the other one stays', async () => {
    await new BackupsPage(page).backUpNow()
    expect(await backupFolders()).toContain(id)
    await workspaces.switchTo(FIRST)
    await workspaces.remove('Second', true)
    expect((await workspaces.databases()).filter((name) => name.includes(id))).toEqual([])
    expect(await backupFolders()).not.toContain(id)
    expect(await storedList(desk)).toMatchObject({ workspaces: [{ name: FIRST }], removing: [] })
    await customers.open('Cora Copied')
  })

  let third = ''

  await test.step('removed without its backups, it is brought back from one in Settings', async () => {
    await workspaces.create('Third')
    third = await idOf(desk, 'Third')
    await customers.add('Thea Third', 'thea@x.example')
    await new BackupsPage(page).backUpNow()
    await workspaces.switchTo(FIRST)
    await workspaces.remove('Third', false)
    await page.getByRole('button', { name: /^Open the backup of Third/ }).click()
    await page.getByRole('button', { name: 'Open as a new workspace' }).click()
    await workspaces.isOpen('Third')
    await customers.open('Thea Third')
  })

  await test.step('what the removed one left is deleted, after a question', async () => {
    expect(await backupFolders()).toContain(third)
    await workspaces.open()
    await page.getByRole('button', { name: /^Delete the backup of Third/ }).click()
    await page
      .getByRole('dialog', { name: 'Delete a backup of Third?' })
      .getByRole('button', { name: 'Delete the backup' })
      .click()
    await expect(page.getByText('1 backup of Third was deleted')).toBeVisible()
    await expect(page.getByText('Backups of workspaces that were removed')).toBeHidden()
    expect(await backupFolders()).not.toContain(third)
  })
})

test('a removal that was broken off is finished at the next start, and nothing else is deleted', async ({
  desk,
}) => {
  const before = new WorkspacesPage(await desk.start())
  await before.create('Going')
  await before.create('Not listed')
  const [going, notListed] = [await idOf(desk, 'Going'), await idOf(desk, 'Not listed')]
  await before.switchTo(FIRST)
  await desk.quit()
  // As main leaves it when the app dies before the window has deleted the database, and as no version of it would.
  const { workspaces } = await storedList(desk)
  const list = {
    workspaces: workspaces.filter(({ name }) => name === FIRST),
    removing: [{ id: going, backups: false }],
  }
  await writeFile(listFile(desk), JSON.stringify(list))

  const after = new WorkspacesPage(await desk.start())
  await expect.poll(async () => (await storedList(desk)).removing).toEqual([])
  const left = await after.databases()
  expect(left.filter((name) => name.includes(going))).toEqual([])
  expect(left.filter((name) => name.includes(notListed))).not.toEqual([])
})

test('the backup that a workspace is still to be filled from is kept, offered again, and can go then', async ({
  desk,
}) => {
  const page = await desk.start()
  const workspaces = new WorkspacesPage(page)
  await workspaces.create('Old')
  const old = await idOf(desk, 'Old')
  await new CustomersPage(page).add('Olga Old', 'olga@x.example')
  await new BackupsPage(page).backUpNow()
  await workspaces.switchTo(FIRST)
  await workspaces.remove('Old', false)
  await page.getByRole('button', { name: /^Open the backup of Old/ }).click()
  await page.getByRole('button', { name: 'Open as a new workspace' }).click()
  await workspaces.isOpen('Old')
  await workspaces.switchTo(FIRST)
  await desk.quit()
  // As main leaves it when the app dies while the workspace is being filled.
  const list = await storedList(desk)
  const { id: filling = '' } = list.workspaces.find(({ name }) => name === 'Old') ?? {}
  const folder = join(desk.userData, 'backups', old)
  const backup = join(folder, (await readdir(folder)).find((name) => name.endsWith('.deskbackup')) ?? '')
  await writeFile(
    listFile(desk),
    JSON.stringify({ ...list, filling: [filling], fillingFrom: { [filling]: backup } }),
  )

  const again = await desk.start()
  await new WorkspacesPage(again).open()
  const remove = async (): Promise<void> => {
    await again.getByRole('button', { name: /^Delete the backup of Old/ }).click()
    await again.getByRole('dialog').getByRole('button', { name: 'Delete the backup' }).click()
  }
  await remove()
  await expect(
    again.getByText('The workspace “Old” is still to be filled from it.', { exact: false }),
  ).toBeVisible()
  await again.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await again.getByRole('button', { name: 'Open Old', exact: true }).click()
  await new BackupsPage(again).recover()
  await new CustomersPage(again).open('Olga Old')
  await new WorkspacesPage(again).open()
  await remove()
  await expect(again.getByText('1 backup of Old was deleted')).toBeVisible()
  await expect(again.getByRole('heading', { name: 'Backups', exact: true })).toBeFocused()
})
