import { BehaviorSubject } from 'rxjs'
import type { Result } from '#shared/result.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { OpenWorkspace } from '#renderer/workspace/open-workspace.ts'
import type { StartProblem } from '#renderer/workspace/start-problem.ts'

/** A workspace that was opened, and the way to close it safely. */
export interface StartedWorkspace {
  workspace: OpenWorkspace
  /** Waits until nothing is being sent or written. */
  close: () => Promise<void>
}

/** What takes time before a workspace is open, and how far it is. */
export type OpeningProgress =
  /** Data of an earlier version is brought up to date. */
  | { kind: 'migrating'; percent: number }
  /** It is filled from a backup: how many of its customers are in. */
  | { kind: 'filling'; customers: number; of: number }

/** Opens a workspace: app/start-workspace.ts in the app, another one in tests. Told how far it is where that takes time. */
export type StartWorkspace = (
  info: WorkspaceInfo,
  onProgress: (progress: OpeningProgress) => void,
) => Promise<Result<StartedWorkspace, StartProblem>>

/** What the window shows of its workspace. */
export type SessionState =
  | { kind: 'opening'; info: WorkspaceInfo; progress?: OpeningProgress }
  | { kind: 'open'; info: WorkspaceInfo; workspace: OpenWorkspace }
  | { kind: 'failed'; info: WorkspaceInfo; problem: StartProblem }

/** The one workspace that is open in the window. Opening and closing take turns, so no database is open twice. */
export class WorkspaceSession {
  readonly state$: BehaviorSubject<SessionState>
  readonly #start: StartWorkspace
  #current: StartedWorkspace | null = null
  #openedKey = ''
  #turn: Promise<void> = Promise.resolve()
  #wanted: WorkspaceInfo

  constructor(start: StartWorkspace, info: WorkspaceInfo) {
    this.#start = start
    this.#wanted = info
    this.state$ = new BehaviorSubject<SessionState>({ kind: 'opening', info })
    this.#queue(() => this.#open())
  }

  /** Shows this workspace. It is opened anew where it is another one or its connection is another one. */
  show(info: WorkspaceInfo): void {
    if (info === this.#wanted) return
    const same = openKey(info) === openKey(this.#wanted)
    this.#wanted = info
    const state = this.state$.value
    if (same) {
      if (state.kind === 'open') {
        this.state$.next({ kind: 'open', info, workspace: { ...state.workspace, info } })
        // Its credentials may have been put right.
        if (info.connection?.paused === false) state.workspace.sync?.resume()
      }
      return
    }
    this.#reopen()
  }

  /** Closes for good: what is being sent comes to a safe end first. */
  async close(): Promise<void> {
    this.#queue(() => this.#closeCurrent())
    await this.#turn
  }

  #reopen(): void {
    this.state$.next({ kind: 'opening', info: this.#wanted })
    this.#queue(async () => {
      if (this.#current !== null && this.#openedKey === openKey(this.#wanted)) {
        this.#emitOpen(this.#current)
        return
      }
      this.state$.next({ kind: 'opening', info: this.#wanted })
      await this.#closeCurrent()
      await this.#open()
    })
  }

  #queue(task: () => Promise<void>): void {
    this.#turn = this.#turn.then(task).catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error)
      this.state$.next({ kind: 'failed', info: this.#wanted, problem: { kind: 'failed', detail } })
    })
  }

  async #open(): Promise<void> {
    const info = this.#wanted
    const started = await this.#start(info, (progress) => {
      this.state$.next({ kind: 'opening', info, progress })
    })
    if (!started.ok) {
      this.state$.next({ kind: 'failed', info, problem: started.error })
      return
    }
    this.#current = started.value
    this.#openedKey = openKey(info)
    this.#emitOpen(started.value)
  }

  /** What is known of the workspace may have become more while it was opened. */
  #emitOpen({ workspace }: StartedWorkspace): void {
    const info = openKey(this.#wanted) === this.#openedKey ? this.#wanted : workspace.info
    this.state$.next({ kind: 'open', info, workspace: { ...workspace, info } })
  }

  async #closeCurrent(): Promise<void> {
    const current = this.#current
    this.#current = null
    await current?.close()
  }
}

/** What must stay the same for a workspace to stay open: its database and what its remote can do. */
function openKey(info: WorkspaceInfo): string {
  return `${info.id} ${info.connection?.id ?? ''} ${info.connection?.baseUrl ?? ''}`
}
