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

/** What the system's box says where the app cannot start. */
export const startFailedText = {
  title: 'Customer Desk could not start',
  body: 'Its data folder could not be read or written. Your data has not been changed. Check that the disk is not full and that the folder belongs to you, then start again.',
}

/** What the system's box asks where the page has crashed twice. */
export const pageCrashedText = {
  title: 'Customer Desk has stopped twice in a short time',
  body: 'What you saved is safe on this computer. Load the window again, or close it and start the app later.',
  reload: 'Load again',
  close: 'Close',
}
