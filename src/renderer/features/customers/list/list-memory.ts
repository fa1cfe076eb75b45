import { allCustomers, type RosterQuery } from '#renderer/roster/roster-query.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import type { OpenWorkspace } from '#renderer/workspace/open-workspace.ts'
import { CustomerRows } from './customer-rows.ts'

/** What the list keeps while another page is shown, so that coming back finds it as it was. */
export interface ListMemory {
  query: RosterQuery
  active: number
  /** Scroll offset in px. */
  offset: number
  /** Customer that is being opened to be edited, '' = none, and the field for the cursor, '' = the first. */
  editing: string
  editingField: string
  readonly rows: CustomerRows
}

const memories = new WeakMap<RosterClient, ListMemory>()
const pendingQueries = new WeakMap<RosterClient, RosterQuery>()

/** The memory of the open workspace's list, made on first use. */
export function listMemory(workspace: OpenWorkspace): ListMemory {
  const held = memories.get(workspace.roster)
  if (held !== undefined) return held
  const query = pendingQueries.get(workspace.roster) ?? allCustomers()
  const memory: ListMemory = {
    query,
    active: 0,
    offset: 0,
    editing: '',
    editingField: '',
    rows: new CustomerRows(workspace.roster, workspace.customers, query),
  }
  memories.set(workspace.roster, memory)
  return memory
}

/** Asks for the first rows of a workspace that is just being opened, ahead of the page that shows them. */
export function prepareList(workspace: OpenWorkspace): void {
  listMemory(workspace).rows.prepare()
}

/** Keeps where the list stands. */
export function rememberInList(
  memory: ListMemory,
  change: Partial<Pick<ListMemory, 'query' | 'active' | 'offset'>>,
): void {
  Object.assign(memory, change)
}

/** What the list shows now, or would show when it is opened. */
export function listQuery(workspace: OpenWorkspace): RosterQuery {
  return memories.get(workspace.roster)?.query ?? pendingQueries.get(workspace.roster) ?? allCustomers()
}

/** Makes the list show another selection when it is opened next. */
export function showInList(workspace: OpenWorkspace, change: Partial<RosterQuery>): void {
  const memory = memories.get(workspace.roster)
  const query = { ...allCustomers(), ...change }
  if (memory === undefined) {
    pendingQueries.set(workspace.roster, query)
    return
  }
  memory.query = query
  memory.active = 0
  memory.offset = 0
  memory.rows.setQuery(query)
}

/** Makes the page of a customer that is opened next put the cursor into a field; '' = its first. */
export function openForEditing(workspace: OpenWorkspace, id: string, field = ''): void {
  const memory = listMemory(workspace)
  memory.editing = id
  memory.editingField = field
}

/** The field for the cursor, once, where this customer is being opened to be edited ('' = the first); else null. */
export function takeEditing(workspace: OpenWorkspace, id: string): string | null {
  const memory = memories.get(workspace.roster)
  if (memory === undefined || memory.editing !== id) return null
  memory.editing = ''
  return memory.editingField
}

/** The customer before or after this one in the list as it was last shown; null at its ends or where it is not known. */
export function neighbour(workspace: OpenWorkspace, id: string, step: 1 | -1): string | null {
  const memory = memories.get(workspace.roster)
  if (memory === undefined) return null
  const snapshot = memory.rows.snapshot()
  for (const index of [memory.active, memory.active + 1, memory.active - 1]) {
    if (snapshot.idAt(index) !== id) continue
    const found = snapshot.idAt(index + step)
    if (found === undefined) return null
    memory.active = index + step
    return found
  }
  return null
}
