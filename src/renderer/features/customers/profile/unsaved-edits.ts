import type { RosterClient } from '#renderer/roster/roster-client.ts'
import type { OpenWorkspace } from '#renderer/workspace/open-workspace.ts'
import type { ProfileEdits } from './profile-fields.ts'

const NEW = 'new'

/** What was typed, and what each of these fields showed before. */
export interface TypedEdits {
  readonly edits: ProfileEdits
  readonly seen: ProfileEdits
}

const kept = new WeakMap<RosterClient, Map<string, TypedEdits>>()

/** What was typed about a customer and not saved yet; survives leaving the page by the mouse's back button. */
export function unsavedEdits(workspace: OpenWorkspace, id: string | null): TypedEdits {
  return kept.get(workspace.roster)?.get(id ?? NEW) ?? { edits: {}, seen: {} }
}

/** Keeps what was typed; empty edits are forgotten. */
export function keepUnsavedEdits(workspace: OpenWorkspace, id: string | null, typed: TypedEdits): void {
  const all = kept.get(workspace.roster) ?? new Map<string, TypedEdits>()
  kept.set(workspace.roster, all)
  if (Object.keys(typed.edits).length === 0) all.delete(id ?? NEW)
  else all.set(id ?? NEW, typed)
}
