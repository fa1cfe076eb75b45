import { expect, type Page } from '@playwright/test'
import type { WooSandbox } from '../sandbox/woocommerce/server.ts'

/** What a person does in Settings to connect a workspace to a WooCommerce store. */
export class WooSettings {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Goes to Settings and chooses WooCommerce. */
  async choose(): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
    await this.#page.getByRole('combobox', { name: 'System' }).click()
    await this.#page.getByRole('option', { name: 'WooCommerce' }).click()
  }

  /** Fills in address and keys. */
  async fill({ baseUrl, consumerKey, consumerSecret }: Keys): Promise<void> {
    const section = this.#page.getByRole('region', { name: 'Connection' })
    await section.getByRole('textbox', { name: 'Store address' }).fill(baseUrl)
    await section.getByLabel('Consumer key').fill(consumerKey)
    await section.getByLabel('Consumer secret').fill(consumerSecret)
  }

  /** Gives the certificate of a private authority. */
  async trust(certificate: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: /Certificate of your own authority/ }).fill(certificate)
  }

  /** Connects, and waits until that is done. */
  async connect(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(this.#page.getByRole('button', { name: 'Disconnect' })).toBeVisible()
  }

  /** Tries to connect, and waits for these words of why not. */
  async refused(words: string | RegExp): Promise<void> {
    await this.#page.getByRole('button', { name: 'Test', exact: true }).click()
    await expect(this.#page.getByRole('alert').filter({ hasText: words })).toBeVisible()
  }

  /** Keys are asked for again where they were taken back. */
  async signInAgain({ consumerKey, consumerSecret }: Omit<Keys, 'baseUrl'>): Promise<void> {
    const key = this.#page.getByLabel('Consumer key')
    await key.fill(consumerKey)
    await this.#page.getByLabel('Consumer secret').fill(consumerSecret)
    await this.#page.getByRole('button', { name: 'Sign in' }).click()
    await expect(key).toBeHidden()
  }
}

type Keys = Pick<WooSandbox, 'baseUrl' | 'consumerKey' | 'consumerSecret'>
