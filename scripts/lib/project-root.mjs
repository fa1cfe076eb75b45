// @ts-check
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the repository: every script works from any current folder. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')
