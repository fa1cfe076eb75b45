import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { ok, type Result } from '#shared/result.ts'
import { readRecord, readRows, type ReadRows } from '../kit/read-rows.ts'
import { customerFromWire } from './mapping.ts'
import { wireCustomerSchema } from './wire.ts'

/** The rows of a list, each customer once; as readRows of the kit. */
export function readCustomers(rows: readonly unknown[]): Result<ReadRows<RemoteCustomer>, RemoteError> {
  const read = readRows(rows, wireCustomerSchema, customerFromWire)
  if (!read.ok) return read
  const byId = new Map(read.value.records.map((record) => [record.remoteId, record]))
  return ok({ ...read.value, records: [...byId.values()] })
}

/** One customer, told alone and so with all there is; `protocol` where it cannot be read. */
export function readCustomer(body: unknown): Result<RemoteCustomer, RemoteError> {
  return readRecord(body, wireCustomerSchema, (wire) => ({ ...customerFromWire(wire), complete: true }))
}
