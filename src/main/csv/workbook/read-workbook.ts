import type { TableForm, TableRows, TableSource } from '../table.ts'
import { CsvFailure } from '../file-error.ts'
import { checkStamp } from '../source-file.ts'
import { readCellStyles } from './cell-styles.ts'
import { SharedStrings } from './shared-strings.ts'
import { SheetRows, type SheetContext } from './sheet-rows.ts'
import { WorkbookArchive } from './workbook-archive.ts'
import { readWorkbookParts, type WorkbookSheet } from './workbook-parts.ts'
import { readXml } from './xml-events.ts'

/**
 * Reads the rows of a sheet of an Excel workbook (.xlsx, ECMA-376), every cell as text: formulas as what they came to,
 * dates in ISO form. Only the texts that cells share are held in memory, up to a limit. Throws CsvFailure `unreadable`
 * with the detail `workbook` where it is damaged, `workbook-too-large`, `sheet` where the sheet is not there.
 */
export async function* readWorkbook(
  source: TableSource,
  onForm: (form: TableForm) => void,
): AsyncGenerator<TableRows, void> {
  const stamp = await checkStamp(source.path, source.expected)
  try {
    const archive = await WorkbookArchive.open(source.path)
    try {
      yield* sheetRows(archive, source.options.sheet, stamp.size, onForm)
    } finally {
      archive.close()
    }
  } catch (error) {
    // A file that is replaced meanwhile looks damaged.
    await checkStamp(source.path, stamp)
    throw isOfDisk(error) ? error : new CsvFailure({ kind: 'unreadable', detail: 'workbook' })
  }
  await checkStamp(source.path, stamp)
}

async function* sheetRows(
  archive: WorkbookArchive,
  wanted: string | undefined,
  size: number,
  onForm: (form: TableForm) => void,
): AsyncGenerator<TableRows, void> {
  const parts = await readWorkbookParts(archive)
  if (parts === null) throw new CsvFailure({ kind: 'binary', looksLike: archive.lookOf() })
  const shown = parts.sheets.filter(({ hidden }) => !hidden)
  const sheets = shown.length > 0 ? shown : parts.sheets
  const context = {
    strings: await SharedStrings.read(archive, parts.sharedStrings),
    styles: await readCellStyles(archive, parts.styles),
    from1904: parts.from1904,
  }
  const sheet =
    wanted === undefined
      ? await firstList(archive, sheets, context)
      : sheets.find(({ name }) => name === wanted)
  if (sheet === undefined)
    throw new CsvFailure(sheets.length === 0 ? { kind: 'empty' } : { kind: 'unreadable', detail: 'sheet' })
  onForm({
    format: 'xlsx',
    encoding: '',
    delimiter: ',',
    sheets: sheets.map(({ name }) => name),
    sheet: sheet.name,
  })
  const whole = Math.max(archive.sizeOf(sheet.part), 1)
  for await (const { rows, bytes } of rowsOf(archive, sheet, context))
    yield { rows, bytesRead: Math.round((size * bytes) / whole) }
}

/** Sheets and rows looked at to find the one that has the list. */
const SHEETS_TRIED = 10
const ROWS_TRIED = 30

/** The first sheet that looks like a list, with rows of several cells: others are covers and notes. The first, if none. */
async function firstList(
  archive: WorkbookArchive,
  sheets: readonly WorkbookSheet[],
  context: SheetContext,
): Promise<WorkbookSheet | undefined> {
  if (sheets.length < 2) return sheets[0]
  for (const sheet of sheets.slice(0, SHEETS_TRIED)) {
    if (!archive.has(sheet.part)) continue
    let [wide, looked] = [0, 0]
    for await (const { rows } of rowsOf(archive, sheet, context)) {
      const some = rows.slice(0, ROWS_TRIED)
      wide += some.filter((row) => row.filter((cell) => cell.trim() !== '').length > 1).length
      looked += rows.length
      if (looked >= ROWS_TRIED) break
    }
    if (wide > 1) return sheet
  }
  return sheets[0]
}

async function* rowsOf(
  archive: WorkbookArchive,
  sheet: WorkbookSheet,
  context: SheetContext,
): AsyncGenerator<{ rows: string[][]; bytes: number }, void> {
  const rows = new SheetRows(context)
  const listener = {
    open: rows.open.bind(rows),
    close: rows.close.bind(rows),
    text: rows.text.bind(rows),
  }
  for await (const bytes of readXml(archive.read(sheet.part), listener)) {
    const found = rows.take()
    if (found.length > 0) yield { rows: found, bytes }
  }
}

/** True for what the disk or our own checks say; everything else comes from a damaged file. */
function isOfDisk(error: unknown): boolean {
  if (error instanceof CsvFailure) return true
  return error instanceof Error && 'syscall' in error && 'code' in error
}
