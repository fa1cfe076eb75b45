import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import type { PlantedFault } from './planted-faults.testing.ts'
import type * as RunModel from './run-model.testing.ts'

const ROOT = resolve(import.meta.dirname, '../../../..')
// Inside node_modules, so that the bundle finds the packages it leaves out.
const BUNDLES = join(ROOT, 'node_modules', '.cache', 'customer-desk')

/** The model over sources with a fault in them. Fails where the fault no longer fits its source. */
export async function modelWith(fault: PlantedFault): Promise<typeof RunModel> {
  await mkdir(BUNDLES, { recursive: true })
  const folder = await mkdtemp(join(BUNDLES, 'planted-'))
  const planted = { done: false }
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      plugins: [planting(fault, planted)],
      build: {
        ssr: 'src/renderer/replication/model/run-model.testing.ts',
        outDir: folder,
        target: 'node20.19',
        minify: false,
        rolldownOptions: { output: { format: 'es', entryFileNames: 'model.mjs' } },
      },
    })
    if (!planted.done) throw new Error(`Not planted: ${fault.name}`)
    return (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'model.mjs')).href)) as typeof RunModel
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function planting({ file, from, to, name }: PlantedFault, planted: { done: boolean }): Plugin {
  return {
    name: 'planted-fault',
    enforce: 'pre',
    transform(code, id) {
      const source = id.split('?')[0]
      if (source !== join(ROOT, file)) {
        // A bundle lies elsewhere than its sources.
        return code.includes('import.meta.dirname')
          ? {
              code: code.replaceAll('import.meta.dirname', JSON.stringify(resolve(source ?? '', '..'))),
              map: null,
            }
          : null
      }
      if (code.split(from).length !== 2) throw new Error(`"${name}" fits ${file} no more, or twice`)
      planted.done = true
      return { code: code.replace(from, () => to), map: null }
    },
  }
}
