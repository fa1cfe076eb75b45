import type { TFunction } from 'i18next'
import { ADDRESS_FIELDS, type AddressField } from '#shared/domain/address.ts'
import { CUSTOMER_TEXT_FIELDS, type CustomerTextField } from '#shared/domain/customer.ts'
import { parseAddressFieldKey } from '#shared/domain/field-map.ts'
import type { ImportKind } from '#shared/domain/import-batch.ts'
import {
  ADDRESS_GROUPS,
  addressTarget,
  numberOfGroup,
  parseAddressTarget,
  USUAL_GROUPS,
  type AddressGroup,
} from '#shared/csv/column-target.ts'
import { SHOWN_ADDRESS, SHOWN_NAME, type ShownTarget } from '#shared/csv/customer-to-row.ts'
import { SKU_COLUMN_TARGETS, type SkuColumnTarget } from '#shared/csv/sku-mapping-columns.ts'

/** The texts that name targets: those of imports, and the field names of customers. */
export interface TargetTexts {
  imports: TFunction<'imports'>
  customers: TFunction<'customers'>
}

/** Choices of a select, in groups. */
export interface TargetGroup {
  group: string
  items: { value: string; label: string }[]
}

const CUSTOMER_FIELDS = [...CUSTOMER_TEXT_FIELDS, 'tags', 'acceptsMarketing', 'archived'] as const

/**
 * All targets of a kind of file, in groups, `ignore` first. Of `present`, the targets that columns of the file have, all
 * addresses are among them.
 */
export function targetChoices(
  kind: ImportKind,
  texts: TargetTexts,
  present: readonly string[] = [],
): TargetGroup[] {
  const inUse = new Set(present.flatMap((target) => parseAddressTarget(target)?.group ?? []))
  const groups = ADDRESS_GROUPS.filter((group) => USUAL_GROUPS.includes(group) || inUse.has(group))
  const choice = (target: string): { value: string; label: string } => ({
    value: target,
    label: targetWords(target, texts),
  })
  const { imports } = texts
  const leaveOut = { group: '', items: [choice('ignore')] }
  if (kind === 'sku-mappings') {
    const [sku, product, ...customer] = SKU_COLUMN_TARGETS
    return [
      leaveOut,
      {
        group: imports('list.kind.sku-mappings'),
        items: [sku, product].filter((one) => one !== undefined).map(choice),
      },
      { group: imports('targets.customer'), items: customer.map(choice) },
    ]
  }
  return [
    leaveOut,
    { group: imports('targets.customer'), items: CUSTOMER_FIELDS.map(choice) },
    ...groups.map((group) => ({
      group: groupWords(group, imports),
      items: ADDRESS_FIELDS.map((field) => choice(addressTarget(group, field))),
    })),
    { group: imports('targets.find'), items: ['localId', 'remoteId'].map(choice) },
  ]
}

/** A target in words. */
export function targetWords(target: string, { imports, customers }: TargetTexts): string {
  if (target === 'ignore') return imports('columns.ignore')
  const part = parseAddressTarget(target)
  if (part !== null) {
    const words = imports(`targets.parts.${part.field}`)
    if (part.group === 'shipping') return imports('targets.shippingPart', { part: words })
    if (part.group === 'billing') return imports('targets.billingPart', { part: words })
    return imports('targets.furtherPart', { number: numberOfGroup(part.group), part: words })
  }
  if (target === 'localId' || target === 'remoteId' || target === 'archived')
    return imports(`targets.${target}`)
  if (target === SHOWN_NAME) return customers('fields.name')
  if (isShownTarget(target)) return imports(`targets.shown.${SHOWN_ADDRESS[target].field}`)
  if (isCustomerField(target)) return customers(`fields.${target}`)
  return isSkuTarget(target) ? imports(`targets.${target}`) : target
}

/** An address of a row in words. */
export function groupWords(group: AddressGroup, imports: TFunction<'imports'>): string {
  if (group === 'shipping' || group === 'billing') return imports(`targets.${group}`)
  return imports('targets.further', { number: numberOfGroup(group) })
}

/**
 * A field of a change in words: fields of the customer, the defaults, parts of addresses with the address that they are of,
 * as `addresses` has it by id.
 */
export function changeWords(
  key: string,
  addresses: Readonly<Record<string, AddressGroup>>,
  texts: TargetTexts,
): string {
  const part = parseAddressFieldKey(key)
  if (part !== null) {
    const field = ADDRESS_FIELDS.find((one): one is AddressField => one === part.part)
    if (field === undefined) return part.part
    const group = addresses[part.addressId]
    return group === undefined
      ? texts.imports(`targets.parts.${field}`)
      : targetWords(addressTarget(group, field), texts)
  }
  if (key === 'defaultShippingAddressId' || key === 'defaultBillingAddressId')
    return texts.customers(`fields.${key}`)
  return targetWords(key, texts)
}

function isCustomerField(target: string): target is CustomerTextField | 'tags' | 'acceptsMarketing' {
  return CUSTOMER_FIELDS.some((field) => field === target)
}

function isShownTarget(target: string): target is ShownTarget {
  return target in SHOWN_ADDRESS
}

function isSkuTarget(target: string): target is Exclude<SkuColumnTarget, 'ignore'> {
  return SKU_COLUMN_TARGETS.some((one) => one === target)
}
