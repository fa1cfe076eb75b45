import { CUSTOMER_TARGETS } from '#renderer/import/sku-customer-finder.ts'
import type { OpenedFile } from '../opened-file.ts'

/** What is still to be said about the columns before an import makes sense; null where nothing is. */
export function missingColumns(opened: OpenedFile): 'needsIdentity' | 'needsSku' | 'needsCustomer' | null {
  const has = (target: string): boolean => opened.columns.some((column) => column.target === target)
  if (opened.kind === 'customers') return IDENTITY.some(has) ? null : 'needsIdentity'
  if (!has('customerSku') || !has('productId')) return 'needsSku'
  return opened.customerId !== '' || CUSTOMER_TARGETS.some(has) ? null : 'needsCustomer'
}

/** Columns by which a customer can be found or called. */
const IDENTITY = [
  'name',
  'firstName',
  'lastName',
  'company',
  'email',
  'code',
  'referenceId',
  'mobile',
  'localId',
  'remoteId',
  'billing.email',
  'billing.firstName',
  'billing.company',
  'shipping.name',
  'billing.name',
]
