import type { RosterClient } from '#renderer/roster/roster-client.ts'
import type { OpenWorkspace } from '#renderer/workspace/open-workspace.ts'
import type { ProfileEdits } from './profile-fields.ts'

const NEW = 'new'
const kept = new WeakMap<RosterClient, Map<string, ProfileEdits>>()

/** What was typed about a customer and not saved yet; survives leaving the page by the mouse's back button. */
export function unsavedEdits(workspace: OpenWorkspace, id: string | null): ProfileEdits {
  return kept.get(workspace.roster)?.get(id ?? NEW) ?? {}
}

/** Keeps what was typed; empty edits are forgotten. */
export function keepUnsavedEdits(workspace: OpenWorkspace, id: string | null, edits: ProfileEdits): void {
  const all = kept.get(workspace.roster) ?? new Map<string, ProfileEdits>()
  kept.set(workspace.roster, all)
  if (Object.keys(edits).length === 0) all.delete(id ?? NEW)
  else all.set(id ?? NEW, edits)
}
