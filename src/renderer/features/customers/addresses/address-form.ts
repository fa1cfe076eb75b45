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
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { addressFieldKey, parseAddressFieldKey } from '#shared/domain/field-map.ts'
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

/** What keeps an address from being saved, by field; the rules of the app and of the remote. */
function addressProblems(
  fields: AddressFields,
  capabilities: ConnectorCapabilities | null,
  t: TFunction<'customers'>,
): Map<AddressField, FieldProblem> {
  const id = 'typed'
  const draft = { ...emptyCustomerDraft(), name: 'x', addresses: [newAddress(id, fields)] }
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

/** A form for one address, checked while typing. An empty one is refused where `needed`. */
export function useAddressForm(initial: AddressFields, needed: boolean): UseFormReturnType<AddressFields> {
  const t = useText('customers')
  const { capabilities } = useWorkspace()
  return useForm<AddressFields>({
    mode: 'uncontrolled',
    initialValues: { ...emptyAddressFields(), ...initial },
    validateInputOnBlur: true,
    validate: (typed) => {
      const values = plain(typed)
      const errors: Record<string, string> = {}
      for (const [field, problem] of addressProblems(values, capabilities, t)) {
        if (problem.severity === 'error') errors[field] = problem.text
      }
      if (needed && isEmptyAddress({ ...values, label: '' })) errors.line1 = t('addresses.needsSomething')
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
