import { CsvFailure } from './file-error.ts'
import { openSourceFile, type FileStamp } from './source-file.ts'
import { binaryLookOf, encodingByMark, utf16ByZeros, Utf8Check } from './text-encoding.ts'

/**
 * The encoding of a file: its byte-order mark, else UTF-8 where every byte of the file says so, else windows-1252. The
 * whole file is read, since the first accent may be on its last line. Throws CsvFailure `binary` for what is no text.
 */
export async function detectEncoding(path: string, expected: FileStamp | null): Promise<string> {
  const file = await openSourceFile(path, expected)
  try {
    let piece = await file.next()
    if (piece === null) throw new CsvFailure({ kind: 'empty' })
    const mark = encodingByMark(piece)
    if (mark !== null) return mark
    const look = binaryLookOf(piece)
    if (look !== null) throw new CsvFailure({ kind: 'binary', looksLike: look })
    const zeros = countZeros(piece)
    const utf16 = zeros > 0 ? utf16ByZeros(piece) : null
    if (utf16 !== null) return utf16
    if (zeros > piece.length * 0.3) throw new CsvFailure({ kind: 'binary', looksLike: 'unknown' })
    const check = new Utf8Check()
    while (piece !== null) {
      if (!check.next(piece)) break
      piece = await file.next()
    }
    if (check.end()) return 'utf-8'
    if (zeros > 0) throw new CsvFailure({ kind: 'binary', looksLike: 'unknown' })
    return 'windows-1252'
  } finally {
    await file.close()
  }
}

function countZeros(bytes: Buffer): number {
  let zeros = 0
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) zeros += 1
  return zeros
}
