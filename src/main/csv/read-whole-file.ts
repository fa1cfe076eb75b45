import { basename } from 'node:path'
import type { ServerImportFile, ServerImportFileError } from '#shared/connector/server-import.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { CsvFailure, csvFileErrorOf } from './file-error.ts'
import { checkStamp, openSourceFile, type FileStamp } from './source-file.ts'
import { binaryLookOf } from './text-encoding.ts'

/**
 * The bytes of a chosen file as they are, for a remote that reads it by itself. Only a file that the person has on disk:
 * content without a path (`expected` null, or no file at all) is `not-found`. One that is no text is `binary`, one that
 * has changed since it was chosen `changed-while-read`.
 */
export async function readWholeFile(
  file: { path: string; expected: FileStamp | null } | undefined,
  maxBytes: number,
): Promise<Result<ServerImportFile, ServerImportFileError>> {
  if (file === undefined || file.expected === null) return err({ kind: 'not-found' })
  try {
    const { size } = await checkStamp(file.path, file.expected)
    if (size > maxBytes) return err({ kind: 'too-large', maxBytes })
    const content = await bytesOf(file.path, file.expected)
    const looksLike = binaryLookOf(content)
    if (looksLike !== null) return err({ kind: 'binary', looksLike })
    return ok({ name: basename(file.path), content })
  } catch (error) {
    return err(csvFileErrorOf(error))
  }
}

async function bytesOf(path: string, expected: FileStamp): Promise<Buffer<ArrayBuffer>> {
  const source = await openSourceFile(path, expected)
  try {
    const content = Buffer.alloc(source.stamp.size)
    let filled = 0
    for (let piece = await source.next(); piece !== null; piece = await source.next()) {
      if (filled + piece.length > content.length) throw new CsvFailure({ kind: 'changed-while-read' })
      filled += piece.copy(content, filled)
    }
    await source.checkUnchanged()
    return content
  } finally {
    await source.close()
  }
}
