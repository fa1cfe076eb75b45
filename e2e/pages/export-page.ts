import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { basename } from 'node:path'
import { saveTo } from '../import-list.ts'

/** How an export is asked for; what is left out stays as the dialog offers it. */
interface ExportWish {
  which?: 'This list as filtered and sorted' | 'The selected ones' | 'All customers, archived ones too'
  madeFor?: string
  opensIn?: 'Excel and other spreadsheets' | 'Other programs'
}

/** The dialog that exports customers. */
export class ExportPage {
  readonly #page: Page
  readonly #app: ElectronApplication

  constructor(page: Page, app: ElectronApplication) {
    this.#page = page
    this.#app = app
  }

  /** Exports by a button of the list into a file, and waits until so many rows are in it. */
  async save(button: string, path: string, rows: number, wish: ExportWish = {}): Promise<void> {
    await saveTo(this.#app, path)
    await this.#page.getByRole('button', { name: button, exact: true }).click()
    const dialog = this.#page.getByRole('dialog', { name: 'Export customers' })
    if (wish.which !== undefined) await dialog.getByRole('radio', { name: wish.which }).check()
    if (wish.madeFor !== undefined) {
      await dialog.getByRole('combobox', { name: 'Made for' }).click()
      await this.#page.getByRole('option', { name: wish.madeFor }).click()
    }
    if (wish.opensIn !== undefined) await dialog.getByRole('radio', { name: wish.opensIn }).check()
    await expect(dialog.getByText(rows === 1 ? '1 customer' : `${String(rows)} customers`)).toBeVisible()
    await dialog.getByRole('button', { name: 'Save as…' }).click()
    const said = `${String(rows)} ${rows === 1 ? 'row is' : 'rows are'} in ${basename(path)}`
    await expect(this.#page.getByText(said)).toBeVisible()
  }
}
