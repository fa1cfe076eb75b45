import { useCallback, useState } from 'react'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { realEdits, type ProfileEdits, type ProfileValues } from './profile-fields.ts'
import { keepUnsavedEdits, unsavedEdits } from './unsaved-edits.ts'

/** The unsaved edits of one form. */
export interface ProfileEditing {
  /** Only those that change something. */
  readonly edits: ProfileEdits
  readonly dirty: boolean
  readonly edit: (edit: ProfileEdits) => void
  /** Forgets all edits. */
  readonly reset: () => void
}

/** Edits on top of what is stored: untouched fields go on showing what is there, whoever changes it. */
export function useProfileEdits(id: string | null, stored: ProfileValues | null): ProfileEditing {
  const workspace = useWorkspace()
  const [edits, setEdits] = useState(() => unsavedEdits(workspace, id))
  const edit = useCallback(
    (change: ProfileEdits) => {
      setEdits((before) => {
        const next = { ...before, ...change }
        keepUnsavedEdits(workspace, id, stored === null ? next : realEdits(stored, next))
        return next
      })
    },
    [workspace, id, stored],
  )
  const reset = useCallback(() => {
    keepUnsavedEdits(workspace, id, {})
    setEdits({})
  }, [workspace, id])
  const real = stored === null ? edits : realEdits(stored, edits)
  return { edits: real, dirty: Object.keys(real).length > 0, edit, reset }
}
