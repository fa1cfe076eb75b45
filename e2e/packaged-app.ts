import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, expect, type Browser, type Page } from '@playwright/test'
import { PROJECT_ROOT, rootArguments } from './desk-app.ts'

/** Where `npm run package` leaves the app for this system. */
export const PACKAGED_EXECUTABLE = join(PROJECT_ROOT, 'dist', 'linux-unpacked', 'customer-desk')

/** The packaged app as a plain process: its release fuses leave no inspector, so it is reached over Chromium's own port. */
export class PackagedApp {
  readonly #process: ChildProcess
  readonly #userData: string
  readonly #endpoint: string
  #browser: Browser

  private constructor(process_: ChildProcess, userData: string, endpoint: string, browser: Browser) {
    this.#process = process_
    this.#userData = userData
    this.#endpoint = endpoint
    this.#browser = browser
  }

  /** Starts the packaged app on a data folder and connects to it. */
  static async start(userData: string): Promise<PackagedApp> {
    if (!existsSync(PACKAGED_EXECUTABLE)) throw new Error('There is no packaged app: run npm run package')
    const started = spawn(
      PACKAGED_EXECUTABLE,
      [...rootArguments(), `--user-data-dir=${userData}`, '--remote-debugging-port=0'],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    const endpoint = await new Promise<string>((found, fail) => {
      let text = ''
      started.stderr.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        const match = /DevTools listening on (ws:\S+)/.exec(text)
        if (match?.[1] !== undefined) found(match[1])
      })
      started.once('exit', (code) => fail(new Error(`The packaged app ended with ${String(code)}\n${text}`)))
    })
    // Attaching while the first page is still on its way to the app can miss it for good.
    const targets = new URL('/json/list', endpoint.replace(/^ws/, 'http'))
    const isThere = async (): Promise<boolean> => {
      const pages = (await (await fetch(targets)).json()) as { type: string; url: string }[]
      return pages.some(({ type, url }) => type === 'page' && url.startsWith('app:'))
    }
    await expect.poll(isThere).toBe(true)
    return new PackagedApp(started, userData, endpoint, await chromium.connectOverCDP(endpoint))
  }

  /** The app's window. */
  window(): Page {
    const page = this.#browser.contexts()[0]?.pages()[0]
    if (page === undefined) throw new Error('The packaged app has no window')
    return page
  }

  /** Kills the process of the page, and connects to the one that takes its place. */
  async crashPage(): Promise<void> {
    // A debugger that is attached would hold the dead page.
    await this.#browser.close()
    const before = this.#pageProcesses()
    for (const pid of before) process.kill(pid, 'SIGKILL')
    await expect.poll(() => this.#pageProcesses().filter((pid) => !before.includes(pid))).toHaveLength(1)
    this.#browser = await chromium.connectOverCDP(this.#endpoint)
  }

  #pageProcesses(): number[] {
    const found = spawnSync('pgrep', ['-f', `type=renderer.*user-data-dir=${this.#userData}`])
    return found.stdout.toString().split('\n').filter(Boolean).map(Number)
  }

  /** Ends the app as a person's logout would; one that does not end is killed. */
  async close(): Promise<void> {
    const gone = once(this.#process, 'exit')
    await this.#browser.close()
    this.#process.kill('SIGTERM')
    const patience = setTimeout(() => this.#process.kill('SIGKILL'), 20_000)
    const [, signal] = (await gone) as [number | null, string | null]
    clearTimeout(patience)
    expect(signal, 'the packaged app ended by itself').not.toBe('SIGKILL')
  }
}

/** The fuse bytes in an Electron binary ('0' off, '1' on, in the order of @electron/fuses), as text. */
export async function readFuses(executable: string): Promise<string> {
  const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
  const binary = await readFile(executable)
  const at = binary.indexOf(sentinel)
  if (at < 0) throw new Error('No fuses in the binary')
  const length = binary[at + sentinel.length + 1] ?? 0
  return binary.subarray(at + sentinel.length + 2, at + sentinel.length + 2 + length).toString('latin1')
}
