import { randomBytes } from 'node:crypto'
import { mkdir, realpath, rm, rmdir, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { BACKUP_EXTENSION, type BackupHeader } from '#shared/backup/backup-format.ts'
import type { BackupError, BackupInfo, ErasedPerson, RemovedBackup } from '#shared/backup/backup-messages.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { JsonFile } from '#main/files/json-file.ts'
import { namesIn } from '#main/files/names-in.ts'
import { TEMPORARY } from '#main/files/unfinished-files.ts'
import { BackupFailure, backupErrorOf } from './backup-failure.ts'
import { BackupReader } from './backup-reader.ts'
import { erasedPeopleSchema, nobodyErased, withErased, type ErasedPeople } from './erased-people.ts'
import { outdatedBackups } from './rotation.ts'

const ERASED_FILE = 'erased.json'
/** What must stay free on the disk beside a backup, in bytes: the store needs room to go on. */
const SPARE_BYTES = 64 * 1024 * 1024

/** A workspace that is still to be filled, and the path of the backup that it is to be filled from. */
interface NeededBackup {
  readonly workspace: { readonly id: string; readonly name: string }
  readonly backup: string
}

/**
 * Where backups are: a folder for each workspace, outside of the store, and files that a person has chosen, of which
 * the window knows tokens and never paths.
 */
export class BackupFolder {
  readonly #root: string
  readonly #needed: () => readonly NeededBackup[]
  readonly #chosen = new Map<string, string>()
  /** Each addition reads what the one before has written. */
  #adding: Promise<void> = Promise.resolve()

  /** What is `needed` is not removed from here. */
  constructor(root: string, needed: () => readonly NeededBackup[] = () => []) {
    this.#root = root
    this.#needed = needed
  }

  /** The backups of a workspace, newest first. What is no backup is left out. */
  async list(workspaceId: string): Promise<BackupInfo[]> {
    const names = await namesIn(this.folderOf(workspaceId))
    const infos = await Promise.all(names.filter(isBackupName).map((name) => this.info(workspaceId, name)))
    return infos.flatMap((info) => (info.ok ? [info.value] : [])).sort((a, b) => b.createdAt - a.createdAt)
  }

  /** The same for a person to choose from: first of all the one that a workspace is still to be filled from. */
  async listToFill(workspaceId: string): Promise<BackupInfo[]> {
    const needed = this.#needed().filter(({ workspace }) => workspace.id === workspaceId)
    const sources = await Promise.all(needed.map(({ backup }) => this.info(workspaceId, this.choose(backup))))
    return [...sources.flatMap((info) => (info.ok ? [info.value] : [])), ...(await this.list(workspaceId))]
  }

  /** The backups of all workspaces but these, newest first, as far as their folders can be read; their ids are tokens. */
  async listOthers(workspaceIds: readonly string[]): Promise<RemovedBackup[]> {
    const lists = await Promise.all(
      (await this.#others(workspaceIds)).map(async (name) =>
        (await this.list(name).catch((): BackupInfo[] => [])).map((info) => ({
          ...info,
          leftBy: name,
          id: this.choose(join(this.folderOf(name), info.id)),
        })),
      ),
    )
    return lists.flat().sort((a, b) => b.createdAt - a.createdAt)
  }

  /**
   * Deletes a backup that listOthers gave under this id, or `all` that it gave of the same folder. Nothing, and false, where it is
   * none of them: of one of these workspaces, or a file elsewhere that a person has chosen. Throws, and deletes nothing, where
   * another workspace is still to be filled from one of them.
   */
  async removeOther(id: string, all: boolean, workspaceIds: readonly string[]): Promise<boolean> {
    const path = this.#chosen.get(id)
    if (path === undefined || !isBackupName(basename(path))) return false
    const folder = dirname(path)
    const of = (await this.#others(workspaceIds)).find((each) => this.folderOf(each) === folder)
    if (of === undefined) return false
    // No more than a person was told of: who was erased stays known, and what could not be listed stays.
    const gone = all ? (await this.list(of)).map(({ id: name }) => join(folder, name)) : [path]
    for (const each of gone) {
      const name = await this.#neededBy(each)
      if (name !== null) throw new BackupFailure({ kind: 'needed', name })
    }
    for (const each of gone) await rm(each, { force: true })
    if ((await namesIn(folder)).length === 0) await rmdir(folder)
    return true
  }

  /** What the header of a backup says; `id` as in BackupInfo. */
  async info(workspaceId: string, id: string): Promise<Result<BackupInfo, BackupError>> {
    const path = this.pathOf(workspaceId, id)
    if (path === null) return err({ kind: 'not-found' })
    try {
      const [{ size }, reader] = await Promise.all([stat(path), BackupReader.open(path)])
      await reader.close()
      return ok(backupInfo(id, path, size, reader.header))
    } catch (error) {
      return err(backupErrorOf(error))
    }
  }

  /** Where a file is that a person has chosen, and the workspace that it is a backup of. */
  async opened(
    token: string,
  ): Promise<Result<{ path: string; workspace: BackupHeader['workspace'] }, BackupError>> {
    const path = this.#chosen.get(token)
    if (path === undefined) return err({ kind: 'not-found' })
    try {
      const reader = await BackupReader.open(path)
      await reader.close()
      return ok({ path, workspace: reader.header.workspace })
    } catch (error) {
      return err(backupErrorOf(error))
    }
  }

  /** The path of a backup, null where the id names none. */
  pathOf(workspaceId: string, id: string): string | null {
    const chosen = this.#chosen.get(id)
    if (chosen !== undefined) return chosen
    // An id is a plain file name: it leads nowhere else.
    if (basename(id) !== id || id.startsWith('.')) return null
    return join(this.folderOf(workspaceId), id)
  }

  /** Makes a file known that a person has chosen; its token is the id of the backup. */
  choose(path: string): string {
    const known = [...this.#chosen].find(([, chosen]) => chosen === path)
    if (known !== undefined) return known[0]
    const token = randomBytes(18).toString('base64url')
    this.#chosen.set(token, path)
    return token
  }

  /** The folder for a new backup, made where it is not there and rid of what was left over. Throws where the disk has too little room. */
  async prepare(workspaceId: string): Promise<string> {
    const folder = this.folderOf(workspaceId)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // Where they could not be noted: one backup is written here at a time.
    for (const name of (await namesIn(folder)).filter((each) => TEMPORARY.test(each))) {
      await rm(join(folder, name), { force: true })
    }
    const largest = Math.max(0, ...(await this.list(workspaceId)).map(({ size }) => size))
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize < largest + Math.min(SPARE_BYTES, largest * 4))
      throw new BackupFailure({ kind: 'disk-full' })
    return folder
  }

  /** Removes what rotation lets go. */
  async rotate(workspaceId: string): Promise<void> {
    const outdated = outdatedBackups(await this.list(workspaceId))
    for (const id of outdated) {
      const path = join(this.folderOf(workspaceId), id)
      if ((await this.#neededBy(path)) === null) await rm(path, { force: true })
    }
  }

  /**
   * Removes all backups of a workspace that is removed itself, but for one that another is still to be filled from. Who was
   * erased from it stays known: copies may lie elsewhere.
   */
  async remove(workspaceId: string): Promise<void> {
    const folder = this.folderOf(workspaceId)
    const names = await namesIn(folder)
    for (const name of names.filter((each) => each !== ERASED_FILE)) {
      const path = join(folder, name)
      if ((await this.#neededBy(path)) === null) await rm(path, { recursive: true, force: true })
    }
    if ((await namesIn(folder)).length === 0) await rm(folder, { recursive: true, force: true })
  }

  /**
   * Who was erased from this workspace: a restore leaves them out. Throws where the list is damaged: a restore would bring
   * everybody back.
   */
  async erased(workspaceId: string): Promise<ErasedPeople> {
    const read = await this.#erasedFile(workspaceId).read()
    if (read.state === 'damaged')
      throw new BackupFailure({ kind: 'failed', detail: `damaged ${ERASED_FILE}` })
    return read.state === 'read' ? read.value : nobodyErased()
  }

  /**
   * The same for a backup of this workspace that becomes a workspace of its own, and in it everybody who was erased from
   * any other one under the id they have there: workspaces that were opened from backups of each other share ids.
   */
  async erasedAnywhere(workspaceId: string): Promise<ErasedPeople> {
    const own = await this.erased(workspaceId)
    const others = (await this.#workspaces()).filter((id) => id !== workspaceId)
    const lists = await Promise.all(others.map((id) => this.erased(id)))
    const people = lists.flatMap((list) => list.people.map((person) => ({ ...person, hashes: [] })))
    return { ...own, people: [...own.people, ...people] }
  }

  /** Notes that somebody was erased. A damaged list is kept under another name. */
  async addErased(workspaceId: string, person: ErasedPerson, at: number): Promise<void> {
    const added = this.#adding.then(async () => {
      await mkdir(this.folderOf(workspaceId), { recursive: true, mode: 0o700 })
      const file = this.#erasedFile(workspaceId)
      const read = await file.read()
      await file.write(withErased(read.state === 'read' ? read.value : nobodyErased(), person, at))
    })
    this.#adding = added.catch(() => undefined)
    return added
  }

  /**
   * Keeps damaged lists of erased people under another name, for a person to be told; true where there was one. `failed` is
   * told of each list that cannot be read or kept: the others are kept all the same.
   */
  async keepDamagedErased(failed: (error: unknown) => void): Promise<boolean> {
    const kept = await Promise.allSettled(
      (await this.#workspaces()).map(async (id) => {
        const file = this.#erasedFile(id)
        await file.read()
        return file.keepAside()
      }),
    )
    for (const each of kept) if (each.status === 'rejected') failed(each.reason)
    return kept.some((each) => each.status === 'fulfilled' && each.value)
  }

  /** The folder of a workspace's backups. Throws where the id is no plain name: it would lead elsewhere. */
  folderOf(workspaceId: string): string {
    if (basename(workspaceId) !== workspaceId || workspaceId.startsWith('.')) {
      throw new BackupFailure({ kind: 'not-found' })
    }
    return join(this.#root, workspaceId)
  }

  /** Ids of the workspaces that have a folder, those that were removed since among them. */
  async #workspaces(): Promise<string[]> {
    const names = await namesIn(this.#root)
    const entries = await Promise.all(
      // Gone since it was listed, or a link that leads nowhere: no folder.
      names.map(async (name) => ({ name, found: await stat(join(this.#root, name)).catch(() => null) })),
    )
    return entries.flatMap(({ name, found }) =>
      found?.isDirectory() === true && !name.startsWith('.') ? [name] : [],
    )
  }

  /** Name of the workspace that is still to be filled from this file, null where none is. */
  async #neededBy(path: string): Promise<string | null> {
    for (const { workspace, backup } of this.#needed()) {
      if (await isSameFile(path, backup)) return workspace.name
    }
    return null
  }

  async #others(workspaceIds: readonly string[]): Promise<string[]> {
    return (await this.#workspaces()).filter((id) => !workspaceIds.includes(id))
  }

  #erasedFile(workspaceId: string): JsonFile<ErasedPeople> {
    return new JsonFile(join(this.folderOf(workspaceId), ERASED_FILE), erasedPeopleSchema)
  }
}

/** A person may have come to it another way, through a link or in other case. */
async function isSameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map((path) => realpath(path).catch(() => path)))
  return one === other
}

function isBackupName(name: string): boolean {
  return name.endsWith(`.${BACKUP_EXTENSION}`) && !name.startsWith('.')
}

/** A backup as lists show it. */
export function backupInfo(id: string, path: string, size: number, header: BackupHeader): BackupInfo {
  const { kind, createdAt, customers, appVersion, workspace, schemas } = header
  return {
    ...{ id, fileName: basename(path), kind, createdAt, size, customers, appVersion, schemas },
    workspaceId: workspace.id,
    workspaceName: workspace.name,
  }
}
