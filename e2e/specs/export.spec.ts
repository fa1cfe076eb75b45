import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { listRow, writeList } from '../import-list.ts'
import { CustomersPage } from '../pages/customers-page.ts'
import { ExportPage } from '../pages/export-page.ts'
import { ImportPage } from '../pages/import-page.ts'

const ROWS = Array.from({ length: 30 }, (_, at) => listRow(at))

/** Cells that a spreadsheet, a parser or a careless programmer would harm. */
const AWKWARD = [
  'Name,Company,E-mail,Phone,Notes,Tags,Archived',
  '"=HYPERLINK(""http://evil.example"")","@SUM(A1)",formula@list.example,+61 3 9555 1000,"-1+1",trade,',
  `'quoted,"O'Brien & ""Sons""",quoted@list.example,0412 345 678,"first\nsecond\r\nthird","a, b; c",`,
  '"Zoë 李 🙂","１２３ | tab\tin it",zoe@list.example,(03) 9555 0000," spaces around ",vip,yes',
  '__proto__,constructor,proto@list.example,0044 20 7946 0000,1E5 00123 4.41E+11,,yes',
  '',
].join('\n')

test('the list as filtered, the selection and everything are exported; importing that changes nothing', async ({
  desk,
}) => {
  const page = await desk.start()
  const files = new ImportPage(page)
  const customers = new CustomersPage(page)
  const exports = new ExportPage(page, desk.electron)
  const path = (name: string): string => join(desk.userData, name)

  await test.step('customers of every kind are here', async () => {
    await writeList(path('list.csv'), ROWS)
    await writeFile(path('awkward.csv'), AWKWARD)
    await files.check(path('list.csv'), '30')
    await files.start('30')
    await files.finished('list.csv')
    await files.check(path('awkward.csv'), '4')
    await files.start('4')
    await files.finished('awkward.csv')
  })

  await test.step('the list as filtered and sorted, with its columns', async () => {
    await customers.search('barnes', 15)
    await customers.toggleColumns('Postcode', 'Company')
    await exports.save('Export', path('barnes.csv'), 15, {
      madeFor: 'The columns of the list',
      opensIn: 'Other programs',
    })
    const [header = '', ...rows] = (await readFile(path('barnes.csv'), 'utf8')).trim().split(/\r?\n/)
    expect(header).toBe(
      'Name,E-mail,Phone,City of the main address,Country of the main address,Postcode of the main address',
    )
    const names = rows.map((row) => row.split(',')[0])
    expect(names).toEqual(names.toSorted())
    expect(names).toContain(ROWS[15]?.name)
  })

  await test.step('the selected ones', async () => {
    await customers
      .row(ROWS[16]?.name ?? '')
      .getByRole('checkbox')
      .check()
    await customers
      .row(ROWS[18]?.name ?? '')
      .getByRole('checkbox')
      .check()
    await exports.save('Export 2', path('two.csv'), 2)
    const text = await readFile(path('two.csv'), 'utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain(ROWS[16]?.email)
    expect(text).toContain(ROWS[18]?.email)
    expect(text).not.toContain(ROWS[17]?.email)
    await page.keyboard.press('Escape')
  })

  await test.step('everything for a spreadsheet, and back again', async () => {
    await customers.search('', 32)
    await exports.save('Export', path('excel.csv'), 34, { which: 'All customers, archived ones too' })
    expect(await readFile(path('excel.csv'), 'utf8')).toContain(`"'=HYPERLINK(`)
    await nothingChanges(path('excel.csv'))
  })

  await test.step('everything for other programs, and back again', async () => {
    await customers.search('', 32)
    await exports.save('Export', path('plain.csv'), 34, {
      which: 'All customers, archived ones too',
      opensIn: 'Other programs',
    })
    expect(await readFile(path('plain.csv'), 'utf8')).toContain('"=HYPERLINK(')
    await nothingChanges(path('plain.csv'))
  })

  async function nothingChanges(file: string): Promise<void> {
    await files.open(file)
    expect(await files.doubtfulColumns()).toEqual([])
    await files.look()
    expect(await files.kinds()).toEqual({ All: 34, Unchanged: 34 })
    await files.startOver()
  }
})
