/** Where things are in the window; the part after # in its address. */
export const paths = {
  customers: '/customers',
  newCustomer: '/customers/new',
  customer: (id: string, tab?: CustomerTab) =>
    tab === undefined || tab === 'profile' ? `/customers/${id}` : `/customers/${id}/${tab}`,
  skuMappings: '/sku-mappings',
  imports: '/imports',
  importFlow: '/imports/new',
  sync: '/sync',
  conflicts: '/sync/conflicts',
  /** One of them: a customer's or a SKU mapping's id. */
  conflict: (id: string) => `/sync/conflicts/${id}`,
  waiting: '/sync/waiting',
  log: '/sync/log',
  settings: '/settings',
  /** A section of the settings. */
  settingsOf: (section: 'connection' | 'workspaces' | 'backups') => `/settings/${section}`,
  newWorkspace: '/settings/new-workspace',
  /** What a chosen file holds, before it becomes a workspace of its own. */
  openBackup: (backupId: string) => `/settings/open-backup/${encodeURIComponent(backupId)}`,
  restore: (backupId: string) => `/settings/restore/${encodeURIComponent(backupId)}`,
} as const

/** The tabs of a customer. */
export type CustomerTab = 'profile' | 'addresses' | 'skus' | 'orders' | 'history'

/** All of them, in order. */
export const CUSTOMER_TABS: readonly CustomerTab[] = ['profile', 'addresses', 'skus', 'orders', 'history']
