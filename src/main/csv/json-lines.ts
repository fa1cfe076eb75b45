import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'

/**
 * Adds values to a file of JSON lines, in one write. A line that an earlier crash cut short stays cut short and is passed
 * over when reading: nobody was ever told that it was saved.
 */
export async function appendJsonLines(path: string, values: readonly unknown[]): Promise<void> {
  if (values.length === 0) return
  const text = values.map((value) => `${JSON.stringify(value)}\n`).join('')
  const handle = await open(path, 'a+', 0o600)
  try {
    const { size } = await handle.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await handle.read(last, 0, 1, size - 1)
    await handle.appendFile(size === 0 || last[0] === 0x0a ? text : `\n${text}`)
  } finally {
    await handle.close()
  }
}

/** The values of a file of JSON lines, one after the other; none where there is no file. Lines cut short are passed over. */
export async function* readJsonLines(path: string): AsyncGenerator<unknown, void> {
  try {
    const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })
    for await (const line of lines) {
      const value = parsed(line)
      if (value !== undefined) yield value
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    throw error
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
