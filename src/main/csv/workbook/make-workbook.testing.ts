import { crc32, deflateRawSync } from 'node:zlib'

/** A zip archive of these parts. `declared` lies about the unpacked size of each, as a zip bomb does. */
export function makeArchive(parts: Record<string, string | Buffer>, declared?: number): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x800, 2)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(bytes), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(declared ?? bytes.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const file = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, Buffer.from(name), packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), head, place, Buffer.from(name)]),
    )
    files.push(file)
    offset += file.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, ...directory, end])
}

/** What a workbook of one sheet holds; everything but the rows of the sheet is optional. */
export interface WorkbookContent {
  /** XML of the rows: `<row><c …/></row>…`. */
  rows: string
  strings?: string
  formats?: Record<number, string>
  /** Number format of each style. */
  styles?: number[]
  from1904?: boolean
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook as other programs write them. */
export function workbookParts(content: WorkbookContent): Record<string, string> {
  const formats = Object.entries(content.formats ?? {}).map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  )
  const styles = (content.styles ?? [0]).map((id) => `<xf numFmtId="${id}"/>`)
  return {
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml':
      `<workbook><workbookPr date1904="${content.from1904 === true ? 1 : 0}"/>` +
      `<sheets><sheet name="Sheet" sheetId="1" xmlns:r="${OFFICE}" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'sharedStrings', '/xl/sharedStrings.xml'],
      ['rId3', 'styles', 'styles.xml'],
    ]),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${content.rows}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${content.strings ?? ''}</sst>`,
    'xl/styles.xml':
      `<styleSheet><numFmts>${formats.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
      `<cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
  }
}

function relations(list: [id: string, type: string, target: string][]): string {
  const items = list.map(
    ([id, type, to]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${to}"/>`,
  )
  return `<Relationships>${items.join('')}</Relationships>`
}
