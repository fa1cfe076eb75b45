import type { MenuCommand } from '#shared/ipc/contract.ts'

/** Catalogue of the application menu (English). */
export const menuText: Record<MenuCommand | 'file' | 'go' | 'view', string> = {
  file: 'File',
  go: 'Go',
  view: 'View',
  'new-customer': 'New customer',
  'import-csv': 'Import CSV…',
  'export-csv': 'Export CSV…',
  search: 'Search…',
  'sync-now': 'Sync now',
  settings: 'Settings',
  customers: 'Customers',
  'sku-mappings': 'SKU mappings',
  imports: 'Imports',
  sync: 'Sync',
}
