import log from 'electron-log/main'

/** Largest log file before it is rotated, in bytes. */
const MAX_BYTES = 2_000_000

/**
 * The app's own log in the data folder. Callers pass a subject and facts that hold no secrets and no customer data:
 * kinds, counts, channel names, ids.
 */
export interface AppLog {
  info(subject: string, facts?: Record<string, string | number | boolean>): void
  error(subject: string, facts?: Record<string, string | number | boolean>): void
}

/** A log in `folder`, rotated at MAX_BYTES; unexpected failures of main are kept there too, by name and place. */
export function createAppLog(file: string): AppLog {
  log.transports.file.resolvePathFn = () => file
  log.transports.file.maxSize = MAX_BYTES
  log.transports.file.level = 'info'
  log.transports.console.level = false
  process.on('uncaughtException', (error) => {
    log.error('uncaught', error.name, placesOf(error))
  })
  process.on('unhandledRejection', (reason) => {
    log.error('unhandled rejection', reason instanceof Error ? [reason.name, placesOf(reason)] : 'unknown')
  })
  return {
    info: (subject, facts) => {
      log.info(subject, facts ?? {})
    },
    error: (subject, facts) => {
      log.error(subject, facts ?? {})
    },
  }
}

/** Where an error was thrown, without its message, which may hold data. */
function placesOf(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
}
