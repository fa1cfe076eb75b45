import { expect, test } from '../fixtures.ts'
import { CustomersPage } from '../pages/customers-page.ts'

test('closing the window asks about unsaved changes, and loses none', async ({ desk }) => {
  const page = await desk.start()
  const customers = new CustomersPage(page)
  const closeWindow = (): Promise<void> =>
    desk.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.close()
    })
  await customers.add('Nina Sturdy', 'nina@sturdy.example')
  await customers.open('Nina Sturdy')
  await page.getByRole('textbox', { name: 'Company' }).fill('Sturdy Ltd')

  await closeWindow()
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(question).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'Company' })).toHaveValue('Sturdy Ltd')

  await closeWindow()
  await question.getByRole('button', { name: 'Save and leave' }).click()
  await desk.ended()
  const again = await desk.start()
  await expect(new CustomersPage(again).row('Nina Sturdy')).toContainText('Sturdy Ltd')
})
