import type { TFunction } from 'i18next'
import { assertNever } from '#shared/assert-never.ts'
import { UNREADABLE_THERE } from '#shared/connector/app-refusals.ts'
import type { Customer } from '#shared/domain/customer.ts'

/** What happened to a customer that needs a person, in one sentence. `erasure`: the refused deletion was part of one. */
export function whatHappened(
  t: TFunction<'issues'>,
  { sync }: Customer,
  remote: string,
  erasure: boolean,
): string {
  if (sync.theirs !== null) {
    switch (sync.theirs.kind) {
      case 'fields':
        return t('conflict', { count: Object.keys(sync.theirs.fields).length, remote })
      case 'deleted-there':
        return t('deletedThere', { remote })
      case 'edited-there':
        return t('editedThere', { remote })
      default:
        return assertNever(sync.theirs)
    }
  }
  if (sync.refused?.message === UNREADABLE_THERE) return t('unreadable', { remote })
  if (typeof sync.refused?.values['sameAs'] === 'string') return t('same', { remote })
  switch (sync.refused?.of) {
    case 'create':
      return t('refusedCreate', { remote })
    case 'delete':
      return t(erasure ? 'refusedErasure' : 'refusedDelete', { remote })
    case 'ask':
      return t('refusedAsk', { remote })
    case 'update':
    case undefined:
      return t('refusedUpdate', { remote })
  }
}

/** What it means for the record and what to do. */
export function whatToDo(
  t: TFunction<'issues'>,
  { sync }: Customer,
  remote: string,
  erasure: boolean,
): string {
  if (sync.theirs !== null) return t('adviceConflict')
  if (sync.refused?.message === UNREADABLE_THERE) return t('adviceUnreadable')
  if (typeof sync.refused?.values['sameAs'] === 'string') return t('adviceSame')
  switch (sync.refused?.of) {
    case 'delete':
      return t(erasure ? 'adviceErasure' : 'adviceDelete')
    case 'ask':
      return t('adviceAsk', { remote })
    case 'create':
      return t('adviceCreate')
    case 'update':
    case undefined:
      return t('adviceUpdate', { remote })
  }
}
