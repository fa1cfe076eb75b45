import { portArrivals } from '#shared/csv/port-arrivals.ts'
import type { RowPort } from '#shared/csv/row-port.ts'

/** Messages of a port in order, one at a time; a port that closes is a cancel. */
export function messageQueue<Message extends { type: string }>(
  port: RowPort<Message | { type: 'cancel' }, never>,
): { next(): Promise<Message | { type: 'cancel' }> } {
  return portArrivals(port, { type: 'cancel' })
}
