/**
 * A customer seen as a flat map of fields, the form in which sync compares, merges and sends it. Keys are the names of
 * CUSTOMER_FIELDS, `archived`, `defaultShippingAddressId`, `defaultBillingAddressId` (values: local address ids) and
 * `address/<local id>/<part>`. A field that is not there has the value ''. An address exists where one part is not ''.
 */
export type FieldMap = Record<string, FieldValue>

/** Value of one field. '' stands for "empty" and "absent" alike. */
export type FieldValue = string | boolean | readonly string[]

/** Key of one part of an address in a field map. */
export function addressFieldKey(addressId: string, part: string): string {
  return `address/${addressId}/${part}`
}

/** The address id and part of a key made by addressFieldKey; null for any other key. */
export function parseAddressFieldKey(key: string): { addressId: string; part: string } | null {
  const match = /^address\/([^/]+)\/([^/]+)$/.exec(key)
  if (match?.[1] === undefined || match[2] === undefined) return null
  return { addressId: match[1], part: match[2] }
}

/** Id of the address a key belongs to, '' for any other key. */
export function addressIdOf(key: string): string {
  return parseAddressFieldKey(key)?.addressId ?? ''
}

/** True where a base knows that the remote has, or had, something of an address. */
export function tellsOfAddress(
  base: Readonly<Record<string, FieldValue | null>>,
  addressId: string,
): boolean {
  return Object.entries(base).some(
    ([key, value]) => addressIdOf(key) === addressId && value !== null && value !== '',
  )
}

/** Key under which the product of a SKU mapping stands in the history of its customer; no key of a field map itself. */
export function skuFieldKey(customerSku: string): string {
  return `sku/${customerSku}`
}

/** The customer SKU of a key made by skuFieldKey; null for any other key. */
export function parseSkuFieldKey(key: string): string | null {
  return key.startsWith('sku/') ? key.slice('sku/'.length) : null
}
