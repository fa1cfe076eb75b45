/** The suggested name of an exported file, with the day it was made. */
export function exportFileName(what: string): string {
  return `${what}-${new Date().toISOString().slice(0, 10)}.csv`
}
