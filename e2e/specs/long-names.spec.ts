import type { Locator, Page } from '@playwright/test'
import { connectToSandbox } from '../connect-to-sandbox.ts'
import { expect, test } from '../fixtures.ts'

const NAME = 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessen'

/** Where something is in the window. */
async function boxOf(place: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await place.boundingBox()
  if (box === null) throw new Error('It is not drawn')
  return box
}

async function goTo(page: Page, place: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0] ?? ''}#${place}`)
}

test('long names and small windows leave what is beside them readable and within reach', async ({ desk }) => {
  const { page, sandbox, customers, sync } = await connectToSandbox(desk, 3, ({ store }) => {
    store.updateCustomer(2, { name: NAME, company: NAME })
    store.addAddress(2, { label: 'Shop', address1: '1 High Street', city: 'Melbourne', country_code: 'AU' })
    store.mappings.upsert(2, 'B-2', 7)
  })
  await page.setViewportSize({ width: 1280, height: 640 })

  await test.step('the name of a SKU mapping’s customer stays in its column', async () => {
    await goTo(page, '/sku-mappings')
    const name = await boxOf(page.getByRole('button', { name: NAME }))
    const next = await boxOf(page.getByRole('columnheader', { name: 'Updated' }))
    expect(name.x + name.width).toBeLessThanOrEqual(next.x)
  })

  await test.step('the buttons of a dialog longer than the window are in it', async () => {
    await customers.open(NAME)
    await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('title', NAME)
    await page.getByRole('tab', { name: /Addresses/ }).click()
    await page.getByRole('button', { name: 'Actions for this address' }).first().click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeInViewport({ ratio: 1 })
    // A field that is gone to by keyboard is not behind them.
    const label = dialog.getByRole('textbox', { name: 'Label' })
    await label.focus()
    const field = await boxOf(label)
    expect(field.y + field.height).toBeLessThan((await boxOf(dialog.getByRole('button', { name: 'Save' }))).y)
    await page.keyboard.press('Escape')
  })

  await test.step('a line of the log keeps its sentence whole, and the log is opened at', async () => {
    await page.getByRole('tab', { name: 'Profile' }).click()
    await customers.change('E-mail', 'alice.0@springs.example')
    await sync.open('Sync')
    const says = page.getByRole('list', { name: 'Log' }).getByText('SKU.io did not accept it')
    await expect(says).toBeAttached({ timeout: 60_000 })
    expect((await boxOf(says)).height).toBeLessThan(30)
    await goTo(page, '/customers')
    await expect(page.getByRole('grid', { name: 'Customers' })).toBeVisible()
    await goTo(page, '/sync/log')
    await expect(says).toBeInViewport()
  })

  await sandbox.close()
})
