import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { DeskApp } from '../desk-app.ts'
import { BackupsPage } from '../pages/backups-page.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { SmallDisk } from '../small-disk.ts'

test('on a full disk nothing typed is lost, and it is saved once there is room again', async () => {
  const disk = await SmallDisk.create()
  const userData = join(disk.folder, 'data')
  await mkdir(userData)
  const desk = new DeskApp(userData)
  try {
    const page = await desk.start()
    const customers = new CustomersPage(page)
    await customers.add('Ada Abbott', 'ada@x.example')
    await disk.fill()

    const company = page.getByRole('textbox', { name: 'Company', exact: true })
    await company.fill('Abbott & Daughters')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Not saved: the disk is full')).toBeVisible()
    await expect(company).toHaveValue('Abbott & Daughters')

    await disk.free()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Unsaved changes')).toBeHidden()
    await desk.kill()
    await new CustomersPage(await desk.start()).open('Ada Abbott')
    await expect(desk.page.getByRole('textbox', { name: 'Company', exact: true })).toHaveValue(
      'Abbott & Daughters',
    )
  } finally {
    await desk.quit()
    await disk.remove()
  }
})

test('a backup that finds no room says so and leaves nothing behind', async () => {
  const disk = await SmallDisk.create()
  const userData = join(disk.folder, 'data')
  await mkdir(userData)
  const desk = new DeskApp(userData)
  try {
    const page = await desk.start()
    await new CustomersPage(page).add('Ada Abbott', 'ada@x.example')
    await disk.fill()
    await new BackupsPage(page).open()
    await page.getByRole('button', { name: 'Back up now' }).click()
    await expect(page.getByText('The last backup could not be written')).toBeVisible()
    await expect(page.getByText('The disk is full. Make room')).toBeVisible()
    await disk.free()
    await new BackupsPage(page).backUpNow()
    await expect(page.getByText('The last backup could not be written')).toBeHidden()
  } finally {
    await desk.quit()
    await disk.remove()
  }
})
