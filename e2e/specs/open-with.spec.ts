import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { fileCustomers, writeCsv } from '../many-customers.ts'

test('a CSV opened with the app is ready to import, at a cold start and in the app that runs', async ({
  desk,
}) => {
  const first = join(desk.userData, 'first list.csv')
  const second = join(desk.userData, 'second.csv')
  await writeCsv(first, fileCustomers(3))
  await writeCsv(second, fileCustomers(4))

  const page = await desk.start(first)
  await expect(page.getByText(/^first list\.csv · /)).toBeVisible()
  await page.getByRole('button', { name: 'Check what it does' }).click()
  await expect(page.getByText('3 new')).toBeVisible()

  expect(await desk.startSecond(second)).toEqual({ exitCode: 0 })
  await expect(page.getByText(/^second\.csv · /)).toBeVisible()
  await page.getByRole('button', { name: 'Check what it does' }).click()
  await expect(page.getByText('4 new')).toBeVisible()
})
