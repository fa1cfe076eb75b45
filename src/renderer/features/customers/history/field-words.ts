import type { TFunction } from 'i18next'
import { ADDRESS_FIELDS, type Address } from '#shared/domain/address.ts'
import { CUSTOMER_TEXT_FIELDS } from '#shared/domain/customer.ts'
import { FATE_KEY } from '#shared/domain/fate-change.ts'
import { parseAddressFieldKey, parseSkuFieldKey, type FieldValue } from '#shared/domain/field-map.ts'
import { countryName } from '#shared/domain/country-name.ts'
import { customers as catalogue } from '#renderer/i18n/en/customers.ts'
import { addressInOneLine } from '../addresses/format-address.ts'

const NAMED = [
  ...CUSTOMER_TEXT_FIELDS,
  'tags',
  'acceptsMarketing',
  'archived',
  'defaultShippingAddressId',
  'defaultBillingAddressId',
  'defaultShippingAddress',
  'defaultBillingAddress',
] as const

/** Name of a field of a field map, in words; parts of an address name the address where there are several. */
export function fieldWords(key: string, addresses: readonly Address[], t: TFunction<'customers'>): string {
  const part = parseAddressFieldKey(key)
  if (part !== null) {
    const field = ADDRESS_FIELDS.find((each) => each === part.part)
    const name = field === undefined ? part.part : t(`addresses.fields.${field}`)
    const address = addresses.find((each) => each.id === part.addressId)
    if (address === undefined || addresses.length < 2) return t('history.addressField', { field: name })
    return t('trouble.addressPart', { part: name, address: addressInOneLine(address) })
  }
  const sku = parseSkuFieldKey(key)
  if (sku !== null) return t('history.skuField', { sku })
  if (key === FATE_KEY) return t('history.fateField')
  const field = NAMED.find((each) => each === key)
  return field === undefined ? key : t(`fields.${field}`)
}

/** Name of a part of an address alone, for where the address is named beside it. */
export function partWords(key: string, t: TFunction<'customers'>): string {
  const part = parseAddressFieldKey(key)?.part
  const field = ADDRESS_FIELDS.find((each) => each === part)
  return field === undefined ? key : t(`addresses.fields.${field}`)
}

/** A value of a field map as people read it, '' where it is empty. */
export function valueWords(
  key: string,
  value: FieldValue,
  addresses: readonly Address[],
  t: TFunction<'customers'>,
): string {
  if (typeof value === 'boolean') return value ? t('history.on') : t('history.off')
  if (typeof value !== 'string') return value.join(', ')
  if (key === FATE_KEY) return isFate(value) ? t(`history.fates.${value}`) : value
  if (key === 'defaultShippingAddressId' || key === 'defaultBillingAddressId') {
    const address = addresses.find((each) => each.id === value)
    return address === undefined ? '' : addressInOneLine(address)
  }
  if (parseAddressFieldKey(key)?.part === 'countryCode') return countryName(value)
  return value
}

function isFate(value: string): value is keyof typeof catalogue.history.fates {
  return Object.hasOwn(catalogue.history.fates, value)
}
