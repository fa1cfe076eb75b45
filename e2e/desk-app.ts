import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

/** Root of the project: the built app is started from here. */
export const PROJECT_ROOT = resolve(import.meta.dirname, '..')

/** The file of settings as a new app writes it, but for how long what can be undone waits. */
const SETTINGS = {
  colorScheme: 'auto',
  density: 'compact',
  customerColumns: ['name', 'company', 'email', 'phone', 'city', 'countryCode', 'updatedAt'],
  activeWorkspaceId: '',
}

/** A running app with its own data folder, which outlives restarts. */
export class DeskApp {
  readonly userData: string
  #app: ElectronApplication | null = null
  #page: Page | null = null
  /** Playwright forgets it as soon as it has ended. */
  #process: ChildProcess | null = null

  constructor(userData: string) {
    this.userData = userData
  }

  /** An app that has never been started on this computer; `undoSeconds`: how long what can be undone waits in it. */
  static async fresh(undoSeconds?: number): Promise<DeskApp> {
    const userData = await mkdtemp(join(tmpdir(), 'customer-desk-'))
    if (undoSeconds !== undefined) {
      const settings = { ...SETTINGS, undoDeleteSeconds: undoSeconds }
      await writeFile(join(userData, 'settings.json'), JSON.stringify(settings))
    }
    return new DeskApp(userData)
  }

  /** The page of the running app. */
  get page(): Page {
    if (this.#page === null) throw new Error('The app is not running')
    return this.#page
  }

  /** Main's side of the running app. */
  get electron(): ElectronApplication {
    if (this.#app === null) throw new Error('The app is not running')
    return this.#app
  }

  /** Starts the built app, with files to open as a file association would, and waits until its window shows the shell. */
  async start(...files: string[]): Promise<Page> {
    const page = await this.#launch(files)
    await page.getByRole('navigation').first().waitFor()
    return page
  }

  /** Starts the built app, which is expected not to find its customers: its window is there, the shell is not. */
  startDamaged(): Promise<Page> {
    return this.#launch([])
  }

  async #launch(files: readonly string[]): Promise<Page> {
    this.#app = await _electron.launch({
      executablePath: electronExecutable(),
      args: [...this.#arguments(), ...files],
      env: process.env as Record<string, string>,
    })
    this.#process = this.#app.process()
    this.#page = await this.#app.firstWindow()
    return this.#page
  }

  /** Starts the app a second time on the same data folder and waits until that process ends. */
  async startSecond(...more: string[]): Promise<{ exitCode: number | null }> {
    const second = spawn(electronExecutable(), [...this.#arguments(), ...more], { stdio: 'ignore' })
    const exitCode = await new Promise<number | null>((done) => second.once('exit', (code) => done(code)))
    return { exitCode }
  }

  #arguments(): string[] {
    return [...rootArguments(), `--user-data-dir=${this.userData}`, PROJECT_ROOT]
  }

  /** Closes the app as a person would. */
  async quit(): Promise<void> {
    const app = this.#app
    this.#app = null
    this.#page = null
    await app?.close()
  }

  /** Waits until the app has ended by itself, its process included: until then it holds its data folder. */
  async ended(): Promise<void> {
    const process_ = this.electron.process()
    this.#app = null
    this.#page = null
    if (process_.exitCode !== null || process_.signalCode !== null) return
    await new Promise<void>((done) => process_.once('exit', () => done()))
  }

  /** Kills the app and all its processes at once, as a power cut would; false where it had ended by itself. */
  async kill(): Promise<boolean> {
    const process_ = this.#process
    if (process_ === null) throw new Error('The app was not started')
    this.#app = null
    this.#page = null
    this.#process = null
    const runs = process_.exitCode === null && process_.signalCode === null
    if (runs) {
      const gone = new Promise<void>((done) => process_.once('exit', () => done()))
      process_.kill('SIGKILL')
      await gone
    }
    // Chromium's helper processes notice at their own pace; nothing of this app may hold the data folder open.
    spawnSync('pkill', ['-9', '-f', `user-data-dir=${this.userData}`])
    return runs
  }

  /** Quits and removes the data folder. */
  async dispose(): Promise<void> {
    await this.quit()
    await rm(this.userData, { recursive: true, force: true })
  }
}

/** The real Electron that the test command found. */
export function electronExecutable(): string {
  const path = process.env['ELECTRON_EXECUTABLE_PATH']
  if (path === undefined) throw new Error('ELECTRON_EXECUTABLE_PATH is not set: run npm test')
  return path
}

/** Chromium's own sandbox does not work for root on Linux. */
export function rootArguments(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}
