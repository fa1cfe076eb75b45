import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { ImportKind } from '#shared/domain/import-batch.ts'

/** How long a remote usually takes to answer, in s: so many requests go through where it sets no limit. */
const ANSWER_SECONDS = 1

/** What is to be sent. */
export interface ToSend {
  kind: ImportKind
  /** Where the columns of the file go. */
  targets: readonly string[]
  created: number
  updated: number
}

/** About how many minutes sending takes at the least, never under 1. */
export function sendingMinutes(toSend: ToSend, capabilities: ConnectorCapabilities): number {
  const { bulk, requestsPerMinute } = capabilities
  const perMinute = requestsPerMinute ?? (60 / ANSWER_SECONDS) * bulk.together
  return Math.max(1, Math.ceil(requestsFor(toSend, capabilities) / perMinute))
}

/** The fewest requests that do it. */
function requestsFor(
  { kind, targets, created, updated }: ToSend,
  capabilities: ConnectorCapabilities,
): number {
  if (kind === 'sku-mappings') return created + updated
  const { bulk, searchBeforeCreate, updateOnlyFields } = capabilities
  // A create may need a search before it and, for what it cannot set, an update after it.
  const isToldAfter = updateOnlyFields.some((field) => targets.includes(field))
  const search = searchBeforeCreate ? created : 0
  const after = isToldAfter ? Math.ceil(created / bulk.update) : 0
  return Math.ceil(created / bulk.create) + search + after + Math.ceil(updated / bulk.update)
}
