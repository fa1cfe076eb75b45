/** What is wrong with the files of the store, found before it is opened. */
export type StoreDamage =
  /** The folder is not there, although there were customers. */
  | 'gone'
  /** Files that must be there are missing or shorter than they were. */
  | 'damaged'

/** A file of the app that could not be read, and was kept under another name. */
export type KeptAside = 'settings' | 'credentials' | 'workspaces' | 'erased'

/** What main found at the start. */
export interface RecoveryState {
  /** Null where nothing is wrong, or a person has said to open it all the same. */
  damage: StoreDamage | null
  /** Customers of each workspace when it was last open; a workspace that is not named was never noted. */
  customers: Record<string, number>
  keptAside: KeptAside[]
  /** Workspaces that were removed and whose databases are still to be deleted; see workspaces:removed. */
  removing: string[]
  /** Workspaces that are to be filled from a backup and hold at most a part of it; see workspaces:filled. */
  filling: string[]
}
