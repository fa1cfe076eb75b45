// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project-root.mjs'
import { captureCommand } from './run-command.mjs'
import { FixableError, step } from './step.mjs'

/** What the built app depends on, besides the files in `src`. */
const configurationFiles = ['electron.vite.config.ts', 'postcss.config.cjs', 'package.json', 'package-lock.json']

/** What a finished build holds; one of them missing means: build again. */
const builtFiles = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html']

/**
 * Builds the app into `out/` unless that was done from these very sources.
 * @returns {Promise<void>}
 * @throws {FixableError} when the build fails
 */
export async function ensureBuilt() {
  await step('App', async () => {
    const marker = join(projectRoot, 'out', '.built-from')
    const sources = hashSources()
    const isBuilt = builtFiles.every((file) => existsSync(join(projectRoot, file)))
    if (isBuilt && existsSync(marker) && readFileSync(marker, 'utf8') === sources) {
      return { value: undefined, detail: 'already built from these sources' }
    }
    rmSync(marker, { force: true })
    await build()
    mkdirSync(join(projectRoot, 'out'), { recursive: true })
    writeFileSync(marker, sources)
    return { value: undefined, detail: 'built' }
  })
}

/** @returns {Promise<void>} */
async function build() {
  const cli = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { code, output } = await captureCommand(process.execPath, [cli, 'build', '--logLevel', 'warn'])
  if (code === 0) return
  process.stderr.write(`\n${output}\n`)
  throw new FixableError(
    `The build failed with exit code ${code}.`,
    'mend what the lines above name; npm run build repeats it',
  )
}

/** @returns {string} one hash over the names and contents of everything that goes into the build */
function hashSources() {
  const hash = createHash('sha256')
  const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const configuration = configurationFiles.map((file) => join(projectRoot, file)).filter(existsSync)
  for (const file of [...sources, ...configuration].sort()) {
    hash.update(file.slice(projectRoot.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}
