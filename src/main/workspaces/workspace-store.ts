import { v7 as uuidV7 } from 'uuid'
import { z } from 'zod'
import { workspaceSchema, type Connection, type Workspace } from '#shared/domain/workspace.ts'
import { JsonFile } from '#main/files/json-file.ts'

const fileSchema = z.object({ workspaces: z.array(workspaceSchema) })

/** Name of the workspace that a first start makes. */
export const FIRST_WORKSPACE_NAME = 'My customers'

/** The workspaces of this computer, in memory and in `workspaces.json` of the data folder. */
export class WorkspaceStore {
  readonly #file: JsonFile<z.infer<typeof fileSchema>>
  #workspaces: Workspace[]

  private constructor(file: JsonFile<z.infer<typeof fileSchema>>, workspaces: Workspace[]) {
    this.#file = file
    this.#workspaces = workspaces
  }

  /**
   * Reads the workspaces at `path`; where there are none, makes the local one that a first start opens on.
   * Throws where the file is damaged, and leaves it as it is.
   */
  static async open(path: string): Promise<WorkspaceStore> {
    const file = new JsonFile(path, fileSchema)
    const read = await file.read()
    // A fresh list in its place would hide every customer there is: the start fails and says where to look.
    if (read.state === 'damaged') throw new Error(`${path} is damaged`)
    const store = new WorkspaceStore(file, read.state === 'read' ? read.value.workspaces : [])
    if (store.#workspaces.length === 0) await store.create(FIRST_WORKSPACE_NAME)
    return store
  }

  /** All workspaces, oldest first. */
  list(): readonly Workspace[] {
    return this.#workspaces
  }

  /** The workspace with this id, undefined where there is none. */
  find(id: string): Workspace | undefined {
    return this.#workspaces.find((workspace) => workspace.id === id)
  }

  /** A new workspace without a connection. */
  async create(name: string): Promise<Workspace> {
    const workspace: Workspace = {
      id: uuidV7(),
      name,
      createdAt: Date.now(),
      connection: null,
      lastSystem: null,
      lastScope: null,
    }
    await this.#save([...this.#workspaces, workspace])
    return workspace
  }

  /** Renames a workspace. */
  rename(id: string, name: string): Promise<Workspace> {
    return this.#change(id, (workspace) => ({ ...workspace, name }))
  }

  /** Sets or removes the connection of a workspace. */
  setConnection(id: string, connection: Connection | null): Promise<Workspace> {
    return this.#change(id, (workspace) => ({
      ...workspace,
      connection,
      lastSystem: connection?.system ?? workspace.connection?.system ?? workspace.lastSystem,
      lastScope: scopeOf(connection) ?? scopeOf(workspace.connection) ?? workspace.lastScope,
    }))
  }

  /** Forgets a workspace. */
  async remove(id: string): Promise<void> {
    await this.#save(this.#workspaces.filter((workspace) => workspace.id !== id))
  }

  async #change(id: string, change: (workspace: Workspace) => Workspace): Promise<Workspace> {
    const found = this.find(id)
    if (found === undefined) throw new Error('No such workspace')
    const changed = change(found)
    await this.#save(this.#workspaces.map((workspace) => (workspace.id === id ? changed : workspace)))
    return changed
  }

  async #save(workspaces: Workspace[]): Promise<void> {
    this.#workspaces = workspaces
    await this.#file.write({ workspaces })
  }
}

function scopeOf(connection: Connection | null): Workspace['lastScope'] {
  if (connection === null || connection.scopeId === '') return null
  const { scopeId, accountName } = connection
  return { scopeId, accountName }
}
