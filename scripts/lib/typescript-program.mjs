// @ts-check
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from './project-root.mjs'

/** Inside node_modules, so that the bundle finds the packages it leaves out. */
const bundlesFolder = join(projectRoot, 'node_modules', '.cache', 'customer-desk')

/**
 * Makes a program that Node runs from one written in TypeScript, which Node 20 cannot read: one file, with the
 * packages left out of it.
 * @param {string} entry path inside the repository, e.g. `e2e/sandbox/main.ts`
 * @returns {Promise<string>} the absolute path of the program; it goes with the script
 */
export async function bundleProgram(entry) {
  const { build } = await import('vite')
  mkdirSync(bundlesFolder, { recursive: true })
  const folder = mkdtempSync(join(bundlesFolder, 'program-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    plugins: [sourceLocations()],
    build: {
      ssr: entry,
      outDir: folder,
      target: 'node20.19',
      minify: false,
      sourcemap: 'inline',
      rollupOptions: { output: { format: 'es', entryFileNames: 'program.mjs' } },
    },
  })
  return join(folder, 'program.mjs')
}

/**
 * Lets each module still know where its source lies, although the bundle lies elsewhere.
 * @returns {import('vite').Plugin}
 */
function sourceLocations() {
  return {
    name: 'source-locations',
    transform(code, id) {
      if (id.includes('node_modules') || !code.includes('import.meta')) return null
      const located = code
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
        .replaceAll('import.meta.filename', JSON.stringify(id))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      // no line moves, so the map of what came before stays right
      return { code: located, map: null }
    },
  }
}
