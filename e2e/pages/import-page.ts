import { expect, type Page } from '@playwright/test'
import { dropFiles } from '../drop-file.ts'

/** The import flow, from the drop to the result. */
export class ImportPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Drops a file on the window and goes on until it says what would happen to its rows. */
  async check(path: string, newCount: string): Promise<void> {
    await dropFiles(this.#page, [path])
    await this.#page.getByRole('button', { name: 'Check what it does' }).click()
    await expect(this.#page.getByText(`${newCount} new`)).toBeVisible({ timeout: 180_000 })
  }

  /** Confirms the import. */
  async start(count: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Import ${count} customers` }).click()
  }

  /** Waits for the result. */
  async finished(file: string, timeout = 120_000): Promise<void> {
    await expect(this.#page.getByText(`${file} is imported`)).toBeVisible({ timeout })
  }
}
