import { expect, type Page } from '@playwright/test'

/** The part of Settings about being told by the remote at once. Settings must be open. */
export class WebhookSettings {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Listens on this computer; answers with the address that a relay would forward to. */
  async listen(): Promise<string> {
    await this.#page.getByRole('switch', { name: 'Listen on this computer' }).click()
    return this.#page.getByText(/^http:\/\/127\.0\.0\.1:\d+\//).innerText()
  }

  /** Registers a hook at the remote. */
  async add(topic: 'made' | 'changed' | 'deleted', address: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Add', exact: true }).click()
    await this.#page.getByRole('combobox', { name: 'When a customer is' }).click()
    await this.#page.getByRole('option', { name: topic }).click()
    await this.#page.getByRole('textbox', { name: 'Public address of your relay' }).fill(address)
    await this.#page.getByRole('button', { name: 'Save', exact: true }).last().click()
    await expect(this.#page.getByText(`A customer is ${topic}`)).toBeVisible()
  }
}
