import { expect, type Locator, type Page } from '@playwright/test'

/** What waits to be sent: the list, and one record field by field. */
export class PendingPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Opens it from the Sync page and waits until it lists so many. */
  async open(count: number): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('link', { name: 'Sync', exact: false }).first().click()
    await this.#page.getByRole('button', { name: 'Show what waits, field by field' }).click()
    await this.listed(count)
  }

  /** Waits until so many are listed. */
  async listed(count: number): Promise<void> {
    await expect(this.grid).toHaveAttribute('aria-rowcount', String(count + 1), { timeout: 60_000 })
  }

  /** The list. */
  get grid(): Locator {
    return this.#page.getByRole('grid', { name: 'Records that wait to be sent' })
  }

  /** The row of a record. */
  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ has: this.#page.getByText(name, { exact: true }) })
  }

  /** What waits of the record on the right. */
  pane(name: string): Locator {
    return this.#page.getByRole('region', { name: `What waits of ${name}` })
  }
}
