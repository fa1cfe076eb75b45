import { randomBytes } from 'node:crypto'
import { mkdir, rm, rmdir, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { BACKUP_EXTENSION, type BackupHeader, type BackupKind } from '#shared/backup/backup-format.ts'
import type { BackupError, BackupInfo, ErasedPerson } from '#shared/backup/backup-messages.ts'
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

/**
 * Where backups are: a folder for each workspace, outside of the store, and files that a person has chosen, of which
 * the window knows tokens and never paths.
 */
export class BackupFolder {
  readonly #root: string
  readonly #chosen = new Map<string, string>()
  /** Each addition reads what the one before has written. */
  #adding: Promise<void> = Promise.resolve()

  constructor(root: string) {
    this.#root = root
  }

  /** The backups of a workspace, newest first. What is no backup is left out. */
  async list(workspaceId: string): Promise<BackupInfo[]> {
    const names = await namesIn(this.folderOf(workspaceId))
    const infos = await Promise.all(names.filter(isBackupName).map((name) => this.info(workspaceId, name)))
    return infos.flatMap((info) => (info.ok ? [info.value] : [])).sort((a, b) => b.createdAt - a.createdAt)
  }

  /** The backups of all workspaces but these, newest first, as far as their folders can be read; their ids are tokens. */
  async listOthers(workspaceIds: readonly string[]): Promise<BackupInfo[]> {
    const lists = await Promise.all(
      (await this.#others(workspaceIds)).map(async (name) =>
        (await this.list(name).catch((): BackupInfo[] => [])).map((info) => ({
          ...info,
          id: this.choose(join(this.folderOf(name), info.id)),
        })),
      ),
    )
    return lists.flat().sort((a, b) => b.createdAt - a.createdAt)
  }

  /**
   * Deletes a backup that listOthers gave under this id, or `all` that it gave of its workspace. Nothing, and false, where it is
   * none of them: of one of these workspaces, or a file elsewhere that a person has chosen.
   */
  async removeOther(id: string, all: boolean, workspaceIds: readonly string[]): Promise<boolean> {
    const path = this.#chosen.get(id)
    if (path === undefined || !isBackupName(basename(path))) return false
    const folder = dirname(path)
    const of = (await this.#others(workspaceIds)).find((each) => this.folderOf(each) === folder)
    if (of === undefined) return false
    // No more than a person was told of: who was erased stays known, and what could not be listed stays.
    const gone = all ? (await this.list(of)).map(({ id: name }) => join(folder, name)) : [path]
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

  /** The workspace that a file is a backup of, which a person has chosen. */
  async workspaceOf(token: string): Promise<Result<BackupHeader['workspace'], BackupError>> {
    const path = this.#chosen.get(token)
    if (path === undefined) return err({ kind: 'not-found' })
    try {
      const reader = await BackupReader.open(path)
      await reader.close()
      return ok(reader.header.workspace)
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
    for (const id of outdated) await rm(join(this.folderOf(workspaceId), id), { force: true })
  }

  /** Removes all backups of a workspace that is removed itself. Who was erased from it stays known: copies may lie elsewhere. */
  async remove(workspaceId: string): Promise<void> {
    const folder = this.folderOf(workspaceId)
    const names = await namesIn(folder)
    const others = names.filter((name) => name !== ERASED_FILE)
    for (const name of others) await rm(join(folder, name), { recursive: true, force: true })
    if (others.length === names.length) await rm(folder, { recursive: true, force: true })
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

  async #others(workspaceIds: readonly string[]): Promise<string[]> {
    return (await this.#workspaces()).filter((id) => !workspaceIds.includes(id))
  }

  #erasedFile(workspaceId: string): JsonFile<ErasedPeople> {
    return new JsonFile(join(this.folderOf(workspaceId), ERASED_FILE), erasedPeopleSchema)
  }
}

function isBackupName(name: string): boolean {
  return name.endsWith(`.${BACKUP_EXTENSION}`) && !name.startsWith('.')
}

/** Name of a new backup; it sorts by time. */
export function backupFileName(kind: BackupKind, createdAt: number): string {
  return `${timeInName(createdAt)}Z.${kind}.${BACKUP_EXTENSION}`
}

/** Name proposed for a copy that a person keeps: whose it is and when it was made, by the clock of this computer. */
export function copyFileName(workspaceName: string, createdAt: number): string {
  const hereMs = createdAt - new Date(createdAt).getTimezoneOffset() * 60_000
  const minute = timeInName(hereMs).slice(0, -3).replace('T', ' ')
  return `${workspaceName} ${minute}.${BACKUP_EXTENSION}`
}

/** A time of UTC down to the second, with no sign that a system forbids in the name of a file. */
function timeInName(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')
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
