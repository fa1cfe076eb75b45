import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import type { CustomerDraft } from '../domain/customer.ts'
import type { ColumnTarget } from './column-target.ts'

/**
 * How the name of a file gets into the fields of the remote: `join` makes one name of two columns, `split` makes first
 * and last name of one; `as-is` where the remote takes what the file has, or without a connection.
 */
export type NameForm = 'join' | 'split' | 'as-is'

/** The form for a remote and the columns of a file. */
export function nameForm(
  capabilities: ConnectorCapabilities | null,
  mapped: ReadonlySet<ColumnTarget>,
): NameForm {
  if (capabilities === null) return 'as-is'
  const hasOne = capabilities.fields.includes('name')
  const hasTwo = capabilities.fields.includes('firstName')
  const tellsTwo = mapped.has('firstName') || mapped.has('lastName')
  if (hasOne && !hasTwo && !mapped.has('name')) return 'join'
  return hasTwo && !hasOne && !tellsTwo ? 'split' : 'as-is'
}

/** Where a row changed the name in one form, the other form follows. */
export function followNames(before: CustomerDraft, draft: CustomerDraft, form: NameForm): void {
  if (form === 'join') {
    if (draft.firstName === before.firstName && draft.lastName === before.lastName) return
    if (draft.name === before.name) draft.name = `${draft.firstName} ${draft.lastName}`.trim()
  } else if (form === 'split') {
    if (draft.name === before.name || draft.firstName !== before.firstName) return
    Object.assign(draft, splitName(draft.name))
  }
}

/** Words before a surname that belong to it ("van der Berg"). */
const PARTICLES = new Set([
  'van',
  'von',
  'de',
  'der',
  'den',
  'del',
  'della',
  'di',
  'da',
  'dos',
  'du',
  'la',
  'le',
  'ter',
  'zu',
])

/** First and last name out of one name: "Ann van der Berg", "Berg, Ann". A single word is a first name. */
export function splitName(name: string): { firstName: string; lastName: string } {
  const comma = /^([^,]+),\s*([^,]+)$/.exec(name)
  if (comma?.[1] !== undefined && comma[2] !== undefined) {
    return { firstName: comma[2].trim(), lastName: comma[1].trim() }
  }
  const words = name.trim().split(/\s+/)
  let at = words.length - 1
  while (at > 1 && PARTICLES.has((words[at - 1] ?? '').toLowerCase())) at -= 1
  return at < 1
    ? { firstName: words.join(' '), lastName: '' }
    : { firstName: words.slice(0, at).join(' '), lastName: words.slice(at).join(' ') }
}
