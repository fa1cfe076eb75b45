/**
 * Tags in one cell: separated by comma, semicolon or bar; a tag that holds one of these, or quotes or blanks at its
 * ends, stands in double quotes. `readTags(writeTags(tags))` gives the same tags, empty and repeated ones aside.
 */
export function writeTags(tags: readonly string[]): string {
  return tags.map((tag) => (needsQuotes(tag) ? `"${tag.replaceAll('"', '""')}"` : tag)).join(', ')
}

/** The tags in a cell, trimmed, without empty and repeated ones. */
export function readTags(cell: string): string[] {
  const tags: string[] = []
  const pattern = /\s*(?:"((?:[^"]|"")*)"\s*(?=[,;|]|$)|([^,;|]*))(?:[,;|]|$)/gy
  while (pattern.lastIndex < cell.length) {
    const match = pattern.exec(cell)
    if (match === null) break
    const tag = match[1]?.replaceAll('""', '"') ?? match[2]?.trim() ?? ''
    if (tag !== '') tags.push(tag)
  }
  return [...new Set(tags)]
}

function needsQuotes(tag: string): boolean {
  return /[,;|"]/.test(tag) || tag !== tag.trim()
}
