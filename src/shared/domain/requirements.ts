import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { ADDRESS_FIELDS, isEmptyAddress } from './address.ts'
import { CUSTOMER_TEXT_FIELDS, type CustomerDraft, type CustomerField } from './customer.ts'
import { addressFieldKey } from './field-map.ts'
import { isEmptyValue } from './normalise-field.ts'

/** One demand of the remote that a draft does not meet; the text for it is the screen's. */
export interface RequirementProblem {
  /** Field name, or `address/<id>/<part>`. */
  field: string
  rule: 'required' | 'one-of' | 'too-long'
  /** With `one-of`: the fields of which at least one is needed. */
  alternatives: readonly CustomerField[]
}

/**
 * What the workspace's remote would refuse, checked while typing so that staff offline do not learn of it tomorrow
 * (docs/data.md, section 2). Empty where the remote would take the draft.
 */
export function missingForRemote(
  draft: CustomerDraft,
  { requirements, fields, addresses }: ConnectorCapabilities,
): RequirementProblem[] {
  const isBlank = (field: CustomerField): boolean => {
    const value = draft[field]
    return isEmptyValue(typeof value === 'string' ? value.trim() : value)
  }
  const problems: RequirementProblem[] = requirements.required
    .filter(isBlank)
    .map((field) => ({ field, rule: 'required', alternatives: [] }))
  for (const group of requirements.anyOf) {
    const [first] = group
    if (first !== undefined && group.every(isBlank)) {
      problems.push({ field: first, rule: 'one-of', alternatives: group })
    }
  }
  const tooLong = (value: string): boolean =>
    requirements.maxLength > 0 && value.trim().length > requirements.maxLength
  for (const field of CUSTOMER_TEXT_FIELDS) {
    if (fields.includes(field) && tooLong(draft[field])) {
      problems.push({ field, rule: 'too-long', alternatives: [] })
    }
  }
  for (const address of draft.addresses) {
    if (address.superseded !== '') continue
    for (const part of ADDRESS_FIELDS) {
      if (!addresses.fields.includes(part) || !tooLong(address[part])) continue
      problems.push({ field: addressFieldKey(address.id, part), rule: 'too-long', alternatives: [] })
    }
  }
  problems.push(...incompleteShipping(draft, addresses))
  return problems
}

/** What the address to ship to lacks, where the remote keeps one only whole; other addresses may be as they are. */
function incompleteShipping(
  draft: CustomerDraft,
  { required = [] }: ConnectorCapabilities['addresses'],
): RequirementProblem[] {
  const address = draft.addresses.find(
    (each) => each.id === draft.defaultShippingAddressId && each.superseded === '',
  )
  if (address === undefined || isEmptyAddress(address)) return []
  return required.flatMap(({ parts, orOf }): RequirementProblem[] => {
    const [first] = parts
    const has =
      parts.some((part) => address[part].trim() !== '') || orOf.some((field) => !isEmptyValue(draft[field]))
    if (first === undefined || has) return []
    return [{ field: addressFieldKey(address.id, first), rule: 'required', alternatives: [] }]
  })
}
