import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Result } from '#shared/result.ts'
import { readRecord } from '../kit/read-rows.ts'
import { customerFromWire } from './mapping.ts'
import { wireCustomerSchema } from './wire.ts'

/** One customer; `protocol` where it cannot be read. */
export function readCustomer(data: unknown): Result<RemoteCustomer, RemoteError> {
  return readRecord(data, wireCustomerSchema, customerFromWire)
}
