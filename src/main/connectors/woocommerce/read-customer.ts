import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Result } from '#shared/result.ts'
import { readRecord, readRows, type ReadRows } from '../kit/read-rows.ts'
import type { FoundStore } from './client.ts'
import { customerFromWire } from './mapping.ts'
import { wireCustomerSchema } from './wire.ts'

/** One customer; `protocol` where it cannot be read. */
export function readCustomer(data: unknown, { timezone }: FoundStore): Result<RemoteCustomer, RemoteError> {
  return readRecord(data, wireCustomerSchema, (wire) => customerFromWire(wire, timezone))
}

/** The rows of a list. */
export function readCustomers(
  rows: readonly unknown[],
  { timezone }: FoundStore,
): Result<ReadRows<RemoteCustomer>, RemoteError> {
  return readRows(rows, wireCustomerSchema, (wire) => customerFromWire(wire, timezone))
}
