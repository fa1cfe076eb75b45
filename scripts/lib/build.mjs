// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashFiles } from './hash-files.mjs'
import { projectRoot } from './project-root.mjs'
import { captureCommand } from './run-command.mjs'
import { FixableError, step } from './step.mjs'

/** Everything that goes into the built app. */
export const buildInputs = [
  'src',
  'electron.vite.config.ts',
  'postcss.config.cjs',
  'package.json',
  'package-lock.json',
]

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
    const sources = hashFiles(buildInputs)
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
  const cli = join('node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { code, output } = await captureCommand(process.execPath, [cli, 'build', '--logLevel', 'warn'])
  if (code === 0) return
  process.stderr.write(`\n${output}\n`)
  throw new FixableError(
    `The build failed with exit code ${code}.`,
    'mend what the lines above name; npm run build repeats it',
  )
}
