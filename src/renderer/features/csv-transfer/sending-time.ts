import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'

/** Requests a minute that a remote takes without asking us to slow down; none of them publishes its number. */
const REQUESTS_A_MINUTE = 60

/** About how many minutes sending takes, at the least 1. */
export function sendingMinutes(
  created: number,
  updated: number,
  { bulk, searchBeforeCreate, updateOnlyFields }: ConnectorCapabilities,
): number {
  // A create may need a search before it and, for what it cannot set, an update after it.
  const aroundCreate = created * ((searchBeforeCreate ? 1 : 0) + (updateOnlyFields.length > 0 ? 1 : 0))
  const requests = Math.ceil(created / bulk.create) + aroundCreate + Math.ceil(updated / bulk.update)
  return Math.max(1, Math.ceil(requests / REQUESTS_A_MINUTE))
}
