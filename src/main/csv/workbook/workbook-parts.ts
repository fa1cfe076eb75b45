import { posix } from 'node:path'
import type { WorkbookArchive } from './workbook-archive.ts'
import { readWholeXml } from './xml-events.ts'

/** A sheet of a workbook and the part of the archive that it is. */
export interface WorkbookSheet {
  name: string
  part: string
  hidden: boolean
}

/** What a workbook says of itself. Parts that it lacks are ''. */
export interface WorkbookParts {
  sheets: WorkbookSheet[]
  sharedStrings: string
  styles: string
  /** True where days are counted from 1904, as Excel for old Macs did. */
  from1904: boolean
}

/** Reads what a workbook says of its parts; null where the archive is no Excel workbook. */
export async function readWorkbookParts(archive: WorkbookArchive): Promise<WorkbookParts | null> {
  const workbook = [...(await relationsOf(archive, '')).values()].find(
    ({ type }) => type === 'officeDocument',
  )
  const part = workbook?.target ?? 'xl/workbook.xml'
  if (!part.endsWith('.xml') || !archive.has(part)) return null
  const relations = await relationsOf(archive, part)
  const target = (type: string): string =>
    [...relations.values()].find((relation) => relation.type === type)?.target ?? ''
  const found: WorkbookParts = {
    sheets: [],
    sharedStrings: target('sharedStrings'),
    styles: target('styles'),
    from1904: false,
  }
  const names = new Set<string>()
  await readWholeXml(archive.read(part), {
    open(name, attributes) {
      names.add(name)
      if (name === 'workbookPr') found.from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => /^[^:]+:id$/.test(key))?.[1] ?? ''
      const relation = relations.get(id)
      // A sheet that is nothing but a chart has no cells.
      if (relation?.type !== 'worksheet' || !archive.has(relation.target)) return
      const hidden = (attributes['state'] ?? 'visible') !== 'visible'
      found.sheets.push({ name: attributes['name'] ?? '', part: relation.target, hidden })
    },
  })
  return names.has('workbook') ? found : null
}

interface Relation {
  type: string
  target: string
}

/** What a part (the archive itself for '') refers to, by id. */
async function relationsOf(archive: WorkbookArchive, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part)
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const relations = new Map<string, Relation>()
  if (!archive.has(path)) return relations
  await readWholeXml(archive.read(path), {
    open(name, attributes) {
      const { Id: id, Type: type, Target: to } = attributes
      if (name !== 'Relationship' || id === undefined || type === undefined || to === undefined) return
      const target = to.startsWith('/') ? to.slice(1) : posix.join(folder, to)
      relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target })
    },
  })
  return relations
}
