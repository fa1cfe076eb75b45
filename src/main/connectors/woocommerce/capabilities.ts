import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'

/** wc/v3 gives no more; the legacy API would, but cheap hosts answer large pages slowly (docs/remotes/woocommerce.md, section 4). */
export const PAGE_SIZE = 100

/** Most rows of a bulk call, in both APIs: one more is a 413. */
export const BULK_SIZE = 100

/** Requests open at once; shops run on small machines. */
export const CONCURRENCY = 3

/**
 * What a WooCommerce store can hold and do, by whichever API (docs/remotes/woocommerce.md, section 3). Company and phone
 * are those of the billing address.
 */
export const wooCapabilities: ConnectorCapabilities = {
  system: 'woocommerce',
  displayName: 'WooCommerce',
  entities: ['customer'],
  pull: 'full-scan',
  pageSize: PAGE_SIZE,
  listLacksDetails: false,
  writes: { create: true, update: true, delete: true, archive: false },
  fields: ['firstName', 'lastName', 'company', 'email', 'phone', 'username'],
  updateOnlyFields: [],
  createOnlyFields: ['username'],
  addresses: {
    shape: 'slots',
    slots: ['shipping', 'billing'],
    fields: [
      'firstName',
      'lastName',
      'company',
      'line1',
      'line2',
      'city',
      'region',
      'regionCode',
      'postcode',
      'countryCode',
      'phone',
      'email',
    ],
    ofCustomer: { slot: 'billing', parts: ['company', 'phone'] },
    canEdit: true,
    canRemove: true,
    createCarries: 'default-addresses',
  },
  uniqueKeys: ['email'],
  findKeys: ['email'],
  // A create that meets an e-mail which is there changes nothing and says so
  // (docs/decisions/0008-a-store-refuses-instead-of-a-search.md).
  searchBeforeCreate: false,
  // One bulk call at a time: two creates of one e-mail that overlap can both succeed.
  bulk: { create: BULK_SIZE, update: BULK_SIZE, archive: 1, delete: BULK_SIZE, together: 1 },
  webhooks: { filters: [] },
  related: ['orders', 'downloads'],
  actions: [],
  settleMs: 60_000,
  requirements: { required: ['email'], anyOf: [], maxLength: 0 },
  normaliser: { caseless: ['email'], maxLength: 0 },
}
