import { ADDRESS_FIELDS } from '../domain/address.ts'
import { DEFAULT_SETTING_FIELDS } from '../domain/customer.ts'
import type { ConnectorCapabilities } from './capabilities.ts'

/** How the remote in memory behaves where the capabilities do not say it. */
export interface MemoryProfile {
  capabilities: ConnectorCapabilities
  /** A create with an e-mail that is there already changes that record instead (Open Food Network). */
  upserts: boolean
  /** Refuses a create whose name, postcode and first line are there already (docs/remotes/sku-io.md, section 5, 2). */
  refusesSamePlace: boolean
}

/** Like SKU.io: addresses with ids that cannot be changed, e-mail unique, no key where it is empty. */
export function skuIoLikeProfile(): MemoryProfile {
  return {
    capabilities: {
      system: 'sku-io',
      displayName: 'SKU.io (memory)',
      entities: ['customer', 'sku-mapping'],
      pull: 'changed-since',
      pageSize: 100,
      listLacksDetails: false,
      writes: { create: true, update: true, delete: true, archive: true },
      fields: ['name', 'company', 'email', 'phone', 'fax', ...DEFAULT_SETTING_FIELDS],
      updateOnlyFields: DEFAULT_SETTING_FIELDS,
      addresses: {
        shape: 'list',
        slots: [],
        fields: ADDRESS_FIELDS.filter(
          (field) => !['firstName', 'lastName', 'latitude', 'longitude'].includes(field),
        ),
        canEdit: false,
        canRemove: false,
        createCarries: 'default-addresses',
      },
      uniqueKeys: ['email'],
      findKeys: ['email', 'nameAndAddress'],
      searchBeforeCreate: false,
      bulk: { create: 1, update: 1, archive: 100, delete: 1, together: 4 },
      related: ['orders', 'credits'],
      actions: ['allocate-credit', 'unallocate-credit', 'submit-to-starshipit', 'refresh-integration'],
      settleMs: 60_000,
      requirements: { required: ['name'], anyOf: [], maxLength: 255 },
      normaliser: { caseless: ['email'], maxLength: 255 },
    },
    upserts: false,
    refusesSamePlace: true,
  }
}

/** Like Open Food Network: slots for addresses of which it fills one by itself, a create with a known e-mail overwrites that record. */
export function upsertingProfile(): MemoryProfile {
  const base = skuIoLikeProfile()
  return {
    ...base,
    capabilities: {
      ...base.capabilities,
      system: 'open-food-network',
      displayName: 'Upserting (memory)',
      entities: ['customer'],
      pull: 'full-scan',
      writes: { create: true, update: true, delete: true, archive: false },
      fields: ['firstName', 'lastName', 'email', 'code', 'phone', 'tags'],
      updateOnlyFields: [],
      addresses: {
        shape: 'slots',
        slots: ['shipping', 'billing'],
        readOnlySlots: ['billing'],
        fields: ['firstName', 'lastName', 'line1', 'line2', 'city', 'postcode', 'countryCode', 'phone'],
        canEdit: true,
        canRemove: true,
        createCarries: 'all-addresses',
      },
      uniqueKeys: ['email', 'code'],
      findKeys: ['email', 'code'],
      searchBeforeCreate: true,
      bulk: { create: 1, update: 1, archive: 1, delete: 1, together: 2 },
      requirements: { required: ['email'], anyOf: [], maxLength: 255 },
    },
    upserts: true,
    refusesSamePlace: false,
  }
}

/** Like Kounta: found again by our own reference, list rows without details, nothing can be deleted. */
export function ownReferenceProfile(): MemoryProfile {
  const base = upsertingProfile()
  return {
    ...base,
    capabilities: {
      ...base.capabilities,
      system: 'kounta',
      displayName: 'Own reference (memory)',
      pageSize: 25,
      listLacksDetails: true,
      writes: { create: true, update: true, delete: false, archive: false },
      fields: ['firstName', 'lastName', 'email', 'mobile', 'phone', 'referenceId', 'acceptsMarketing'],
      uniqueKeys: ['referenceId'],
      findKeys: ['referenceId'],
      searchBeforeCreate: false,
      requirements: {
        required: ['firstName'],
        anyOf: [['email', 'phone', 'mobile']],
        maxLength: 255,
      },
    },
    upserts: false,
  }
}

/** A remote by which nothing can be found again: a person is asked after a lost answer. Takes bulk writes. */
export function noKeyProfile(): MemoryProfile {
  const base = ownReferenceProfile()
  return {
    ...base,
    capabilities: {
      ...base.capabilities,
      system: 'woocommerce',
      displayName: 'No key (memory)',
      pull: 'changed-since',
      pageSize: 100,
      listLacksDetails: false,
      writes: { create: true, update: true, delete: true, archive: false },
      uniqueKeys: [],
      findKeys: [],
      bulk: { create: 100, update: 100, archive: 1, delete: 100, together: 1 },
    },
  }
}
