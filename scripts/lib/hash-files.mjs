// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project-root.mjs'

/**
 * @param {string[]} paths files and folders inside the repository; those that do not exist count as empty
 * @returns {string} one hash over the names and contents of all files in them, tests left out
 */
export function hashFiles(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesOf).sort()) {
    hash.update(file).update('\0')
    hash.update(readFileSync(join(projectRoot, file))).update('\0')
  }
  return hash.digest('hex')
}

/**
 * @param {string} path a file or folder inside the repository
 * @returns {string[]} the files in it, relative to the repository
 */
function filesOf(path) {
  const absolute = join(projectRoot, path)
  if (!existsSync(absolute)) return []
  if (statSync(absolute).isFile()) return [path]
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1))
}
