import { expect, type Page } from '@playwright/test'

/** Connection, sign-in and the Sync page. */
export class SyncPages {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Goes to a page of the sidebar. */
  async open(name: 'Customers' | 'SKU mappings' | 'Imports' | 'Sync' | 'Settings'): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('link', { name }).click()
  }

  /** Connects the open workspace to a SKU.io, as a person would in Settings. */
  async connect(baseUrl: string, token: string): Promise<void> {
    await this.open('Settings')
    await this.#page.getByRole('textbox', { name: 'SKU.io address' }).fill(baseUrl)
    await this.#page.getByLabel('Access token').fill(token)
    await this.#page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(this.#page.getByRole('button', { name: 'Disconnect' })).toBeVisible()
  }

  /** Fills in the connection of the open workspace with another system: its address, and its fields by their labels. */
  async fillConnection(
    system: string,
    address: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.open('Settings')
    await this.#page.getByRole('combobox', { name: 'System' }).click()
    await this.#page.getByRole('option', { name: system }).click()
    await this.#page.getByRole('textbox', { name: `${system} address` }).fill(address)
    for (const [label, value] of Object.entries(fields)) await this.#page.getByLabel(label).fill(value)
  }

  /** Connects by what is filled in. */
  async connectAsFilled(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(this.#page.getByRole('button', { name: 'Disconnect' })).toBeVisible()
  }

  /** Where there is no keyring the token is asked for again after each start. */
  async signInAgain(token: string, label = 'Access token'): Promise<void> {
    const field = this.#page.getByLabel(label)
    await field.fill(token)
    await this.#page.getByRole('button', { name: 'Sign in' }).click()
    await expect(field).toBeHidden()
  }

  /** Confirms the first connection: what is only here goes out. */
  async confirmFirstConnection(): Promise<void> {
    await this.open('Sync')
    await this.#page.getByRole('button', { name: 'Start syncing' }).click({ timeout: 60_000 })
  }

  /** Asks for an exchange now. */
  async syncNow(): Promise<void> {
    await this.open('Sync')
    await this.#page.getByRole('button', { name: 'Sync now' }).click()
  }

  /** Waits until both sides are in step and nothing waits. */
  async inStep(): Promise<void> {
    await expect(this.#page.getByText('In step', { exact: true })).toBeVisible({ timeout: 120_000 })
  }
}
