import { expect, type Locator, type Page } from '@playwright/test'

/** What differs here and at the remote: the list, and one record with both versions. */
export class ConflictsPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Opens it from the sidebar and waits until it lists so many. */
  async open(count: number): Promise<void> {
    await this.#page
      .getByRole('navigation')
      .getByRole('link', { name: /^To decide/ })
      .click({ timeout: 60_000 })
    await this.listed(count)
  }

  /** Waits until so many are listed. */
  async listed(count: number): Promise<void> {
    if (count === 0) await expect(this.#page.getByText('Nothing to decide')).toBeVisible()
    else await expect(this.grid).toHaveAttribute('aria-rowcount', String(count + 1), { timeout: 60_000 })
  }

  /** Decides the customer whose page is shown, which has one field in two versions, by the version named like this. */
  async decideShown(version: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Look at both and decide' }).click()
    await this.#page.getByRole('radio', { name: version }).check()
    await this.#page.getByRole('button', { name: 'Keep the result' }).click()
    await this.listed(0)
  }

  /** The list. */
  get grid(): Locator {
    return this.#page.getByRole('grid', { name: 'Records that differ here and there' })
  }

  /** The versions of the record on the right. */
  versions(name: string): Locator {
    return this.#page.getByRole('region', { name: `Versions of ${name}` })
  }
}
