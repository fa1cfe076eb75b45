// @ts-check
// `npm start`: from a fresh clone to the open window. What follows `--` goes to the app.
import { launchApp } from './lib/launch-app.mjs'
import { prepare } from './lib/prepare.mjs'
import { runScript } from './lib/step.mjs'

await runScript(async () => {
  const prepared = await prepare()
  process.stdout.write('› Customer Desk is open; close its window, or press Ctrl-C here, to end it\n')
  return launchApp(prepared, process.argv.slice(2))
})
