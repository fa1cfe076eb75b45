import type { MenuCommand } from '#shared/ipc/contract.ts'
import type { DataFolderProblem } from '#main/recovery/data-folder.ts'

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
  conflicts: 'To decide',
}

const startFailedText: Record<'title' | 'unchanged' | DataFolderProblem, string> = {
  title: 'Customer Desk could not start',
  unchanged: 'Your data has not been changed.',
  'no-access':
    'It may not write in its data folder. Check that the folder belongs to you, that its disk is not locked or read-only, and that no other program holds it; then start again.',
  'disk-full': 'The disk is full on which it keeps its data. Make room, then start again.',
  other:
    'Its data folder could not be read or written. Check that the disk is not full and that the folder belongs to you, then start again.',
}

/** What the system's box says where the app cannot start: what is wrong, what to do, where, and the code for support. */
export function startFailedWords(
  problem: DataFolderProblem,
  folder: string,
  code: string,
): { title: string; body: string } {
  const { title, unchanged, [problem]: what } = startFailedText
  return { title, body: `${what} ${unchanged}\n\n${folder}\n${code}` }
}

/** What the system's box asks where the page has crashed twice. */
export const pageCrashedText = {
  title: 'Customer Desk has stopped twice in a short time',
  body: 'What you saved is safe on this computer. Load the window again, or close it and start the app later.',
  reload: 'Load again',
  close: 'Close',
}
