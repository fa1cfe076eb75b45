import { expect, type Locator, type Page } from '@playwright/test'

/** The customer list and one customer. */
export class CustomersPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** The cell of the list that holds this name. */
  row(name: string): Locator {
    return this.#page.getByRole('row').filter({ has: this.#page.getByText(name, { exact: true }) })
  }

  /** Searches the list, and waits until it shows exactly this many. */
  async search(words: string, found: number): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
    await this.#page.getByRole('searchbox', { name: 'Search customers' }).fill(words)
    await expect(this.#page.getByRole('grid', { name: 'Customers' })).toHaveAttribute(
      'aria-rowcount',
      String(found + 1),
    )
  }

  /** Shows columns that the list hides, and hides those that it shows. */
  async toggleColumns(...columns: readonly string[]): Promise<void> {
    await this.#page.getByRole('button', { name: 'Choose columns' }).click()
    for (const name of columns) await this.#page.getByRole('checkbox', { name, exact: true }).click()
    await this.#page.keyboard.press('Escape')
    await expect(this.#page.getByRole('checkbox', { name: 'Name', exact: true })).toBeHidden()
  }

  /** Opens the one customer that these words find. */
  async open(name: string): Promise<void> {
    await this.search(name, 1)
    await this.row(name).click()
    await expect(this.#page.getByRole('heading', { level: 1, name })).toBeVisible()
  }

  /** Changes one field of the open customer and saves. */
  async change(field: string, value: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: field, exact: true }).fill(value)
    await this.#page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(this.#page.getByText('Unsaved changes')).toBeHidden()
  }

  /** Adds a customer. */
  async add(name: string, email: string): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
    await this.#page.getByRole('button', { name: 'New customer' }).first().click()
    await this.#page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    await this.#page.getByRole('textbox', { name: 'E-mail', exact: true }).fill(email)
    await this.#page.getByRole('button', { name: 'Add customer' }).click()
    await expect(this.#page.getByRole('heading', { level: 1, name })).toBeVisible()
  }

  /** Adds a customer where the remote has a first and a last name. */
  async addNamed(firstName: string, lastName: string, email: string): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('link', { name: 'Customers' }).click()
    await this.#page.getByRole('button', { name: 'New customer' }).first().click()
    await this.#page.getByRole('textbox', { name: 'First name', exact: true }).fill(firstName)
    await this.#page.getByRole('textbox', { name: 'Last name', exact: true }).fill(lastName)
    await this.#page.getByRole('textbox', { name: 'E-mail', exact: true }).fill(email)
    await this.#page.getByRole('button', { name: 'Add customer' }).click()
    await expect(
      this.#page.getByRole('heading', { level: 1, name: `${firstName} ${lastName}` }),
    ).toBeVisible()
  }

  /** Deletes the open customer. */
  async deleteOpen(): Promise<void> {
    await this.#page.getByRole('button', { name: 'More actions' }).click()
    await this.#page.getByRole('menuitem', { name: 'Delete' }).click()
  }
}
