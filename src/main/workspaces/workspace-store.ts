import { v7 as uuidV7 } from 'uuid'
import { z } from 'zod'
import { workspaceSchema, type Connection, type Workspace } from '#shared/domain/workspace.ts'
import { JsonFile } from '#main/files/json-file.ts'

/** A workspace that is to be filled, and the path of the backup. */
interface FillingSource {
  workspace: Workspace
  backup: string
}

/** A workspace that was forgotten, and whose database the window has yet to delete. */
interface Removal {
  id: string
  /** True where its backups go too. */
  backups: boolean
}

const removalSchema: z.ZodType<Removal> = z.object({ id: z.string().min(1).max(64), backups: z.boolean() })
const fileSchema = z.object({
  workspaces: z.array(workspaceSchema),
  removing: z.array(removalSchema).default([]),
  filling: z.array(z.string().min(1).max(64)).default([]),
  fillingFrom: z.record(z.string(), z.string()).default({}),
})

/** Name of the workspace that a first start makes. */
export const FIRST_WORKSPACE_NAME = 'My customers'

/** The workspaces of this computer, in memory and in `workspaces.json` of the data folder. */
export class WorkspaceStore {
  /** True where the file was damaged: it was kept under another name, and this is the list of its copy. */
  readonly wasDamaged: boolean
  readonly #file: JsonFile<z.infer<typeof fileSchema>>
  readonly #copy: JsonFile<z.infer<typeof fileSchema>>
  #workspaces: Workspace[]
  #removing: Removal[]
  #filling: string[]
  /** Paths of backups by the workspace that is to be filled; those that earlier versions have left have none. */
  #fillingFrom: Record<string, string>

  private constructor(
    file: JsonFile<z.infer<typeof fileSchema>>,
    copy: JsonFile<z.infer<typeof fileSchema>>,
    { workspaces, removing, filling, fillingFrom }: z.infer<typeof fileSchema>,
    wasDamaged: boolean,
  ) {
    this.#file = file
    this.#copy = copy
    this.#workspaces = workspaces
    // What is listed is not being removed, whatever else is said.
    this.#removing = removing.filter(({ id }) => this.find(id) === undefined)
    this.#filling = filling.filter((id) => this.find(id) !== undefined)
    this.#fillingFrom = fillingFrom
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
    const list = found.state === 'read' ? found.value : fileSchema.parse({ workspaces: [] })
    const store = new WorkspaceStore(file, copy, list, await file.keepAside())
    if (list.workspaces.length === 0) await store.create(FIRST_WORKSPACE_NAME)
    else if (read.state !== 'read') await store.#save(list.workspaces)
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
  create(name: string): Promise<Workspace> {
    return this.#add(newWorkspace(name, { lastSystem: null, lastScope: null }))
  }

  /**
   * A new workspace that the window is to fill from the backup at this path, noted in the same write; `last`: what its
   * customers were linked with elsewhere.
   */
  createToFill(
    name: string,
    last: Pick<Workspace, 'lastSystem' | 'lastScope'>,
    backup: string,
  ): Promise<Workspace> {
    const workspace = newWorkspace(name, last)
    this.#filling = [...this.#filling, workspace.id]
    this.#fillingFrom = { ...this.#fillingFrom, [workspace.id]: backup }
    return this.#add(workspace)
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

  /** Forgets a workspace, but for that its database is still to be deleted; `backups`: they go too. */
  async remove(id: string, backups: boolean): Promise<void> {
    if (this.find(id) === undefined) return
    this.#removing = [...this.#removing, { id, backups }]
    this.#filling = this.#filling.filter((each) => each !== id)
    await this.#save(this.#workspaces.filter((workspace) => workspace.id !== id))
  }

  /** Workspaces whose databases are still to be deleted: no others may ever be, however few are listed. */
  get removing(): readonly Removal[] {
    return this.#removing
  }

  /** Nothing is left of a workspace that was forgotten. */
  async removed(id: string): Promise<void> {
    this.#removing = this.#removing.filter((removal) => removal.id !== id)
    await this.#save(this.#workspaces)
  }

  /** Ids of workspaces that were made for a backup and hold at most a part of it, which must never be taken for the whole. */
  get filling(): readonly string[] {
    return this.#filling
  }

  /** Where they are to be filled from, as far as that is known. */
  get fillingFrom(): readonly FillingSource[] {
    return this.#filling.flatMap((id) => {
      const [workspace, backup] = [this.find(id), this.#fillingFrom[id]]
      return workspace === undefined || backup === undefined ? [] : [{ workspace, backup }]
    })
  }

  /** A workspace is filled from this backup now, where it is one that is to be filled. */
  async fillFrom(id: string, backup: string): Promise<void> {
    if (!this.#filling.includes(id) || this.#fillingFrom[id] === backup) return
    this.#fillingFrom = { ...this.#fillingFrom, [id]: backup }
    await this.#save(this.#workspaces)
  }

  /** A workspace holds all of its backup, or a person has said to begin it empty. */
  async filled(id: string): Promise<void> {
    if (!this.#filling.includes(id)) return
    this.#filling = this.#filling.filter((each) => each !== id)
    await this.#save(this.#workspaces)
  }

  async #add(workspace: Workspace): Promise<Workspace> {
    await this.#save([...this.#workspaces, workspace])
    return workspace
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
    // Nothing is needed any more of one that is filled, or removed.
    const sources = Object.entries(this.#fillingFrom).filter(([id]) => this.#filling.includes(id))
    this.#fillingFrom = Object.fromEntries(sources)
    const list = {
      ...{ workspaces, removing: this.#removing },
      ...{ filling: this.#filling, fillingFrom: this.#fillingFrom },
    }
    await this.#file.write(list)
    await this.#copy.write(list)
  }
}

function newWorkspace(name: string, last: Pick<Workspace, 'lastSystem' | 'lastScope'>): Workspace {
  return { id: uuidV7(), name, createdAt: Date.now(), connection: null, ...last }
}

function scopeOf(connection: Connection | null): Workspace['lastScope'] {
  if (connection === null || connection.scopeId === '') return null
  const { scopeId, accountName } = connection
  return { scopeId, accountName }
}
