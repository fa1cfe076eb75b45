import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/**
 * The files of a folder in which one of these texts stands in clear, in any case, as bytes or in UTF-16, with the text;
 * `except` are folders at its top. Names of files count too.
 */
export async function tracesIn(
  folder: string,
  texts: readonly string[],
  except: readonly string[] = [],
): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path)
    if (!entry.isFile() || except.includes(name.split(sep)[0] ?? '')) continue
    // One that is gone since it was listed holds nothing.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0))
    const contents = [name, bytes.toString('latin1'), bytes.toString('utf16le'), oddUtf16(bytes)]
    const lower = contents.map((content) => content.toLowerCase())
    for (const text of texts) {
      if (lower.some((content) => content.includes(text.toLowerCase()))) found.push(`${name}: ${text}`)
    }
  }
  return found.sort()
}

/** UTF-16 that begins at an odd place. */
function oddUtf16(bytes: Buffer): string {
  return bytes.subarray(1).toString('utf16le')
}
