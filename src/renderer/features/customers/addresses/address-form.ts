import { useForm, type UseFormReturnType } from '@mantine/form'
import type { TFunction } from 'i18next'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import {
  ADDRESS_FIELDS,
  emptyAddressFields,
  isEmptyAddress,
  newAddress,
  type AddressField,
  type AddressFields,
} from '#shared/domain/address.ts'
import type { CustomerDraft } from '#shared/domain/customer.ts'
import { addressFieldKey, parseAddressFieldKey } from '#shared/domain/field-map.ts'
import { isEmptyValue } from '#shared/domain/normalise-field.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { draftProblems, type FieldProblem } from '../profile/draft-problems.ts'

const ORDER: readonly AddressField[] = [
  'name',
  'company',
  'firstName',
  'lastName',
  'line1',
  'line2',
  'line3',
  'city',
  'postcode',
  'region',
  'regionCode',
  'countryCode',
  'phone',
  'email',
  'label',
]
const RARE: ReadonlySet<AddressField> = new Set(['firstName', 'lastName', 'line3', 'email'])

/** The fields to offer: the usual ones, and those the remote holds or that are filled. */
export function offeredAddressFields(
  address: AddressFields,
  capabilities: ConnectorCapabilities | null,
): AddressField[] {
  const held = capabilities?.addresses.fields ?? []
  return ORDER.filter((field) => !RARE.has(field) || held.includes(field) || address[field] !== '')
}

const ROOT: readonly AddressField[] = ['line1', 'line2', 'city', 'postcode', 'region', 'countryCode']

/**
 * The fields of a new customer's first address: where the place is and, once something of it is filled in, what the remote
 * keeps no address without. The customer's own name and number stand in for those of the address: they are not asked for
 * twice.
 */
export function rootAddressFields(
  capabilities: ConnectorCapabilities | null,
  owner: CustomerDraft,
  typed: AddressFields,
): AddressField[] {
  const begun = !isEmptyAddress(typed)
  const needed = (capabilities?.addresses.required ?? []).flatMap(({ parts, orOf }) => {
    const [first] = parts
    if (first === undefined || parts.some((part) => ROOT.includes(part))) return []
    const missing = begun && orOf.every((field) => isEmptyValue(owner[field]))
    return missing || typed[first] !== '' ? [first] : []
  })
  return [...ROOT, ...needed]
}

/** Whose address it is and what for, which decides what it needs. */
export interface AddressUse {
  /** True where an empty one is refused. */
  needed: boolean
  ships: boolean
  /** Whose name and number stand in for what the address lacks. */
  owner: CustomerDraft
}

/** What keeps an address from being saved, by field; the rules of the app and of the remote. */
function addressProblems(
  fields: AddressFields,
  { owner, ships }: AddressUse,
  capabilities: ConnectorCapabilities | null,
  t: TFunction<'customers'>,
): Map<AddressField, FieldProblem> {
  const id = 'typed'
  const draft = {
    ...{ ...owner, addresses: [newAddress(id, fields)] },
    ...{ defaultShippingAddressId: ships ? id : '', defaultBillingAddressId: '' },
  }
  const found = new Map<AddressField, FieldProblem>()
  for (const [key, problem] of draftProblems(draft, capabilities, t)) {
    const part = parseAddressFieldKey(key)?.part
    const field = ADDRESS_FIELDS.find(
      (each) => part !== undefined && addressFieldKey(id, each) === addressFieldKey(id, part),
    )
    if (field !== undefined) found.set(field, problem)
  }
  return found
}

/** A form for one address, checked while typing; `onTyped` is told what it holds with each change. */
export function useAddressForm(
  initial: AddressFields,
  use: AddressUse,
  onTyped: (typed: AddressFields) => void = () => undefined,
): UseFormReturnType<AddressFields> {
  const t = useText('customers')
  const { capabilities } = useWorkspace()
  return useForm<AddressFields>({
    mode: 'uncontrolled',
    initialValues: { ...emptyAddressFields(), ...initial },
    validateInputOnBlur: true,
    onValuesChange: (typed) => onTyped(plain(typed)),
    validate: (typed) => {
      const values = plain(typed)
      const errors: Record<string, string> = {}
      for (const [field, problem] of addressProblems(values, use, capabilities, t)) {
        if (problem.severity === 'error') errors[field] = problem.text
      }
      if (use.needed && isEmptyAddress({ ...values, label: '' })) errors.line1 = t('addresses.needsSomething')
      return errors
    },
  })
}

/** What was typed as the parts of an address; a cleared country is ''. */
export function plain(typed: AddressFields): AddressFields {
  return Object.fromEntries(
    ADDRESS_FIELDS.map((field) => [field, ((typed[field] as string | null) ?? '').trim()]),
  ) as AddressFields
}
