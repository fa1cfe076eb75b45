import { numberFormatOf, type NumberFormat } from './number-format.ts'
import type { WorkbookArchive } from './workbook-archive.ts'
import { readWholeXml } from './xml-events.ts'

/** The number format of each cell style of a workbook, by its number. */
export async function readCellStyles(archive: WorkbookArchive, part: string): Promise<NumberFormat[]> {
  const codes = new Map<number, string>()
  const ids: number[] = []
  if (part === '' || !archive.has(part)) return []
  let isCellStyles = false
  await readWholeXml(archive.read(part), {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (name === 'cellXfs') isCellStyles = true
      if (name === 'xf' && isCellStyles) ids.push(Number(attributes['numFmtId'] ?? 0))
    },
    close(name) {
      if (name === 'cellXfs') isCellStyles = false
    },
  })
  return ids.map((id) => numberFormatOf(id, codes.get(id)))
}
