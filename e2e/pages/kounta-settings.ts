import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'

/** The application that Kounta has registered, and where it is. */
interface KountaPlace {
  baseUrl: string
  clientId: string
  clientSecret: string
}

/** The connection to Kounta in Settings, and being told by it at once. */
export class KountaSettings {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** The part of Settings about the connection. */
  get section(): Locator {
    return this.#page.getByRole('region', { name: 'Connection' })
  }

  /** Goes to Settings. */
  async open(): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
  }

  /** Chooses Kounta and types what it asks for. */
  async fill(place: KountaPlace): Promise<void> {
    await this.open()
    await this.section.getByRole('combobox', { name: 'System' }).click()
    await this.#page.getByRole('option', { name: 'Kounta' }).click()
    await this.section.getByRole('textbox', { name: 'Kounta address' }).fill(place.baseUrl)
    await this.section.getByRole('textbox', { name: 'Client ID' }).fill(place.clientId)
    await this.section.getByLabel('Client secret').fill(place.clientSecret)
  }

  /** Connects by the application's own id and secret. */
  async connectByBasic(place: KountaPlace): Promise<void> {
    await this.fill(place)
    await this.section.getByText('The application alone').click()
    await this.section.getByRole('textbox', { name: 'Client ID' }).fill(place.clientId)
    await this.section.getByLabel('Client secret').fill(place.clientSecret)
    await this.section.getByRole('button', { name: 'Connect', exact: true }).click()
    await this.connected()
  }

  /** Signs in in the browser. */
  async signIn(): Promise<void> {
    await this.section.getByRole('button', { name: 'Sign in with Kounta' }).click()
  }

  /** Waits until there is a connection. */
  async connected(): Promise<void> {
    await expect(this.section.getByRole('button', { name: 'Disconnect' })).toBeVisible()
  }
}

/** Puts a browser that answers by itself in the place of the system's: it opens pages and follows where they lead. */
export async function withBrowser(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url) => {
      await fetch(url)
    }
  })
}
