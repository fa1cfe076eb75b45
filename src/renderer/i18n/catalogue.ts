import { backups } from './en/backups.ts'
import { common } from './en/common.ts'
import { conflicts } from './en/conflicts.ts'
import { issues } from './en/issues.ts'
import { pending } from './en/pending.ts'
import { connection } from './en/connection.ts'
import { customers } from './en/customers.ts'
import { imports } from './en/imports.ts'
import { person } from './en/person.ts'
import { related } from './en/related.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { skuMappings } from './en/sku-mappings.ts'
import { sync } from './en/sync.ts'
import { webhooks } from './en/webhooks.ts'

/** All texts of the window by namespace; English is the language every other one is checked against. */
export const english = {
  backups,
  common,
  conflicts,
  issues,
  pending,
  connection,
  customers,
  imports,
  person,
  related,
  settings,
  shell,
  skuMappings,
  sync,
  webhooks,
} as const

/** Name of one catalogue. */
export type TextNamespace = keyof typeof english
