import { join } from 'node:path'
import { DeskApp, PROJECT_ROOT } from '../desk-app.ts'
import { expect, test } from '@playwright/test'
import { ImportPage } from '../pages/import-page.ts'

const CORPUS = join(PROJECT_ROOT, 'e2e', 'fixtures', 'csv')

interface Outcome {
  /** What is said about how the file is written, where it is not laid open for the person to look at. */
  written?: RegExp
  /** Columns that are asked about. */
  asked?: string[]
  kinds: Record<string, number>
  /** Cells as they must arrive. */
  cells: string[]
}

/** Files of the corpus with what the check says of them. How each is read in detail is told beside src/main/csv. */
const READABLE: Record<string, Outcome> = {
  'windows-1252.csv': {
    written: /Windows-1252, parted by semicolons, column names in row 1/,
    kinds: { All: 1, New: 1 },
    cells: ['Jürgen Groß', 'Zürich', '„5 €“ – gut'],
  },
  'utf16-le.csv': {
    written: /UTF-16LE, parted by tabs, column names in row 1/,
    kinds: { All: 1, New: 1 },
    cells: ['Łukasz', 'Łódź'],
  },
  'title-lines.csv': { kinds: { All: 2, New: 2 }, cells: ['ann@lee.example', 'Basel'] },
  'no-header.csv': {
    asked: ['Column 1', 'Column 2', 'Column 3'],
    kinds: { All: 3, New: 3 },
    cells: ['Ann Lee', '0412 345 678', '+41 81 555 01 02'],
  },
  'customers.xlsx': {
    asked: ['Long'],
    kinds: { All: 3, New: 2, 'To fix': 1 },
    cells: ['Zoë & <Müller>', '0800', '03056', '0412 345 678'],
  },
  'proto-header.csv': { kinds: { All: 1, New: 1 }, cells: ['Ann'] },
  'duplicate-headers.csv': {
    asked: ['E-mail', 'E-mail'],
    kinds: { All: 1, New: 1 },
    cells: ['a@one.example'],
  },
  'damaged-numbers.csv': {
    kinds: { All: 3, New: 2, 'To fix': 1, 'Worth a look': 1 },
    cells: ['To fix Phone: a spreadsheet has cut this number', '6.1412E+10', '0800'],
  },
  'shopify.csv': {
    asked: ['Customer ID'],
    kinds: { All: 1, New: 1 },
    cells: ['ann@lee.example', 'Likes mornings', 'trade, vip'],
  },
  'hubspot.csv': {
    asked: ['Record ID'],
    kinds: { All: 2, New: 2 },
    cells: ['+61 3 5550 1234', 'Okafor Hardware', '94607'],
  },
  'xero.csv': {
    asked: ['Person1FirstName', 'Person1LastName', 'Person1Email'],
    kinds: { All: 1, New: 1 },
    cells: [],
  },
}

const REFUSED: Record<string, string> = {
  'image.csv': 'This is an image, not a list.',
  'empty.csv': 'There is nothing in this file.',
  'document.csv': 'This is a PDF. A CSV or a spreadsheet of the same list is needed.',
  'old-workbook.xls': 'This workbook cannot be read. Open it and save it as .xlsx or as CSV, then drop that.',
  'workbook.csv':
    'This workbook is damaged, or only part of it was saved. Open it, save it again, then drop that.',
  '.': 'This is a folder. Drop the file itself.',
}

test.describe('files of the corpus', () => {
  let desk: DeskApp

  test.beforeAll(async () => {
    desk = await DeskApp.fresh()
    await desk.start()
  })

  test.afterAll(() => desk.dispose())

  for (const [name, { written, asked = [], kinds, cells }] of Object.entries(READABLE)) {
    test(`${name} comes to the check as it is`, async () => {
      const files = new ImportPage(desk.page)
      await files.open(join(CORPUS, name))
      await expect(desk.page.getByText(written ?? name).first()).toBeVisible()
      expect(await files.doubtfulColumns()).toEqual(asked)
      await files.look()
      expect(await files.kinds()).toEqual(kinds)
      await files.show('All')
      for (const text of cells) await expect(files.cell(text).first()).toBeVisible()
      await files.startOver()
    })
  }

  test('wide.csv: 200 columns of which none says who somebody is', async () => {
    const files = new ImportPage(desk.page)
    await files.open(join(CORPUS, 'wide.csv'))
    const check = desk.page.getByRole('button', { name: 'Check what it does' })
    await expect(desk.page.getByText('Say which column holds a name, a company or an e-mail.')).toBeVisible()
    await expect(check).toBeDisabled()
    await desk.page.getByRole('button', { name: '200 columns are left out' }).click()
    await files.putColumn('Field 2', 'Name')
    await files.putColumn('Field 200', 'Notes')
    await files.look()
    expect(await files.kinds()).toEqual({ All: 3, New: 3 })
    await files.startOver()
  })

  for (const [name, why] of Object.entries(REFUSED)) {
    test(`${name} is refused in plain words`, async () => {
      await new ImportPage(desk.page).refused(join(CORPUS, name), why)
    })
  }

  test('no file harms the page that shows it', async () => {
    expect(await desk.page.evaluate(() => Reflect.get({}, 'polluted') as unknown)).toBeUndefined()
    await expect(desk.page.getByRole('navigation').first()).toBeVisible()
  })
})
