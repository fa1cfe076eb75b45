import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { WEBHOOK_FILTERS } from '#shared/connector/webhooks.ts'

/** Rows of a page there; a client cannot ask for more or fewer. */
export const PAGE_SIZE = 25

/** Requests open at once on one connection. */
export const CONCURRENCY = 3

/** Requests a minute that each way of signing in allows (docs/remotes/kounta.md, section 1). */
export const REQUESTS_PER_MINUTE = { basic: 60, oauth: 180 } as const

/** What Kounta can hold and do (docs/remotes/kounta.md, section 3). */
export const kountaCapabilities: ConnectorCapabilities = {
  system: 'kounta',
  displayName: 'Kounta',
  entities: ['customer'],
  pull: 'full-scan',
  pageSize: PAGE_SIZE,
  listLacksDetails: true,
  writes: { create: true, update: true, delete: false, archive: false },
  fields: [
    'firstName',
    'lastName',
    'email',
    'phone',
    'mobile',
    'referenceId',
    'tags',
    'acceptsMarketing',
    'imageUrl',
  ],
  updateOnlyFields: ['tags', 'acceptsMarketing', 'imageUrl'],
  addresses: {
    shape: 'slots',
    slots: ['shipping', 'billing'],
    fields: ['line1', 'line2', 'line3', 'city', 'region', 'regionCode', 'postcode', 'countryCode'],
    canEdit: true,
    canRemove: true,
    createCarries: 'default-addresses',
  },
  uniqueKeys: ['mobile'],
  // By the reference first: a create carries one of its own. The others find who is there already.
  findKeys: ['referenceId', 'mobile', 'nameAndPhone', 'email'],
  createReference: true,
  searchBeforeCreate: false,
  bulk: { create: 1, update: 1, archive: 1, delete: 1, together: CONCURRENCY },
  webhooks: { filters: WEBHOOK_FILTERS },
  related: ['orders'],
  requestsPerMinute: REQUESTS_PER_MINUTE.oauth,
  actions: [],
  settleMs: 30_000,
  requirements: { required: ['firstName'], anyOf: [['email', 'phone', 'mobile']], maxLength: 255 },
  normaliser: { caseless: ['email'], maxLength: 255 },
}
