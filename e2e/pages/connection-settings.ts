import { expect, type Locator, type Page } from '@playwright/test'

/** The connection in Settings. */
export class ConnectionSettings {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** The part of Settings that holds address, token and what a test found. */
  get section(): Locator {
    return this.#page.getByRole('region', { name: 'Connection' })
  }

  /** Where a person types the address. */
  get address(): Locator {
    return this.section.getByRole('textbox', { name: 'SKU.io address' })
  }

  /** Where a person types the token. */
  get token(): Locator {
    return this.section.getByLabel('Access token')
  }

  /** Goes to Settings. */
  async open(): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
  }

  /**
   * Tries an address and a token, and waits for these words of the verdict: as an alert where it does not work. What was
   * typed stays.
   */
  async test(address: string, token: string, verdict: 'alert' | 'status', words: string): Promise<void> {
    await this.address.fill(address)
    await this.token.fill(token)
    await this.section.getByRole('button', { name: 'Test', exact: true }).click()
    await expect(this.section.getByRole(verdict).filter({ hasText: words })).toBeVisible()
    await expect(this.address).toHaveValue(address)
    await expect(this.token).toHaveValue(token)
  }

  /** Tries to connect and waits for these words of why not. */
  async refused(address: string, token: string, words: string): Promise<void> {
    await this.address.fill(address)
    await this.token.fill(token)
    await this.section.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(this.section.getByRole('alert').filter({ hasText: words })).toBeVisible()
  }

  /** Ends the connection; everything stays on this computer. */
  async disconnect(): Promise<void> {
    await this.open()
    await this.section.getByRole('button', { name: 'Disconnect' }).click()
    await this.#page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
    await expect(this.section.getByRole('button', { name: 'Connect', exact: true })).toBeVisible()
  }
}
