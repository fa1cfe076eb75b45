import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import {
  CUSTOMER_TEXT_FIELDS,
  emptyCustomerDraft,
  type CustomerDraft,
  type CustomerTextField,
} from '../domain/customer.ts'
import { displayName } from '../domain/derived-fields.ts'
import { parseAddressFieldKey } from '../domain/field-map.ts'
import { missingForRemote } from '../domain/requirements.ts'
import { ADDRESS_GROUPS, parseAddressTarget, type ColumnTarget } from './column-target.ts'
import { addNewAddresses, mergeAddresses, type AddressContext } from './draft-addresses.ts'
import { countryProblems, mappedPartsOf, readAddress, type RowAddress } from './row-address.ts'
import { readYesNo, type RowCells, type RowProblem } from './row-cells.ts'
import { readTags } from './tags-cell.ts'

/** What reading a row needs besides the row; made once for a file. */
export interface RowContext extends AddressContext {
  readonly mapping: readonly ColumnTarget[]
  /** Of the workspace's remote; null without a connection. */
  readonly capabilities: ConnectorCapabilities | null
}

/** A row as a customer: what it would be, and what stands in the way. With problems the draft is for show only. */
export interface RowDraft {
  draft: CustomerDraft
  problems: RowProblem[]
}

/** The context of a file with this mapping. */
export function rowContext(
  mapping: readonly ColumnTarget[],
  capabilities: ConnectorCapabilities | null,
  newId: () => string,
): RowContext {
  return { mapping, mappedParts: mappedPartsOf(mapping), capabilities, newId }
}

/**
 * The customer that a row makes where nobody has it yet. Names, company, phone and e-mail that stand in an address only
 * (WooCommerce) are the customer's own too; a name in two columns is one name where the remote has one field.
 */
export function newDraftFrom(cells: RowCells, context: RowContext): RowDraft {
  const draft = emptyCustomerDraft()
  for (const field of CUSTOMER_TEXT_FIELDS) draft[field] = cells.get(field)?.text ?? ''
  draft.tags = readTags(cells.get('tags')?.text ?? '')
  draft.acceptsMarketing = readYesNo(cells.get('acceptsMarketing')?.text ?? '') ?? false
  const shipping = readAddress(cells, 'shipping', context.mappedParts)
  const billing = readAddress(cells, 'billing', context.mappedParts)
  takeFromAddresses(draft, [billing, shipping])
  if (draft.name === '' && hasOneNameField(context.capabilities)) {
    draft.name = `${draft.firstName} ${draft.lastName}`.trim()
  }
  addNewAddresses(draft, shipping, billing, context)
  const problems = problemsOf(cells)
  return { draft, problems: [...problems, ...missing(draft, problems, context)] }
}

/**
 * An existing customer after a row: filled cells replace, blank ones keep. Where nothing changes, the draft equals
 * `present`. A cell that cannot be taken does no harm where it says what is there already.
 */
export function editedDraftFrom(present: CustomerDraft, cells: RowCells, context: RowContext): RowDraft {
  const draft: CustomerDraft = { ...present }
  for (const field of CUSTOMER_TEXT_FIELDS) {
    const text = cells.get(field)?.text
    if (text !== undefined && text !== present[field].trim()) draft[field] = text
  }
  composeName(present, draft, context)
  const tags = cells.get('tags')
  if (tags !== undefined && !sameTags(readTags(tags.text), present.tags)) draft.tags = readTags(tags.text)
  const marketing = readYesNo(cells.get('acceptsMarketing')?.text ?? '')
  if (marketing !== null) draft.acceptsMarketing = marketing
  const addresses = mergeAddresses(present, draft, cells, context)
  const says = (problem: RowProblem): boolean => {
    const part = parseAddressTarget(problem.target)
    if (part !== null) {
      const merged = addresses[part.group]
      return merged !== null && merged.fields[part.field] !== (merged.old?.[part.field] ?? '')
    }
    return !isTextField(problem.target) || draft[problem.target] !== present[problem.target]
  }
  return { draft, problems: problemsOf(cells).filter(says) }
}

function sameTags(a: readonly string[], b: readonly string[]): boolean {
  const present = new Set(b.filter((tag) => tag.trim() !== ''))
  return a.length === present.size && a.every((tag) => present.has(tag))
}

function hasOneNameField(capabilities: ConnectorCapabilities | null): boolean {
  return (
    capabilities !== null &&
    capabilities.fields.includes('name') &&
    !capabilities.fields.includes('firstName')
  )
}

/** Where the file has the name in two columns and the remote in one, the one follows the two. */
function composeName(present: CustomerDraft, draft: CustomerDraft, context: RowContext): void {
  if (!hasOneNameField(context.capabilities) || context.mapping.includes('name')) return
  if (draft.firstName === present.firstName && draft.lastName === present.lastName) return
  draft.name = `${draft.firstName} ${draft.lastName}`.trim()
}

function takeFromAddresses(draft: CustomerDraft, addresses: readonly (RowAddress | null)[]): void {
  for (const address of addresses) {
    if (address === null) continue
    const { parts } = address
    if (draft.name === '' && draft.firstName === '' && draft.lastName === '') {
      draft.name = parts.name ?? ''
      draft.firstName = parts.firstName ?? ''
      draft.lastName = parts.lastName ?? ''
    }
    draft.company ||= parts.company ?? ''
    draft.phone ||= parts.phone ?? ''
    draft.email ||= parts.email ?? ''
  }
}

function problemsOf(cells: RowCells): RowProblem[] {
  const problems: RowProblem[] = []
  for (const [target, cell] of cells) {
    if (cell.rule !== null) problems.push({ column: cell.column, target, rule: cell.rule })
  }
  return [...problems, ...ADDRESS_GROUPS.flatMap((group) => countryProblems(cells, group))]
}

/** What a new customer lacks: something to call it by, and what the remote demands. */
function missing(draft: CustomerDraft, problems: readonly RowProblem[], context: RowContext): RowProblem[] {
  const found: RowProblem[] = []
  if (displayName(draft) === '') found.push({ column: -1, target: 'name', rule: 'required' })
  if (context.capabilities === null) return found
  for (const { field, rule } of missingForRemote(draft, context.capabilities)) {
    const target = targetOf(field, draft)
    if ([...problems, ...found].some((problem) => problem.target === target)) continue
    found.push({ column: context.mapping.findIndex((one) => one === target), target, rule })
  }
  return found
}

/** The target of a field that a rule names: addresses are named by their id there. */
function targetOf(field: string, draft: CustomerDraft): string {
  const part = parseAddressFieldKey(field)
  if (part === null) return field
  return `${part.addressId === draft.defaultShippingAddressId ? 'shipping' : 'billing'}.${part.part}`
}

function isTextField(target: string): target is CustomerTextField {
  return CUSTOMER_TEXT_FIELDS.some((field) => field === target)
}
