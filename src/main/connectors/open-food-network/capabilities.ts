import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'

/** What a page really holds at most, whatever its `per_page` says (docs/remotes/open-food-network.md, section 4). */
export const PAGE_SIZE = 100

/** Requests open at once on one connection; the remote names no limit, but it is a small server as a rule. */
export const CONCURRENCY = 4

/** Records that are read again by one request before they are changed; more would let what was read grow old. */
const READ_TOGETHER = 20

/** What Open Food Network can hold and do (docs/remotes/open-food-network.md, section 3). */
export const openFoodNetworkCapabilities: ConnectorCapabilities = {
  system: 'open-food-network',
  displayName: 'Open Food Network',
  entities: ['customer'],
  pull: 'changed-since',
  pageSize: PAGE_SIZE,
  listLacksDetails: false,
  writes: { create: true, update: true, delete: true, archive: false },
  fields: ['firstName', 'lastName', 'email', 'code', 'tags'],
  updateOnlyFields: [],
  addresses: {
    shape: 'slots',
    slots: ['shipping', 'billing'],
    readOnlySlots: ['billing'],
    required: [
      { parts: ['firstName'], orOf: ['firstName'] },
      { parts: ['lastName'], orOf: ['lastName'] },
      { parts: ['line1'], orOf: [] },
      { parts: ['city'], orOf: [] },
      { parts: ['postcode'], orOf: [] },
      { parts: ['region', 'regionCode'], orOf: [] },
      { parts: ['countryCode', 'country'], orOf: [] },
      { parts: ['phone'], orOf: ['phone', 'mobile'] },
    ],
    fields: [
      'firstName',
      'lastName',
      'line1',
      'line2',
      'city',
      'region',
      'regionCode',
      'postcode',
      'countryCode',
      'country',
      'phone',
      'latitude',
      'longitude',
    ],
    canEdit: true,
    canRemove: true,
    createCarries: 'default-addresses',
  },
  uniqueKeys: ['email', 'code'],
  findKeys: ['email', 'code'],
  searchBeforeCreate: true,
  related: [],
  actions: [],
  bulk: { create: 1, update: 1, archive: 1, delete: 1, together: CONCURRENCY, read: READ_TOGETHER },
  settleMs: 60_000,
  requirements: { required: ['email'], anyOf: [], maxLength: 255 },
  normaliser: { caseless: ['email', 'region', 'regionCode', 'country', 'countryCode'], maxLength: 255 },
}
