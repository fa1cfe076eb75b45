import { v7 as uuidV7 } from 'uuid'
import { z } from 'zod'
import { workspaceSchema, type Connection, type Workspace } from '#shared/domain/workspace.ts'
import { JsonFile } from '#main/files/json-file.ts'

const fileSchema = z.object({ workspaces: z.array(workspaceSchema) })

/** Name of the workspace that a first start makes. */
export const FIRST_WORKSPACE_NAME = 'My customers'

/** The workspaces of this computer, in memory and in `workspaces.json` of the data folder. */
export class WorkspaceStore {
  /** True where the file was damaged: it was kept under another name, and this is the list of its copy. */
  readonly wasDamaged: boolean
  readonly #file: JsonFile<z.infer<typeof fileSchema>>
  readonly #copy: JsonFile<z.infer<typeof fileSchema>>
  #workspaces: Workspace[]

  private constructor(
    file: JsonFile<z.infer<typeof fileSchema>>,
    copy: JsonFile<z.infer<typeof fileSchema>>,
    workspaces: Workspace[],
    wasDamaged: boolean,
  ) {
    this.#file = file
    this.#copy = copy
    this.#workspaces = workspaces
    this.wasDamaged = wasDamaged
  }

  /**
   * Reads the workspaces at `path`; where there are none, makes the local one that a first start opens on. A damaged
   * file is kept under another name and its copy taken. Throws where the copy is no better, and leaves both as they are.
   */
  static async open(path: string): Promise<WorkspaceStore> {
    const file = new JsonFile(path, fileSchema)
    const copy = new JsonFile(`${path}.copy`, fileSchema)
    const read = await file.read()
    const found = read.state === 'read' ? read : await copy.read()
    // A fresh list in its place would hide every customer there is: the start fails and says where to look.
    if (found.state === 'damaged' || (read.state === 'damaged' && found.state === 'absent')) {
      throw new Error(`${path} is damaged`)
    }
    const workspaces = found.state === 'read' ? found.value.workspaces : []
    const store = new WorkspaceStore(file, copy, workspaces, await file.keepAside())
    if (workspaces.length === 0) await store.create(FIRST_WORKSPACE_NAME)
    else if (read.state !== 'read') await store.#save(workspaces)
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

  /** A new workspace without a connection; `last`: what its customers were linked with elsewhere. */
  async create(
    name: string,
    last: Pick<Workspace, 'lastSystem' | 'lastScope'> = { lastSystem: null, lastScope: null },
  ): Promise<Workspace> {
    const workspace: Workspace = {
      id: uuidV7(),
      name,
      createdAt: Date.now(),
      connection: null,
      ...last,
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
    await this.#copy.write({ workspaces })
  }
}

function scopeOf(connection: Connection | null): Workspace['lastScope'] {
  if (connection === null || connection.scopeId === '') return null
  const { scopeId, accountName } = connection
  return { scopeId, accountName }
}
