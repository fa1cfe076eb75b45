import { displayName } from '#shared/domain/derived-fields.ts'
import type { ListedRecord } from './use-record-list.ts'

/** Who a record is about; '' while that is being read. */
export function whoOf({ customer }: ListedRecord, unnamed: string): string {
  return customer === undefined ? '' : displayName(customer) || unnamed
}
