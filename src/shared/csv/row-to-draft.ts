import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import {
  CUSTOMER_TEXT_FIELDS,
  emptyCustomerDraft,
  type CustomerDraft,
  type CustomerField,
} from '../domain/customer.ts'
import { displayName } from '../domain/derived-fields.ts'
import { parseAddressFieldKey } from '../domain/field-map.ts'
import { missingForRemote } from '../domain/requirements.ts'
import { FURTHER_GROUPS, parseAddressTarget, type AddressGroup, type ColumnTarget } from './column-target.ts'
import { addNewAddresses, mergeAddresses, type AddressContext, type ClearsPart } from './draft-addresses.ts'
import type { ImportOptions, MatchKey } from './import-options.ts'
import { followNames, nameForm, type NameForm } from './name-columns.ts'
import { mappedPartsOf } from './row-address.ts'
import {
  cellOf,
  isSpreadsheetError,
  lacksNumber,
  type ReadContext,
  type RowCells,
  type RowProblem,
} from './row-cells.ts'
import { readTags } from './tags-cell.ts'
import { readYesNo } from './yes-no.ts'

type Target = Exclude<ColumnTarget, 'ignore'>

const NOBODY = emptyCustomerDraft()

/** What reading a row needs besides the row; made once for a file. */
export interface RowContext extends AddressContext, ReadContext {
  /** Of the workspace's remote; null without a connection. */
  readonly capabilities: ConnectorCapabilities | null
  /** Targets that a column goes to. */
  readonly mapped: ReadonlySet<ColumnTarget>
  /** What a blank cell of a mapped column does to an existing customer. */
  readonly blanks: ImportOptions['blanks']
  readonly nameForm: NameForm
}

/** What of a file and of the choices for its import reading needs; without it there are no labels and no defaults. */
export interface RowFile {
  header?: readonly string[]
  options?: Pick<ImportOptions, 'blanks' | 'defaults'>
}

/** A row as a customer: what it would be, and what stands in the way. With problems the draft is for show only. */
export interface RowDraft {
  draft: CustomerDraft
  /** Whether the customer is archived after the row; null where the row does not say. */
  archived: boolean | null
  problems: RowProblem[]
  /** What a person should look at, and what keeps nobody from importing. */
  warnings: RowProblem[]
}

/** The context of a file with this mapping. */
export function rowContext(
  mapping: readonly ColumnTarget[],
  capabilities: ConnectorCapabilities | null,
  newId: () => string,
  { header = [], options = { blanks: 'keep', defaults: {} } }: RowFile = {},
): RowContext {
  const mapped = new Set<ColumnTarget>(mapping)
  const defaults = (Object.entries(options.defaults) as [Target, string][]).flatMap(([target, text]) => {
    const value = text.trim()
    // What finds a customer cannot be the same for all rows.
    return value === '' || target === 'localId' || target === 'remoteId'
      ? []
      : [[target, cellOf(target, mapping.indexOf(target), value, true)] as const]
  })
  return {
    mapping,
    mapped,
    mappedParts: mappedPartsOf(mapping),
    header,
    defaults,
    isForeign: !mapped.has('localId'),
    blanks: options.blanks,
    nameForm: nameForm(capabilities, mapped),
    capabilities,
    newId,
  }
}

/**
 * The customer that a row makes where nobody has it yet. Names, company, phone and e-mail that stand in an address only
 * (WooCommerce) are the customer's own too, but not in files of this app, which say all; the name follows what the remote
 * has fields for.
 */
export function newDraftFrom(cells: RowCells, context: RowContext): RowDraft {
  const draft = emptyCustomerDraft()
  for (const field of CUSTOMER_TEXT_FIELDS) draft[field] = cells.get(field)?.text ?? ''
  draft.tags = readTags(cells.get('tags')?.text ?? '')
  draft.acceptsMarketing = readYesNo(cells.get('acceptsMarketing')?.text ?? '') ?? false
  const addresses = addNewAddresses(
    draft,
    cells,
    context,
    (group, field) => context.blanks === 'clear' && context.mappedParts.get(group)?.has(field) === true,
  )
  if (context.isForeign) takeFromAddresses(draft)
  followNames(NOBODY, draft, context.nameForm)
  const problems = [...problemsOf(cells), ...addresses.problems]
  return {
    draft,
    archived: readYesNo(cells.get('archived')?.text ?? ''),
    problems: [...problems, ...missing(draft, problems, context)],
    warnings: [...warningsOf(cells), ...addresses.warnings],
  }
}

/**
 * An existing customer after a row: filled cells replace, blank ones keep or empty, as the options say. Where nothing
 * changes, the draft equals `present`; a name that is shown already is no change. A cell that cannot be taken does no harm where it says what is there already.
 * Defaults only fill what is empty; in columns of the file they take the place of what is emptied. Blank cells empty
 * neither what the customer was found by (`matchedBy`), nor an address of which every cell is blank, nor the last thing
 * to call the customer by: that is a problem.
 */
export function editedDraftFrom(
  present: CustomerDraft,
  cells: RowCells,
  context: RowContext,
  matchedBy?: MatchKey | 'localId',
): RowDraft {
  const draft: CustomerDraft = { ...present }
  const kept = matchedBy === undefined ? [] : FOUND_BY[matchedBy]
  const clears = (target: Target): boolean =>
    context.blanks === 'clear' &&
    context.mapped.has(target) &&
    !kept.includes(target) &&
    !(isOwnToo(target) && isInAddress(cells, context, target, present[target].trim()))
  for (const field of CUSTOMER_TEXT_FIELDS) {
    const told = present[field].trim()
    const cell = cells.get(field)
    const isFree = cell?.isDefault !== true || told === '' || clears(field)
    const after = cell === undefined ? (clears(field) ? '' : told) : isFree ? cell.text : told
    if (after !== told) draft[field] = after
  }
  keepShownName(present, draft, context)
  followNames(present, draft, context.nameForm)
  editTagsAndMarketing(present, draft, cells, clears)
  const clearsPart: ClearsPart = (group, field) => clears(`${group}.${field}`)
  const addresses = mergeAddresses(draft, cells, context, clearsPart)
  const says = (problem: RowProblem): boolean =>
    !isField(problem.target) || draft[problem.target] !== present[problem.target]
  return {
    draft,
    archived: readYesNo(cells.get('archived')?.text ?? ''),
    problems: [
      ...problemsOf(cells).filter(says),
      ...addresses.problems,
      ...namelessness(present, draft, context),
    ],
    warnings: [...warningsOf(cells).filter(says), ...addresses.warnings],
  }
}

/** Fields that are no longer blanked where a customer was found by them. */
const FOUND_BY: Readonly<Record<MatchKey | 'localId', readonly Target[]>> = {
  localId: [],
  remoteId: [],
  code: ['code'],
  referenceId: ['referenceId'],
  email: ['email'],
  mobile: ['mobile'],
  address: [
    'name',
    'firstName',
    'lastName',
    'company',
    'shipping.line1',
    'shipping.postcode',
    'billing.line1',
    'billing.postcode',
  ],
}

/**
 * A name that is what lists show for first and last name, company or e-mail says nothing new, and would stand still when
 * those change. A remote that knows no first name wants it all the same.
 */
function keepShownName(present: CustomerDraft, draft: CustomerDraft, { capabilities }: RowContext): void {
  if (present.name.trim() !== '' || draft.name === present.name) return
  if (capabilities !== null && !capabilities.fields.includes('firstName')) return
  if (displayName({ ...draft, name: '' }) === draft.name) draft.name = present.name
}

function editTagsAndMarketing(
  present: CustomerDraft,
  draft: CustomerDraft,
  cells: RowCells,
  clears: (target: Target) => boolean,
): void {
  const tags = cells.get('tags')
  if (tags !== undefined) {
    const isFree = !tags.isDefault || present.tags.length === 0 || clears('tags')
    if (isFree && !sameTags(readTags(tags.text), present.tags)) draft.tags = readTags(tags.text)
  } else if (clears('tags') && present.tags.some((tag) => tag.trim() !== '')) draft.tags = []
  const marketing = cells.get('acceptsMarketing')
  // Nobody is made to accept anything because a file does not say.
  if (marketing !== undefined && (!marketing.isDefault || clears('acceptsMarketing'))) {
    draft.acceptsMarketing = readYesNo(marketing.text) ?? present.acceptsMarketing
  } else if (marketing === undefined && clears('acceptsMarketing')) draft.acceptsMarketing = false
}

/** Takes back what leaves nothing to call a customer by, and says so. */
function namelessness(present: CustomerDraft, draft: CustomerDraft, { mapping }: RowContext): RowProblem[] {
  if (displayName(draft) !== '' || displayName(present) === '') return []
  const emptied = (['name', 'firstName', 'lastName', 'company', 'email'] as const).filter(
    (field) => draft[field] !== present[field],
  )
  for (const field of emptied) draft[field] = present[field]
  const target = emptied.find((field) => mapping.includes(field)) ?? 'name'
  return [{ column: mapping.indexOf(target), target, rule: 'required' }]
}

function sameTags(a: readonly string[], b: readonly string[]): boolean {
  const present = new Set(b.filter((tag) => tag.trim() !== ''))
  return a.length === present.size && a.every((tag) => present.has(tag))
}

/** Fields that a new customer takes from its address where the row has them nowhere else. */
const OWN_TOO = ['name', 'firstName', 'lastName', 'company', 'phone', 'email'] as const

function isOwnToo(target: Target): target is (typeof OWN_TOO)[number] {
  return OWN_TOO.some((field) => field === target)
}

function isInAddress(
  cells: RowCells,
  { mappedParts }: RowContext,
  field: (typeof OWN_TOO)[number],
  text: string,
): boolean {
  return [...mappedParts.keys()].some((group) => cells.get(`${group}.${field}`)?.text === text)
}

function takeFromAddresses(draft: CustomerDraft): void {
  const { addresses, defaultBillingAddressId, defaultShippingAddressId } = draft
  for (const id of [defaultBillingAddressId, defaultShippingAddressId]) {
    const address = addresses.find((one) => one.id === id)
    if (address === undefined) continue
    if (draft.name === '' && draft.firstName === '' && draft.lastName === '') {
      draft.name = address.name
      draft.firstName = address.firstName
      draft.lastName = address.lastName
    }
    draft.company ||= address.company
    draft.phone ||= address.phone
    draft.email ||= address.email
  }
}

/** What is wrong with the cells of the customer's own fields. */
function problemsOf(cells: RowCells): RowProblem[] {
  const problems: RowProblem[] = []
  for (const [target, { column, rule }] of cells) {
    if (rule !== null && parseAddressTarget(target) === null) problems.push({ column, target, rule })
  }
  return problems
}

const PHONES: ReadonlySet<string> = new Set(['phone', 'mobile', 'fax'])

function warningsOf(cells: RowCells): RowProblem[] {
  const warnings: RowProblem[] = []
  for (const [target, { column, text }] of cells) {
    if (parseAddressTarget(target) !== null) continue
    if (text.startsWith('#') && isSpreadsheetError(text))
      warnings.push({ column, target, rule: 'spreadsheet-error' })
    else if (PHONES.has(target) && lacksNumber(text)) warnings.push({ column, target, rule: 'no-number' })
  }
  return warnings
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
  return part === null ? field : `${groupOf(part.addressId, draft)}.${part.part}`
}

/** The place that an address of a customer has in a row: shipping where it is both defaults. */
export function groupOf(
  addressId: string,
  draft: Pick<CustomerDraft, 'addresses' | 'defaultShippingAddressId' | 'defaultBillingAddressId'>,
): AddressGroup {
  if (addressId === draft.defaultShippingAddressId) return 'shipping'
  if (addressId === draft.defaultBillingAddressId) return 'billing'
  const defaults = [draft.defaultShippingAddressId, draft.defaultBillingAddressId]
  const further = draft.addresses.filter((address) => !defaults.includes(address.id))
  return FURTHER_GROUPS[further.findIndex((address) => address.id === addressId)] ?? 'shipping'
}

function isField(target: string): target is CustomerField {
  return FIELDS.has(target)
}

const FIELDS: ReadonlySet<string> = new Set([...CUSTOMER_TEXT_FIELDS, 'tags', 'acceptsMarketing'])
