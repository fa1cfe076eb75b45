/** What the disk said of a file, as far as it is known what to do about it. */
export type DiskTrouble = 'not-found' | 'no-access' | 'disk-full' | 'is-folder'

/** What the code of an error says; null where it says none of these. */
export function diskTroubleOf(error: unknown): DiskTrouble | null {
  switch (diskCodeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'not-found'
    case 'EACCES':
    case 'EPERM':
    case 'EBUSY':
    case 'EROFS':
      return 'no-access'
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'disk-full'
    case 'EISDIR':
      return 'is-folder'
    default:
      return null
  }
}

/** The code of an error, 'unknown' where it has none. For logs: messages hold paths. */
export function diskCodeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code === '' ? 'unknown' : code
}
