// @ts-check
// `npm run package`: the app as it is shipped, as a folder for this system. `npm run package -- --linux AppImage`
// and the other targets of electron-builder.yml work where their tools can be downloaded.
import { ensureBuilt } from './lib/build.mjs'
import { findElectron } from './lib/electron.mjs'
import { folderTarget, packageApp } from './lib/package-app.mjs'
import { prepareTools } from './lib/prepare.mjs'
import { runScript } from './lib/step.mjs'

await runScript(async () => {
  const given = process.argv.slice(2)
  await prepareTools()
  await ensureBuilt()
  await packageApp(await findElectron(), given.length > 0 ? given : folderTarget)
  return 0
})
