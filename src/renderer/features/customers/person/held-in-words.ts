import type { TFunction } from 'i18next'
import type { HeldAboutPerson } from '#renderer/person/held-about-person.ts'
import { pendingFields } from '../pending/pending-changes-of.ts'

/** What is held about a person in numbers, a line for each kind that there is. */
export function heldInWords(held: HeldAboutPerson, t: TFunction<'person'>): string[] {
  const { customer, records, fileRows, syncLog, logLines } = held
  const counts = {
    addresses: customer.addresses.length,
    skuMappings: records.skuMappings.length,
    history: records.history.length,
    waiting: customer.pendingSince === 0 || customer.remoteId === '' ? 0 : pendingFields(customer).length,
    commands: records.actions.length,
    importRows: records.importRows.length,
    fileRows: fileRows.reduce((sum, { rows }) => sum + rows.length, 0),
    logLines: syncLog.length + logLines.length,
  }
  const words = (Object.keys(counts) as (keyof typeof counts)[]).flatMap((kind) =>
    counts[kind] === 0 ? [] : [t(`erase.${kind}`, { count: counts[kind] })],
  )
  return [
    t('erase.profile'),
    ...words,
    ...(customer.sync.theirs === null ? [] : [t('erase.conflict')]),
    ...(records.remoteData.length === 0 ? [] : [t('erase.related')]),
  ]
}
