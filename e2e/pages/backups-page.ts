import { expect, type Page } from '@playwright/test'

/** Backups in Settings, restoring one, and the screen that is shown where the store does not open. */
export class BackupsPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Opens Settings. */
  async open(): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
    await expect(this.#page.getByRole('heading', { name: 'Backups' })).toBeVisible()
  }

  /** Writes a backup by hand, and waits until it was checked. */
  async backUpNow(): Promise<void> {
    await this.open()
    await this.#page.getByRole('button', { name: 'Back up now' }).click()
    await expect(this.#page.getByText('Backup written and checked')).toBeVisible({ timeout: 120_000 })
  }

  /** Looks at the newest backup that was made for this reason, and waits for what it would change. */
  async look(kind: 'By hand' | 'Before a restore'): Promise<void> {
    await this.open()
    await this.#page
      .getByRole('table', { name: 'Backups on this computer' })
      .getByRole('row')
      .filter({ hasText: kind })
      .first()
      .getByRole('button', { name: /^Look at the backup/ })
      .click()
    await expect(this.#page.getByRole('heading', { name: 'Restore a backup' })).toBeVisible()
    await expect(this.#page.getByRole('group', { name: 'What would change' })).toBeVisible({
      timeout: 60_000,
    })
  }

  /** Restores what is chosen. */
  async restore(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Restore', exact: true }).click()
    await expect(this.#page.getByText('Restored', { exact: true })).toBeVisible({ timeout: 120_000 })
  }

  /** Restores the newest backup from the screen that is shown where the store does not open. */
  async recover(): Promise<void> {
    await this.#page
      .getByRole('button', { name: /^Restore the backup of/ })
      .first()
      .click()
    await this.#page.getByRole('navigation').first().waitFor({ timeout: 60_000 })
  }
}
