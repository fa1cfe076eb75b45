import { execFile } from 'node:child_process'
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Room for a data folder of the app, its caches included. */
const MEGABYTES = 96

/** A disk of its own for one data folder, which can be filled up without any harm to the computer. */
export class SmallDisk {
  readonly folder: string
  readonly #remove: () => Promise<void>

  private constructor(folder: string, remove: () => Promise<void>) {
    this.folder = folder
    this.#remove = remove
  }

  /** Makes one in memory: by mounting it on Linux (as root, or where sudo asks nothing), as a RAM disk on macOS. */
  static async create(): Promise<SmallDisk> {
    if (process.platform === 'darwin') return SmallDisk.#ramDisk()
    const folder = await mkdtemp(join(tmpdir(), 'small-disk-'))
    const owner = `uid=${String(process.getuid?.())},gid=${String(process.getgid?.())}`
    await asRoot('mount', '-t', 'tmpfs', '-o', `size=${String(MEGABYTES)}m,${owner}`, 'small-disk', folder)
    return new SmallDisk(folder, async () => {
      await asRoot('umount', '-l', folder)
      await rm(folder, { recursive: true, force: true })
    })
  }

  static async #ramDisk(): Promise<SmallDisk> {
    const { stdout } = await run('hdiutil', ['attach', '-nomount', `ram://${String(MEGABYTES * 2048)}`])
    const device = stdout.trim()
    const name = `small-disk-${String(process.pid)}`
    await run('diskutil', ['erasevolume', 'HFS+', name, device])
    return new SmallDisk(join('/Volumes', name), async () => {
      await run('hdiutil', ['detach', '-force', device])
    })
  }

  /** Leaves no room at all. */
  async fill(): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder)
    await writeFile(this.#filler, Buffer.alloc(bavail * bsize)).catch((error: unknown) => {
      // Somebody else has written meanwhile: what matters is that nothing is left.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    })
  }

  /** Gives the room back. */
  async free(): Promise<void> {
    await rm(this.#filler)
  }

  /** Ends the disk with everything on it. */
  async remove(): Promise<void> {
    await this.#remove()
  }

  get #filler(): string {
    return join(this.folder, 'filler')
  }
}

async function asRoot(...command: [string, ...string[]]): Promise<void> {
  const [file, ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
  await run(file, rest)
}
