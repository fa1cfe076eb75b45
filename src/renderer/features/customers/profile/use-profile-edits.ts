import { useCallback, useState } from 'react'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import type { CustomerField } from '#shared/domain/customer.ts'
import { realEdits, type ProfileEdits, type ProfileValues } from './profile-fields.ts'
import { keepUnsavedEdits, unsavedEdits } from './unsaved-edits.ts'

/** The unsaved edits of one form. */
export interface ProfileEditing {
  /** Only those that change something. */
  readonly edits: ProfileEdits
  /** What these fields, and others that were touched, showed before: news that came in since was seen by nobody. */
  readonly seen: ProfileEdits
  readonly dirty: boolean
  readonly edit: (edit: ProfileEdits) => void
  /** Forgets all edits. */
  readonly reset: () => void
}

/** Edits on top of what is stored: untouched fields go on showing what is there, whoever changes it. */
export function useProfileEdits(id: string | null, stored: ProfileValues | null): ProfileEditing {
  const workspace = useWorkspace()
  const [{ edits, seen }, setTyped] = useState(() => unsavedEdits(workspace, id))
  const edit = useCallback(
    (change: ProfileEdits) => {
      setTyped((before) => {
        const next = { ...before.edits, ...change }
        const known = stored === null ? {} : { ...valuesOf(stored, Object.keys(change)), ...before.seen }
        const kept = stored === null ? next : realEdits(stored, next)
        keepUnsavedEdits(workspace, id, { edits: kept, seen: known })
        return { edits: next, seen: known }
      })
    },
    [workspace, id, stored],
  )
  const reset = useCallback(() => {
    const nothing = { edits: {}, seen: {} }
    keepUnsavedEdits(workspace, id, nothing)
    setTyped(nothing)
  }, [workspace, id])
  const real = stored === null ? edits : realEdits(stored, edits)
  return { edits: real, seen, dirty: Object.keys(real).length > 0, edit, reset }
}

function valuesOf(stored: ProfileValues, fields: readonly string[]): ProfileEdits {
  return Object.fromEntries(fields.map((field) => [field, stored[field as CustomerField]]))
}
