import { expect, type Page } from '@playwright/test'

/** The workspaces in Settings. */
export class WorkspacesPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Goes to Settings. */
  async open(): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
    await expect(this.#page.getByRole('heading', { name: 'Workspaces' })).toBeVisible()
  }

  /** Makes a workspace, which is open then. */
  async create(name: string): Promise<void> {
    await this.open()
    await this.#page.getByRole('button', { name: 'New workspace' }).click()
    await this.#page.getByRole('textbox', { name: 'Name of the workspace' }).fill(name)
    await this.#page.getByRole('button', { name: 'Create and open' }).click()
    await this.isOpen(name)
  }

  /** Opens another workspace. */
  async switchTo(name: string): Promise<void> {
    await this.open()
    await this.#page.getByRole('button', { name: `Open ${name}`, exact: true }).click()
    await this.isOpen(name)
  }

  /** Waits until a workspace is the open one. */
  async isOpen(name: string): Promise<void> {
    await expect(this.#page.getByRole('button', { name: `Workspace: ${name}` })).toBeVisible()
  }

  /** Removes a workspace that is not open, after the question, with its backups where that is wanted. */
  async remove(name: string, withBackups: boolean): Promise<void> {
    await this.open()
    await this.#page.getByRole('button', { name: `Remove ${name}` }).click()
    const question = this.#page.getByRole('dialog', { name: `Remove ${name}?` })
    if (withBackups) await question.getByRole('checkbox', { name: /^Delete its backups? too/ }).check()
    await question.getByRole('button', { name: 'Remove the workspace' }).click()
    await expect(question).toBeHidden()
  }

  /** Names of the databases of the window. */
  async databases(): Promise<string[]> {
    return this.#page.evaluate(async () => (await indexedDB.databases()).map(({ name = '' }) => name))
  }
}
