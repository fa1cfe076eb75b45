import { detectEncoding } from './detect-encoding.ts'
import { checkStamp, type FileStamp } from './source-file.ts'

const MOST_KNOWN = 50

/** Encodings of files as they were found, so that a large file is not read whole again at each look at it. */
const known = new Map<string, string>()

/** The encoding of a file, see detect-encoding.ts. */
export async function encodingOf(path: string, expected: FileStamp | null): Promise<string> {
  const stamp = await checkStamp(path, expected)
  const key = JSON.stringify([path, stamp.size, stamp.mtimeMs])
  const found = known.get(key) ?? (await detectEncoding(path, stamp))
  known.delete(key)
  known.set(key, found)
  for (const oldest of known.keys()) if (known.size > MOST_KNOWN) known.delete(oldest)
  return found
}
