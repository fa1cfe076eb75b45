import { expect, type Locator, type Page } from '@playwright/test'
import { dropFiles } from '../drop-file.ts'

/** The import flow, from the drop to the result. */
export class ImportPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Drops a file on the window and goes on until it says what would happen to its rows. */
  async check(path: string, newCount: string): Promise<void> {
    await this.open(path)
    await this.look()
    await this.counts('New', newCount)
  }

  /** Drops a file on the window and waits for its columns. */
  async open(path: string): Promise<void> {
    await dropFiles(this.#page, [path])
    await expect(this.#page.getByRole('button', { name: 'Check what it does' })).toBeVisible()
  }

  /** Goes from the columns to what would happen, and waits until everything was read. */
  async look(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Check what it does' }).click()
    await expect(this.#page.getByText('Nothing is saved before you import.')).toBeVisible({
      timeout: 180_000,
    })
  }

  /** Has the remote look at the file whose columns are shown. */
  async letRemote(remote: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Let ${remote} import this file instead` }).click()
    await this.#page.getByRole('button', { name: `Show what ${remote} would do` }).click()
  }

  /** Drops a file on the window, and waits until the app has said why it cannot take it. */
  async refused(path: string, why: string): Promise<void> {
    await dropFiles(this.#page, [path])
    await expect(this.#page.getByText(why)).toBeVisible()
  }

  /** Leaves the file that is checked, and goes back to choosing one. */
  async startOver(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Back to columns' }).click()
    await this.#page.getByRole('button', { name: 'Choose another file' }).click()
    await expect(this.#page.getByRole('heading', { name: 'Which list?' })).toBeVisible()
  }

  /** The names of the columns that the app is not sure of and asks about. */
  async doubtfulColumns(): Promise<string[]> {
    const choices = this.#page
      .getByRole('table', { name: 'Please look at these' })
      .getByRole('combobox', { name: /^Goes to: / })
    const labels = await choices.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
    return labels.map((label) => label.replace('Goes to: ', ''))
  }

  /** Says where a column goes. */
  async putColumn(name: string, target: string): Promise<void> {
    await this.#page.getByRole('combobox', { name: `Goes to: ${name}`, exact: true }).click()
    await this.#page.getByRole('option', { name: target, exact: true }).first().click()
  }

  /** How many rows are of which kind, by the words of the list of kinds; kinds of which there are none are left out. */
  async kinds(): Promise<Record<string, number>> {
    const labels = await this.#page
      .getByRole('radiogroup', { name: 'Rows by what happens to them' })
      .getByRole('radio')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
    const counted = labels.map((label): [string, number] => {
      const [, kind = '', count = ''] = /^(.+?), ([\d,]+)$/.exec(label) ?? []
      return [kind, Number(count.replaceAll(',', ''))]
    })
    return Object.fromEntries(counted.filter(([, count]) => count > 0))
  }

  /** A cell of the rows shown. */
  cell(text: string): Locator {
    return this.#page
      .getByRole('grid', { name: 'What will happen' })
      .getByRole('gridcell', { name: text, exact: true })
  }

  /** Waits until so many rows are of a kind, by the word that the list of kinds has for it. */
  async counts(kind: string, count: string): Promise<void> {
    await expect(this.#page.getByRole('radio', { name: `${kind}, ${count}`, exact: true })).toBeVisible({
      timeout: 180_000,
    })
  }

  /** Shows the rows of a kind. */
  async show(kind: string): Promise<void> {
    await this.#page.getByRole('radio', { name: new RegExp(`^${kind}, `) }).click()
  }

  /** Types something else into the cell that says `text`. */
  async change(text: string, to: string): Promise<void> {
    await this.#page.getByRole('gridcell', { name: text, exact: true }).first().dblclick()
    await this.#page.keyboard.type(to)
    await this.#page.keyboard.press('Enter')
  }

  /** Says what values mean that are not understood: value and meaning in turn. */
  async choose(...meanings: readonly string[]): Promise<void> {
    await this.#page.getByRole('button', { name: 'Choose what they mean' }).click()
    const dialog = this.#page.getByRole('dialog', { name: 'What do these mean?' })
    for (let at = 0; at < meanings.length; at += 2) {
      await dialog.getByRole('combobox', { name: `${meanings[at] ?? ''} means` }).click()
      await this.#page.getByRole('option', { name: meanings[at + 1] ?? '', exact: true }).click()
    }
    await dialog.getByRole('button', { name: 'Replace', exact: true }).click()
  }

  /** Decides about the row of this name, which may be a customer who is here. */
  async decide(name: string, decision: 'Same customer' | 'Add as new' | 'Leave out'): Promise<void> {
    await this.#page
      .getByRole('row')
      .filter({ has: this.#page.getByRole('gridcell', { name, exact: true }) })
      .getByRole('button', { name: decision })
      .click()
  }

  /** Confirms the import in a workspace without connection. */
  async start(count: string): Promise<void> {
    await this.#page.getByRole('button', { name: importWords(count) }).click()
  }

  /** Confirms the import in a connected workspace, where it is said first what will be sent. */
  async startConnected(count: string, keepHere: boolean): Promise<void> {
    await this.start(count)
    const dialog = this.#page.getByRole('dialog')
    if (keepHere) await dialog.getByLabel('Keep new customers only on this computer for now').check()
    await dialog.getByRole('button', { name: importWords(count) }).click()
  }

  /** Waits for the result. */
  async finished(file: string, timeout = 120_000): Promise<void> {
    await expect(this.#page.getByText(`${file} is imported`)).toBeVisible({ timeout })
  }

  /** What was done, by the words of the result. */
  async result(): Promise<Record<string, number>> {
    const list = this.#page.getByLabel('What was done')
    const words = await list.getByRole('term').allInnerTexts()
    const counts = await list.getByRole('definition').allInnerTexts()
    return Object.fromEntries(words.map((word, at) => [word, Number((counts[at] ?? '').replaceAll(',', ''))]))
  }

  /** Chooses from the menu of an import on the page of all imports. */
  async more(file: string, action: string): Promise<void> {
    await this.#page.getByRole('button', { name: `More about ${file}` }).click()
    await this.#page.getByRole('menuitem', { name: action }).click()
  }

  /** Takes back the import whose result is shown, and waits until that is done. */
  async undo(file: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Undo this import' }).click()
    await this.#page.getByRole('button', { name: 'Undo the import' }).click()
    await expect(this.#page.getByText(`The import of ${file} was undone`)).toBeVisible({ timeout: 120_000 })
  }
}

function importWords(count: string): string {
  return `Import ${count} ${count === '1' ? 'customer' : 'customers'}`
}
