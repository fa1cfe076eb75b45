// @ts-check
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where the scripts keep what is costly to fetch: outside the repository, shared by all clones of it. */
export const cacheFolder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'customer-desk')
