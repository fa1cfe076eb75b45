import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { ACTION_KINDS } from '#shared/connector/remote-action.ts'

/** Assumed: the largest page is not published (docs/remotes/sku-io.md, section 4). */
export const PAGE_SIZE = 100

/** Requests open at once on one connection; the rate limit's number is not published. */
export const CONCURRENCY = 4

/** What SKU.io can hold and do (docs/remotes/sku-io.md, section 3). */
export const skuIoCapabilities: ConnectorCapabilities = {
  system: 'sku-io',
  displayName: 'SKU.io',
  entities: ['customer', 'sku-mapping'],
  pull: 'changed-since',
  pageSize: PAGE_SIZE,
  listLacksDetails: true,
  writes: { create: true, update: true, delete: true, archive: true },
  fields: [
    'name',
    'company',
    'email',
    'phone',
    'fax',
    'pricingTierId',
    'storeId',
    'shippingMethodDomesticId',
    'shippingMethodInternationalId',
    'warehouseId',
    // The reference names it for creates; an update takes "any subset" of the create's fields, so it is sent by both.
    // A remote that ignores it in an update answers with the old one, and the answer is the truth.
    'salesRepId',
  ],
  updateOnlyFields: [
    'pricingTierId',
    'storeId',
    'shippingMethodDomesticId',
    'shippingMethodInternationalId',
    'warehouseId',
  ],
  addresses: {
    shape: 'list',
    slots: [],
    fields: [
      'label',
      'name',
      'company',
      'line1',
      'line2',
      'line3',
      'city',
      'region',
      'regionCode',
      'postcode',
      'countryCode',
      'country',
      'phone',
      'email',
    ],
    canEdit: false,
    canRemove: false,
    createCarries: 'default-addresses',
  },
  uniqueKeys: ['email'],
  findKeys: ['email', 'nameAndAddress'],
  searchBeforeCreate: false,
  bulk: { create: 1, update: 1, archive: 100, delete: 100, together: CONCURRENCY },
  serverImport: { maxBytes: 20 * 1024 * 1024 },
  related: ['credits', 'orders'],
  actions: ACTION_KINDS,
  settleMs: 30_000,
  requirements: { required: ['name'], anyOf: [], maxLength: 255 },
  normaliser: { caseless: ['email'], maxLength: 255 },
}
